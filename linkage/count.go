package linkage

import (
	"math"
	"slices"
)

// countTimes is how many times the budget of a page may be spent on counting what
// can be reached: it takes the whole surroundings of the start.
const countTimes = 8

// count adds to a page of Reach how many ends can be reached in all. It looks for
// any path to each of them, not for the best one. Where that takes more than
// may be spent, nothing is counted, and the reasons say so.
func (s *search) count(r *Result, first bool) (err error) {
	c := &r.Completeness
	switch {
	case !c.Exact:
		return nil
	case first && !r.More:
		r.Total, r.Counted = len(r.Paths), true
		return nil
	}
	if len(s.q.to) <= fewEnds {
		r.Counted, err = s.countEnds(r, s.q.to, s.q.budget)
	}
	if !r.Counted && err == nil {
		r.Total = 0
		r.Counted, err = s.countAround(r)
	}
	if !r.Counted {
		r.Total = 0
		c.Reasons = append(c.Reasons, ReasonCount)
	}
	return err
}

// countAround counts the ends that a sweep reaches. Where one of them was met
// only by walks that meet an entity twice, its paths are looked for.
func (s *search) countAround(r *Result) (whole bool, err error) {
	q := *s.q
	q.budget *= countTimes
	w := &sweep{search: newSearch(s.ctx, s.g, &q)}
	defer w.end()
	w.run()
	r.Completeness.Expansions += w.expansions
	if w.stopped() {
		return false, w.err
	}
	sure, doubtful := w.ends()
	r.Total = sure
	if len(doubtful) == 0 {
		return true, nil
	}
	return s.countEnds(r, doubtful, q.budget-w.expansions)
}

// countEnds counts to which of some ends a path leads.
func (s *search) countEnds(r *Result, ends []uint32, budget int) (whole bool, err error) {
	q := *s.q
	q.order, q.budget = Shortest, budget
	t := begin(s.ctx, s.g, &q)
	defer t.end()
	for _, e := range q.to {
		if !among(s.g, ends, e) {
			t.slots[e].role |= roleSettled
		}
	}
	t.counting = true
	t.settled = len(q.to) - len(ends)
	t.page = &page{g: s.g, limit: math.MaxInt, byEnd: true, best: map[uint32]*found{}, fits: t.counts}
	t.run(1)
	r.Completeness.Expansions += t.expansions
	r.Total += t.settled - (len(q.to) - len(ends))
	return !t.stopped(), t.err
}

// counts takes note that a path leads to an end. It keeps none on the page.
func (s *search) counts(f *found) bool {
	s.counted(f.end())
	s.told()
	return false
}

func (s *search) counted(end uint32) {
	if s.slots[end].role&roleSettled == 0 {
		s.slots[end].role |= roleSettled
		s.settled++
	}
	s.page.best[end] = &found{} // no path to it is wanted any more
}

// tally counts the ends of the layers to which a path leads. Nearly all are
// seen at once; for the others all sequences are tried.
func (s *search) tally(length int) {
	if !s.witness(length) && s.lay(length) {
		s.enumerate(length)
	}
}

// witness keeps for each place one walk to it that meets no entity twice, built
// on those that it keeps for the layer before. It counts the ends that have one,
// and returns whether all do.
func (s *search) witness(length int) (all bool) {
	l := &s.layers
	l.before = slices.Grow(l.before[:0], len(l.places))[:len(l.places)]
	clear(l.before)
	for i := range uint32(l.start[length]) {
		if int(i) >= l.start[1] && l.before[i] == 0 {
			continue
		}
		for _, st := range l.stepsOf(i) {
			if to := &l.places[st.to]; l.before[st.to] == 0 && to.rest != impossible && !l.passes(i, to.entity) {
				l.before[st.to] = i + 1
			}
		}
	}
	all = true
	for i := l.start[length]; i < l.start[length+1]; i++ {
		if l.before[i] == 0 {
			all = false
			continue
		}
		s.counted(l.places[i].entity)
	}
	return all
}

// passes reports whether the walk that is kept for a place meets an entity.
func (l *layers) passes(at uint32, entity uint32) bool {
	for i := at + 1; i > 0; i = l.before[i-1] {
		if l.places[i-1].entity == entity {
			return true
		}
	}
	return false
}
