package linkage

import (
	"cmp"
	"slices"
)

// A walk goes through the layers depth first, along sequences of entities. For
// the sequence so far it keeps the choices of links that may still become the
// best one, so that parallel links do not multiply sequences. Its slices are
// stacks: what a depth pushes, it pops.
type walk struct {
	choices  []choice
	options  []option
	branches []branch
	current  found
	ends     []uint32 // of the last layer
}

// drop ends the use of the walk by a search.
func (w *walk) drop() {
	w.choices, w.options, w.branches, w.ends = emptied(w.choices), emptied(w.options), emptied(w.branches), emptied(w.ends)
}

// A choice of links for the sequence so far, as the last of them.
type choice struct {
	place  uint32
	before int32 // the choice up to the entity before, -1 at the start
	link   uint32
	weight weight // of the links alone
}

// An option is a step that continues a choice.
type option struct {
	entity uint32
	choice int32
	step   step
}

// A branch is an entity to which a sequence may go on, with its choices.
type branch struct {
	entity      uint32
	first, last int32 // of its choices
	rank        uint64
	ends        uint64
}

// enumerate offers the paths of a length, of which the layers are laid.
func (s *search) enumerate(length int) {
	w, l := &s.walk, &s.layers
	w.choices, w.options, w.branches, w.ends = w.choices[:0], w.options[:0], w.branches[:0], w.ends[:0]
	w.current = found{length: length}
	for _, p := range l.places[l.start[length]:l.start[length+1]] {
		w.ends = append(w.ends, p.entity)
	}
	s.told()
	for i := range uint32(l.start[1]) {
		if l.places[i].rest != impossible {
			w.choices = append(w.choices, choice{place: i, before: -1})
			s.branch(l.places[i].entity, int32(len(w.choices)-1), 0)
		}
	}
	s.descend(0, 0, 0)
}

// told lets a page by ends know which ends the last layer has, if they are few.
func (s *search) told() {
	if s.page.byEnd && len(s.walk.ends) <= fewEnds {
		s.page.tell(s.walk.ends)
		return
	}
	for b := range s.page.worst {
		s.page.worst[b] = wanted
	}
}

// branch adds a branch to entity with the choices from first on, after inner
// entities of the given degrees.
func (s *search) branch(entity uint32, first int32, degree uint32) {
	w := &s.walk
	b := branch{entity: entity, first: first, last: int32(len(w.choices)), rank: wanted}
	for _, c := range w.choices[first:] {
		p := &s.layers.places[c.place]
		whole := c.weight.plus(p.rest)
		whole.degree += degree
		b.rank = min(b.rank, s.q.order.rank(w.current.length, whole))
		b.ends |= p.ends
	}
	w.branches = append(w.branches, b)
}

// descend follows the branches from first on, the most promising first; depth
// is the number of steps before them, degree that of the inner entities.
func (s *search) descend(depth int, first int, degree uint32) {
	w := &s.walk
	slices.SortFunc(w.branches[first:], s.promising)
	last := len(w.branches)
	for i := first; i < last && !s.stopped(); i++ {
		b := w.branches[i]
		w.current.entities[depth] = b.entity
		if s.page.refuses(b.rank, w.current.entities[:depth+1], b.ends) {
			continue
		}
		if depth == w.current.length {
			s.arrive(b, degree)
			continue
		}
		inner := degree
		if depth > 0 {
			inner += s.slots[b.entity].node.Degree
		}
		choices, branches := len(w.choices), len(w.branches)
		s.continueFrom(b, depth+1, inner)
		if len(w.branches) > branches {
			s.descend(depth+1, branches, inner)
		}
		w.choices, w.branches = w.choices[:choices], w.branches[:branches]
	}
}

func (s *search) promising(a, b branch) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	return s.g.Compare(a.entity, b.entity)
}

// continueFrom adds a branch for each entity that may come at depth after b.
func (s *search) continueFrom(b branch, depth int, degree uint32) {
	w := &s.walk
	w.options = w.options[:0]
	for c := b.first; c < b.last; c++ {
		for some := range slices.Chunk(s.layers.stepsOf(w.choices[c].place), tick) {
			if !s.spend(len(some)) {
				return
			}
			for _, st := range some {
				p := &s.layers.places[st.to]
				if p.rest != impossible && !slices.Contains(w.current.entities[:depth], p.entity) {
					w.options = append(w.options, option{p.entity, c, st})
				}
			}
		}
	}
	if b.last-b.first > 1 || s.q.pattern != nil { // else those to one entity are together
		slices.SortStableFunc(w.options, func(x, y option) int { return cmp.Compare(x.entity, y.entity) })
	}
	for i := 0; i < len(w.options); {
		entity, first := w.options[i].entity, int32(len(w.choices))
		for ; i < len(w.options) && w.options[i].entity == entity; i++ {
			s.choose(first, w.options[i])
		}
		s.branch(entity, first, degree)
	}
}

// choose adds an option to the choices from first on, unless one of them is
// better whatever follows.
func (s *search) choose(first int32, o option) {
	w := &s.walk
	c := choice{o.step.to, o.choice, o.step.hop.Link, w.choices[o.choice].weight.link(o.step.hop.rank())}
	for i := first; i < int32(len(w.choices)); i++ {
		if s.dominates(w.choices[i], c) {
			return
		}
		if s.dominates(c, w.choices[i]) {
			w.choices[i] = w.choices[len(w.choices)-1]
			w.choices = w.choices[:len(w.choices)-1]
			i--
		}
	}
	w.choices = append(w.choices, c)
}

// dominates reports whether a makes the better path than b whatever follows.
// Fewer inferred links decide in either order once the weakest link is no
// worse; a better weakest link may be undone by what follows, and then the ids
// of the links decide.
func (s *search) dominates(a, b choice) bool {
	if a.place != b.place || a.weight.inferred > b.weight.inferred || a.weight.weakest > b.weight.weakest {
		return false
	}
	return a.weight.inferred < b.weight.inferred || s.compareLinks(a, b) < 0
}

// compareLinks orders two choices of one depth by the ids of their links.
func (s *search) compareLinks(a, b choice) int {
	if a.before != b.before {
		if c := s.compareLinks(s.walk.choices[a.before], s.walk.choices[b.before]); c != 0 {
			return c
		}
	}
	if a.link == b.link {
		return 0
	}
	return cmp.Compare(s.g.LinkNumber(a.link), s.g.LinkNumber(b.link))
}

// arrive offers the path that a branch completes.
func (s *search) arrive(b branch, degree uint32) {
	w := &s.walk
	// The choices end at one place, so that none has the weight of another.
	best := slices.MinFunc(w.choices[b.first:b.last], func(x, y choice) int {
		return cmp.Compare(s.q.order.rank(0, x.weight), s.q.order.rank(0, y.weight))
	})
	w.current.weight = best.weight
	w.current.weight.degree = degree
	w.current.rank = s.q.order.rank(w.current.length, w.current.weight)
	for i, c := w.current.length-1, best; i >= 0; i, c = i-1, w.choices[c.before] {
		w.current.links[i] = c.link
	}
	if s.page.offer(&w.current) && s.page.byEnd {
		s.told()
	}
}
