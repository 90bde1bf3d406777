package search

import (
	"slices"

	"jinqiao"
)

// A Source is the index of a store in one state, limited to the entities that a
// search asks for.
type Source interface {
	// Find calls visit with every entity that has the need of a query in a tier,
	// perhaps with others, in the order of standing from that of from on, until
	// visit returns false.
	Find(q *Query, t Tier, from Standing, visit func(Candidate) bool) error

	// Few returns every entity that has the need of a query in a tier, perhaps with
	// others, in any order, if they are so few that to rank them together is less work
	// than to ask tier by tier; else few is false.
	Few(q *Query, t Tier) (all []Candidate, few bool, err error)

	// Load returns the entities of candidates, in their order, with aliases and
	// properties, and how many links each has.
	Load(found []Candidate) ([]*jinqiao.Entity, []int, error)
}

// A Candidate is an entity that may be a hit.
type Candidate struct {
	ID       string
	Text     string
	Standing Standing
	Ref      int64 // the source's own

	document *Document // nil where it has still to be made
}

func (c Candidate) documentOf() *Document {
	if c.document == nil {
		return NewDocument(c.Text)
	}
	return c.document
}

// Fits reports whether a candidate is found in a tier, or in one that implies it.
func (q *Query) Fits(t Tier, c *Candidate) bool {
	c.document = c.documentOf()
	return q.in(t, c.document)
}

// Run answers a query from a source.
func Run(source Source, tq *jinqiao.TextQuery, codes map[string][]string) (*jinqiao.TextAnswer, error) {
	q := ParseQuery(tq.Text, tq.Typing)
	answer := &jinqiao.TextAnswer{}
	if q.Empty() || tq.Kinds != nil && len(tq.Kinds) == 0 {
		return answer, nil
	}
	s := &search{source: source, q: q, wanted: max(tq.Limit, 0) + 1}
	if tq.After != nil {
		after, ok := rankOf(tq.After)
		if !ok {
			return nil, jinqiao.Errorf(jinqiao.CodeInvalidCursor, "the position is none of a search")
		}
		s.after = &after
	}
	for _, t := range []Tier{Core, Slip, Loose} {
		s.q.closed[t] = s.q.lastResort(t)
	}
	if s.after != nil && searching[s.after.place] > Core {
		if err := s.openCore(); err != nil {
			return nil, err
		}
	}
	if err := s.all(); err != nil {
		return nil, err
	}
	if len(s.hits) >= s.wanted {
		s.hits, answer.HasNext = s.hits[:s.wanted-1], true
	}
	if tq.Total {
		n, err := s.count()
		if err != nil {
			return nil, err
		}
		answer.Total = n
	}
	return answer, s.fill(answer, codes)
}

// search is one search.
type search struct {
	source Source
	q      *Query
	after  *rank // hits come after this; nil for all
	wanted int
	hits   []hit
	exact  []Candidate // all that may be found as a whole; nil where not known
}

type hit struct {
	rank
	Candidate
}

// all finds the first hits: all at once if there are few, else tier by tier.
func (s *search) all() error {
	few := false
	if !s.q.short() {
		var err error
		if few, err = s.atOnce(); err != nil {
			return err
		}
	}
	for place, t := range s.q.Order() {
		if few && t < Core || len(s.hits) >= s.wanted || s.after != nil && place < s.after.place {
			continue
		}
		if s.q.lastResort(t) && !s.nothingBefore(place) {
			continue
		}
		s.q.closed[t] = false
		if err := s.tier(place, t); err != nil {
			return err
		}
	}
	return nil
}

// lastResort reports whether a tier is only looked into if nothing better is found.
func (q *Query) lastResort(t Tier) bool {
	return t == Core || t == Loose || t == Slip && (q.typing || q.hasty())
}

// nothingBefore reports whether there are no hits in the tiers before a place.
func (s *search) nothingBefore(place int) bool {
	if s.after == nil {
		return len(s.hits) == 0
	}
	return s.after.place == place
}

// broadest is the last tier before Core in which a query can be found: all its hits
// have the need of that one.
func (q *Query) broadest() Tier {
	for _, p := range q.ways[0] {
		if !p.han {
			return Initials
		}
	}
	if len(q.ways[0]) == 1 && q.ways[0][0].literal == q.joined {
		return Inside
	}
	return Scattered // also of one part that was given twice
}

