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

	"github.com/vektah/gqlparser/v2"
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

// TestDescriptions wants every type, field and value of the public schema to say
// what it is, but for those of inputs whose name says it.
func TestDescriptions(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "public", Input: gql.PublicSchema()})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range schema.Types {
		if d.BuiltIn || d.Name == "Query" && d.Description != "" {
			continue
		}
		if d.Description == "" {
			t.Errorf("type %s has no description", d.Name)
		}
		if d.Kind != ast.Object && d.Kind != ast.Interface {
			continue
		}
		if d.Fields.ForName("id") != nil && d.Name != "Node" && !slices.Contains(d.Interfaces, "Node") {
			t.Errorf("type %s has a field id but is no Node", d.Name)
		}
		for _, f := range d.Fields {
			if f.Description == "" && !strings.HasPrefix(f.Name, "__") {
				t.Errorf("field %s.%s has no description", d.Name, f.Name)
			}
		}
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
