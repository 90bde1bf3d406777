package linkage

import (
	"context"
	"slices"

	"jinqiao"
)

// An automaton is a pattern over numbers. Its states are the places, and those
// between the links of repeated steps.
type automaton struct {
	states []autoState
	steps  []autoStep
	last   uint8   // the state at the end
	open   [2]bool // ends without a set: all that fits
	trail  trails
	kinds  int
}

type autoState struct {
	kinds     uint64
	limited   bool     // to only
	only      []uint32 // sorted
	anyStatus bool     // the pattern names the status
	next      []arc
	back      []arc
	lengths   uint16 // that the rest of the way may have, a bit for each
}

// An arc leads to a state, or back to one, by a step.
type arc struct{ state, step uint8 }

type autoStep struct {
	out, in  [4]uint64 // relationships of links followed forward, and backward
	trails   bool      // only where they are
	anyStage bool      // the pattern names the stage
	links    map[uint64]bool
}

func has(bits *[4]uint64, i int) bool { return bits[i>>6]>>(i&63)&1 != 0 }

// build makes the automaton of a pattern, without what is allowed.
func (a *automaton) build(q *query, p *Pattern) {
	r := q.rules
	a.trail, a.kinds = q.trail, len(r.Kinds)
	open := uint64(0) // kinds where the pattern names none
	for i, inner := range q.inner {
		if inner {
			open |= 1 << i
		}
	}
	a.states = []autoState{{kinds: r.kindsOf(p.Places[0].Kinds, ^uint64(0))}}
	at := []int{0} // states at which the links of a step may begin
	for i := range p.Steps {
		a.steps = append(a.steps, r.step(&p.Steps[i]))
		between := open
		if kinds := slices.Concat(p.Places[i].Kinds, p.Places[i+1].Kinds); kinds != nil {
			between |= r.kindsOf(kinds, 0)
		}
		for range p.Steps[i].Max - 1 {
			a.states = append(a.states, autoState{kinds: between})
			at = append(at, len(a.states)-1)
		}
		fallback := open
		if i == len(p.Steps)-1 {
			fallback = ^uint64(0)
		}
		place := len(a.states)
		a.states = append(a.states, autoState{kinds: r.kindsOf(p.Places[i+1].Kinds, fallback)})
		for k, from := range at {
			if k+1 < len(at) {
				a.join(from, at[k+1], i)
			}
			if k+1 >= p.Steps[i].Min {
				a.join(from, place, i)
			}
		}
		at = []int{place}
	}
	a.last = uint8(len(a.states) - 1)
	a.states[a.last].lengths = 1
	for i := int(a.last) - 1; i >= 0; i-- {
		for _, arc := range a.states[i].next {
			a.states[i].lengths |= a.states[arc.state].lengths << 1
		}
	}
	q.joins = false
	for i, identity := range r.identity {
		for k := range a.steps {
			q.joins = q.joins || identity && (has(&a.steps[k].out, i) || has(&a.steps[k].in, i))
		}
	}
}

func (a *automaton) join(from, to, step int) {
	a.states[from].next = append(a.states[from].next, arc{uint8(to), uint8(step)})
	a.states[to].back = append(a.states[to].back, arc{uint8(from), uint8(step)})
}

func (r *Rules) kindsOf(names []string, otherwise uint64) (bits uint64) {
	if names == nil {
		return otherwise
	}
	for i, k := range r.Kinds {
		if slices.Contains(names, k.Name) {
			bits |= 1 << i
		}
	}
	return bits
}

func (r *Rules) step(s *PatternStep) (a autoStep) {
	a.trails = s.Relationships == nil
	for i, rel := range r.Relationships {
		if !a.trails && !slices.Contains(s.Relationships, rel.Name) {
			continue
		}
		if s.Direction != jinqiao.In || rel.Symmetric {
			a.out[i>>6] |= 1 << (i & 63)
		}
		if s.Direction != jinqiao.Out || rel.Symmetric {
			a.in[i>>6] |= 1 << (i & 63)
		}
	}
	a.anyStage = slices.ContainsFunc(s.Conditions, func(c Condition) bool { return c.Property == "stage" })
	return a
}

