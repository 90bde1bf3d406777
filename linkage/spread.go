package linkage

import "slices"

// A spread is breadth-first search from one set of ends over states: how far
// each entity is, and reached how. A state covered by one that is as near is
// not kept, so that most entities have one. It keeps the links that a path may
// use, so that each entity is expanded once for all lengths.
type spread struct {
	s      *search
	side   int  // 0 for the near one, 1 for the far one
	goal   role // where it ends; it starts at the other ends
	states []state
	edges  []edge
	level  int // index of the first state at distance radius
	radius int // all states up to this distance are known
	cost   int // links at the states at distance radius

	partial bool // of the states at distance radius, only those are known that the other side has too
	before  int  // if so, how many edges there were before them
}

type state struct {
	entity      uint32
	turn        turn
	earlier     uint32 // of the same entity, as in slot
	first, last uint32 // its edges, if it is the first state of its entity and was expanded
	distance    uint8
}

// An edge is a hop from an entity that was expanded.
type edge struct {
	from    uint32
	hop     Hop
	earlier uint32 // to the same entity, as in slot
}

// begin starts anew from ends.
func (p *spread) begin(ends []uint32) {
	p.level, p.radius, p.cost, p.partial = 0, 0, 0, false
	for _, e := range ends {
		p.add(e, p.s.q.start(p.s.slots[e].node), 0)
	}
}

// clear forgets all states.
func (p *spread) clear() { p.states, p.edges = emptied(p.states), emptied(p.edges) }

// done reports whether nothing is left to widen: what is not reached cannot be.
func (p *spread) done() bool { return !p.partial && p.level == len(p.states) }

// widen goes one step further.
func (p *spread) widen() {
	last := p.onward()
	p.s.expandTrails(func(i int, hops []Hop) bool { return p.row(last+i, hops) })
}

// onward makes the states at distance radius the frontier, and returns the first.
func (p *spread) onward() (first int) {
	first = p.level
	p.s.frontier = append(p.s.frontier[:0], p.last()...)
	p.level, p.cost = len(p.states), 0
	p.radius++
	return first
}

// row follows the hops of a state.
func (p *spread) row(at int, hops []Hop) bool {
	s, st := p.s, p.states[at]
	near := s.slots[st.entity].node
	if st.distance > 0 && s.slots[st.entity].role&p.goal != 0 || !s.q.ready(near) {
		return true
	}
	if !p.partial && !s.spendRest(near, hops) {
		return false
	}
	first := uint32(len(p.edges))
	for chunk := range slices.Chunk(hops, ahead) {
		if !s.spend(len(chunk)) {
			return false
		}
		s.touch(chunk)
		for _, h := range chunk {
			p.follow(st, near, h)
		}
	}
	p.states[at].first, p.states[at].last = first, uint32(len(p.edges))
	return true
}

// ahead is the number of hops whose far ends are fetched at once: their lines
// fit the first-level cache.
const ahead = 64

// touch takes note of each far end. Nothing depends on what it reads, so that
// the processor waits for all of them together and not, as follow would, for
// one after another.
func (s *search) touch(hops []Hop) {
	for _, h := range hops {
		s.know(h.To)
	}
}

func (p *spread) follow(at state, near Node, h Hop) {
	s := p.s
	kinds := s.q.kindsBeyond(near, h)
	if kinds == 0 || h.To == at.entity {
		return // without a look at the far end, which is far away in memory
	}
	far := s.slots[h.To].node
	if kinds>>far.Kind&1 == 0 || !s.q.valid(s.g, h, far) {
		return
	}
	slot := &s.slots[h.To]
	if slot.role&p.goal == 0 && !s.passable(h.To, far) {
		return
	}
	if at.earlier == 0 {
		p.edges = push(p.edges, edge{at.entity, h, slot.into[p.side]})
		slot.into[p.side] = uint32(len(p.edges))
	}
	if t, ok := s.q.step(at.turn, near, h, far); ok && !p.known(h.To, t) {
		p.add(h.To, t, uint8(p.radius))
	}
}

// nearest returns the first state of an entity, which is among the nearest.
func (p *spread) nearest(entity uint32) *state {
	st := &p.states[p.s.slots[entity].latest[p.side]-1]
	for st.earlier > 0 {
		st = &p.states[st.earlier-1]
	}
	return st
}

// known reports whether a state is covered by one that was reached before it.
func (p *spread) known(entity uint32, t turn) bool {
	for i := p.s.slots[entity].latest[p.side]; i > 0; i = p.states[i-1].earlier {
		if p.states[i-1].turn.covers(t) {
			return true
		}
	}
	return false
}

func (p *spread) add(entity uint32, t turn, distance uint8) {
	latest := &p.s.slots[entity].latest[p.side]
	p.states = push(p.states, state{entity: entity, turn: t, earlier: *latest, distance: distance})
	*latest = uint32(len(p.states))
	p.cost += int(p.s.slots[entity].node.Degree)
	p.s.meet(p, entity, t, int(distance))
}

// distance returns the least distance of a state at which a path that reached
// entity by t from the other side may go on; ok is false if there is none.
func (p *spread) distance(entity uint32, t turn) (d int, ok bool) {
	for i := p.s.slots[entity].latest[p.side]; i > 0; {
		st := &p.states[i-1]
		if _, fits := t.with(st.turn); fits && (!ok || int(st.distance) < d) {
			d, ok = int(st.distance), true
		}
		i = st.earlier
	}
	return d, ok
}

// within reports whether the ends of p may be no more than steps away. It errs
// only where p is not wide enough to know.
func (p *spread) within(entity uint32, t turn, steps int) bool {
	if d, ok := p.distance(entity, t); ok {
		return d <= steps
	}
	return steps > p.radius && !p.done()
}
