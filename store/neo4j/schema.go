package neo4j

import (
	"cmp"
	"maps"
	"slices"

	"jinqiao"
)

// SchemaVersion is that of the model which this program writes. Open refuses a
// database of any other.
const SchemaVersion = 2

// Labels of every entity and of the one node that the store keeps for itself.
const (
	entityLabel = "Entity"
	metaLabel   = "Jinqiao"
	termIndex   = "jinqiao_terms"
)

// schema is what the store takes from its ontology. It is not changed after Open.
type schema struct {
	ontology      *jinqiao.Ontology
	kinds         []string // in the order of the ontology
	relationships []string // likewise
	identity      []string // relationships that join records of one thing
	symmetric     []string // relationships without a direction
	place         map[string]int
	codes         map[string][]string     // names of the properties that are codes, by kind
	types         map[string]jinqiao.Type // of properties, of any kind and of links
	properties    []string                // of any kind, in order
}

func newSchema(o *jinqiao.Ontology) (*schema, error) {
	s := &schema{ontology: o, place: map[string]int{}, codes: map[string][]string{}, types: map[string]jinqiao.Type{}}
	for i, k := range o.Kinds {
		s.kinds = append(s.kinds, k.Name)
		s.place[k.Name] = i
		for _, p := range k.Properties {
			s.types[p.Name] = p.Type
			if p.Code {
				s.codes[k.Name] = append(s.codes[k.Name], p.Name)
			}
		}
	}
	s.properties = slices.Sorted(maps.Keys(s.types))
	for i, r := range o.Relationships {
		s.relationships = append(s.relationships, r.Name)
		s.place[r.Name] = i
		if r.Identity {
			s.identity = append(s.identity, r.Name)
		}
		if r.Symmetric {
			s.symmetric = append(s.symmetric, r.Name)
		}
	}
	for _, p := range o.LinkProps {
		s.types[p.Name] = p.Type
	}
	return s, s.check()
}

// check refuses an ontology whose names the model has another use for.
func (s *schema) check() error {
	for _, k := range s.ontology.Kinds {
		if k.Name == entityLabel || k.Name == metaLabel || k.Name == journalLabel {
			return refusal("the kind %s has a name that the store needs as a label of its own", k.Name)
		}
		for _, p := range k.Properties {
			if reservedName(p.Name, entityFields) {
				return refusal("the property %s of %s has a name that the store needs for itself", p.Name, k.Name)
			}
		}
	}
	for _, p := range s.ontology.LinkProps {
		if reservedName(p.Name, linkFields) {
			return refusal("the property %s of links has a name that the store needs for itself", p.Name)
		}
	}
	return nil
}

// knownKinds returns those of the names that are kinds, each once.
func (s *schema) knownKinds(names []string) []string { return intersect(names, s.kinds) }

// knownRelationships returns those of the names that are relationships, each
// once; nil stands for all.
func (s *schema) knownRelationships(names []string) []string {
	if names == nil {
		return s.relationships
	}
	return intersect(names, s.relationships)
}

func intersect(names, known []string) []string {
	return slices.DeleteFunc(unique(names), func(name string) bool { return !slices.Contains(known, name) })
}

// kindOf returns the kind among the labels of a node, "" for none.
func (s *schema) kindOf(labels any) string {
	list, _ := labels.([]any)
	for _, label := range list {
		if name, _ := label.(string); s.ontology.Kind(name) != nil {
			return name
		}
	}
	return ""
}

// A ruling is a constraint or an index of the database: its name, and the
// statement that makes it.
type ruling struct{ name, make string }

// rulings returns what the store needs: ids are unique, lists are read in the
// order of names, text is searched by terms. Every kind has an index of its own
// beside that of all entities.
func (s *schema) rulings() []ruling {
	all := []ruling{
		{"jinqiao_meta", "CREATE CONSTRAINT jinqiao_meta IF NOT EXISTS FOR (m:" + metaLabel + ") REQUIRE m.key IS UNIQUE"},
		{"jinqiao_id", "CREATE CONSTRAINT jinqiao_id IF NOT EXISTS FOR (e:" + entityLabel + ") REQUIRE e.id IS UNIQUE"},
		{termIndex, "CREATE FULLTEXT INDEX " + termIndex + " IF NOT EXISTS FOR (e:" + entityLabel + ") ON EACH [e._terms]" +
			" OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"},
	}
	all = append(all, ruling{"jinqiao_rank", "CREATE INDEX jinqiao_rank IF NOT EXISTS FOR (e:" + entityLabel + ") ON (e." + rankField + ", e.id)"})
	for _, label := range append([]string{entityLabel}, s.kinds...) {
		name := "jinqiao_sort_" + label
		all = append(all, ruling{name, "CREATE INDEX " + quoted(name) + " IF NOT EXISTS FOR (e:" + quoted(label) + ") ON (e._sort, e.id)"})
	}
	for _, name := range s.relationships {
		id := "jinqiao_link_" + name
		all = append(all, ruling{id, "CREATE CONSTRAINT " + quoted(id) + " IF NOT EXISTS FOR ()-[l:" + quoted(name) + "]-() REQUIRE l.id IS UNIQUE"})
	}
	return all
}

// compareCounts orders counts: by the ontology's relationships, directions, and
// the ontology's kinds.
func (s *schema) compareCounts(a, b jinqiao.RelationCount) int {
	return cmp.Or(
		cmp.Compare(s.place[a.Relationship], s.place[b.Relationship]),
		cmp.Compare(directionPlace[a.Direction], directionPlace[b.Direction]),
		cmp.Compare(s.place[a.Kind], s.place[b.Kind]),
	)
}

var directionPlace = map[jinqiao.Direction]int{jinqiao.Out: 0, jinqiao.In: 1, jinqiao.Both: 2}
