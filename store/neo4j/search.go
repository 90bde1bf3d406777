package neo4j

import (
	"cmp"
	"context"
	"slices"

	"jinqiao"
	"jinqiao/search"
)

// Search returns a page of the entities that a text finds, the best first.
func (s *Store) Search(ctx context.Context, q *jinqiao.TextQuery) (*jinqiao.TextAnswer, error) {
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, "search the store", err)
	}
	answer, err := search.Run(&source{s: s, ctx: ctx, q: q}, q, s.codes)
	if err != nil {
		return nil, s.readable(ctx, "search the store", err)
	}
	return answer, nil
}

// A source is the index of terms as a search reads it.
type source struct {
	s       *Store
	ctx     context.Context
	q       *jinqiao.TextQuery
	slipped *slips // nil if not read with what is found without
}

const (
	// mostFound is how many entities are taken from the index of terms, which
	// does not know standings, and sorted. Where it finds more, entities are tried in
	// the order of standing: so many of them, some that fit come early.
	mostFound = 1000
	// portion is how many entities are read at once in the order of standing.
	portion = 50
)

// candidateCells are the cells of a candidate.
const candidateCells = "[e.id, e._runs, e." + rankField + "]"

// Find visits entities in the order of standing.
func (s *source) Find(q *search.Query, t search.Tier, from search.Standing, visit func(search.Candidate) bool) error {
	if t == search.Slip && s.slipped != nil && s.slipped.visit(q, visit) {
		return nil
	}
	all, err := s.lookUp(q, t, mostFound+1)
	if err != nil {
		return err
	}
	few := len(all) <= mostFound
	if !few && len(q.Needles(t)) > 0 {
		return s.walk(q, t, from, visit)
	}
	if !few {
		if all, err = s.lookUp(q, t, -1); err != nil {
			return err
		}
	}
	slices.SortFunc(all, func(a, b search.Candidate) int { return cmp.Compare(a.Standing, b.Standing) })
	for _, c := range all {
		if c.Standing >= from && !visit(c) {
			break
		}
	}
	return nil
}

// lookUp returns what the index of terms finds, up to limit; -1 for all.
func (s *source) lookUp(q *search.Query, t search.Tier, limit int) ([]search.Candidate, error) {
	f, need := s.finder(), s.need(q, t)
	if f.err != nil || f.condition == no || need == nil {
		return nil, f.err
	}
	data, err := s.s.guarded(s.ctx, "COLLECT { "+f.needed(need, limit)+" RETURN "+candidateCells+" }", f.params)
	return candidates(data), err
}

// need returns what an entity must have to be in a tier, and of the kinds that are
// asked for; nil where the query cannot be found so.
func (s *source) need(q *search.Query, t search.Tier) search.Need {
	need := q.Need(t)
	if need == nil || s.q.Kinds == nil {
		return need
	}
	var kinds search.AnyOf
	for _, kind := range s.q.Kinds {
		kinds = append(kinds, search.Term{Text: search.KindTerm(kind)})
	}
	return search.AllOf{need, kinds}
}

// walk visits the entities in which a tier's needles are, in the order of
// standing, portion by portion.
func (s *source) walk(q *search.Query, t search.Tier, from search.Standing, visit func(search.Candidate) bool) error {
	last := search.Candidate{Standing: from}
	for {
		f := s.finder()
		if f.err != nil || f.condition == no {
			return f.err
		}
		walked := f.walked(last.Standing, last.ID, f.inWays(q.Needles(t), len(places), of("e")))
		data, err := s.s.guarded(s.ctx, "COLLECT { "+walked+" WITH e ORDER BY e."+rankField+", e.id LIMIT "+f.newParam(portion)+" RETURN "+candidateCells+" }", f.params)
		if err != nil {
			return err
		}
		all := candidates(data)
		for _, c := range all {
			if !visit(c) {
				return nil
			}
		}
		if len(all) < portion {
			return nil
		}
		last = all[len(all)-1]
	}
}

func candidates(data []any) []search.Candidate {
	all := make([]search.Candidate, len(data))
	for i, item := range data {
		c := cellsOf(item)
		all[i] = search.Candidate{ID: c.text(), Text: c.text(), Standing: search.Standing(c.number())}
	}
	return all
}

// loaded is what is read of an entity that is found.
var loaded = &jinqiao.EntitySelect{Properties: true, Degree: true}

// Load returns the entities of candidates, and how many links each has.
func (s *source) Load(found []search.Candidate) ([]*jinqiao.Entity, []int, error) {
	ids := make([]string, len(found))
	for i, c := range found {
		ids[i] = c.ID
	}
	answer, err := s.s.Read(s.ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: ids, Select: loaded}}})
	if err != nil {
		return nil, nil, err
	}
	entities, degrees := make([]*jinqiao.Entity, len(found)), make([]int, len(found))
	for i, row := range answer.Entities[0].Rows {
		if row == nil {
			return nil, nil, jinqiao.Errorf(jinqiao.CodeConflict, "an entity was removed while it was searched for; try again")
		}
		entities[i], degrees[i] = row.Entity, row.Degree
	}
	return entities, degrees, nil
}
