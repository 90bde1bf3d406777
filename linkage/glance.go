package linkage

import "context"

// A glancer is a Graph in which hops between entities that are known already cost
// far less than all hops.
type glancer interface {
	Graph

	// Glance is as Expand, but of the hops it may leave out those that lead to
	// none of the entities of among. It returns false, and visits nothing, where
	// Expand costs no more.
	Glance(ctx context.Context, entities, among []uint32, visit func(i int, hops []Hop) bool) (done bool, err error)
}

// widenLast goes the one step after which both sides cover a length. If paths of
// that length are enough, only those states are needed that the other side has
// too: what else there is is left for when it is asked for.
func (p *spread) widenLast(other *spread) {
	s := p.s
	g, _ := s.g.(glancer)
	if g == nil || s.q.effort || s.counting || s.thorough {
		p.widen()
		return
	}
	last, radius, cost := p.level, p.radius, p.cost
	p.before = len(p.edges)
	first := p.onward()
	done, err := g.Glance(s.ctx, s.frontier, other.entities(), func(i int, hops []Hop) bool {
		s.grow()
		st := p.states[first+i]
		near := s.slots[st.entity].node
		if (st.distance == 0 || s.slots[st.entity].role&p.goal == 0) && s.q.ready(near) && !s.spend(int(near.Degree)) {
			return false
		}
		return p.row(first+i, hops, false)
	})
	if err != nil {
		s.fail(err)
		return
	}
	s.glanced = s.glanced || done
	if p.partial = done; !done {
		p.level, p.radius, p.cost = last, radius, cost
		p.widen()
	}
}

// entities returns those that are known to a side, some more than once.
func (p *spread) entities() []uint32 {
	all := make([]uint32, len(p.states))
	for i, st := range p.states {
		all[i] = st.entity
	}
	return all
}

// complete looks for what the last step has left out. The links were counted then.
func (p *spread) complete() {
	if !p.partial || p.s.stopped() {
		return
	}
	p.partial = false
	first := p.undo()
	p.frontier(first, p.level)
	p.s.expand(func(i int, hops []Hop) bool { return p.row(first+i, hops, false) })
}

// undo forgets the last step, and returns the first of the states that were
// expanded in it.
func (p *spread) undo() (first int) {
	s := p.s
	for i := len(p.edges) - 1; i >= p.before; i-- {
		s.slots[p.edges[i].hop.To].into[p.side] = p.edges[i].earlier
	}
	for i := len(p.states) - 1; i >= p.level; i-- {
		s.slots[p.states[i].entity].latest[p.side] = p.states[i].earlier
	}
	p.edges, p.states, p.cost = p.edges[:p.before], p.states[:p.level], 0
	for first = p.level; first > 0 && int(p.states[first-1].distance) == p.radius-1; {
		first--
	}
	return first
}
