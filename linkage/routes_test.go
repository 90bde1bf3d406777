package linkage_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/linkage"
	"jinqiao/store/neo4j"

	"github.com/google/go-cmp/cmp"
)

var _ linkage.RouteStore = (*neo4j.Store)(nil)

// routed is a store that follows routes by reading everything on the way.
type routed struct {
	jinqiao.Store
	asked int
}

func (s *routed) RouteTopology(ctx context.Context, ids []string, r jinqiao.Route) (*jinqiao.RouteTopology, error) {
	s.asked++
	found := &jinqiao.RouteTopology{Passed: make([][]int64, len(r.Steps))}
	for i, step := range r.Steps {
		t, err := s.ExpandTopology(ctx, ids, true)
		if err != nil {
			return nil, err
		}
		byRef, at := map[int64]jinqiao.TopologyEntity{}, []int64{}
		for _, e := range t.Entities {
			byRef[e.Ref] = e
			if slices.Contains(ids, e.ID) {
				at = append(at, e.Ref)
			}
		}
		var links []jinqiao.TopologyLink
		next := map[string]bool{}
		for _, l := range t.Links {
			wanted := false
			for _, w := range []struct {
				near, far int64
				by        []string
			}{{l.From, l.To, step.Out}, {l.To, l.From, step.In}} {
				far := byRef[w.far]
				if slices.Contains(at, w.near) && slices.Contains(w.by, l.Relationship) && (step.Kinds == nil || slices.Contains(step.Kinds, far.Kind)) {
					wanted = true
					next[far.ID] = r.HubDegree == 0 || !far.Hub && far.Degree <= r.HubDegree
				}
			}
			if wanted && !r.Dates {
				l.Since, l.Until = "", ""
			}
			if wanted {
				links = append(links, l)
			}
		}
		found.Entities, found.Links = append(found.Entities, t.Entities...), append(found.Links, links...)
		if r.Most > 0 && len(links) >= r.Most {
			break
		}
		found.Passed[i] = at
		ids = nil
		for id, passed := range next {
			if passed {
				ids = append(ids, id)
			}
		}
	}
	return found, nil
}

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
		c := &testCase{}
		for _, e := range []jinqiao.Entity{{ID: "f", Kind: "Firm"}, {ID: "x", Kind: "Field"}, {ID: "c", Kind: "Club"}} {
			c.Entities = append(c.Entities, &e)
		}
		c.Links = append(c.Links, &jinqiao.Link{Relationship: "IN", From: "f", To: "x", Assertion: "STATED"}, &jinqiao.Link{Relationship: "IN", From: "c", To: "x", Assertion: "STATED"})
		store := &counting{routed: routed{Store: stored(t, c)}}
		p, err := linkage.ParsePattern(ontology(), pattern)
		if err != nil {
			t.Fatal(err)
		}
		o := linkage.Defaults()
		o.MaxLength = 0
		r, err := linkage.Follow(context.Background(), linkage.NewStored(c.graph().Rules(), store), p, []string{"f"}, nil, linkage.Allowed{}, o, 5, "")
		if err != nil || len(r.Paths) != 1 {
			t.Fatalf("%s: %+v, %v", pattern, r, err)
		}
		if got := [2]int{store.asked, store.rounds}; got != want {
			t.Errorf("%s: %d routes and %d rounds, want %d", pattern, got[0], got[1], want)
		}
	}
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
