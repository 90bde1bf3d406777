package neo4j

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// Names of what a node or a relationship has besides the properties of the
// ontology. What begins with an underscore follows from the rest.
const (
	cohortSizeField      = "cohortSize"
	cohortQualifierField = "cohortQualifier"
	evidenceField        = "evidence"          // JSON: Neo4j holds no maps
	documentsField       = "evidenceDocuments" // ids of its documents, for filters
	daysField            = "_days"             // first and last day of each piece of evidence
	revisionField        = "_rev"              // hash of the contents
)

var (
	entityFields = map[string]bool{"id": true, "name": true, "aliases": true, "hub": true, "cohort": true,
		cohortSizeField: true, cohortQualifierField: true, evidenceField: true, documentsField: true}
	linkFields = map[string]bool{"id": true, "key": true, "assertion": true, "confidence": true, "collective": true, "scope": true,
		evidenceField: true, documentsField: true}
)

// reservedName reports whether a property cannot be called so.
func reservedName(name string, fields map[string]bool) bool {
	return fields[name] || strings.HasPrefix(name, "_")
}

// entityProperties returns what the node of an entity has.
func (s *schema) entityProperties(e *jinqiao.Entity) (map[string]any, error) {
	m := map[string]any{"id": e.ID, "name": e.Name, "hub": e.Hub}
	if len(e.Aliases) > 0 {
		m["aliases"] = append([]string(nil), e.Aliases...)
	}
	if e.Cohort != nil {
		m["cohort"] = true
		if e.Cohort.Size != nil {
			m[cohortSizeField] = *e.Cohort.Size
		}
		if e.Cohort.Qualifier != "" {
			m[cohortQualifierField] = e.Cohort.Qualifier
		}
	}
	if err := record(m, e.Properties, e.Evidence, entityFields); err != nil {
		return nil, err
	}
	m[revisionField] = contentHash(m)
	s.derive(m)
	names := search.Names(e, s.codes[e.Kind])
	m["_sort"], m["_rest"] = cutKey(search.SortKey(e.Name))
	if m["_rest"] == "" {
		delete(m, "_rest")
	}
	m["_labels"] = labels(names)
	text := search.Text(names)
	spelling := search.Spell(text)
	m["_runs"], m["_terms"] = text, search.Terms(e.Kind, text)
	m["_pinyin"], m["_initials"] = spelling.Pinyin, spelling.Initials
	m[rankField] = int(search.StandingOf(text, e.Cohort != nil, 0))
	return m, nil
}

// labels returns the labels of names, each once.
func labels(names []string) []string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = search.Label(name)
	}
	return unique(list)
}

func foldNames(names []string) []string {
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = search.Fold(name)
	}
	return folded
}

// linkProperties returns what the relationship of a link has.
func (s *schema) linkProperties(l *jinqiao.Link, id string) (map[string]any, error) {
	m := map[string]any{"id": id, "collective": l.Collective}
	for name, text := range map[string]string{"key": l.Key, "assertion": l.Assertion, "confidence": l.Confidence, "scope": l.Scope} {
		if text != "" {
			m[name] = text
		}
	}
	if err := record(m, l.Properties, l.Evidence, linkFields); err != nil {
		return nil, err
	}
	m[revisionField] = contentHash(m)
	s.derive(m)
	if len(l.Evidence) > 0 {
		m[daysField] = days(l.Evidence)
	}
	return m, nil
}

// record adds properties and evidence.
func record(m, properties map[string]any, evidence []jinqiao.Evidence, fields map[string]bool) error {
	for name, value := range properties {
		if value == nil {
			continue
		}
		if reservedName(name, fields) {
			return fmt.Errorf("property %s: the store needs this name for itself", name)
		}
		kept, err := storable(value)
		if err != nil {
			return fmt.Errorf("property %s: %w", name, err)
		}
		m[name] = kept
	}
	if len(evidence) == 0 {
		return nil
	}
	text, err := writeEvidence(evidence)
	if err != nil {
		return err
	}
	m[evidenceField], m[documentsField] = text, documentsOf(evidence)
	return nil
}

// storable returns a value as it is stored, sharing nothing with it.
func storable(value any) (any, error) {
	switch v := value.(type) {
	case string, int, bool:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%v is not a number", v)
		}
		return v, nil
	case []string:
		return append([]string{}, v...), nil
	}
	return nil, fmt.Errorf("a value cannot be a %T", value)
}

func documentsOf(evidence []jinqiao.Evidence) []string {
	ids := make([]string, len(evidence))
	for i, e := range evidence {
		ids[i] = e.Document
	}
	return ids
}

// days returns of each piece of evidence the first and last day of which it
// speaks as one text, "" for one without a date.
func days(evidence []jinqiao.Evidence) []string {
	list := make([]string, len(evidence))
	for i, e := range evidence {
		if e.AsOf != "" {
			list[i] = e.AsOf.Start() + "/" + e.AsOf.End()
		}
	}
	return list
}

// A piece is one of evidence as it is stored.
type piece struct {
	Document string `json:"document"`
	Locator  string `json:"locator,omitempty"`
	AsOf     string `json:"asOf,omitempty"`
}

func writeEvidence(evidence []jinqiao.Evidence) (string, error) {
	pieces := make([]piece, len(evidence))
	for i, e := range evidence {
		pieces[i] = piece{e.Document, e.Locator, string(e.AsOf)}
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(pieces)
	return strings.TrimSuffix(b.String(), "\n"), err
}

func readEvidence(text string) ([]jinqiao.Evidence, error) {
	if text == "" {
		return nil, nil
	}
	var pieces []piece
	if err := json.Unmarshal([]byte(text), &pieces); err != nil {
		return nil, err
	}
	evidence := make([]jinqiao.Evidence, len(pieces))
	for i, p := range pieces {
		evidence[i] = jinqiao.Evidence{Document: p.Document, Locator: p.Locator, AsOf: jinqiao.PartialDate(p.AsOf)}
	}
	return evidence, nil
}
