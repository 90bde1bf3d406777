package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
	"jinqiao/graph/gql"
)

// MaxMeta is how many values an operation may ask of the schema and the
// ontology, by an estimate: twice what introspection as GraphiQL does it comes to.
const MaxMeta = 2_500_000

// lengths estimates how long lists of the schema and the ontology are; what is
// not listed is short.
var lengths = map[string]int{
	"fields": 25, "inputFields": 25, "args": 4, "enumValues": 8, // introspection
	"kinds": 20, "relationships": 36, "properties": 15, "ends": 60, "trail": 30, // ontology
	"entities": 20, "links": 72, // statistics
}

// shortList is the length of a list that is not among lengths.
const shortList = 3

// textCost is what a description costs beside a name.
const textCost = 4

// meta charges a root field that needs no plan: the schema, the ontology, the
// statistics. Small queries can ask for the same lists over and over.
func (p *planner) meta(f graphql.CollectedField) error {
	return p.metaSelection(f.Selections, 1)
}

func (p *planner) metaSelection(sel ast.SelectionSet, times int) error {
	for _, s := range sel {
		var err error
		switch s := s.(type) {
		case *ast.Field:
			err = p.metaField(s, times)
		case *ast.InlineFragment:
			err = p.metaSelection(s.SelectionSet, times)
		case *ast.FragmentSpread:
			if d := p.op.Doc.Fragments.ForName(s.Name); d != nil {
				err = p.metaSelection(d.SelectionSet, times)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) metaField(f *ast.Field, times int) error {
	if isList(f) {
		times *= length(f.Name)
	}
	if f.Name == "description" {
		p.metaCost += textCost * times
	}
	p.metaCost += times
	if p.metaCost > MaxMeta || times < 0 {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "the query asks for too much of the schema or the ontology at once; ask once for each")
	}
	return p.metaSelection(f.SelectionSet, times)
}

func isList(f *ast.Field) bool { return f.Definition.Type.Elem != nil }

func length(field string) int {
	if field == "types" {
		return len(gql.ParsedSchema().Types)
	}
	if n, ok := lengths[field]; ok {
		return n
	}
	return shortList
}
