package neo4j

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"
	"strconv"

	"jinqiao"
	"jinqiao/search"
)

// derive adds what filters compare instead of a property, where it differs.
func (s *schema) derive(m map[string]any) {
	for _, name := range slices.Collect(maps.Keys(m)) {
		switch v := m[name].(type) {
		case []string:
			if folded := foldNames(v); !slices.Equal(folded, v) {
				m[foldedPrefix+name] = folded
			}
		case string:
			s.deriveText(m, name, v)
		}
	}
}

// unfolded are the fields that are never compared as folded text.
var unfolded = map[string]bool{"id": true, "assertion": true, "confidence": true, "scope": true, evidenceField: true, documentsField: true,
	revisionField: true, cohortQualifierField: true}

func (s *schema) deriveText(m map[string]any, name, text string) {
	switch t := s.types[name]; t {
	case jinqiao.TypeDate, jinqiao.TypePeriod:
		from, to := spanOf(t, text)
		if from != text {
			m[firstPrefix+name] = from
		}
		if to != text {
			m[lastPrefix+name] = to
		}
	case jinqiao.TypeEnum, jinqiao.TypeID:
	default:
		if folded := search.Fold(text); folded != text && !unfolded[name] {
			m[foldedPrefix+name] = folded
		}
	}
}

// contentHash returns what stands for the contents of an entity or link: equal
// contents have equal hashes, and 1 is not 1.0. It changes with the version of
// the model, so that what follows from the contents is made anew.
func contentHash(m map[string]any) string {
	b := strconv.AppendInt(nil, SchemaVersion, 10)
	for _, name := range slices.Sorted(maps.Keys(m)) {
		b = append(strconv.AppendQuote(b, name), ':')
		switch v := m[name].(type) {
		case string:
			b = strconv.AppendQuote(b, v)
		case int:
			b = strconv.AppendInt(append(b, 'i'), int64(v), 10)
		case float64:
			b = strconv.AppendFloat(append(b, 'f'), v, 'g', -1, 64)
		case bool:
			b = strconv.AppendBool(b, v)
		case []string:
			for _, item := range v {
				b = strconv.AppendQuote(append(b, '-'), item)
			}
			b = append(b, '.')
		}
	}
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}
