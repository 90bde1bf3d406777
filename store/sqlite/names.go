package sqlite

import (
	"context"
	"database/sql/driver"

	"jinqiao"
)

// names are the numbers that the file has for kinds and relationships. They are
// not changed after Open.
type names struct {
	kinds, relationships         map[string]int64
	kindNames, relationshipNames map[int64]string

	place map[string]int // of a kind or relationship in the ontology
}

// register gives every kind and relationship of the ontology a number.
func (s *Store) register(ctx context.Context) error {
	var kinds, relationships []string
	for _, k := range s.ontology.Kinds {
		kinds = append(kinds, k.Name)
	}
	for _, r := range s.ontology.Relationships {
		relationships = append(relationships, r.Name)
	}
	s.names = &names{place: map[string]int{}}
	for i, name := range kinds {
		s.names.place[name] = i
	}
	for i, name := range relationships {
		s.names.place[name] = i
	}
	var err error
	if s.names.kinds, s.names.kindNames, err = s.numbers(ctx, "kind", kinds); err != nil {
		return err
	}
	s.names.relationships, s.names.relationshipNames, err = s.numbers(ctx, "relationship", relationships)
	return err
}

// lowest is the lowest number of anything: SQLite plans a statement anew when a
// value that is compared changes between 0 or 1 and something else.
const lowest = 2

// numbers reads a table of names, after adding those that it lacks.
func (s *Store) numbers(ctx context.Context, table string, wanted []string) (map[string]int64, map[int64]string, error) {
	byName, byNumber := map[string]int64{}, map[int64]string{}
	read := func() error {
		return s.writer.each(ctx, "SELECT number, name FROM "+table, nil, func(row []driver.Value) error {
			byName[row[1].(string)] = row[0].(int64)
			byNumber[row[0].(int64)] = row[1].(string)
			return nil
		})
	}
	if err := read(); err != nil {
		return nil, nil, err
	}
	var missing []string
	for _, name := range wanted {
		if _, ok := byName[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return byName, byNumber, nil
	}
	_, err := s.writer.exec(ctx, "INSERT INTO "+table+" SELECT (SELECT ifnull(max(number), ?) FROM "+table+") + 1 + key, value FROM json_each(?)",
		lowest-1, jsonList(missing))
	if err != nil {
		return nil, nil, err
	}
	return byName, byNumber, read()
}

func codesOf(o *jinqiao.Ontology) map[string][]string {
	codes := map[string][]string{}
	for _, k := range o.Kinds {
		for _, p := range k.Properties {
			if p.Code {
				codes[k.Name] = append(codes[k.Name], p.Name)
			}
		}
	}
	return codes
}

// indexedBy returns the properties whose every value is a label: the English
// name, and what is a code wherever it is recorded.
func indexedBy(o *jinqiao.Ontology) map[string]bool {
	indexed := map[string]bool{"nameEn": true}
	for _, k := range o.Kinds {
		for _, p := range k.Properties {
			was, met := indexed[p.Name]
			if p.Name != "nameEn" {
				indexed[p.Name] = p.Code && (was || !met)
			}
		}
	}
	return indexed
}

func symmetricOf(o *jinqiao.Ontology) []string {
	var names []string
	for _, r := range o.Relationships {
		if r.Symmetric {
			names = append(names, r.Name)
		}
	}
	return names
}

func identityOf(o *jinqiao.Ontology) []string {
	var names []string
	for _, r := range o.Relationships {
		if r.Identity {
			names = append(names, r.Name)
		}
	}
	return names
}
