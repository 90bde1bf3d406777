package linkage_test

import (
	"context"
	"slices"

	"jinqiao"
	"jinqiao/linkage"
)

// A followCase is a case with a pattern; open ends stand for all that fits.
type followCase struct {
	*testCase
	pattern          *linkage.Pattern
	openFrom, openTo bool
	asked, found     bool // that the model has an answer, and a path
}

// A followModel is the model with a memo, without which it takes minutes.
type followModel struct {
	*modelQuery
	lets map[[2]string][]*jinqiao.Link
}

func (c *followCase) along(q *modelQuery) []*modelPath {
	return (&followModel{q, map[[2]string][]*jinqiao.Link{}}).all(c.pattern, c.openFrom, c.openTo)
}

// all returns all paths that fit, in order, written down as plainly as
// possible: every sequence of entities, every choice of links.
func (q *followModel) all(p *linkage.Pattern, openFrom, openTo bool) (found []*modelPath) {
	var extend func(path []string)
	extend = func(path []string) {
		last := path[len(path)-1]
		if len(path) > 1 && (openTo || slices.Contains(q.to, last)) && q.passesAll(path) {
			if p := q.bestAlong(p, path); p != nil {
				found = append(found, p)
			}
		}
		if len(path) > min(q.o.MaxLength, p.MaxLength()) || len(path) > 1 && q.closed(last) {
			return
		}
		for id := range q.entities {
			if !slices.Contains(path, id) && len(q.linked(last, id)) > 0 {
				extend(append(slices.Clone(path), id))
			}
		}
	}
	for id := range q.entities {
		if openFrom || slices.Contains(q.from, id) {
			extend([]string{id})
		}
	}
	slices.SortFunc(found, q.compare)
	return found
}

// closed reports whether a path may not go through an entity, wherever it
// stands in the pattern.
func (q *followModel) closed(id string) bool {
	e := q.entities[id]
	return slices.Contains(q.o.Avoid, id) || q.on(linkage.Hubs) && (e.Hub || q.degree(id) > q.o.HubDegree)
}

// linked returns the links between two entities that the options let in,
// whatever the pattern says.
func (q *followModel) linked(a, b string) (links []*jinqiao.Link) {
	if known, ok := q.lets[[2]string{a, b}]; ok {
		return known
	}
	defer func() { q.lets[[2]string{a, b}] = links }()
	free := *q.modelQuery
	free.o.Relax = append(slices.Clone(q.o.Relax), linkage.Settled)
	for _, l := range q.links {
		free.o.Relationships = []string{l.Relationship}
		if (l.From == a && l.To == b || l.From == b && l.To == a) && free.usable(l) {
			links = append(links, l)
		}
	}
	return links
}

func (q *followModel) bestAlong(p *linkage.Pattern, path []string) (best *modelPath) {
	if slices.Contains(q.o.Avoid, path[0]) || slices.Contains(q.o.Avoid, path[len(path)-1]) {
		return nil
	}
	good := func(links []*jinqiao.Link) bool { return q.holds(path, links) && q.fitsFrom(p, path, links, 0, 0) }
	var choose func(links []*jinqiao.Link)
	choose = func(links []*jinqiao.Link) {
		if i := len(links); i < len(path)-1 {
			for _, l := range q.linked(path[i], path[i+1]) {
				choose(append(slices.Clone(links), l))
			}
			return
		}
		if m := (&modelPath{entities: path, links: links}); good(links) && (best == nil || q.compare(m, best) < 0) {
			best = m
		}
	}
	choose(nil)
	if best == nil {
		return nil
	}
	for i, chosen := range best.links {
		var parallel []string
		for _, l := range q.linked(path[i], path[i+1]) {
			other := slices.Clone(best.links)
			if other[i] = l; l != chosen && good(other) {
				parallel = append(parallel, l.ID)
			}
		}
		slices.Sort(parallel)
		best.parallel = append(best.parallel, parallel)
	}
	return best
}

