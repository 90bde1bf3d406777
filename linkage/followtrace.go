package linkage

import "slices"

// A trace is what a spread is, for a pattern: breadth-first search from one end
// over spots, which are entities at states of the automaton. It leaves turns to
// the layers, so that it finds all that is possible and perhaps more.
type trace struct {
	s      *search
	side   int
	closed bool // it starts from a set; else it stands for all that fits
	spots  []spot
	edges  []traceEdge
	level  int // index of the first spot at distance radius
	radius int
	cost   int      // links at the spots at distance radius
	marked []uint32 // spots that are useful at some position
}

type spot struct {
	entity      uint32
	earlier     uint32 // 1 + index of another of the same entity, as in slot
	into        uint32 // 1 + index of the latest edge to it
	first, last uint32 // its edges
	useful      uint16 // positions at which it may be on a walk
	state       uint8
	distance    uint8
}

// A traceEdge leads from a spot to one that is farther from the end, or as far.
type traceEdge struct {
	from, to uint32
	hop      Hop
	earlier  uint32 // 1 + index of another to the same spot
}

// beginTraces starts anew from both ends.
func (s *search) beginTraces() {
	a := s.q.pattern
	for side, ends := range [][]uint32{s.q.from, s.q.to} {
		p := &s.trace[side]
		p.s, p.side, p.closed = s, side, !a.open[side]
		p.level, p.radius, p.cost = 0, 0, 0
		state := uint8(0)
		if side == 1 {
			state = a.last
		}
		for _, e := range ends {
			p.add(e, state, 0)
		}
	}
}

// clear forgets all.
func (p *trace) clear() {
	p.spots, p.edges, p.marked = emptied(p.spots), emptied(p.edges), emptied(p.marked)
}

// done reports whether nothing is left to widen.
func (p *trace) done() bool { return p.closed && p.level == len(p.spots) }

// traceTo widens the cheaper side until both together cover a length. An open
// end leaves all to the other. It leaves a quarter of the budget, so that of a
// search too large for it something is found.
func (s *search) traceTo(length int) {
	near, far := &s.trace[0], &s.trace[1]
	for near.radius+far.radius < length && !near.done() && !far.done() && !s.stopped() && !s.cut {
		if near.closed && (near.cost <= far.cost || !far.closed) {
			near.widen()
		} else {
			far.widen()
		}
	}
}

// widen goes one step further.
func (p *trace) widen() {
	s, level := p.s, p.level
	s.frontier = s.frontier[:0]
	var states uint16
	for _, sp := range p.spots[level:] {
		s.frontier = append(s.frontier, sp.entity)
		states |= 1 << sp.state
	}
	p.level, p.cost = len(p.spots), 0
	p.radius++
	s.expandBy(s.q.routeStep(p.side, states), func(i int, hops []Hop) bool {
		at := uint32(level + i)
		arcs := s.q.pattern.arcs(p.side, p.spots[at].state)
		near := s.slots[p.spots[at].entity].node
		if len(arcs) == 0 || !s.q.settled(&s.q.pattern.states[p.spots[at].state], near) {
			return true
		}
		all := max(len(hops), int(near.Degree)) // those that were left out count as well
		if s.expansions+all > s.q.budget-s.q.budget/4 {
			s.cut = true
			return false
		}
		if !s.spend(all - len(hops)) {
			return false
		}
		first := len(p.edges)
		p.spots[at].first = uint32(first)
		for chunk := range slices.Chunk(hops, ahead) {
			if !s.spend(len(chunk)) {
				return false
			}
			s.touch(chunk)
			for _, h := range chunk {
				p.follow(at, arcs, near, h)
			}
			if more := len(p.edges) - first - all; more > 0 { // a hop may do for several arcs
				if all += more; !s.spend(more) {
					return false
				}
			}
		}
		p.spots[at].last = uint32(len(p.edges))
		return true
	})
}

// arcs returns the arcs from a state, away from the end at which a side starts.
func (a *automaton) arcs(side int, state uint8) []arc {
	if side == 0 {
		return a.states[state].next
	}
	return a.states[state].back
}

func (p *trace) follow(at uint32, arcs []arc, near Node, h Hop) {
	s, a, entity := p.s, p.s.q.pattern, p.spots[at].entity
	if h.To == entity {
		return
	}
	seen := h // as it is seen on the way from start to end
	if p.side == 1 {
		seen = h.Back(entity)
	}
	for _, arc := range arcs {
		if !a.admits(s.q, arc.step, seen) {
			continue // without a look at the far end
		}
		far, st := s.slots[h.To].node, &a.states[arc.state]
		if !st.holds(far, h.To) || !s.q.settled(st, far) {
			continue
		}
		start, finish := near, far
		if p.side == 1 {
			start, finish = far, near
		}
		if a.joinsKinds(s.g, s.q, arc.step, start, seen, finish) && s.mayStand(h.To, far, arc.state) {
			p.edge(at, h, arc.state)
		}
	}
}

// mayStand reports whether the rules let an entity stand at a state.
func (s *search) mayStand(e uint32, n Node, state uint8) bool {
	a, r := s.q.pattern, s.slots[e].role
	switch {
	case r&roleAvoid != 0:
		return false
	case state == 0:
		return a.open[0] || r&roleFrom != 0
	case state == a.last:
		return a.open[1] || r&roleTo != 0
	case s.q.hubs && s.q.isHub(n):
		s.hubs[e] = true
		return false
	}
	return true
}

func (p *trace) edge(from uint32, h Hop, state uint8) {
	to, ok := p.find(h.To, state)
	if !ok {
		to = p.add(h.To, state, uint8(p.radius))
	}
	p.edges = push(p.edges, traceEdge{from, to, h, p.spots[to].into})
	p.spots[to].into = uint32(len(p.edges))
}

func (p *trace) find(entity uint32, state uint8) (at uint32, ok bool) {
	for i := p.s.slots[entity].latest[p.side]; i > 0; i = p.spots[i-1].earlier {
		if p.spots[i-1].state == state {
			return i - 1, true
		}
	}
	return 0, false
}

func (p *trace) add(entity uint32, state, distance uint8) uint32 {
	s := p.s
	latest := &s.slots[entity].latest[p.side]
	p.spots = push(p.spots, spot{entity: entity, state: state, earlier: *latest, distance: distance})
	*latest = uint32(len(p.spots))
	p.cost += int(s.slots[entity].node.Degree)
	other := &s.trace[1-p.side]
	switch {
	case !other.closed:
		if state == 0 && p.side == 1 || state == s.q.pattern.last && p.side == 0 {
			s.met = min(s.met, int(distance))
		}
	default:
		if i, ok := other.find(entity, state); ok {
			s.met = min(s.met, int(distance+other.spots[i].distance))
		}
	}
	return uint32(len(p.spots) - 1)
}
