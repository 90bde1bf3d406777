package linkage

import (
	"context"

	"jinqiao"
)

// A glancer is a Graph in which hops between entities that are known already cost
// far less than all hops.
type glancer interface {
	Graph

	// Glance is as Expand, but of the hops it may leave out those that lead to
	// none of the entities of among, and those that the step does not want. It
	// returns false, and visits nothing, where reading all that the step wants costs
	// no more.
	Glance(ctx context.Context, step jinqiao.RouteStep, entities, among []uint32, visit func(i int, hops []Hop) bool) (done bool, err error)

	// Amid returns the entities that are neighbours of both some of near and some of
	// far. It returns false where reading what the step wants at the cheaper of both
	// costs no more.
	Amid(ctx context.Context, step jinqiao.RouteStep, near, far []uint32) (amid []uint32, done bool, err error)
}

// glancer returns the graph if links may be left out of the search.
func (s *search) glancer() glancer {
	if s.q.effort || s.counting || s.thorough {
		return nil
	}
	g, _ := s.g.(glancer)
	return g
}

// spreadLast has both sides cover a length of which steps are missing, if a glance
// is enough for that. It leaves out what leads to no path of the length: of the last
// step of a side, only those states are known that the other side has too. With
// many ends or seeds, what is amid both sides costs more than it saves.
func (s *search) spreadLast(cheaper, other *spread, missing int) (done bool) {
	g := s.glancer()
	switch {
	case g == nil || missing > 2 || missing == 2 && (s.nearest || s.page.byEnd):
		return false
	case missing == 1:
		cheaper.glance(g, other.entities(nil))
		return true
	}
	amid, done, err := g.Amid(s.ctx, s.q.trailStep(), cheaper.last(), other.last())
	if err != nil || !done {
		s.fail(err)
		return err != nil
	}
	s.grow()
	passable := amid[:0]
	for _, e := range amid {
		if s.know(e); s.passable(e, s.slots[e].node) {
			passable = append(passable, e)
		}
	}
	toOther, toCheaper := other.entities(passable), cheaper.entities(passable)
	cheaper.glance(g, toOther)
	if !s.stopped() {
		other.glance(g, toCheaper)
	}
	return true
}

// last returns the entities at distance radius.
func (p *spread) last() (entities []uint32) {
	for _, st := range p.states[p.level:] {
		entities = append(entities, st.entity)
	}
	return entities
}

// entities returns those that are known to a side, some more than once, and more.
func (p *spread) entities(more []uint32) []uint32 {
	all := make([]uint32, 0, len(p.states)+len(more))
	for _, st := range p.states {
		all = append(all, st.entity)
	}
	return append(all, more...)
}

// glance goes one step further, to entities of among only.
func (p *spread) glance(g glancer, among []uint32) {
	s := p.s
	last, cost := p.level, p.cost
	p.before = len(p.edges)
	first := p.onward()
	p.partial = true // for row: what is left out is not looked at
	done, err := g.Glance(s.ctx, s.q.trailStep(), s.frontier, among, func(i int, hops []Hop) bool {
		s.grow()
		return p.row(first+i, hops)
	})
	if err != nil {
		s.fail(err)
		return
	}
	s.glanced = s.glanced || done
	if p.partial = done; !done {
		p.level, p.cost, p.radius = last, cost, p.radius-1
		p.widen()
	}
}

// retract goes back before the last step, if it was a glance.
func (p *spread) retract() {
	if !p.partial {
		return
	}
	s := p.s
	for i := len(p.edges) - 1; i >= p.before; i-- {
		s.slots[p.edges[i].hop.To].into[p.side] = p.edges[i].earlier
	}
	for i := len(p.states) - 1; i >= p.level; i-- {
		s.slots[p.states[i].entity].latest[p.side] = p.states[i].earlier
	}
	p.edges, p.states, p.cost = p.edges[:p.before], p.states[:p.level], 0
	p.partial, p.radius = false, p.radius-1
	for p.level > 0 && int(p.states[p.level-1].distance) == p.radius {
		p.level--
		p.cost += int(s.slots[p.states[p.level].entity].node.Degree)
	}
}
