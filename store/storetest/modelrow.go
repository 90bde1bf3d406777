package storetest

import (
	"cmp"
	"slices"

	"jinqiao"
)

// entityRow returns an entity with what was selected of it; nil for nil.
func (s *state) entityRow(e *jinqiao.Entity, sel *jinqiao.EntitySelect) *jinqiao.EntityRow {
	if e == nil {
		return nil
	}
	row := &jinqiao.EntityRow{Entity: e, Select: sel}
	if sel == nil {
		return row
	}
	if sel.Degree {
		row.Degree = len(s.at[e.ID])
	}
	row.Documents = s.documents(e.Evidence, sel.Documents)
	for _, q := range sel.Counts {
		row.Counts = append(row.Counts, s.counts(e, q))
	}
	for _, q := range sel.Links {
		var page *jinqiao.LinkPage
		if among(q.On, e.Kind) {
			page = s.part(e, q)
		}
		row.Links = append(row.Links, page)
	}
	return row
}

// linkRow returns a link with what was selected of it; nil for nil. near is the
// entity of which it was asked, empty for none: then there is no far end.
func (s *state) linkRow(l *jinqiao.Link, near string, sel *jinqiao.LinkSelect) *jinqiao.LinkRow {
	if l == nil {
		return nil
	}
	row := &jinqiao.LinkRow{Link: l}
	if sel == nil {
		return row
	}
	row.Documents = s.documents(l.Evidence, sel.Documents)
	row.From, row.To = s.end(l.From, sel.From), s.end(l.To, sel.To)
	row.Scope, row.By = s.end(l.Scope, sel.Scope), s.end(l.Text("by"), sel.By)
	if near != "" {
		row.Far = s.end(s.far(l, near).ID, sel.Far)
	}
	return row
}

// end returns an entity that a link names; nil if not asked or not there.
func (s *state) end(id string, sel *jinqiao.EntitySelect) *jinqiao.EntityRow {
	if sel == nil {
		return nil
	}
	return s.entityRow(s.byID[id], sel)
}

// documents returns those of the evidence that the store holds.
func (s *state) documents(evidence []jinqiao.Evidence, sel *jinqiao.EntitySelect) map[string]*jinqiao.EntityRow {
	if sel == nil {
		return nil
	}
	rows := map[string]*jinqiao.EntityRow{}
	for _, e := range evidence {
		if row := s.end(e.Document, sel); row != nil {
			rows[e.Document] = row
		}
	}
	return rows
}

// counts answers a CountQuery. Groups come in the order of the ontology's
// relationships, then directions OUT, IN, ANY, then the order of its kinds. A
// directed link of an entity to itself is counted both out and in, a symmetric
// one once.
func (s *state) counts(e *jinqiao.Entity, q *jinqiao.CountQuery) []jinqiao.RelationCount {
	if !among(q.On, e.Kind) {
		return nil
	}
	groups := map[jinqiao.RelationCount]int{}
	for _, l := range s.at[e.ID] {
		if !s.linkFits(l, q.Filter) {
			continue
		}
		for _, d := range s.directions(l, e.ID) {
			groups[jinqiao.RelationCount{Relationship: l.Relationship, Direction: d, Kind: s.far(l, e.ID).Kind}]++
		}
	}
	counts := []jinqiao.RelationCount{}
	for c, n := range groups {
		c.Count = n
		counts = append(counts, c)
	}
	slices.SortFunc(counts, func(a, b jinqiao.RelationCount) int {
		return cmp.Or(s.relationshipPlace(a)-s.relationshipPlace(b), directionPlace(a)-directionPlace(b), s.kindPlace(a)-s.kindPlace(b))
	})
	return counts
}

func (s *state) directions(l *jinqiao.Link, near string) []jinqiao.Direction {
	if s.symmetric(l) {
		return []jinqiao.Direction{jinqiao.Both}
	}
	var ways []jinqiao.Direction
	if l.From == near {
		ways = append(ways, jinqiao.Out)
	}
	if l.To == near {
		ways = append(ways, jinqiao.In)
	}
	return ways
}

func (s *state) relationshipPlace(c jinqiao.RelationCount) int {
	return slices.IndexFunc(s.ontology.Relationships, func(r *jinqiao.Relationship) bool { return r.Name == c.Relationship })
}

func directionPlace(c jinqiao.RelationCount) int {
	return slices.Index([]jinqiao.Direction{jinqiao.Out, jinqiao.In, jinqiao.Both}, c.Direction)
}

func (s *state) kindPlace(c jinqiao.RelationCount) int {
	return slices.IndexFunc(s.ontology.Kinds, func(k *jinqiao.Kind) bool { return k.Name == c.Kind })
}
