package linkage_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

var ontology = sync.OnceValue(func() *jinqiao.Ontology {
	text, err := os.ReadFile("testdata/world.graphqls")
	if err != nil {
		panic(err)
	}
	o, err := jinqiao.ReadOntology("world.graphqls", string(text))
	if err != nil {
		panic(err)
	}
	return o
})

// A case is a small graph and a question about it.
type testCase struct {
	Entities []*jinqiao.Entity
	Links    []*jinqiao.Link
	From, To []string
	Options  linkage.Options
	First    int
}

func (c *testCase) String() string {
	var b strings.Builder
	for _, e := range c.Entities {
		fmt.Fprintf(&b, "%s %s hub %v cohort %v %v\n", e.ID, e.Kind, e.Hub, e.Cohort != nil, e.Properties)
	}
	for _, l := range c.Links {
		fmt.Fprintf(&b, "%s %s %s→%s %s %s collective %v scope %q %v\n", l.ID, l.Relationship, l.From, l.To, l.Assertion, l.Confidence, l.Collective, l.Scope, l.Properties)
	}
	o, _ := json.Marshal(c.Options)
	fmt.Fprintf(&b, "from %v to %v first %d\n%s", c.From, c.To, c.First, o)
	return b.String()
}

func (c *testCase) model() *modelQuery {
	w := &world{ontology: ontology(), scoped: ontology().ScopedKinds(), entities: map[string]*jinqiao.Entity{}, links: c.Links}
	for _, e := range c.Entities {
		w.entities[e.ID] = e
	}
	return &modelQuery{w, c.From, c.To, c.Options}
}

func (c *testCase) graph() linkage.Graph {
	rules, err := linkage.NewRules(ontology(), ontology().ScopedKinds())
	if err != nil {
		panic(err)
	}
	return build(rules, c.Entities, c.Links)
}

func build(rules *linkage.Rules, entities []*jinqiao.Entity, links []*jinqiao.Link) *adjacency.Graph {
	g, _, err := adjacency.Build(context.Background(), rules, scanOf(entities, links))
	if err != nil {
		panic(err)
	}
	return g
}

func scanOf(entities []*jinqiao.Entity, links []*jinqiao.Link) adjacency.Scan {
	return func(_ context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
		return 0, visit(topologyOf(entities, links))
	}
}

func topologyOf(entities []*jinqiao.Entity, links []*jinqiao.Link) *jinqiao.Topology {
	t, refs := &jinqiao.Topology{}, map[string]int64{}
	for i, e := range entities {
		refs[e.ID] = int64(i)
		t.Entities = append(t.Entities, e.Topology(int64(i)))
	}
	for _, l := range links {
		t.Links = append(t.Links, l.Topology(refs[l.From], refs[l.To]))
	}
	return t
}

// randomCase makes a case in which rules have something to do.
func randomCase(seed uint64) *testCase {
	r := rand.New(rand.NewPCG(seed, 1))
	c := &testCase{First: 1 + r.IntN(8), Options: linkage.Defaults()}
	c.Options.Effort = true
	n := 2 + r.IntN(11)
	for i := range n {
		c.Entities = append(c.Entities, randomEntity(r, i))
	}
	for range r.IntN(3 * n) {
		c.add(randomLink(r, c.Entities))
	}
	slices.SortFunc(c.Links, func(a, b *jinqiao.Link) int { return strings.Compare(a.ID, b.ID) })
	c.From, c.To = c.some(r, 1+r.IntN(2)), c.some(r, 1+r.IntN(3))
	c.randomOptions(r)
	return c
}

func randomEntity(r *rand.Rand, i int) *jinqiao.Entity {
	kinds := []string{"Firm", "Firm", "Club", "Club", "Field", "Field", "Plan", "Town"}
	e := &jinqiao.Entity{ID: string(rune('a' + i)), Kind: kinds[r.IntN(len(kinds))], Hub: r.IntN(15) == 0}
	if r.IntN(3) == 0 {
		e.Cohort = &jinqiao.Cohort{}
	}
	if e.Kind == "Plan" && r.IntN(4) == 0 {
		e.Properties = map[string]any{"status": "DRAFT"}
	}
	return e
}

func randomLink(r *rand.Rand, entities []*jinqiao.Entity) *jinqiao.Link {
	rels := ontology().Relationships
	var fit []*jinqiao.Relationship
	var from, to *jinqiao.Entity
	for len(fit) == 0 {
		from, to = entities[r.IntN(len(entities))], entities[r.IntN(len(entities))]
		for _, rel := range rels {
			if rel.Joins(from.Kind, to.Kind) && (from != to || r.IntN(10) == 0) {
				fit = append(fit, rel)
			}
		}
		if from == to && r.IntN(20) == 0 {
			fit = rels[:1] // a single entity of a kind that joins nothing
		}
	}
	rel := fit[r.IntN(len(fit))]
	l := &jinqiao.Link{Relationship: rel.Name, From: from.ID, To: to.ID, Key: string(rune('0' + r.IntN(3))), Assertion: "STATED", Collective: r.IntN(3) == 0}
	if rel.Symmetric && l.From > l.To {
		l.From, l.To = l.To, l.From
	}
	if r.IntN(2) == 0 {
		l.Assertion, l.Confidence = "INFERRED", grades[1+r.IntN(3)]
	}
	if r.IntN(2) == 0 {
		l.Scope = []string{"x", "y"}[r.IntN(2)]
	}
	l.Properties = map[string]any{}
	if len(rel.Unsettled) > 0 && r.IntN(5) == 0 {
		l.Properties["stage"] = []string{"ASKED", "DONE"}[r.IntN(2)]
	}
	if r.IntN(4) == 0 {
		l.Properties["since"] = []string{"2020", "2021-06", "2022-03-04"}[r.IntN(3)]
	}
	if r.IntN(4) == 0 {
		l.Properties["until"] = []string{"2022", "2023-06"}[r.IntN(2)]
	}
	l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, l.Key))
	return l
}

