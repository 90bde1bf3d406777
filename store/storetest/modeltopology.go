package storetest

import (
	"context"
	"slices"

	"jinqiao"
)

// ScanTopology visits everything.
func (m *Model) ScanTopology(ctx context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
	s := m.now.Load()
	if err := expired(ctx); err != nil {
		return 0, err
	}
	if err := visit(s.topology(s.entities, nil)); err != nil {
		return 0, err
	}
	return s.revision, visit(s.topology(nil, s.links))
}

// ExpandTopology returns the links at entities, and both their ends.
func (m *Model) ExpandTopology(ctx context.Context, ids []string, withLinks bool) (*jinqiao.Topology, error) {
	s := m.now.Load()
	if err := expired(ctx); err != nil {
		return nil, err
	}
	var links []*jinqiao.Link
	for _, l := range s.links {
		if withLinks && (slices.Contains(ids, l.From) || slices.Contains(ids, l.To)) {
			links = append(links, l)
		}
	}
	var entities []*jinqiao.Entity
	for _, e := range s.entities {
		if slices.Contains(ids, e.ID) || slices.ContainsFunc(links, func(l *jinqiao.Link) bool { return l.From == e.ID || l.To == e.ID }) {
			entities = append(entities, e)
		}
	}
	t := s.topology(entities, links)
	for i := range t.Entities {
		at := s.at[t.Entities[i].ID]
		t.Entities[i].Degree = len(at)
		t.Entities[i].Twin = slices.ContainsFunc(at, func(l *jinqiao.Link) bool { return s.ontology.Relationship(l.Relationship).Identity })
	}
	return t, nil
}

// topology has the place of an entity among all as its Ref.
func (s *state) topology(entities []*jinqiao.Entity, links []*jinqiao.Link) *jinqiao.Topology {
	refs, t := map[string]int64{}, &jinqiao.Topology{}
	for i, e := range s.entities {
		refs[e.ID] = int64(i)
	}
	for _, e := range entities {
		t.Entities = append(t.Entities, e.Topology(refs[e.ID]))
	}
	for _, l := range links {
		t.Links = append(t.Links, l.Topology(refs[l.From], refs[l.To]))
	}
	return t
}
