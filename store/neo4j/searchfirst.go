package neo4j

import (
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// First returns the first hits, which the server ranks, and reads with them what an
// answer has of them.
func (s *source) First(q *search.Query, after *search.Rank, wanted int) ([]search.Candidate, bool, error) {
	if !q.Short() {
		all, few, err := s.together(q, after, wanted)
		if err != nil || few {
			return all, few, err
		}
	}
	all, err := s.tierByTier(q, after, wanted)
	return all, true, err
}

// together ranks all that the index of terms finds for the broadest tier; few is
// false if that is too much. Slips are read with it, if they will be asked for.
func (s *source) together(q *search.Query, after *search.Rank, wanted int) (all []search.Candidate, few bool, err error) {
	if after == nil {
		after = &search.Rank{Place: -1}
	}
	need := s.need(q, q.BroadestTier())
	if need == nil {
		return nil, true, nil
	}
	a, err := s.askRanked(q, []search.Need{need}, *after, wanted, true)
	if err != nil || a == nil {
		return nil, true, err
	}
	few = a.tooMany() < 0
	if few && a.slips != nil && len(a.hits) < wanted {
		s.slipped = &slips{candidates: a.slips, complete: len(a.slips) < wanted+moreSlips, wanted: wanted - len(a.hits)}
	}
	return a.before(len(q.Order())), few, nil
}

// tiersAtOnce is of how many tiers the needs are looked up in one statement.
const tiersAtOnce = 3

// tierByTier finds the first hits of one tier after the other until there are enough:
// of some at once, as far as the index of terms does not find too many; where it does,
// in the order of standing.
func (s *source) tierByTier(q *search.Query, after *search.Rank, wanted int) (all []search.Candidate, err error) {
	order := q.Order()
	var places []int
	for at, t := range order {
		if t <= q.BroadestTier() && q.Need(t) != nil && (after == nil || at >= after.Place) {
			places = append(places, at)
		}
	}
	for len(places) > 0 && len(all) < wanted {
		from := search.Rank{Place: places[0] - 1, Standing: search.LastStanding + 1} // after all of the tier before
		if after != nil && after.Place == places[0] {
			from = *after
		}
		some := places[:min(len(places), tiersAtOnce)]
		needs := make([]search.Need, len(some))
		for i, at := range some {
			needs[i] = s.need(q, order[at])
		}
		a, err := s.askRanked(q, needs, from, wanted-len(all), false)
		if err != nil || a == nil {
			return all, err
		}
		cut := a.tooMany()
		if cut < 0 {
			all, places = append(all, a.before(some[len(some)-1]+1)...), places[len(some):]
			continue
		}
		if all = append(all, a.before(some[cut])...); len(all) < wanted {
			if cut > 0 || from.Place < some[cut] {
				from = search.Rank{}
			}
			walked, err := s.askWalked(q, some[cut], from, wanted-len(all))
			if err != nil {
				return nil, err
			}
			all = append(all, walked...)
		}
		places = places[cut+1:]
	}
	return all, nil
}

// ask returns the list that an expression gives in which hits are read; nil if what is
// asked for cannot be.
func (s *source) ask(expression func(*finder) string) ([]any, error) {
	f, own := s.finder(), yes
	if f.err != nil || f.condition == no {
		return nil, f.err
	}
	if f.alone = !s.s.strangers.Load(); f.alone {
		own = f.onlyOwn()
	}
	data, err := s.s.guarded(s.ctx, "["+expression(f)+", "+own+"]", f.params)
	if err != nil || len(data) < 2 {
		return nil, err
	}
	if data[1] != true {
		s.s.strangers.Store(true)
		return s.ask(expression)
	}
	list, _ := data[0].([]any)
	return list, nil
}

// hit returns the cells of a hit e. Where all relationships of the database are of the
// ontology, all at an entity are counted, which is one look instead of one for each.
// Properties are asked for by name: what is derived for searches is longer than they
// are, and would be read and sent with them.
func (f *finder) hit() string {
	degree := "COUNT { (e)-[:" + alternatives(f.relationships) + "]-() }"
	if f.alone {
		degree = "COUNT { (e)--() }"
	}
	cells := f.entityCells("e", "", &jinqiao.EntitySelect{})
	cells.add("e {." + strings.Join(append([]string{"aliases"}, f.properties...), ", .") + "}")
	return "[e._runs, e." + rankField + ", " + degree + ", " + cells.list() + "]"
}

// whole is what a hit has of an entity.
var whole = &jinqiao.EntitySelect{Properties: true}

// hits reads the cells of hits.
func (s *source) hits(list []any) []search.Candidate {
	r := &reader{schema: s.s.schema}
	all := make([]search.Candidate, len(list))
	for i, item := range list {
		c := cellsOf(item)
		text, rank, degree := c.text(), c.number(), c.number()
		entity := r.entity(c.list(), "", whole).Entity
		all[i] = search.Candidate{ID: entity.ID, Text: text, Standing: search.Standing(rank), Loaded: &search.Loaded{Entity: entity, Degree: degree}}
	}
	return all
}

// Count counts what is found before the last resorts.
func (s *source) Count(q *search.Query) (int, error) {
	if s.slipped != nil && !s.slipped.complete {
		s.slipped = nil // they are the first ones only
	}
	f := s.finder()
	if f.err != nil || f.condition == no {
		return 0, f.err
	}
	t := q.BroadestTier()
	need := s.need(q, t)
	if need == nil {
		return 0, nil
	}
	data, err := s.s.guarded(s.ctx, "COLLECT { "+f.needed(need, -1)+" WITH e WHERE "+f.inWays(q.Needles(t), len(places), of("e"))+" RETURN count(*) }", f.params)
	if err != nil || len(data) == 0 {
		return 0, err
	}
	n, _ := data[0].(int64)
	return int(n), nil
}