func (c *testCase) add(l *jinqiao.Link) {
	if !slices.ContainsFunc(c.Links, func(k *jinqiao.Link) bool { return k.ID == l.ID }) {
		c.Links = append(c.Links, l)
	}
}

func (c *testCase) some(r *rand.Rand, n int) (ids []string) {
	for range n {
		ids = append(ids, c.Entities[r.IntN(len(c.Entities))].ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (c *testCase) randomOptions(r *rand.Rand) {
	o := &c.Options
	o.MaxLength = []int{1, 2, 3, 4, 5, 6, 6, 6, 12}[r.IntN(9)]
	if r.IntN(3) == 0 {
		o.Order = linkage.Strongest
	}
	if r.IntN(4) == 0 {
		o.HubDegree = 1 + r.IntN(6)
	}
	for _, rule := range []linkage.Rule{linkage.Hubs, linkage.Collective, linkage.Scope, linkage.Settled} {
		if r.IntN(5) == 0 {
			o.Relax = append(o.Relax, rule)
		}
	}
	if r.IntN(4) == 0 {
		for _, rel := range ontology().Relationships {
			if r.IntN(3) > 0 {
				o.Relationships = append(o.Relationships, rel.Name)
			}
		}
	}
	if r.IntN(5) == 0 {
		for _, k := range ontology().Kinds {
			if r.IntN(3) > 0 {
				o.Kinds = append(o.Kinds, k.Name)
			}
		}
	}
	if r.IntN(6) == 0 {
		o.Avoid = c.some(r, 1)
	}
	for r.IntN(5) == 0 {
		o.Through = append(o.Through, c.some(r, 2))
	}
	if r.IntN(5) == 0 {
		o.Assertions = []string{[]string{"STATED", "INFERRED"}[r.IntN(2)]}
	}
	if r.IntN(5) == 0 {
		o.MinConfidence = grades[1+r.IntN(3)]
	}
	if r.IntN(5) == 0 {
		o.ValidOn = []jinqiao.PartialDate{"2019", "2021", "2022-03", "2023-07-01"}[r.IntN(4)]
	}
	o.Excluded = r.IntN(4) == 0
}

// smaller yields cases with one thing less.
func (c *testCase) smaller(yield func(*testCase) bool) bool {
	for i := range c.Links {
		d := *c
		d.Links = slices.Delete(slices.Clone(c.Links), i, i+1)
		if !yield(&d) {
			return false
		}
	}
	for i, e := range c.Entities {
		d := *c
		d.Entities = slices.Delete(slices.Clone(c.Entities), i, i+1)
		named := slices.Concat(c.From, c.To, c.Options.Avoid, slices.Concat(c.Options.Through...))
		used := slices.ContainsFunc(c.Links, func(l *jinqiao.Link) bool { return l.From == e.ID || l.To == e.ID })
		if !used && !slices.Contains(named, e.ID) && !yield(&d) {
			return false
		}
	}
	for _, simplify := range []func(*testCase){
		func(d *testCase) { d.Options.Relax = nil }, func(d *testCase) { d.Options.Avoid = nil },
		func(d *testCase) { d.Options.Through = nil }, func(d *testCase) { d.Options.Kinds = nil },
		func(d *testCase) { d.Options.Relationships = nil }, func(d *testCase) { d.Options.ValidOn = "" },
		func(d *testCase) { d.Options.Assertions = nil }, func(d *testCase) { d.Options.MinConfidence = "" },
		func(d *testCase) { d.Options.Excluded = false }, func(d *testCase) { d.Options.Order = linkage.Shortest },
		func(d *testCase) { d.From = d.From[:1] }, func(d *testCase) { d.To = d.To[:1] },
		func(d *testCase) { d.Options.HubDegree = 1000 }, func(d *testCase) { d.First = 100 },
	} {
		d := *c
		simplify(&d)
		if d.String() != c.String() && !yield(&d) {
			return false
		}
	}
	return true
}

// shrink returns the smallest case found that still fails.
func shrink(t *testing.T, c *testCase, fails func(*testCase) string) *testCase {
	t.Helper()
	for {
		var next *testCase
		c.smaller(func(d *testCase) bool {
			if fails(d) != "" {
				next = d
			}
			return next == nil
		})
		if next == nil {
			return c
		}
		c = next
	}
}
