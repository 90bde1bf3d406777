package ingest

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"jinqiao"
)

// Encode returns an entity or link as one line of JSON with its line break. Two
// that are equal have the same line: fields come in a fixed order, properties in
// that of their names, and what is not known is left out. The id of a link
// follows from the rest and is left out too.
func Encode(c jinqiao.Change) []byte { return append(appendRow(nil, c), '\n') }

func appendRow(b []byte, c jinqiao.Change) []byte {
	if c.Entity != nil {
		return appendEntity(b, c.Entity)
	}
	return appendLink(b, c.Link)
}

func appendEntity(b []byte, e *jinqiao.Entity) []byte {
	b = appendText(append(b, '{'), "kind", e.Kind)
	b = appendText(b, "id", e.ID)
	b = appendText(b, "name", e.Name)
	b = appendList(b, "aliases", e.Aliases)
	b = appendProperties(b, e.Properties)
	b = appendCohort(b, e.Cohort)
	b = appendTrue(b, "hub", e.Hub)
	return append(appendEvidence(b, e.Evidence), '}')
}

func appendLink(b []byte, l *jinqiao.Link) []byte {
	b = appendText(append(b, '{'), "relationship", l.Relationship)
	b = appendText(b, "from", l.From)
	b = appendText(b, "to", l.To)
	b = appendText(b, "key", l.Key)
	b = appendText(b, "assertion", l.Assertion)
	b = appendText(b, "confidence", l.Confidence)
	b = appendTrue(b, "collective", l.Collective)
	b = appendText(b, "scope", l.Scope)
	b = appendProperties(b, l.Properties)
	return append(appendEvidence(b, l.Evidence), '}')
}

// appendName starts a field of an object that ends in { or in a field.
func appendName(b []byte, name string) []byte {
	if last := b[len(b)-1]; last != '{' {
		b = append(b, ',')
	}
	return append(appendQuoted(b, name), ':')
}

func appendText(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return appendQuoted(appendName(b, name), value)
}

func appendTrue(b []byte, name string, value bool) []byte {
	if !value {
		return b
	}
	return append(appendName(b, name), "true"...)
}

func appendList(b []byte, name string, items []string) []byte {
	if len(items) == 0 {
		return b
	}
	b = append(appendName(b, name), '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, item)
	}
	return append(b, ']')
}

func appendCohort(b []byte, g *jinqiao.Cohort) []byte {
	if g == nil {
		return b
	}
	b = append(appendName(b, "cohort"), '{')
	if g.Size != nil {
		b = strconv.AppendInt(appendName(b, "size"), int64(*g.Size), 10)
	}
	return append(appendText(b, "qualifier", g.Qualifier), '}')
}

func appendEvidence(b []byte, evidence []jinqiao.Evidence) []byte {
	if len(evidence) == 0 {
		return b
	}
	b = append(appendName(b, "evidence"), '[')
	for i, v := range evidence {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, '{'), "document", v.Document)
		b = appendText(b, "locator", v.Locator)
		b = append(appendText(b, "asOf", string(v.AsOf)), '}')
	}
	return append(b, ']')
}

func appendProperties(b []byte, properties map[string]any) []byte {
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		b = appendProperty(b, name, properties[name])
	}
	return b
}

func appendProperty(b []byte, name string, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendQuoted(appendName(b, name), v)
	case bool:
		return strconv.AppendBool(appendName(b, name), v)
	case int:
		return strconv.AppendInt(appendName(b, name), int64(v), 10)
	case float64:
		return appendFloat(appendName(b, name), v)
	case []string:
		return appendList(b, name, v)
	}
	return b
}

// appendFloat writes figures as people do, and only very large and very small
// ones with an exponent.
func appendFloat(b []byte, f float64) []byte {
	format := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, 64)
}

// appendQuoted writes text as it is but for what JSON has to escape.
func appendQuoted(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[start:]...), '"')
}
