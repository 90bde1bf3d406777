package linkage

import (
	"context"
	"slices"
)

// A role is the part that entities play in a question.
type role uint16

const (
	roleFrom    role = 1 << iota
	roleTo           // an end
	roleAvoid        // on no path
	roleSettled      // an end that needs no (further) path
	roleThrough = 4
)

// A search answers one query. Its arrays are used again by later ones.
type search struct {
	ctx   context.Context
	share *share
	g     Graph
	q     *query
	slots []slot // by entity
	stamp uint16 // of the slots that this search has filled
	page  *page

	near, far spread
	trace     [2]trace // instead of them, with a pattern
	cut       bool     // the traces are not whole, for want of budget
	starts    [2]int   // if so, of those by which walks may start: how many to skip and to take
	met       int      // the least length that a walk between the ends may have
	layers    layers
	walk      walk
	frontier  []uint32
	hubs      map[uint32]bool // at which the search turned back

	glanced    bool // some links were left out, see spreadLast
	thorough   bool // none are to be
	counting   bool // see count
	nearest    bool // only paths of the least length are wanted
	settled    int  // ends that need no further path
	expansions int
	reason     string // why it stopped, empty while it has not
	err        error
}

// The reasons for which a search stops early.
const (
	ReasonBudget   = "BUDGET"
	ReasonDeadline = "DEADLINE"
	ReasonCount    = "COUNT" // the answer is whole, the search for the total stopped
)

// A slot holds what the parts of a search know of an entity, so that one access
// to memory brings it all: that is what a search waits for.
type slot struct {
	latest [2]uint32 // by side: 1 + index of its latest state, 0 for none
	into   [2]uint32 // by side: 1 + index of the latest edge to it
	node   Node
	place  uint32 // 1 + index of its latest place in the layer being laid
	role   role
	useful uint16 // positions on the near side at which it may be on a walk
}

const never = MaxLength + 1

// begin readies a search for a query, from both ends.
func begin(ctx context.Context, g Graph, q *query) *search {
	s := newSearch(ctx, g, q)
	if q.pattern != nil {
		s.beginTraces()
		return s
	}
	s.beginSpreads()
	return s
}

func (s *search) beginSpreads() {
	s.near.s, s.near.side, s.near.goal = s, 0, roleTo
	s.far.s, s.far.side, s.far.goal = s, 1, roleFrom
	s.near.begin(s.q.from)
	s.far.begin(s.q.to)
}

// newSearch readies a search that has not yet begun at any end.
func newSearch(ctx context.Context, g Graph, q *query) *search {
	s := searches.take(g)
	s.ctx, s.share, s.q = ctx, shareOf(ctx), q
	s.glanced, s.thorough, s.counting, s.nearest = false, false, false, false
	s.anew()
	return s
}

// anew has the search know of nothing but the parts that entities play.
func (s *search) anew() {
	if s.stamp++; s.stamp == 0 { // it has come round
		s.slots, s.stamp = s.slots[:0], 1
	}
	s.grow()
	s.met, s.settled, s.expansions, s.reason, s.err, s.cut = never, 0, 0, "", nil, false
	s.hubs = map[uint32]bool{}
	s.assign()
}

// end gives the arrays back. What is in the slots is void for another stamp.
func (s *search) end() {
	s.near.clear()
	s.far.clear()
	s.trace[0].clear()
	s.trace[1].clear()
	s.layers.drop()
	s.walk.drop()
	s.frontier = emptied(s.frontier)
	s.ctx, s.share, s.q, s.page, s.hubs = nil, nil, nil, nil, nil
	searches.put(s)
}

func (s *search) assign() {
	sets := append([][]uint32{s.q.from, s.q.to, s.q.avoid, nil}, s.q.through...)
	for i, entities := range sets {
		for _, e := range entities {
			s.know(e)
			s.slots[e].role |= 1 << i
		}
	}
}

// run looks for paths from the length least on, until the page is full. It
// returns the length up to which every path was considered. What the budget allows
// does not depend on whether links were left out.
func (s *search) run(least int) (proven int) {
	proven = s.lengthen(least)
	if s.reason != ReasonBudget || !s.glanced {
		return proven
	}
	s.thorough = true
	s.near.clear()
	s.far.clear()
	s.layers.clear()
	s.anew()
	s.beginSpreads()
	s.page.empty()
	return s.lengthen(least)
}

