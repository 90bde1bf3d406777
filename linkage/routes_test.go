package linkage_test

import (
	"context"
	"fmt"
	"testing"

	"jinqiao"
	"jinqiao/linkage"
	"jinqiao/store/neo4j"

	"github.com/google/go-cmp/cmp"
)

var _ linkage.RouteStore = (*neo4j.Store)(nil)

// unlikeFollowed tells where a graph follows a pattern differently, by other steps,
// too. Each question has a graph of its own.
func unlikeFollowed(c *followCase, want linkage.Graph, fresh func() linkage.Graph) string {
	ctx := context.Background()
	for _, budget := range []int{c.Options.Budget, 1 + (len(c.Links)*c.First)%37} {
		o := c.Options
		o.Budget = budget
		a, err := c.find(ctx, want, c.From, c.To, o, c.First, "")
		b, err2 := c.find(ctx, fresh(), c.From, c.To, o, c.First, "")
		if fmt.Sprint(err) != fmt.Sprint(err2) {
			return fmt.Sprintf("follow: %v, want %v", err2, err)
		}
		if d := cmp.Diff(a, b); d != "" {
			return fmt.Sprintf("follow with a budget of %d: %s", budget, d)
		}
		if err != nil || len(a.Paths) == 0 {
			continue
		}
		after := a.Paths[0].Cursor(o.Order)
		a, err = c.find(ctx, want, c.From, c.To, o, c.First, after)
		b, err2 = c.find(ctx, fresh(), c.From, c.To, o, c.First, after)
		if d := cmp.Diff(a, b); d != "" || err != nil || err2 != nil {
			return fmt.Sprintf("the next page with a budget of %d: %v, %v, %s", budget, err, err2, d)
		}
	}
	t1, err := linkage.Tabulate(ctx, want, c.pattern, c.From, c.To, c.allowed(), c.Options, 1000)
	t2, err2 := linkage.Tabulate(ctx, fresh(), c.pattern, c.From, c.To, c.allowed(), c.Options, 1000)
	if fmt.Sprint(err) != fmt.Sprint(err2) {
		return fmt.Sprintf("table: %v, want %v", err2, err)
	}
	return cmp.Diff(t1, t2)
}

// trailedCases asks a store for nothing but trails: at a glance, and else by the same
// steps as with all links.
func trailedCases(t *testing.T, rules *linkage.Rules, store jinqiao.Store, cases []*testCase) {
	for i, c := range cases {
		routes := &routed{Store: store}
		if i%2 == 0 {
			fresh := func() linkage.Graph { return linkage.NewStored(rules, routes).Glancing() }
			if d := unlikeGlanced(c, c.graph(), fresh); d != "" {
				t.Fatalf("case %d at a glance by trails: %s\n%s", i, d, c)
			}
			continue
		}
		own := *c
		own.Options.Effort, own.Options.Count = false, true
		if d := unlike(&own, c.graph(), linkage.NewStored(rules, struct{ linkage.RouteStore }{routes})); d != "" {
			t.Fatalf("case %d by trails: %s\n%s", i, d, c)
		}
	}
}

// followedCases follows a pattern in each of many cases that are in a store.
func followedCases(t *testing.T, rules *linkage.Rules, store linkage.TopologyStore, n int) {
	for i := range n {
		c := randomFollow(uint64(i + fromEnv("LINKAGE_SEED", 1)))
		if c.pattern == nil {
			continue
		}
		c.testCase = c.prefixed(fmt.Sprintf("%d-", i))
		c.openFrom = c.openFrom && !c.openTo // both would be the ends of all cases
		if d := unlikeFollowed(c, c.graph(), func() linkage.Graph { return linkage.NewStored(rules, store) }); d != "" {
			t.Fatalf("case %d along a route: %s\n%s\n%s, open ends %v %v", i, d, c, c.pattern, c.openFrom, c.openTo)
		}
	}
}

// TestAChainIsFollowedInOneRound counts what a store is asked for a pattern without
// repetition from one end, and for one with.
func TestAChainIsFollowedInOneRound(t *testing.T) {
	for pattern, want := range map[string][2]int{
		"(:Firm)-[:IN]->(:Field)<-[:IN]-(:Club)":      {1, 0}, // routes, and rounds
		"(:Firm)-[:IN]->(:Field)<-[:IN]-{1,2}(:Club)": {3, 1},
	} {
		c := inOneField()
		store := &counting{routed: routed{Store: stored(t, c)}}
		p, err := linkage.ParsePattern(ontology(), pattern)
		if err != nil {
			t.Fatal(err)
		}
		o := linkage.Defaults()
		o.MaxLength = 0
		r, err := linkage.Follow(context.Background(), linkage.NewStored(c.graph().Rules(), store), p, []string{"f"}, nil, linkage.Allowed{}, o, 5, "")
		if err != nil || len(r.Paths) != 2 {
			t.Fatalf("%s: %+v, %v", pattern, r, err)
		}
		if got := [2]int{store.asked, store.rounds}; got != want {
			t.Errorf("%s: %d routes and %d rounds, want %d", pattern, got[0], got[1], want)
		}
	}
}

