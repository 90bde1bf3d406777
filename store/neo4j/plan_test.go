package neo4j

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/ingest"
	"jinqiao/store/neo4j/neo4jtest"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// forbidden are what no plan of these may do: read all nodes or all entities,
// join everything with everything, or look up both sides of an OR.
var forbidden = []string{"AllNodesScan", "CartesianProduct", "Union", "AllRelationshipsScan"}

// TestPlans asks a real server how it would answer some plans.
func TestPlans(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, Options{URI: emptied(t, ctx), Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sources, err := ingest.FS(data.Shandong, "shandong")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Import(ctx, s, o, sources, ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	s.replan(ctx)
	wanted := map[string]string{
		"by id":            "NodeUniqueIndexSeek",
		"two levels":       "NodeUniqueIndexSeek",
		"page of a kind":   "NodeIndexSeek",
		"text":             "ProcedureCall",
		"links at one end": "NodeUniqueIndexSeek",
		"links of a type":  "DirectedRelationshipUniqueIndexSeekByRange",
	}
	plans := goldenPlans()
	for name, operator := range wanted {
		st, err := compile(s.schema, plans[name])
		if err != nil {
			t.Fatal(err)
		}
		operators := profile(t, ctx, s, guardedText(st.text), st.params)
		if !slices.ContainsFunc(operators, func(op string) bool { return strings.HasPrefix(op, operator) }) {
			t.Errorf("%s: no %s in %v", name, operator, operators)
		}
		for _, op := range operators {
			for _, bad := range forbidden {
				if strings.HasPrefix(op, bad) {
					t.Errorf("%s: %s in %v", name, op, operators)
				}
			}
		}
	}
}

// emptied returns the address of the shared server, whose database it wipes.
func emptied(t *testing.T, ctx context.Context) string {
	uri := neo4jtest.Shared(t)
	d, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	if _, err := neo4j.ExecuteQuery(ctx, d, "MATCH (n) DETACH DELETE n", nil, neo4j.EagerResultTransformer); err != nil {
		t.Fatal(err)
	}
	return uri
}

// profile runs a statement and returns the names of its operators.
func profile(t *testing.T, ctx context.Context, s *Store, text string, params map[string]any) []string {
	t.Helper()
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	result, err := session.Run(ctx, "PROFILE "+text, params)
	if err != nil {
		t.Fatal(err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	var walk func(p neo4j.ProfiledPlan)
	walk = func(p neo4j.ProfiledPlan) {
		names = append(names, p.Operator())
		for _, child := range p.Children() {
			walk(child)
		}
	}
	walk(summary.Profile())
	return names
}
