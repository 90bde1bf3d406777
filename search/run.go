package search

import (
	"slices"

	"jinqiao"
)

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
		s.q.closed[t] = s.q.LastResort(t)
	}
	if s.after != nil && searching[s.after.Place] > Core {
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
	after  *Rank // hits come after this; nil for all
	wanted int
	hits   []hit
	exact  []Candidate // all that may be found as a whole; nil where not known
}

type hit struct {
	Rank
	Candidate
}

// all finds the first hits: all at once if there are few, else tier by tier.
func (s *search) all() error {
	together, err := s.together()
	if err != nil {
		return err
	}
	for place, t := range s.q.Order() {
		if together && t < Core || len(s.hits) >= s.wanted || s.after != nil && place < s.after.Place {
			continue
		}
		if s.q.LastResort(t) && !s.nothingBefore(place) {
			continue
		}
		s.q.closed[t] = false
		if err := s.tier(place, t); err != nil {
			return err
		}
	}
	return nil
}

// LastResort reports whether a tier is only looked into if nothing better is found.
func (q *Query) LastResort(t Tier) bool {
	return t == Core || t == Loose || t == Slip && (q.typing || q.hasty())
}

// nothingBefore reports whether there are no hits in the tiers before a place.
func (s *search) nothingBefore(place int) bool {
	if s.after == nil {
		return len(s.hits) == 0
	}
	return s.after.Place == place
}

// BroadestTier is the last tier before Core in which a query can be found: all its hits
// have the need of that one.
func (q *Query) BroadestTier() Tier {
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

// Short reports whether a query finds so much that to look at all of it is not
// worth trying: one Han character, or up to three letters.
func (q *Query) Short() bool {
	if len(q.ways[0]) > 1 {
		return false
	}
	p := q.ways[0][0]
	return p.han && width(p.text) == len(p.text) || !p.han && len(p.text) <= longestHead
}

// together finds the first hits of all tiers before Core. ok is false if they have to
// be looked for tier by tier.
func (s *search) together() (ok bool, err error) {
	if s.after != nil && s.q.Order()[s.after.Place] >= Core {
		return true, nil
	}
	all, ok, err := s.source.First(s.q, s.after, s.wanted)
	if err != nil || !ok {
		return false, err
	}
	for _, c := range all {
		s.take(c, -1)
	}
	slices.SortFunc(s.hits, func(a, b hit) int { return a.compare(b.Rank) })
	return true, nil
}

// openCore opens Core for a page that begins after it, if the first began in it.
func (s *search) openCore() error {
	found := false
	err := s.source.Find(s.q, s.q.BroadestTier(), 0, func(c Candidate) bool {
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
	r := Rank{slices.Index(s.q.Order(), t), c.Standing, c.ID}
	if t == Missed || place < 0 && t >= Core || place >= 0 && r.Place != place || s.after != nil && r.compare(*s.after) <= 0 {
		return
	}
	s.hits = append(s.hits, hit{r, c})
}

// tier adds the hits of one tier, as many as are wanted. Those of one standing
// come from the source in any order, so that all of these are read.
func (s *search) tier(place int, t Tier) error {
	if t == Scattered && s.q.BroadestTier() == Inside || s.q.Need(t) == nil {
		return nil
	}
	from, before := Standing(0), len(s.hits)
	if s.after != nil && s.after.Place == place {
		from = s.after.Standing
	}
	err := s.find(t, from, func(c Candidate) bool {
		if len(s.hits) >= s.wanted && c.Standing > s.hits[s.wanted-1].Rank.Standing {
			return false
		}
		s.take(c, place)
		return true
	})
	slices.SortFunc(s.hits[before:], func(a, b hit) int { return a.compare(b.Rank) })
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
	if c, ok := s.source.(Counter); ok {
		var err error
		if n, err = c.Count(s.q); err != nil {
			return 0, err
		}
	} else if err := s.source.Find(s.q, s.q.BroadestTier(), 0, tally(func(t Tier) bool { return t < Core })); err != nil {
		return 0, err
	}
	for _, last := range []Tier{Core, Slip, Loose} {
		if s.q.closed[last] = s.q.LastResort(last) && n > 0; s.q.closed[last] || s.q.Need(last) == nil {
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
	if err := s.load(); err != nil {
		return err
	}
	for _, h := range s.hits {
		out := &jinqiao.Hit{Entity: h.Loaded.Entity, Degree: h.Loaded.Degree, Position: h.position(), Factors: s.q.factors(h.Place, h.Rank.Standing)}
		for _, f := range out.Factors {
			out.Score += f.Points
		}
		out.Matches = s.q.matches(s.q.Order()[h.Place], NamesOf(out.Entity, codes[out.Entity.Kind]))
		answer.Hits = append(answer.Hits, out)
	}
	return nil
}

// load reads the entities of hits that the source has not read yet.
func (s *search) load() error {
	var missing []Candidate
	var places []int
	for i, h := range s.hits {
		if h.Loaded == nil {
			missing, places = append(missing, h.Candidate), append(places, i)
		}
	}
	if missing == nil {
		return nil
	}
	entities, degrees, err := s.source.Load(missing)
	for i := range entities {
		s.hits[places[i]].Loaded = &Loaded{entities[i], degrees[i]}
	}
	return err
}
