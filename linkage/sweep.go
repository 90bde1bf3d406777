package linkage

import "slices"

// A sweep finds all ends to which a walk leads, breadth first from the start
// alone. It keeps one walk to each state and no links, so that it can go farther
// than a search for the best paths.
type sweep struct {
	*search
	states []swept
}

// A swept state, and the walk by which it was reached.
type swept struct {
	entity  uint32
	turn    turn
	earlier uint32 // 1 + index of another of the same entity, as in slot
	before  uint32 // 1 + index of the one before it on the walk
	twice   bool   // the walk meets an entity twice
}

// mostSwept bounds the states: 20 bytes each.
const mostSwept = 1 << 19

func (w *sweep) run() {
	for _, e := range w.q.from {
		w.add(swept{entity: e, turn: w.q.start(w.slots[e].node)})
	}
	for first, step := 0, 0; step < w.q.length && !w.stopped(); step++ {
		last := len(w.states)
		w.widen(first, last)
		first = last
	}
}

// widen goes one step on from some states.
func (w *sweep) widen(first, last int) {
	w.frontier = w.frontier[:0]
	for _, st := range w.states[first:last] {
		w.frontier = append(w.frontier, st.entity)
	}
	w.expandTrails(func(i int, hops []Hop) bool {
		at := w.states[first+i]
		near := w.slots[at.entity].node
		if at.before > 0 && w.slots[at.entity].role&roleTo != 0 || !w.q.ready(near) {
			return true
		}
		if len(w.states) > mostSwept {
			w.reason = ReasonBudget
		}
		if !w.spendRest(near, hops) {
			return false
		}
		for chunk := range slices.Chunk(hops, ahead) {
			if !w.spend(len(chunk)) {
				return false
			}
			w.touch(chunk)
			for _, h := range chunk {
				w.follow(uint32(first+i), near, h)
			}
		}
		return true
	})
}

func (w *sweep) follow(from uint32, near Node, h Hop) {
	at := w.states[from]
	kinds := w.q.kindsBeyond(near, h)
	if kinds == 0 || h.To == at.entity {
		return
	}
	far := w.slots[h.To].node
	if kinds>>far.Kind&1 == 0 || !w.q.valid(w.g, h, far) {
		return
	}
	isEnd := w.slots[h.To].role&roleTo != 0
	if !isEnd && !w.passable(h.To, far) {
		return
	}
	next, ok := w.q.step(at.turn, near, h, far)
	switch {
	case !ok:
		return
	case isEnd: // where it no longer matters how it was reached
		if next.passed() != w.q.all() {
			return
		}
		next = 0
	default:
		next |= w.passed(h.To)
	}
	if w.known(h.To, next, false) {
		return
	}
	twice := at.twice || w.meets(from, h.To)
	if twice && w.known(h.To, next, true) {
		return
	}
	w.add(swept{entity: h.To, turn: next, before: from + 1, twice: twice})
}

func (w *sweep) add(st swept) {
	latest := &w.slots[st.entity].latest[0]
	st.earlier = *latest
	w.states = push(w.states, st)
	*latest = uint32(len(w.states))
}

// known reports whether a state is covered by one that was reached before it,
// by a walk that meets an entity twice or by any other. Where a walk may start
// and end, its start is no way there.
func (w *sweep) known(entity uint32, t turn, twice bool) bool {
	for i := w.slots[entity].latest[0]; i > 0; i = w.states[i-1].earlier {
		if st := &w.states[i-1]; st.before > 0 && st.twice == twice && st.turn.covers(t) {
			return true
		}
	}
	return false
}

// meets reports whether the walk to a state meets an entity.
func (w *sweep) meets(at, entity uint32) bool {
	for i := at + 1; i > 0; i = w.states[i-1].before {
		if w.states[i-1].entity == entity {
			return true
		}
	}
	return false
}

// ends counts the ends to which a path was found, and lists, by id, those to
// which only a walk was found that meets an entity twice.
func (w *sweep) ends() (sure int, doubtful []uint32) {
	for _, e := range w.q.to {
		path, walk := false, false
		for i := w.slots[e].latest[0]; i > 0; i = w.states[i-1].earlier {
			if st := &w.states[i-1]; st.before > 0 {
				path, walk = path || !st.twice, true
			}
		}
		if path {
			sure++
		} else if walk {
			doubtful = append(doubtful, e)
		}
	}
	return sure, doubtful
}
