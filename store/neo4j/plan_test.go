package neo4j

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/bench/synthetic"
	"jinqiao/store/neo4j/neo4jtest"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// forbidden are what no plan may do: read all nodes, or all of a label, or all
// relationships, join everything with everything, or hold what it reads.
var forbidden = []string{"AllNodesScan", "NodeByLabelScan", "CartesianProduct", "AllRelationshipsScan", "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan", "Eager"}

// A question is a statement whose plan is asked for.
type question struct {
	text   string
	params map[string]any
	anchor string // begin of the operator that has to be there
	whole  bool   // all of a kind is counted, which has to be read
}

// mayScan are those of the forbidden that a count of all of a kind may do.
var mayScan = []string{"NodeByLabelScan", "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan"}

// hitsFile tells how much of the database each question touches. A rise by more
// than a tenth fails: read why before writing it anew with -update.
const hitsFile = "testdata/dbhits.txt"

// plansVariable names the environment variable for another database to look at
// plans in: the address of one that `go run ./bench -only neo4j` has filled. How
// much of it the questions touch is shown and not compared, nor is it on a server of
// another version.
const plansVariable = "JINQIAO_TEST_NEO4J_PLANS"

// TestPlans has a real server answer a fixed set of questions on a graph of some
// thousands of entities, and looks at how it did that.
func TestPlans(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	s, g := filled(t, ctx)
	allowed, other := readHits(t), os.Getenv(plansVariable) != "" || neo4jtest.Wanted() != neo4jtest.Version
	var got strings.Builder
	questions := questionsOf(t, s.schema, g)
	refs := refsOf(t, ctx, s, questions["expansion of 50, a hub too"])
	questions["links among 50, a hub too"] = question{text: s.joining(), params: refs, anchor: "NodeByIdSeek"}
	questions["entities amid 50, a hub too"] = question{text: s.amid(true), params: refs, anchor: "NodeByIdSeek"}
	questions["a route of three steps from 5"] = routed(s.schema, g)
	questions["all of a kind by a relationship"] = counted(s.schema)
	for _, name := range slices.Sorted(maps.Keys(questions)) {
		q := questions[name]
		p := profiled(t, ctx, s, guardedText(q.text), q.params)
		if !slices.ContainsFunc(p.operators, func(op string) bool { return strings.HasPrefix(op, q.anchor) }) {
			t.Errorf("%s: no %s in %v", name, q.anchor, p.operators)
		}
		for _, op := range p.operators {
			if slices.Contains(forbidden, op) && !(q.whole && slices.Contains(mayScan, op)) {
				t.Errorf("%s: %s in %v", name, op, p.operators)
			}
		}
		before, known := allowed[name]
		if other {
			t.Logf("%s: %d db hits", name, p.hits)
			continue
		}
		if !*update && (!known || p.hits > before+before/10) {
			t.Errorf("%s: %d db hits, %d on file in %s", name, p.hits, before, hitsFile)
		}
		fmt.Fprintf(&got, "%s: %d\n", name, p.hits)
	}
	if *update && !other {
		if err := os.WriteFile(hitsFile, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// filled returns a store of the shared server that holds a graph, or that which is
// to be looked at.
func filled(t *testing.T, ctx context.Context) (*Store, *synthetic.Graph) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	if uri := os.Getenv(plansVariable); uri != "" {
		return existing(t, ctx, uri, o)
	}
	g, err := synthetic.New(o, synthetic.Options{Entities: 2000, Links: 8000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, Options{URI: emptied(t, ctx), Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	err = s.Apply(ctx, jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for c, err := range g.Entities() {
			if !yield(c, err) {
				return
			}
		}
		for c, err := range g.Links() {
			if !yield(c, err) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	s.replan(ctx)
	return s, g
}

// existing returns the store in a database, and the graph that it holds.
func existing(t *testing.T, ctx context.Context, uri string, o *jinqiao.Ontology) (*Store, *synthetic.Graph) {
	s, err := Open(ctx, Options{URI: uri, Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	count, err := s.Count(ctx)
	if err != nil {
		t.Fatal(err)
	}
	size := synthetic.Options{Seed: 1}
	for _, c := range count.Entities {
		size.Entities += c.Count
	}
	for _, c := range count.Links {
		size.Links += c.Count
	}
	g, err := synthetic.New(o, size)
	if err != nil {
		t.Fatal(err)
	}
	return s, g
}

// refsOf returns the parameters for the links among the entities that a question
// expands.
func refsOf(t *testing.T, ctx context.Context, s *Store, q question) map[string]any {
	ids, _ := q.params["ids"].([]string)
	found, err := s.ExpandTopology(ctx, ids, false)
	if err != nil {
		t.Fatal(err)
	}
	var refs []int64
	for _, e := range found.Entities {
		refs = append(refs, e.Ref)
	}
	return map[string]any{"near": refs, "far": refs}
}

// routed asks for a route of three steps, of which the second leads from a hub.
func routed(s *schema, g *synthetic.Graph) question {
	var ids []string
	for rank := range 5 {
		ids = append(ids, g.ID("Enterprise", rank))
	}
	r := &jinqiao.Route{HubDegree: 1000, Most: 2000, Steps: []jinqiao.RouteStep{
		{Out: []string{"IN_INDUSTRY"}, Kinds: []string{"Industry"}},
		{In: []string{"SERVES_INDUSTRY"}, Kinds: []string{"Society"}},
		{In: []string{"MEMBER_OF", "AFFILIATED_WITH"}, Kinds: []string{"Expert"}},
	}}
	return question{s.along(r, true), map[string]any{"ids": ids, "r": s.routeParams(r)}, "NodeUniqueIndexSeek", false}
}

// counted counts all of a kind by what a relationship leads to.
func counted(s *schema) question {
	by := jinqiao.GroupBy{Ways: []jinqiao.Way{{Trail: jinqiao.Trail{Relationships: []string{"IN_INDUSTRY"}, Direction: jinqiao.Out}}}}
	c := &counting{compiler: &compiler{builder: newBuilder(s)}, query: &jinqiao.AggregateQuery{Filter: jinqiao.OfKind{"Enterprise"}, Limit: 1000, By: []jinqiao.GroupBy{by}}}
	return question{text: c.statement(), params: c.params, anchor: "Node", whole: true}
}

// questionsOf returns the questions by name.
func questionsOf(t *testing.T, s *schema, g *synthetic.Graph) map[string]question {
	hub, many := g.ID("Industry", 0), []string{g.ID("Industry", 0)}
	for rank := range 49 {
		many = append(many, g.ID("Enterprise", rank))
	}
	list := func(relationship, kind string, d jinqiao.Direction, n int, sel *jinqiao.EntitySelect) *jinqiao.LinkQuery {
		return &jinqiao.LinkQuery{Trail: jinqiao.Trail{Relationships: []string{relationship}, Direction: d, Kinds: []string{kind}},
			Page: jinqiao.Page{Limit: n}, Select: &jinqiao.LinkSelect{Sparse: true, Far: sel}}
	}
	two := &jinqiao.EntitySelect{Sparse: true, Links: []*jinqiao.LinkQuery{list("IN_INDUSTRY", "Industry", jinqiao.Out, 5,
		&jinqiao.EntitySelect{Sparse: true, Links: []*jinqiao.LinkQuery{list("SERVES_INDUSTRY", "Society", jinqiao.In, 5, &jinqiao.EntitySelect{Sparse: true})}})}}
	firm := jinqiao.OfKind{"Enterprise"}
	one := jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpEq, Values: []any{hub}}
	since := jinqiao.Test{Property: "founded", Type: jinqiao.TypeDate, Op: jinqiao.OpGte, Values: []any{"2015"}}
	middle := jinqiao.Position{"m", ""}
	plans := map[string]struct {
		anchor string
		plan   jinqiao.Plan
	}{
		"entities by id":            {"NodeUniqueIndexSeek", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: many, Select: &jinqiao.EntitySelect{Properties: true}}}}},
		"an entity with two levels": {"NodeUniqueIndexSeek", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: many[1:2], Select: two}}}},
		"a page with two levels":    {"NodeIndex", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: firm, Page: jinqiao.Page{Limit: 20}, Total: true, Select: two}}}},
		"a page in the middle":      {"NodeIndex", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: firm, Page: jinqiao.Page{Limit: 20, After: middle}}}}},
		"a page backwards":          {"NodeIndex", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: firm, Page: jinqiao.Page{Limit: 20, Before: middle, Backward: true}}}}},
		"a page of all kinds":       {"NodeIndex", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Page: jinqiao.Page{Limit: 20}}}}},
		"a filter without an index": {"NodeIndex", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.All{firm, since}, Page: jinqiao.Page{Limit: 20}}}}},
		"20 links of 50, a hub too": {"NodeUniqueIndexSeek", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: many, Select: &jinqiao.EntitySelect{Links: []*jinqiao.LinkQuery{{Trail: jinqiao.Trail{Direction: jinqiao.Both}, Page: jinqiao.Page{Limit: 20}, Select: &jinqiao.LinkSelect{}}}}}}}},
		"a page of links":           {"DirectedRelationshipIndexScan", jinqiao.Plan{Links: []*jinqiao.LinkQuery{{Filter: jinqiao.OfRelationship{"IN_INDUSTRY"}, Page: jinqiao.Page{Limit: 20}, Total: true}}}},
		"links from one entity":     {"NodeUniqueIndexSeek", jinqiao.Plan{Links: []*jinqiao.LinkQuery{{Filter: jinqiao.ToIs{Filter: one}, Page: jinqiao.Page{Limit: 20}}}}},
		"links by id":               {"DirectedRelationshipUniqueIndexSeek", jinqiao.Plan{Links: []*jinqiao.LinkQuery{{IDs: []string{jinqiao.LinkID(1)}}}}},
		"by text":                   {"ProcedureCall", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.All{firm, jinqiao.Matches{Text: "科技"}}, Page: jinqiao.Page{Limit: 5}}}}},
		"counts at a hub":           {"NodeUniqueIndexSeek", jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: []string{hub}, Select: &jinqiao.EntitySelect{Degree: true, Counts: []*jinqiao.CountQuery{{}}}}}}},
	}
	questions := map[string]question{
		"expansion of 50, a hub too": {text: s.around(true, true), params: map[string]any{"ids": many}, anchor: "NodeUniqueIndexSeek"},
	}
	for name, p := range plans {
		st, err := compile(s, &p.plan)
		if err != nil {
			t.Fatal(err)
		}
		questions[name] = question{st.text, st.params, p.anchor, false}
	}
	return questions
}

func readHits(t *testing.T) map[string]int {
	text, err := os.ReadFile(hitsFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	hits := map[string]int{}
	for line := range strings.Lines(string(text)) {
		name, n, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if hits[name], err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	return hits
}

// emptied returns the address of the shared server, whose database it wipes.
func emptied(t *testing.T, ctx context.Context) string {
	uri := neo4jtest.Shared(t)
	d, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	result, err := session.Run(ctx, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS", nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	return uri
}

// A profile is how a statement was answered.
type profile struct {
	operators []string
	hits      int
}

// profiled runs a statement. The scan of the label of the store's one node does
// not count as an operator.
func profiled(t *testing.T, ctx context.Context, s *Store, text string, params map[string]any) (p profile) {
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
	var walk func(neo4j.ProfiledPlan)
	walk = func(plan neo4j.ProfiledPlan) {
		p.hits += int(plan.DbHits())
		if details, _ := plan.Arguments()["Details"].(string); !strings.HasSuffix(details, ":"+metaLabel) {
			p.operators = append(p.operators, strings.TrimSuffix(plan.Operator(), "@neo4j"))
		}
		for _, child := range plan.Children() {
			walk(child)
		}
	}
	walk(summary.Profile())
	return p
}
