package linkage

import "slices"

// within reports whether the end may be steps away from an entity at a state.
// It errs only where the far side is not wide enough to know.
func (s *search) within(entity uint32, state uint8, steps int) bool {
	far := &s.trace[1]
	if s.q.pattern.states[state].lengths>>steps&1 == 0 {
		return false
	}
	if !far.closed {
		return true
	}
	if i, ok := far.find(entity, state); ok {
		return int(far.spots[i].distance) <= steps
	}
	return steps > far.radius && !far.done()
}

// gleanFrom finds some of the paths of a length in traces that are not whole,
// from a few starts, then from twice as many, until the budget ends.
func (s *search) gleanFrom(length int) {
	const few = 64 // one start may have many walks
	for s.starts = [2]int{0, few}; !s.stopped(); s.starts = [2]int{s.starts[0] + s.starts[1], 2 * s.starts[1]} {
		if s.lay(length) {
			s.enumerate(length)
		}
		if s.layers.start[1] == 0 {
			break
		}
	}
	if s.reason == "" {
		s.reason = ReasonBudget
	}
}

// start lays a place of the first layer, the n-th that there may be.
func (s *search) start(n int, entity uint32) {
	if !s.cut || n >= s.starts[0] && n < s.starts[0]+s.starts[1] {
		s.place(entity, s.q.start(s.slots[entity].node).inState(0))
	}
}

// layStarts lays the first layer of walks of a length, and marks what may be on
// one on the near side of the middle.
func (s *search) layStarts(length int) {
	l, near, far := &s.layers, &s.trace[0], &s.trace[1]
	l.start[1] = 0
	n := 0
	if !near.closed {
		l.middle = 0
		for _, sp := range far.spots {
			if sp.state == 0 && s.within(sp.entity, 0, length) {
				s.start(n, sp.entity)
				n++
			}
		}
		return
	}
	s.markTrace(length)
	for i := range near.spots {
		sp := &near.spots[i]
		if sp.distance > 0 {
			break
		}
		if sp.useful&1 != 0 && s.within(sp.entity, 0, length) {
			s.start(n, sp.entity)
			n++
		}
	}
}

func (s *search) markTrace(length int) {
	l, near, far := &s.layers, &s.trace[0], &s.trace[1]
	for _, i := range near.marked {
		near.spots[i].useful = 0
	}
	near.marked = near.marked[:0]
	switch {
	case !far.closed:
		l.middle = length
	case far.done():
		l.middle = 0
	default:
		l.middle = max(0, length-far.radius)
	}
	for i, sp := range near.spots {
		if !s.goesOn(i) {
			return
		}
		if int(sp.distance) <= l.middle && s.within(sp.entity, sp.state, length-l.middle) {
			near.use(uint32(i), l.middle)
		}
	}
	for low, i := 0, l.middle; i > 0; i-- {
		high := len(near.marked)
		for _, at := range near.marked[low:high] {
			if s.stopped() {
				return
			}
			for k := near.spots[at].into; k > 0 && s.spend(1); k = near.edges[k-1].earlier {
				from := near.edges[k-1].from
				if sp := &near.spots[from]; (sp.state == 0) == (i == 1) && int(sp.distance) < i {
					near.use(from, i-1)
				}
			}
		}
		low = high
	}
}

func (p *trace) use(at uint32, position int) {
	if sp := &p.spots[at]; sp.useful>>position&1 == 0 {
		sp.useful |= 1 << position
		p.marked = append(p.marked, at)
	}
}

// layTrace lays the hops of a place to the layer at position, where rest steps
// remain after it.
func (s *search) layTrace(p place, position, rest int) {
	near, far := &s.trace[0], &s.trace[1]
	if position <= s.layers.middle {
		at, _ := near.find(p.entity, p.turn.state())
		sp := &near.spots[at]
		for some := range slices.Chunk(near.edges[sp.first:sp.last], tick) {
			if !s.spend(len(some)) {
				return
			}
			for _, e := range some {
				if to := &near.spots[e.to]; to.useful>>position&1 != 0 {
					s.layArc(p, e.hop, to.state, rest)
				}
			}
		}
		return
	}
	at, ok := far.find(p.entity, p.turn.state())
	if !ok {
		return
	}
	for i := far.spots[at].into; i > 0 && s.spend(1); i = far.edges[i-1].earlier {
		e := &far.edges[i-1]
		from := &far.spots[e.from]
		s.layArc(p, e.hop.Back(from.entity), from.state, rest)
	}
}

// layArc lays one hop to a state.
func (s *search) layArc(p place, h Hop, state uint8, rest int) {
	last := s.q.pattern.last
	if (state == last) != (rest == 0) {
		return
	}
	next, ok := s.q.step(p.turn, s.slots[p.entity].node, h, s.slots[h.To].node)
	if !ok {
		return
	}
	if state == last { // where it no longer matters how it was reached
		if next.inState(0).passed() != s.q.all() {
			return
		}
		next = turn(0).inState(last)
	} else {
		next = next.inState(state) | s.passed(h.To)
		if !s.within(h.To, state, rest) {
			return
		}
	}
	s.layers.steps = append(s.layers.steps, step{s.place(h.To, next), h})
}