func (s *search) lengthen(least int) (proven int) {
	for length := max(least, s.q.least); length <= s.q.length; length++ {
		if s.page.beyond(s.q.order.rank(length, weight{})) {
			return s.q.length
		}
		if s.spreadTo(length); s.stopped() {
			return length - 1
		}
		if s.met == never && s.exhausted() && !s.cut {
			return s.q.length
		}
		if s.cut {
			s.gleanFrom(length)
		} else if s.met <= length && s.lay(length) {
			s.find(length)
		}
		if s.stopped() {
			return length - 1
		}
		if s.nearest && len(s.page.found) > 0 || !s.settle(s.q.order.rank(length+1, weight{})) {
			return s.q.length
		}
	}
	return s.q.length
}

// find finds the paths of a length, of which the layers are laid.
func (s *search) find(length int) {
	if s.counting {
		s.tally(length)
		return
	}
	s.enumerate(length)
}

// exhausted reports whether one side has come to all that it can.
func (s *search) exhausted() bool {
	if s.q.pattern != nil {
		return s.trace[0].done() || s.trace[1].done()
	}
	return s.near.done() || s.far.done()
}

// spreadTo widens the cheaper side until both together cover a length, or one
// of them has come to all that it can, the other ends included.
func (s *search) spreadTo(length int) {
	if s.q.pattern != nil {
		s.traceTo(length)
		return
	}
	for s.near.radius+s.far.radius < length {
		s.near.retract()
		s.far.retract()
		if s.near.done() || s.far.done() || s.stopped() {
			return
		}
		cheaper, other := &s.near, &s.far
		if s.near.cost > s.far.cost {
			cheaper, other = other, cheaper
		}
		if s.spreadLast(cheaper, other, length-s.near.radius-s.far.radius) {
			return
		}
		cheaper.widen()
	}
}

// meet is told of each new state, and looks whether it joins one of the other side.
func (s *search) meet(p *spread, entity uint32, t turn, distance int) {
	other := &s.far
	if p == other {
		other = &s.near
	}
	if d, ok := other.distance(entity, t); ok {
		s.met = min(s.met, d+distance)
	}
}

// settle marks ends whose best path is better than any to come of this rank. It
// returns false when no end is left that needs a path.
func (s *search) settle(rank uint64) bool {
	if !s.page.byEnd {
		return true
	}
	for _, f := range s.page.found {
		if f.rank < rank && s.slots[f.end()].role&roleSettled == 0 {
			s.slots[f.end()].role |= roleSettled
			s.settled++
		}
	}
	return s.settled < len(s.q.to)
}

// passable reports whether a path may pass through an entity.
func (s *search) passable(e uint32, n Node) bool {
	if s.slots[e].role&(roleFrom|roleTo|roleAvoid) != 0 || !s.q.inner[n.Kind] {
		return false
	}
	if s.q.hubs && s.q.isHub(n) {
		s.hubs[e] = true
		return false
	}
	return true
}

// passed returns the sets of Options.Through in which an entity is.
func (s *search) passed(e uint32) turn { return turn(s.slots[e].role>>roleThrough) << turnMask }

// all returns the turn that has passed all sets.
func (q *query) all() turn { return turn(1<<len(q.through)-1) << turnMask }

// turnTo has the slots hold the nodes of a graph. Where it differs little from
// the one that they hold, only what differs is filled anew.
func (s *search) turnTo(g Graph) {
	if s.g == g {
		return
	}
	next, _ := g.(Successor)
	last := s.g
	s.g = g
	if next == nil || last == nil {
		s.slots = s.slots[:0]
		return
	}
	changed, ok := next.Since(last)
	if !ok {
		s.slots = s.slots[:0]
	}
	for _, e := range changed {
		if int(e) < len(s.slots) {
			s.slots[e] = slot{node: g.Node(e)}
		}
	}
}

// grow makes slots for all entities known so far.
func (s *search) grow() {
	if n := s.g.Len(); n > cap(s.slots) {
		s.slots = slices.Grow(s.slots, n-len(s.slots))
	}
	for e := len(s.slots); e < s.g.Len(); e++ {
		s.slots = append(s.slots, slot{node: s.g.Node(uint32(e))})
	}
}

// know clears the slot of an entity of what an earlier search has left in it.
// Every entity is known before anything else is asked of its slot.
func (s *search) know(e uint32) {
	if at := &s.slots[e]; at.node.stamp != s.stamp {
		n := at.node
		n.stamp = s.stamp
		*at = slot{node: n}
	}
}

// expand visits the hops of the frontier.
func (s *search) expand(visit func(i int, hops []Hop) bool) {
	if err := s.g.Expand(s.ctx, s.frontier, func(i int, hops []Hop) bool {
		s.grow()
		return visit(i, hops)
	}); err != nil {
		s.fail(err)
	}
}