// allow adds what satisfies the conditions.
func (a *automaton) allow(ctx context.Context, g Graph, p *Pattern, allowed Allowed) error {
	state := 0
	for i, place := range p.Places {
		if i > 0 {
			state += p.Steps[i-1].Max
		}
		ids, given := allowed.Entities[i]
		if !given && place.Conditions != nil {
			return bad("along", "place %d asks for properties, but what has them was not found out", i+1)
		}
		if !given {
			continue
		}
		st := &a.states[state]
		st.limited = true
		st.anyStatus = slices.ContainsFunc(place.Conditions, func(c Condition) bool { return c.Property == "status" })
		only, err := g.Lookup(ctx, ids)
		if err != nil {
			return err
		}
		slices.Sort(only)
		st.only = slices.DeleteFunc(slices.Compact(only), func(e uint32) bool { return e == None })
	}
	for i, s := range p.Steps {
		ids, given := allowed.Links[i]
		if !given && s.Conditions != nil {
			return bad("along", "step %d asks for properties, but what has them was not found out", i+1)
		}
		if !given {
			continue
		}
		a.steps[i].links = make(map[uint64]bool, len(ids))
		for _, id := range ids {
			if number, ok := jinqiao.ParseLinkID(id); ok {
				a.steps[i].links[number] = true
			}
		}
	}
	return nil
}

// holds reports whether an entity fits a state by itself.
func (st *autoState) holds(n Node, e uint32) bool {
	if st.kinds>>n.Kind&1 == 0 {
		return false
	}
	if !st.limited {
		return true
	}
	_, is := slices.BinarySearch(st.only, e)
	return is
}

// settled reports whether links at an entity in a state may be used at all.
func (q *query) settled(st *autoState, n Node) bool {
	return !q.unsettled || st.anyStatus || n.Flags&Unsettled == 0
}

// admits reports whether a step may be a link seen from its near end, by what
// the hop tells alone.
func (a *automaton) admits(q *query, step uint8, h Hop) bool {
	st := &a.steps[step]
	named := &st.in
	if h.forward() {
		named = &st.out
	}
	return has(named, h.relationship()) && q.ranks>>h.rank()&1 != 0 && (st.anyStage || !q.unsettled || !h.unsettled())
}

// joinsKinds reports whether a step may be a link between two kinds, and is one
// that is allowed and holds on the day asked for.
func (a *automaton) joinsKinds(g Graph, q *query, step uint8, near Node, h Hop, far Node) bool {
	st := &a.steps[step]
	if st.trails {
		i := h.relationship()*a.kinds + int(near.Kind)
		to := a.trail.from[i]
		if h.forward() {
			to = a.trail.to[i]
		}
		if to>>far.Kind&1 == 0 {
			return false
		}
	}
	if st.links != nil && !st.links[g.LinkNumber(h.Link)] {
		return false
	}
	return !(q.dated && h.dated() && !g.Validity(h.Link).meets(q.days))
}

// fits reports whether an arc from a state may be a hop between two entities.
func (q *query) fits(g Graph, from uint8, arc arc, near uint32, h Hop, far uint32) bool {
	a, start, end := q.pattern, g.Node(near), g.Node(far)
	st, to := &a.states[from], &a.states[arc.state]
	return a.admits(q, arc.step, h) && st.holds(start, near) && to.holds(end, far) &&
		q.settled(st, start) && q.settled(to, end) && a.joinsKinds(g, q, arc.step, start, h, end)
}

// fitsSomewhere reports whether some arc may be a hop.
func (q *query) fitsSomewhere(g Graph, near uint32, h Hop, far uint32) bool {
	for from := range q.pattern.states {
		for _, arc := range q.pattern.states[from].next {
			if q.fits(g, uint8(from), arc, near, h, far) {
				return true
			}
		}
	}
	return false
}

// With a pattern, four bits of a turn tell the state of the automaton.
const (
	turnState     = turnMask + maxThroughPattern
	turnStateBits = turn(15) << turnState
)

func (t turn) state() uint8             { return uint8(t >> turnState & 15) }
func (t turn) inState(state uint8) turn { return t&^turnStateBits | turn(state)<<turnState }

// onward returns all turns at which some of the links lead from near to far.
func (q *query) onward(g Graph, turns []turn, near, far uint32, links []Hop) (next []turn) {
	start, end := g.Node(near), g.Node(far)
	for _, t := range turns {
		for _, h := range links {
			u, ok := q.step(t, start, h, end)
			if !ok {
				continue
			}
			for _, arc := range q.pattern.states[t.state()].next {
				if v := u.inState(arc.state); q.fits(g, t.state(), arc, near, h, far) && !slices.Contains(next, v) {
					next = append(next, v)
				}
			}
		}
	}
	return next
}

// finished reports whether a path may end at one of these turns.
func (q *query) finished(turns []turn) bool {
	return slices.ContainsFunc(turns, func(t turn) bool { return q.pattern == nil || t.state() == q.pattern.last })
}

// fitsAll reports whether a path fits the pattern and all its turns hold.
func (q *query) fitsAll(g Graph, entities []uint32, hops []Hop) bool {
	turns := []turn{q.start(g.Node(entities[0]))}
	for i := range hops {
		turns = q.onward(g, turns, entities[i], entities[i+1], hops[i:i+1])
	}
	return q.finished(turns)
}
