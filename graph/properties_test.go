package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/graph"
	"jinqiao/graph/gql"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestEveryProperty selects every property of every kind in one document, which
// is valid only if a name has one type and one nullability everywhere, and
// compares the answer with the example data.
func TestEveryProperty(t *testing.T) {
	o := ontology(t)
	var q strings.Builder
	q.WriteString("{entities(first: 200) { totalCount nodes { __typename id name aliases")
	for _, k := range o.Kinds {
		fmt.Fprintf(&q, " ... on %s {", k.Name)
		for _, p := range k.Properties {
			fmt.Fprintf(&q, " %s", p.Name)
			if p.Type == jinqiao.TypePeriod {
				q.WriteString(" { text start end }")
			}
		}
		q.WriteString(" }")
	}
	q.WriteString(" } } }")
	handler := graph.NewHandler(graph.Options{Store: example(t), Ontology: o})
	var answer struct {
		Errors []any
		Data   struct {
			Entities struct {
				TotalCount int
				Nodes      []map[string]any
			}
		}
	}
	if err := json.Unmarshal([]byte(post(t, handler, q.String(), "")), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Errors != nil || answer.Data.Entities.TotalCount != 534 || len(answer.Data.Entities.Nodes) != 200 {
		t.Fatalf("%d entities on the page, of %d; errors %v", len(answer.Data.Entities.Nodes), answer.Data.Entities.TotalCount, answer.Errors)
	}
	for _, n := range answer.Data.Entities.Nodes {
		for _, p := range o.Kind(n["__typename"].(string)).Properties {
			if _, ok := n[p.Name]; !ok {
				t.Errorf("%v lacks %s", n["id"], p.Name)
			}
		}
	}
}

// TestDescriptions wants every type, field, argument and value of the public
// schema to say what it is, and no type but a Node to have a field id.
func TestDescriptions(t *testing.T) {
	for _, d := range gql.ParsedSchema().Types {
		if d.BuiltIn {
			continue
		}
		described(t, d.Description, "type", d.Name)
		if d.Fields.ForName("id") != nil && d.Kind != ast.InputObject && d.Name != "Node" && !slices.Contains(d.Interfaces, "Node") {
			t.Errorf("type %s has a field id but is no Node", d.Name)
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(t, f.Description, "field", d.Name, f.Name)
			for _, a := range f.Arguments {
				described(t, a.Description, "argument", d.Name, f.Name, a.Name)
			}
		}
		for _, v := range d.EnumValues {
			described(t, v.Description, "value", d.Name, v.Name)
		}
	}
}

func described(t *testing.T, description, what string, path ...string) {
	t.Helper()
	if description == "" {
		t.Errorf("%s %s has no description", what, strings.Join(path, "."))
	}
}

// TestEveryRelationshipBothWays wants a field at both ends of every pair of kinds
// that a relationship joins; the linter of the ontology proves the rest.
func TestEveryRelationshipBothWays(t *testing.T) {
	o := ontology(t)
	for _, r := range o.Relationships {
		for _, e := range r.Ends {
			if !leads(o, e.From, r.Name, e.To) || !leads(o, e.To, r.Name, e.From) {
				t.Errorf("%s cannot be walked both ways between %s and %s", r.Name, e.From, e.To)
			}
		}
	}
}

func leads(o *jinqiao.Ontology, from, relationship, to string) bool {
	for _, f := range o.Kind(from).Fields {
		if slices.Contains(f.Trail.Relationships, relationship) && slices.Contains(f.Trail.Kinds, to) {
			return true
		}
	}
	return false
}
