package linkage

import (
	"cmp"
	"context"
	"slices"

	"jinqiao"
)

// A Growth says how a network grows from its seeds.
type Growth struct {
	Hops          int
	Relationships []string          // over which it grows; nil for all
	Direction     jinqiao.Direction // from the near end; empty for both
	Kinds         []string          // of what is added; nil for all
	Count         bool              // count all links
	Changed       bool              // tell what changes at known entities
}

// Surround returns what lies around seeds: the entities within growth.Hops
// links, the nearest first, at most first of them, and all links among them and
// between them and what is known. Of the options it heeds those that say which
// links and kinds count, Avoid, and HUBS: growth does not pass through a hub, nor
// through a context kind that Kinds does not name. Ids that are known are not
// sent; those that the graph does not hold are passed over.
//
// Errors are as for Paths.
func Surround(ctx context.Context, g Graph, seeds, known []string, growth Growth, o Options, first int) (*Network, error) {
	s, err := newSurroundings(ctx, g, growth, o, first)
	if err != nil {
		return nil, err
	}
	if err := s.find(seeds, known, o.Avoid); err != nil {
		return nil, err
	}
	whole := s.grow()
	if s.err != nil {
		return nil, s.err
	}
	s.pick(first)
	n, err := s.draw(growth.Changed)
	if err != nil {
		return nil, err
	}
	s.count(n, whole)
	s.tell(n, whole)
	return n, s.err
}

// surroundings are what was found around seeds.
type surroundings struct {
	drawing
	q         *query
	growth    Growth
	out, back []bool // relationships over which it grows from their start, and from their end
	kinds     []bool // of what is added
	shows     []bool // kinds that may be shown besides seeds and what is known
	first     int
	known     entitySet
	avoid     entitySet
	index     entityIndex // of found
	found     []nearby
	fresh     int // of found, those that are not known
	hubs      map[uint32]bool
	passHubs  bool
	passAll   bool // context kinds too
	completed int  // all within this distance were found
}

// A nearby entity, and how it was found.
type nearby struct {
	entity   uint32
	distance int
	links    int   // to nearer ones
	best     uint8 // rank of the best of them
}

func newSurroundings(ctx context.Context, g Graph, growth Growth, o Options, first int) (*surroundings, error) {
	if growth.Hops < 0 || growth.Hops > MaxHops {
		return nil, bad("hops", "hops is the number of links to go from the seeds, 0 to %d, not %d", MaxHops, growth.Hops)
	}
	if first < 0 || first > MaxNetwork {
		return nil, bad("first", "first is the number of entities wanted, 0 to %d, not %d", MaxNetwork, first)
	}
	if len(o.Through) > 0 {
		return nil, bad("options.through", "only paths pass through sets; leave it out")
	}
	q, err := newQuery(g, &o)
	if err != nil {
		return nil, err
	}
	rules := q.rules
	s := &surroundings{
		drawing: drawing{ctx: ctx, g: g, budget: o.Budget}, q: q, growth: growth, first: first,
		out: make([]bool, len(rules.Relationships)), back: make([]bool, len(rules.Relationships)), kinds: make([]bool, len(rules.Kinds)), shows: make([]bool, len(rules.Kinds)),
		hubs: map[uint32]bool{}, passHubs: !q.hubs, passAll: o.Kinds != nil || growth.Kinds != nil,
	}
	for i, r := range rules.Relationships {
		over := growth.Relationships == nil || slices.Contains(growth.Relationships, r.Name)
		s.out[i] = over && (growth.Direction != jinqiao.In || r.Symmetric)
		s.back[i] = over && (growth.Direction != jinqiao.Out || r.Symmetric)
	}
	for i, k := range rules.Kinds {
		s.kinds[i] = growth.Kinds == nil || slices.Contains(growth.Kinds, k.Name)
		s.shows[i] = o.Kinds == nil || q.inner[i]
	}
	if o.Relationships == nil {
		q.trail = rules.everywhere()
	}
	q.unsettled = false // what is planned is recorded
	s.keep = func(near uint32, h Hop) bool {
		return q.usable(g, g.Node(near), h, g.Node(h.To))
	}
	return s, nil
}

// everywhere are the trails of all relationships between all kinds.
func (r *Rules) everywhere() trails {
	return r.naming(slices.Repeat([]bool{true}, len(r.Relationships)))
}

func (s *surroundings) find(seeds, known, avoid []string) error {
	start, avoided, err := lookup(s.ctx, s.g, seeds, avoid)
	if err != nil {
		return err
	}
	there, err := s.g.Lookup(s.ctx, known)
	if err != nil {
		return err
	}
	s.known, s.avoid, s.seeds = setOf(there), setOf(avoided), setOf(start)
	s.index = make(entityIndex, s.g.Len())
	for _, e := range start {
		if s.avoid.has(e) {
			return bad("options.avoid", "%s is to be avoided and is a seed", s.g.ID(e))
		}
		s.add(nearby{entity: e})
	}
	return nil
}