// TestEndsAreReadAtOnce counts what a store is asked for paths of two steps, and for
// a network, of entities whose links meet: the links at all of them come in one round.
func TestEndsAreReadAtOnce(t *testing.T) {
	c, o := inOneField(), linkage.Defaults()
	o.MaxLength = 2
	asked := func(ask func(linkage.Graph)) [2]int {
		store := &counting{routed: routed{Store: stored(t, c)}}
		ask(linkage.NewStored(c.graph().Rules(), store))
		return [2]int{store.asked, store.rounds}
	}
	paths := asked(func(g linkage.Graph) {
		r, err := linkage.Paths(context.Background(), g, []string{"f"}, []string{"c"}, o, 5, "")
		if err != nil || len(r.Paths) != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
	})
	network := asked(func(g linkage.Graph) {
		n, err := linkage.Connect(context.Background(), g, []string{"c", "d", "f"}, nil, o, false)
		if err != nil || len(n.Groups) != 1 {
			t.Fatalf("%+v, %v", n, err)
		}
	})
	if paths != [2]int{1, 0} || network != [2]int{1, 2} { // the seeds, and what is drawn
		t.Errorf("%d and %d routes and rounds", paths, network)
	}
}

// inOneField returns a firm and two clubs in a field.
func inOneField() *testCase {
	c := &testCase{}
	for _, e := range []jinqiao.Entity{{ID: "f", Kind: "Firm"}, {ID: "x", Kind: "Field"}, {ID: "c", Kind: "Club"}, {ID: "d", Kind: "Club"}} {
		c.Entities = append(c.Entities, &e)
		if e.ID != "x" {
			l := &jinqiao.Link{Relationship: "IN", From: e.ID, To: "x", Assertion: "STATED"}
			l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, ""))
			c.Links = append(c.Links, l)
		}
	}
	return c
}

// counting counts the rounds of a search.
type counting struct {
	routed
	rounds int
}

func (s *counting) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	s.rounds++
	return s.Store.ExpandTopology(ctx, ids, links)
}

// TestACountByTrails counts what can be reached, on many budgets: links that are no
// trails, and not read, count as much as those that are.
func TestACountByTrails(t *testing.T) {
	c := &testCase{Options: linkage.Defaults(), From: []string{"f"}, First: 1}
	c.Entities = []*jinqiao.Entity{{ID: "f", Kind: "Firm"}, {ID: "x", Kind: "Field"}}
	link := func(relationship, from, to string) {
		l := &jinqiao.Link{Relationship: relationship, From: from, To: to, Assertion: "STATED"}
		l.ID = jinqiao.LinkID(jinqiao.LinkNumber(relationship, from, to, ""))
		c.Links = append(c.Links, l)
	}
	link("IN", "f", "x")
	for i := range 300 {
		club, plan := fmt.Sprintf("club-%d", i), fmt.Sprintf("plan-%d", i)
		c.Entities = append(c.Entities, &jinqiao.Entity{ID: club, Kind: "Club"}, &jinqiao.Entity{ID: plan, Kind: "Plan"})
		c.To = append(c.To, club)
		link("IN", club, "x")
		link("NAMES", plan, "x")
	}
	link("HELPS", "club-1", "f")
	link("HELPS", "club-2", "f")
	c.Options.Count = true
	store, g := &routed{Store: stored(t, c)}, c.graph()
	counted := 0
	for budget := 30; budget <= 110; budget += 5 {
		c.Options.Budget = budget
		want, err := linkage.Reach(context.Background(), g, c.From, c.To, c.Options, 1, "")
		got, err2 := linkage.Reach(context.Background(), linkage.NewStored(g.Rules(), struct{ linkage.RouteStore }{store}), c.From, c.To, c.Options, 1, "")
		if d := cmp.Diff(want, got); d != "" || err != nil || err2 != nil {
			t.Fatalf("budget %d: %v, %v, %s", budget, err, err2, d)
		}
		if got.Counted {
			counted++
		}
	}
	if counted == 0 || counted == 17 {
		t.Errorf("%d of 17 were counted", counted)
	}
}
