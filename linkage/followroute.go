package linkage

import (
	"context"
	"slices"

	"jinqiao"
)

// A router is a Graph in which those hops that a step of a pattern wants cost far
// less than all hops.
type router interface {
	Graph

	// Along is as Expand, but of the hops it may leave out those that the step does
	// not want, and dates if they are not wanted. It returns false, and visits
	// nothing, where Expand costs no more.
	Along(ctx context.Context, entities []uint32, step jinqiao.RouteStep, dates bool, visit func(i int, hops []Hop) bool) (done bool, err error)

	// Ahead reads what lies along a route from ids in one round, as far as that is
	// not much, so that neither Along nor Lookup need ask for it.
	Ahead(ctx context.Context, ids []string, r jinqiao.Route) error
}

// expandBy visits those hops of the frontier that a step wants, and others.
func (s *search) expandBy(step jinqiao.RouteStep, visit func(i int, hops []Hop) bool) {
	r, ok := s.g.(router)
	if !ok {
		s.expand(visit)
		return
	}
	done, err := r.Along(s.ctx, s.frontier, step, s.q.dated, func(i int, hops []Hop) bool {
		s.grow()
		return visit(i, hops)
	})
	if s.fail(err); !done {
		s.expand(visit)
	}
}

// expandTrails visits those hops of the frontier that a path may use, and others.
// Those that were left out count as well (spendRest).
func (s *search) expandTrails(visit func(i int, hops []Hop) bool) {
	if s.q.effort {
		s.expand(visit)
		return
	}
	s.expandBy(s.q.trailStep(), visit)
}

// spendRest counts the links of an entity that are not among its hops, so that a
// search comes as far whether they were read or not.
func (s *search) spendRest(near Node, hops []Hop) bool {
	rest := int(near.Degree) - len(hops)
	return rest <= 0 || s.spend(rest)
}

// trailStep returns what any step of a path may be, without a pattern.
func (q *query) trailStep() (step jinqiao.RouteStep) {
	r := q.rules
	for i, rel := range r.Relationships {
		if r.leads(q.trail.to, i, ^uint64(0), ^uint64(0)) {
			step.Out = append(step.Out, rel.Name)
		}
		if r.leads(q.trail.from, i, ^uint64(0), ^uint64(0)) {
			step.In = append(step.In, rel.Name)
		}
	}
	return step
}

// fewStarts is from how many ends a pattern is followed ahead of the search.
const fewStarts = 32

// ahead reads all of a pattern without repetition at once, if it is followed from few
// ends to very many or all: else the search comes from the other end, too.
func (q *query) ahead(ctx context.Context, g Graph, from, to []string) error {
	r, ok := g.(router)
	if !ok || len(from) == 0 || len(from) > fewStarts || to != nil && len(to) <= fewStarts || !q.pattern.isChain() {
		return nil
	}
	route := jinqiao.Route{Dates: q.dated}
	if q.hubs {
		route.HubDegree = int(q.hubDegree)
	}
	for state := range q.pattern.last {
		route.Steps = append(route.Steps, q.routeStep(0, 1<<state))
	}
	return r.Ahead(ctx, from, route)
}

// surround reads few ends and the links at them in one round: nearly every search
// needs those of both sides.
func (q *query) surround(ctx context.Context, g Graph, from, to []string) error {
	r, ok := g.(router)
	if !ok || q.effort || len(from) == 0 || len(to) == 0 || len(from)+len(to) > fewStarts {
		return nil
	}
	return r.Ahead(ctx, slices.Concat(from, to), jinqiao.Route{Steps: []jinqiao.RouteStep{q.trailStep()}, Dates: q.dated})
}

// isChain reports whether each state leads to the next and to no other.
func (a *automaton) isChain() bool {
	for i := range a.last {
		if next := a.states[i].next; len(next) != 1 || next[0].state != i+1 {
			return false
		}
	}
	return true
}

// routeStep returns what the arcs of some states want: those that lead on from
// them on the way from the start (side 0), or on the way from the end (side 1).
func (q *query) routeStep(side int, states uint16) (step jinqiao.RouteStep) {
	a, r := q.pattern, q.rules
	var kinds uint64
	out, in := make([]bool, len(r.Relationships)), make([]bool, len(r.Relationships))
	for i := range a.states {
		if states>>i&1 == 0 {
			continue
		}
		for _, arc := range a.arcs(side, uint8(i)) {
			near, far, st := a.states[i].kinds, a.states[arc.state].kinds, &a.steps[arc.step]
			kinds |= far
			forward, backward := &st.out, &st.in
			if side == 1 {
				forward, backward = backward, forward
			}
			for rel := range r.Relationships {
				out[rel] = out[rel] || has(forward, rel) && (!st.trails || r.leads(a.trail.to, rel, near, far))
				in[rel] = in[rel] || has(backward, rel) && (!st.trails || r.leads(a.trail.from, rel, near, far))
			}
		}
	}
	for i, rel := range r.Relationships {
		if out[i] {
			step.Out = append(step.Out, rel.Name)
		}
		if in[i] {
			step.In = append(step.In, rel.Name)
		}
	}
	step.Kinds = r.named(kinds)
	return step
}

// leads reports whether a trail goes from one of some kinds to one of others.
func (r *Rules) leads(trail []uint64, relationship int, near, far uint64) bool {
	for k := range r.Kinds {
		if near>>k&1 != 0 && trail[relationship*len(r.Kinds)+k]&far != 0 {
			return true
		}
	}
	return false
}

// named returns the names of kinds, a bit for each; nil for all.
func (r *Rules) named(kinds uint64) (names []string) {
	for i, k := range r.Kinds {
		if kinds>>i&1 != 0 {
			names = append(names, k.Name)
		}
	}
	if len(names) == len(r.Kinds) {
		return nil
	}
	return names
}
