package linkage

import (
	"context"
	"slices"
)

// excluded runs the query once more for each rule, without it, and gathers what
// the query itself does not admit.
func (s *search) excluded() ([]Exclusion, error) {
	q := s.q
	var all []Exclusion
	for rule, on := range map[Rule]bool{Hubs: q.hubs, Collective: q.collective, Scope: q.scope, Settled: q.unsettled, Inferred: q.allRanks != 0} {
		if !on {
			continue
		}
		e, err := exclusion(s.ctx, s.g, q, rule)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	order := []Rule{Hubs, Collective, Scope, Settled, Inferred}
	slices.SortFunc(all, func(a, b Exclusion) int { return slices.Index(order, a.Rule) - slices.Index(order, b.Rule) })
	return all, nil
}

func exclusion(ctx context.Context, g Graph, q *query, rule Rule) (Exclusion, error) {
	wider := *q
	wider.relax(rule)
	s := begin(ctx, g, &wider)
	defer s.end()
	s.page = &page{g: g, limit: MaxFirst + 1, fits: func(f *found) bool { return !s.admits(q, f) }}
	s.run(1)
	if s.err != nil {
		return Exclusion{}, s.err
	}
	e := Exclusion{Rule: rule, Paths: min(len(s.page.found), MaxFirst), Exact: s.reason == "" && len(s.page.found) <= MaxFirst}
	if e.Paths == 0 {
		return e, nil
	}
	examples, err := tell(late(ctx), g, &wider, s.page.found[:1])
	if err != nil {
		return e, err
	}
	e.Example = examples[0]
	return e, nil
}

// admits reports whether a query has a path along the entities of f, which was
// found by a wider one.
func (s *search) admits(q *query, f *found) bool {
	for _, e := range f.entities[1:f.length] {
		if q.hubs && q.isHub(s.slots[e].node) {
			return false
		}
	}
	hops, err := gather(s.ctx, s.g, q, []*found{f})
	if err != nil {
		s.fail(err)
		return true
	}
	turns := []turn{q.start(s.slots[f.entities[0]].node)}
	for i, links := range hops[0] {
		turns = s.turn(q, turns, f.entities[i], f.entities[i+1], links)
	}
	return q.finished(turns)
}

// turn returns all turns at which links lead from near to far.
func (s *search) turn(q *query, turns []turn, near, far uint32, links []Hop) (next []turn) {
	if q.pattern != nil {
		return q.onward(s.g, turns, near, far, links)
	}
	for _, t := range turns {
		for _, h := range links {
			if u, ok := q.step(t, s.slots[near].node, h, s.slots[far].node); ok && !slices.Contains(next, u) {
				next = append(next, u)
			}
		}
	}
	return next
}
