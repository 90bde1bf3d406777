package linkage

import "slices"

// Layers hold all walks of one length between the ends, by position: places,
// which are states at a position, and the steps from each to places of the next
// layer. A walk is a path where it meets no entity twice.
type layers struct {
	places []place
	steps  []step
	start  [MaxLength + 2]int // of each layer in places
	middle int                // the position up to which the near side is asked, from which on the far side
	marked []uint32           // entities that are useful at some position up to middle
	before []uint32           // by place, when ends are counted: 1 + the place before it on the walk that is kept
}

type place struct {
	entity  uint32
	turn    turn
	first   uint32 // its steps go on to those of the next place
	earlier uint32 // of the same entity, as in slot
	rest    weight // no way on from here costs less
	ends    uint64 // ends that can be reached, in buckets (see page)
}

type step struct {
	to  uint32 // a place
	hop Hop
}

// drop ends the use of the layers by a search.
func (l *layers) drop() {
	l.places, l.steps, l.marked, l.before = emptied(l.places), emptied(l.steps), emptied(l.marked), emptied(l.before)
}

func (l *layers) clear() { l.places, l.steps, l.marked = l.places[:0], l.steps[:0], l.marked[:0] }

// wipe clears the layers for others of the same search.
func (l *layers) wipe(slots []slot) {
	for _, p := range l.places {
		slots[p.entity].place = 0
	}
	for _, e := range l.marked {
		slots[e].useful = 0
	}
	l.clear()
}

// stepsOf returns the steps from a place.
func (l *layers) stepsOf(i uint32) []step { return l.steps[l.places[i].first:l.places[i+1].first] }

// lay finds all walks of a length; it returns false if there are none.
func (s *search) lay(length int) bool {
	l := &s.layers
	l.wipe(s.slots)
	l.start[0] = 0
	if s.q.pattern != nil {
		s.layStarts(length)
	} else {
		s.mark(length)
		for _, e := range s.q.from {
			if t := s.q.start(s.slots[e].node); s.slots[e].useful&1 != 0 && s.far.within(e, t, length) {
				s.place(e, t)
			}
		}
	}
	for i := range length {
		if l.start[i+1] = len(l.places); l.start[i] == l.start[i+1] || s.stopped() {
			return false
		}
		s.layNext(i, length-i-1)
	}
	l.start[length+1] = len(l.places)
	if l.start[length] == l.start[length+1] || s.stopped() {
		return false
	}
	for i := l.start[length]; i < len(l.places); i++ {
		l.places[i].first = uint32(len(l.steps))
	}
	l.places = append(l.places, place{first: uint32(len(l.steps))})
	s.weigh(length)
	return true
}

// mark finds the entities that may be on a walk on the near side of the middle:
// from those where both sides meet, back over edges.
func (s *search) mark(length int) {
	l := &s.layers
	l.middle = 0
	if !s.far.done() {
		l.middle = max(0, length-s.far.radius)
	}
	for i, st := range s.near.states {
		if !s.goesOn(i) {
			return
		}
		if int(st.distance) <= l.middle && s.far.within(st.entity, st.turn, length-l.middle) {
			s.use(st.entity, l.middle)
		}
	}
	for low, i := 0, l.middle; i > 0; i-- {
		high := len(l.marked)
		for _, e := range l.marked[low:high] {
			if s.stopped() {
				return
			}
			s.markBefore(e, i-1)
		}
		low = high
	}
}

// markBefore marks what may be at a position when e is at the next.
func (s *search) markBefore(e uint32, position int) {
	p := &s.near
	for i := s.slots[e].into[p.side]; i > 0 && s.spend(1); i = p.edges[i-1].earlier {
		from := p.edges[i-1].from
		if (s.slots[from].role&roleFrom != 0) == (position == 0) && int(p.nearest(from).distance) <= position {
			s.use(from, position)
		}
	}
}

func (s *search) use(entity uint32, position int) {
	if slot := &s.slots[entity]; slot.useful>>position&1 == 0 {
		slot.useful |= 1 << position
		s.layers.marked = append(s.layers.marked, entity)
	}
}

// layNext lays the layer after i, where rest steps remain after it.
func (s *search) layNext(i, rest int) {
	l := &s.layers
	for _, p := range l.places[l.start[i]:] {
		s.slots[p.entity].place = 0
	}
	for k := l.start[i]; k < l.start[i+1] && !s.stopped(); k++ {
		l.places[k].first = uint32(len(l.steps))
		if s.q.pattern != nil {
			s.layTrace(l.places[k], i+1, rest)
		} else if i < l.middle {
			s.layRow(l.places[k], i+1, rest)
		} else {
			s.layBack(l.places[k], rest)
		}
	}
}

// layRow lays the hops of a place on the near side.
func (s *search) layRow(p place, position, rest int) {
	row := s.near.nearest(p.entity)
	for some := range slices.Chunk(s.near.edges[row.first:row.last], tick) {
		if !s.spend(len(some)) {
			return
		}
		for _, e := range some {
			if s.slots[e.hop.To].useful>>position&1 != 0 {
				s.layStep(p, e.hop, rest)
			}
		}
	}
}

// layBack lays the hops of a place on the far side, which are the edges of the
// far spread seen from their other end.
func (s *search) layBack(p place, rest int) {
	for i := s.slots[p.entity].into[s.far.side]; i > 0 && s.spend(1); i = s.far.edges[i-1].earlier {
		e := &s.far.edges[i-1]
		s.layStep(p, e.hop.Back(e.from), rest)
	}
}

// layStep lays one hop.
func (s *search) layStep(p place, h Hop, rest int) {
	isEnd := s.slots[h.To].role&roleTo != 0
	if isEnd != (rest == 0) {
		return
	}
	next, ok := s.q.step(p.turn, s.slots[p.entity].node, h, s.slots[h.To].node)
	switch {
	case !ok:
		return
	case isEnd: // where it no longer matters how it was reached
		if s.slots[h.To].role&roleSettled != 0 || next.passed() != s.q.all() {
			return
		}
		next = 0
	default:
		if next |= s.passed(h.To); !s.far.within(h.To, next, rest) {
			return
		}
	}
	to := s.place(h.To, next)
	s.layers.steps = push(s.layers.steps, step{to, h})
}

// place returns the place of a state in the layer being laid.
func (s *search) place(entity uint32, t turn) uint32 {
	l := &s.layers
	latest := &s.slots[entity].place
	for i := *latest; i > 0; i = l.places[i-1].earlier {
		if l.places[i-1].turn == t {
			return i - 1
		}
	}
	l.places = push(l.places, place{entity: entity, turn: t, earlier: *latest, rest: impossible})
	*latest = uint32(len(l.places))
	return uint32(len(l.places) - 1)
}

// weigh finds from the ends on what the rest of the way from each place costs at least.
func (s *search) weigh(length int) {
	l := &s.layers
	for i := l.start[length]; i < l.start[length+1]; i++ {
		p := &l.places[i]
		p.rest, p.ends = weight{}, s.page.bucket(p.entity, l.start[length+1]-l.start[length])
	}
	for i := l.start[length] - 1; i >= 0 && s.goesOn(i); i-- {
		p := &l.places[i]
		for _, st := range l.stepsOf(uint32(i)) {
			to := &l.places[st.to]
			if to.rest == impossible {
				continue
			}
			way := to.rest.link(st.hop.rank())
			if int(st.to) < l.start[length] {
				way.degree += s.slots[to.entity].node.Degree
			}
			p.rest = p.rest.least(way)
			p.ends |= to.ends
		}
	}
}