// short reports whether a query finds so much that to look at all of it is not
// worth trying: one Han character, or up to three letters.
func (q *Query) short() bool {
	if len(q.ways[0]) > 1 {
		return false
	}
	p := q.ways[0][0]
	return p.han && width(p.text) == len(p.text) || !p.han && len(p.text) <= longestHead
}

// atOnce ranks all that can be hits, but slips. few is false if there were too
// many.
func (s *search) atOnce() (few bool, err error) {
	all, few, err := s.source.Few(s.q, s.q.broadest())
	if err != nil || !few {
		return false, err
	}
	for _, c := range all {
		s.take(c, -1)
	}
	slices.SortFunc(s.hits, func(a, b hit) int { return a.compare(b.rank) })
	return true, nil
}

// openCore opens Core for a page that begins after it, if the first began in it.
func (s *search) openCore() error {
	found := false
	err := s.source.Find(s.q, s.q.broadest(), 0, func(c Candidate) bool {
		found = s.q.Tier(c.documentOf()) < Core
		return !found
	})
	s.q.closed[Core] = found
	return err
}

// take adds a candidate to the hits if it is one of the tier at a place, -1 for
// all before Core, and comes after the position.
func (s *search) take(c Candidate, place int) {
	t := s.q.Tier(c.documentOf())
	r := rank{slices.Index(s.q.Order(), t), c.Standing, c.ID}
	if t == Missed || place < 0 && t >= Core || place >= 0 && r.place != place || s.after != nil && r.compare(*s.after) <= 0 {
		return
	}
	s.hits = append(s.hits, hit{r, c})
}

// tier adds the hits of one tier, as many as are wanted. Those of one standing
// come from the source in any order, so that all of these are read.
func (s *search) tier(place int, t Tier) error {
	if t == Scattered && s.q.broadest() == Inside || s.q.Need(t) == nil {
		return nil
	}
	from, before := Standing(0), len(s.hits)
	if s.after != nil && s.after.place == place {
		from = s.after.standing
	}
	err := s.find(t, from, func(c Candidate) bool {
		if len(s.hits) >= s.wanted && c.Standing > s.hits[s.wanted-1].standing {
			return false
		}
		s.take(c, place)
		return true
	})
	slices.SortFunc(s.hits[before:], func(a, b hit) int { return a.compare(b.rank) })
	return err
}

// find is Find of the source. The two exact tiers have one need: what was visited
// for the first serves the second.
func (s *search) find(t Tier, from Standing, visit func(Candidate) bool) error {
	if t == ExactAlias && s.exact != nil {
		for _, c := range s.exact {
			if c.Standing >= from && !visit(c) {
				break
			}
		}
		return nil
	}
	if t != ExactName || from > 0 {
		return s.source.Find(s.q, t, from, visit)
	}
	ended := true
	visited := []Candidate{}
	err := s.source.Find(s.q, t, from, func(c Candidate) bool {
		visited = append(visited, c)
		ended = visit(c)
		return ended
	})
	if ended {
		s.exact = visited
	}
	return err
}

// count counts the whole list.
func (s *search) count() (int, error) {
	n := 0
	tally := func(counts func(Tier) bool) func(Candidate) bool {
		return func(c Candidate) bool {
			if counts(s.q.Tier(c.documentOf())) {
				n++
			}
			return true
		}
	}
	if err := s.source.Find(s.q, s.q.broadest(), 0, tally(func(t Tier) bool { return t < Core })); err != nil {
		return 0, err
	}
	for _, last := range []Tier{Core, Slip, Loose} {
		if s.q.closed[last] = s.q.lastResort(last) && n > 0; s.q.closed[last] || s.q.Need(last) == nil {
			continue
		}
		if err := s.source.Find(s.q, last, 0, tally(func(t Tier) bool { return t == last })); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// fill makes the answer of the hits.
func (s *search) fill(answer *jinqiao.TextAnswer, codes map[string][]string) error {
	if len(s.hits) == 0 {
		return nil
	}
	found := make([]Candidate, len(s.hits))
	for i, h := range s.hits {
		found[i] = h.Candidate
	}
	entities, degrees, err := s.source.Load(found)
	if err != nil {
		return err
	}
	for i, h := range s.hits {
		out := &jinqiao.Hit{Entity: entities[i], Degree: degrees[i], Position: h.position(), Factors: s.q.factors(h.place, h.standing)}
		for _, f := range out.Factors {
			out.Score += f.Points
		}
		out.Matches = s.q.matches(s.q.Order()[h.place], NamesOf(out.Entity, codes[out.Entity.Kind]))
		answer.Hits = append(answer.Hits, out)
	}
	return nil
}
