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
	s   *Store
	ctx context.Context
	q   *jinqiao.TextQuery
}

const (
	// mostAtOnce is how many candidates are ranked together: to read 200 texts costs
	// less than to send a statement for each tier.
	mostAtOnce = 200
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

// Few returns what the index of terms finds, if that is not more than mostAtOnce.
func (s *source) Few(q *search.Query, t search.Tier) ([]search.Candidate, bool, error) {
	all, err := s.lookUp(q, t, mostAtOnce+1)
	return all, len(all) <= mostAtOnce, err
}

// lookUp returns what the index of terms finds, up to limit; -1 for all.
func (s *source) lookUp(q *search.Query, t search.Tier, limit int) ([]search.Candidate, error) {
	need := q.Need(t)
	if need == nil {
		return nil, nil
	}
	if s.q.Kinds != nil {
		var kinds search.AnyOf
		for _, kind := range s.q.Kinds {
			kinds = append(kinds, search.Term{Text: search.KindTerm(kind)})
		}
		need = search.AllOf{need, kinds}
	}
	b := newBuilder(s.s.schema)
	condition := and(b.ofKinds("e", s.q.Kinds), b.entity(s.q.Filter, "e", 0))
	if b.err != nil || condition == no {
		return nil, b.err
	}
	call := "CALL db.index.fulltext.queryNodes('" + termIndex + "', " + b.param(termQuery(need))
	end := ""
	if limit >= 0 && s.q.Filter == nil {
		call += ", {limit: " + b.param(limit) + "}"
	} else if limit >= 0 {
		end = " LIMIT " + b.param(limit)
	}
	return s.read("COLLECT { "+call+") YIELD node AS e WITH e"+where(condition)+" RETURN "+candidateCells+end+" }", b.params)
}

// walk visits the entities in which a tier's needles are, in the order of
// standing, portion by portion.
func (s *source) walk(q *search.Query, t search.Tier, from search.Standing, visit func(search.Candidate) bool) error {
	last := search.Candidate{Standing: from}
	for {
		b := newBuilder(s.s.schema)
		condition := and(b.ofKinds("e", s.q.Kinds), b.found("e", q.Needles(t)), b.entity(s.q.Filter, "e", 0))
		if b.err != nil || condition == no {
			return b.err
		}
		rank := b.param(int(last.Standing))
		after := "e._rank >= " + rank + " AND e.id IS NOT NULL AND CASE WHEN e._rank = " + rank + " THEN e.id > " + b.param(last.ID) + " ELSE true END"
		all, err := s.read("COLLECT { MATCH (e:"+entityLabel+")"+where(and(after, condition))+" WITH e ORDER BY e._rank, e.id LIMIT "+b.param(portion)+
			" RETURN "+candidateCells+" }", b.params)
		if err != nil {
			return err
		}
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

func (s *source) read(expression string, params map[string]any) ([]search.Candidate, error) {
	data, err := s.s.guarded(s.ctx, expression, params)
	if err != nil {
		return nil, err
	}
	all := make([]search.Candidate, len(data))
	for i, item := range data {
		c := cellsOf(item)
		all[i] = search.Candidate{ID: c.text(), Text: c.text(), Standing: search.Standing(c.number())}
	}
	return all, nil
}

// Load returns the entities of candidates, and how many links each has.
func (s *source) Load(found []search.Candidate) ([]*jinqiao.Entity, []int, error) {
	ids := make([]string, len(found))
	for i, c := range found {
		ids[i] = c.ID
	}
	answer, err := s.s.Read(s.ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: ids, Select: &jinqiao.EntitySelect{Properties: true, Degree: true}}}})
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