func (s *surroundings) add(n nearby) {
	s.found = append(s.found, n)
	s.index.set(n.entity, uint32(len(s.found)))
	if !s.known.has(n.entity) {
		s.fresh++
	}
}

// grow finds what is within reach. It returns false if it stopped before.
func (s *surroundings) grow() bool {
	start := 0
	for distance := 1; distance <= s.growth.Hops; distance++ {
		if s.fresh > s.first && !s.growth.Count {
			return false
		}
		end := len(s.found)
		var frontier []uint32
		for _, n := range s.found[start:end] {
			if distance == 1 || s.leads(n.entity) {
				frontier = append(frontier, n.entity)
			}
		}
		if !s.visit(frontier, func(i int, hops []Hop) { s.gather(frontier[i], hops, distance) }) {
			return false
		}
		start, s.completed = end, distance
	}
	s.completed = s.growth.Hops
	return true
}

// leads reports whether growth goes on at an entity that is no seed.
func (s *surroundings) leads(e uint32) bool {
	n := s.g.Node(e)
	if !s.passAll && !s.q.rules.inner[n.Kind] {
		return false
	}
	if !s.passHubs && s.q.isHub(n) {
		s.hubs[e] = true
		return false
	}
	return true
}

// gather adds what one more link leads to.
func (s *surroundings) gather(near uint32, hops []Hop, distance int) {
	for _, h := range hops {
		if rel := h.relationship(); h.forward() && !s.out[rel] || !h.forward() && !s.back[rel] {
			continue
		}
		kind := s.g.Node(h.To).Kind
		if !s.kinds[kind] || s.avoid.has(h.To) || !s.shows[kind] && !s.known.has(h.To) && !s.seeds.has(h.To) || !s.keep(near, h) {
			continue
		}
		if s.index.of(h.To) == 0 {
			s.add(nearby{entity: h.To, distance: distance, best: Low})
		}
		if n := &s.found[s.index.of(h.To)-1]; n.distance == distance {
			n.links++
			n.best = min(n.best, h.rank())
		}
	}
}

// pick chooses what is shown: the nearest; of those as near, the ones with more
// links to nearer ones, with better links, with more links at all.
func (s *surroundings) pick(first int) {
	candidates := make([]nearby, 0, s.fresh)
	for _, n := range s.found {
		if !s.known.has(n.entity) {
			candidates = append(candidates, n)
		}
	}
	selectBest(candidates, first, s.nearer, s.goesOn)
	if len(candidates) > first {
		for _, left := range candidates[first:] {
			s.completed = min(s.completed, left.distance-1)
		}
		candidates = candidates[:first]
	}
	slices.SortFunc(candidates, func(a, b nearby) int { return s.nearer(&a, &b) })
	s.shown = slices.Clone(s.known)
	for _, n := range candidates {
		s.shown.add(n.entity)
		s.members = append(s.members, n.entity)
	}
}

func (s *surroundings) nearer(a, b *nearby) int {
	if c := cmp.Or(a.distance-b.distance, b.links-a.links, int(a.best)-int(b.best)); c != 0 {
		return c
	}
	if c := cmp.Compare(s.g.Node(b.entity).Degree, s.g.Node(a.entity).Degree); c != 0 {
		return c
	}
	return s.g.Compare(a.entity, b.entity)
}

// count counts what there is in all, what is not shown included.
func (s *surroundings) count(n *Network, whole bool) {
	n.Entities, n.Counted = len(s.found), whole
	if !s.growth.Count || s.reason == ReasonDeadline {
		return
	}
	if len(s.members) == len(s.found) && !s.trimmed {
		for _, l := range n.Links {
			if s.isFound(l.from) && s.isFound(l.to) { // else it leads to what is known and not around
				n.LinkCount++
			}
		}
		return
	}
	all := make([]uint32, len(s.found))
	for i, f := range s.found {
		all[i] = f.entity
	}
	cut := s.reason
	s.reason, s.budget = "", s.spent+countBudget
	n.Counted = s.visit(all, func(i int, hops []Hop) {
		for _, h := range hops {
			if h.forward() && s.isFound(h.To) && s.keep(all[i], h) {
				n.LinkCount++
			}
		}
	}) && whole
	s.reason = cut
}

// countBudget is how many links may be looked at to count those in all.
const countBudget = 2_000_000

func (s *surroundings) isFound(e uint32) bool { return s.index.of(e) > 0 }

func (s *surroundings) tell(n *Network, whole bool) {
	c := &n.Completeness
	c.ProvenLength, c.Expansions = max(s.completed, 0), s.spent
	if s.reason != "" {
		c.Reasons = append(c.Reasons, s.reason)
	}
	if len(s.members) < s.fresh || !whole && s.reason == "" {
		c.Reasons = append(c.Reasons, ReasonFirst)
	}
	if s.trimmed {
		c.Reasons = append(c.Reasons, ReasonLinks)
	}
	c.Exact = c.Reasons == nil
	if s.q.effort {
		c.SkippedHubs = skippedHubs(s.g, s.hubs)
	}
}
