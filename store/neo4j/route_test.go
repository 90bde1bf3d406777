package neo4j_test

import (
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// ring opens a store with cities, each of which is part of the next.
func ring(t *testing.T, cities int) (*neo4j.Store, string) {
	t.Helper()
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	s, err := neo4j.Open(minutes(t), neo4j.Options{URI: uri, Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Apply(minutes(t), batch(shuffled(0, 0, cities))); err != nil {
		t.Fatal(err)
	}
	return s, uri
}

// TestRouteTopology goes along routes whose ends are known, and compares entities
// and links with those of ExpandTopology.
func TestRouteTopology(t *testing.T) {
	s, uri := ring(t, 8)
	all := everything(t, s)
	step := func(out, in []string, kinds ...string) jinqiao.RouteStep {
		return jinqiao.RouteStep{Out: out, In: in, Kinds: kinds}
	}
	part := []string{"PART_OF", "SAME_AS"}
	for name, c := range map[string]struct {
		route  jinqiao.Route
		passed []int // at each step
		links  int
	}{
		"out":                 {jinqiao.Route{Steps: []jinqiao.RouteStep{step(part, nil, "City"), step(part, nil)}, Dates: true}, []int{1, 1}, 2},
		"in":                  {jinqiao.Route{Steps: []jinqiao.RouteStep{step(nil, part), step(nil, part), step(nil, part)}, HubDegree: 2, Most: 100, Dates: true}, []int{1, 1, 1}, 3},
		"both":                {jinqiao.Route{Steps: []jinqiao.RouteStep{step(part, part), step(part, part)}, Dates: true}, []int{1, 2}, 4},
		"another kind":        {jinqiao.Route{Steps: []jinqiao.RouteStep{step(part, part, "Society", "Team"), step(part, part)}}, []int{1, 0}, 0},
		"another link":        {jinqiao.Route{Steps: []jinqiao.RouteStep{step([]string{"LOCATED_IN"}, nil)}}, []int{1}, 0},
		"nothing":             {jinqiao.Route{Steps: []jinqiao.RouteStep{{}, step(part, nil)}}, []int{1, 0}, 0},
		"too many links":      {jinqiao.Route{Steps: []jinqiao.RouteStep{step(part, part), step(part, nil)}, Most: 2, Dates: true}, []int{0, 0}, 2},
		"hubs are not passed": {jinqiao.Route{Steps: []jinqiao.RouteStep{step(part, nil), step(part, nil)}, HubDegree: 1, Dates: true}, []int{1, 0}, 1},
	} {
		for range 2 { // before somebody else's relationship, and after
			got, err := s.RouteTopology(minutes(t), []string{"city-000001", "nobody"}, c.route)
			if err != nil {
				t.Fatal(name, err)
			}
			var passed []int
			for _, refs := range got.Passed {
				passed = append(passed, len(refs))
			}
			links := map[uint64]bool{}
			for _, l := range got.Links {
				links[l.Number] = true
				if !slices.Contains(all.Links, l) {
					t.Errorf("%s: %+v is no link", name, l)
				}
			}
			for _, e := range got.Entities {
				if !slices.Contains(all.Entities, e) {
					t.Errorf("%s: %+v is no entity", name, e)
				}
			}
			if !slices.Equal(passed, c.passed) || len(links) != c.links {
				t.Errorf("%s: passed %d, %d links; want %d, %d", name, passed, len(links), c.passed, c.links)
			}
			if name == "both" {
				cypher(t, uri, "MATCH (a:City {id: 'city-000001'}), (b:City {id: 'city-000002'}) CREATE (a)-[:OF_OTHERS]->(b) RETURN 1", nil)
			}
		}
	}
}