// fitsFrom reports whether the rest of a path, from index i on, fits the rest
// of the pattern, from a place on.
func (q *followModel) fitsFrom(p *linkage.Pattern, path []string, links []*jinqiao.Link, i, place int) bool {
	if !q.fitsPlace(p, path, i, place) {
		return false
	}
	if place == len(p.Steps) {
		return i == len(path)-1
	}
	s := p.Steps[place]
	for n := 1; n <= s.Max && i+n < len(path); n++ {
		if !q.fitsStep(s, path[i+n-1], links[i+n-1]) {
			return false
		}
		if n >= s.Min && q.fitsFrom(p, path, links, i+n, place+1) {
			return true
		}
		named := append(slices.Clone(p.Places[place].Kinds), p.Places[place+1].Kinds...)
		if e := q.entities[path[i+n]]; !slices.Contains(named, e.Kind) && !q.unnamed(e) || !q.settled(e) {
			return false
		}
	}
	return false
}

// unnamed reports whether an entity may stand where the pattern names no kind.
func (q *followModel) unnamed(e *jinqiao.Entity) bool {
	if q.o.Kinds != nil {
		return slices.Contains(q.o.Kinds, e.Kind)
	}
	return !q.ontology.Kind(e.Kind).Context
}

func (q *followModel) settled(e *jinqiao.Entity) bool {
	return !q.on(linkage.Settled) || !slices.Contains(q.ontology.Kind(e.Kind).Unsettled, e.Text("status"))
}

func (q *followModel) fitsPlace(p *linkage.Pattern, path []string, i, place int) bool {
	e, at := q.entities[path[i]], p.Places[place]
	inner := place > 0 && place < len(p.Steps)
	if at.Kinds != nil && !slices.Contains(at.Kinds, e.Kind) || at.Kinds == nil && inner && !q.unnamed(e) {
		return false
	}
	named := slices.ContainsFunc(at.Conditions, func(c linkage.Condition) bool { return c.Property == "status" })
	return satisfies(e, at.Conditions) && (named || q.settled(e))
}

func satisfies(e *jinqiao.Entity, conditions []linkage.Condition) bool {
	for _, c := range conditions {
		has := map[string]any{"id": e.ID, "hub": e.Hub, "status": e.Properties["status"]}
		if has[c.Property] != c.Value {
			return false
		}
	}
	return true
}

func (q *followModel) fitsStep(s linkage.PatternStep, near string, l *jinqiao.Link) bool {
	r := q.ontology.Relationship(l.Relationship)
	switch {
	case s.Relationships != nil:
		if !slices.Contains(s.Relationships, l.Relationship) {
			return false
		}
	case q.o.Relationships != nil:
		if !slices.Contains(q.o.Relationships, l.Relationship) {
			return false
		}
	case !r.IsTrail(q.entities[l.From].Kind, q.entities[l.To].Kind):
		return false
	}
	if s.Direction == jinqiao.Out && l.From != near && !r.Symmetric || s.Direction == jinqiao.In && l.To != near && !r.Symmetric {
		return false
	}
	for _, c := range s.Conditions {
		if l.Text(c.Property) != c.Value {
			return false
		}
	}
	return s.Conditions != nil || !q.on(linkage.Settled) || !slices.Contains(r.Unsettled, l.Text("stage"))
}

// allowed finds out what satisfies the conditions of the pattern.
func (c *followCase) allowed() linkage.Allowed {
	a := linkage.Allowed{Entities: map[int][]string{}, Links: map[int][]string{}}
	for i, place := range c.pattern.Places {
		for _, e := range c.Entities {
			if place.Conditions != nil && satisfies(e, place.Conditions) {
				a.Entities[i] = append(a.Entities[i], e.ID)
			}
		}
		if place.Conditions != nil && a.Entities[i] == nil {
			a.Entities[i] = []string{}
		}
	}
	for i, s := range c.pattern.Steps {
		if s.Conditions != nil {
			a.Links[i] = []string{}
		}
		for _, l := range c.Links {
			if s.Conditions != nil && l.Text(s.Conditions[0].Property) == s.Conditions[0].Value {
				a.Links[i] = append(a.Links[i], l.ID)
			}
		}
	}
	return a
}

func (c *followCase) find(ctx context.Context, g linkage.Graph, from, to []string, o linkage.Options, first int, after string) (*linkage.Result, error) {
	if c.openFrom {
		from = nil
	}
	if c.openTo {
		to = nil
	}
	return linkage.Follow(ctx, g, c.pattern, from, to, c.allowed(), o, first, after)
}
