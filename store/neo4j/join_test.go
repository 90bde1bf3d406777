package neo4j_test

import (
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/store/neo4j"
)

// TestJoinTopology compares the links among entities with those of them that
// ExpandTopology has, between all pairs of sets of a small graph.
func TestJoinTopology(t *testing.T) {
	s, _ := ring(t, 12)
	all := everything(t, s)
	if len(all.Links) == 0 {
		t.Fatal("the graph has no links")
	}
	var refs []int64
	for _, e := range all.Entities {
		refs = append(refs, e.Ref)
	}
	for size := 1; size <= len(refs); size++ {
		near, far := refs[:size], refs[len(refs)-size/2-1:]
		got, err := s.JoinTopology(minutes(t), near, far)
		if err != nil {
			t.Fatal(err)
		}
		var want []jinqiao.TopologyLink
		for _, l := range all.Links {
			if slices.Contains(near, l.From) && slices.Contains(far, l.To) || slices.Contains(near, l.To) && slices.Contains(far, l.From) {
				want = append(want, l)
			}
		}
		byNumber := func(a, b jinqiao.TopologyLink) int { return int(a.Number>>1) - int(b.Number>>1) }
		slices.SortFunc(got.Links, byNumber)
		slices.SortFunc(want, byNumber)
		if !slices.Equal(got.Links, want) {
			t.Fatalf("between %v and %v: %v, want %v", near, far, got.Links, want)
		}
		for _, e := range got.Entities {
			if !slices.ContainsFunc(all.Entities, func(a jinqiao.TopologyEntity) bool { return a.Ref == e.Ref && a.ID == e.ID }) {
				t.Errorf("%+v is no entity", e)
			}
		}
	}
	amid, err := s.AmidTopology(minutes(t), refs[:2], refs[2:4])
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all.Entities {
		beside := func(set []int64) bool {
			return slices.ContainsFunc(all.Links, func(l jinqiao.TopologyLink) bool {
				return l.From == e.Ref && slices.Contains(set, l.To) || l.To == e.Ref && slices.Contains(set, l.From)
			})
		}
		if is := slices.Contains(amid.Entities, e); is != (beside(refs[:2]) && beside(refs[2:4])) {
			t.Errorf("%s is amid: %t", e.ID, is)
		}
	}
	if none, err := s.JoinTopology(minutes(t), nil, refs); err != nil || len(none.Links)+len(none.Entities) > 0 {
		t.Errorf("nothing is joined by %v, %v", none, err)
	}
}

// everything returns the topology around all entities.
func everything(t *testing.T, s *neo4j.Store) *jinqiao.Topology {
	t.Helper()
	var ids []string
	_, err := s.ScanTopology(minutes(t), func(p *jinqiao.Topology) error {
		for _, e := range p.Entities {
			ids = append(ids, e.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.ExpandTopology(minutes(t), ids, true)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
