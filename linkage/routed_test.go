package linkage_test

import (
	"context"
	"slices"

	"jinqiao"
	"jinqiao/linkage"
)

var _ interface {
	linkage.RouteStore
	linkage.JoinStore
} = (*routed)(nil)

// routed is a store that follows routes, and finds what joins or lies amid entities,
// by reading everything on the way.
type routed struct {
	jinqiao.Store
	asked int
	ids   map[int64]string // of what it has told
}

func (s *routed) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	t, err := s.Store.ExpandTopology(ctx, ids, links)
	if err != nil {
		return nil, err
	}
	if s.ids == nil {
		s.ids = map[int64]string{}
	}
	for _, e := range t.Entities {
		s.ids[e.Ref] = e.ID
	}
	return t, nil
}

func (s *routed) around(ctx context.Context, refs []int64) (*jinqiao.Topology, error) {
	ids := make([]string, len(refs))
	for i, ref := range refs {
		ids[i] = s.ids[ref]
	}
	return s.ExpandTopology(ctx, ids, true)
}

func (s *routed) JoinTopology(ctx context.Context, near, far []int64) (*jinqiao.Topology, error) {
	t, err := s.around(ctx, near)
	if err != nil {
		return nil, err
	}
	t.Links = slices.DeleteFunc(t.Links, func(l jinqiao.TopologyLink) bool {
		joins := func(a, b int64) bool { return slices.Contains(near, a) && slices.Contains(far, b) }
		return !joins(l.From, l.To) && !joins(l.To, l.From)
	})
	return t, nil
}

func (s *routed) AmidTopology(ctx context.Context, near, far []int64) (*jinqiao.Topology, error) {
	t, err := s.around(ctx, near)
	if err != nil {
		return nil, err
	}
	other, err := s.around(ctx, far)
	if err != nil {
		return nil, err
	}
	next := func(t *jinqiao.Topology, refs []int64) map[int64]bool {
		found := map[int64]bool{}
		for _, l := range t.Links {
			found[l.To] = found[l.To] || slices.Contains(refs, l.From)
			found[l.From] = found[l.From] || slices.Contains(refs, l.To)
		}
		return found
	}
	a, b := next(t, near), next(other, far)
	return &jinqiao.Topology{Entities: slices.DeleteFunc(t.Entities, func(e jinqiao.TopologyEntity) bool { return !a[e.Ref] || !b[e.Ref] })}, nil
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
			if wanted && (r.Most == 0 || len(links) < r.Most) {
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
