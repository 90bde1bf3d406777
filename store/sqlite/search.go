package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"

	"jinqiao"
	"jinqiao/search"
)

// Search returns a page of the entities that a text finds, the best first.
func (s *Store) Search(ctx context.Context, q *jinqiao.TextQuery) (*jinqiao.TextAnswer, error) {
	var answer *jinqiao.TextAnswer
	err := s.reading(ctx, true, func(c *conn) (err error) {
		source := &source{r: &reader{s, c, ctx, map[int64]string{}}}
		compiler := source.r.compiler()
		source.where = compiler.entity(q.Filter, scope{"e", 0})
		if q.Kinds != nil {
			source.kinds = kindsNeed(q.Kinds)
			source.where = and(compiler.entity(jinqiao.OfKind(q.Kinds), scope{"e", 0}), source.where)
		}
		if compiler.err != nil {
			return compiler.err
		}
		answer, err = search.Run(source, q, s.codes)
		return err
	})
	if err != nil {
		return nil, readable(ctx, "search the store", err)
	}
	return answer, nil
}

// A source is the index of terms as a search reads it.
type source struct {
	r     *reader
	kinds search.Need // nil for all
	where expr        // on e, kinds included
}

func kindsNeed(kinds []string) search.Need {
	any := make(search.AnyOf, len(kinds))
	for i, kind := range kinds {
		any[i] = search.Term{Text: search.KindTerm(kind)}
	}
	if len(any) == 1 {
		return any[0]
	}
	return any
}

// errEnough ends a query of which no more is needed.
var errEnough = errors.New("enough")

// Find visits entities in the order of slots.
func (s *source) Find(q *search.Query, t search.Tier, from search.Standing, visit func(search.Candidate) bool) error {
	need := q.Need(t)
	if need == nil || s.where.is(no) {
		return nil
	}
	need, err := search.Narrow(need, vocabulary{s.r})
	if need == nil || err != nil {
		return err
	}
	if s.kinds != nil {
		need = search.Both(need, s.kinds)
	}
	if need, err = search.Thin(need, s); err != nil {
		return err
	}
	query := sql("SELECT term.rowid, e.id, e.runs FROM term CROSS JOIN entity e ON e.ord = term.rowid & "+ordMask+
		" WHERE term MATCH % AND term.rowid >= % AND % ORDER BY term.rowid", arg(ftsQuery(need)), arg(slotOf(from, 0)), s.where)
	err = s.r.c.each(s.r.ctx, query.text, query.args, func(row []driver.Value) error {
		slot := row[0].(int64)
		if !visit(search.Candidate{ID: text(row[1]), Text: text(row[2]), Standing: standingAt(slot), Ref: ordAt(slot)}) {
			return errEnough
		}
		return nil
	})
	if err == errEnough {
		return nil
	}
	return err
}

// mostAtOnce is how many candidates are ranked together. Of 200, 50 and 25 this was
// the fastest: to read 25 texts costs as much as to ask for four tiers.
const mostAtOnce = 25

// First returns all that fits, if that is not more than mostAtOnce.
func (s *source) First(q *search.Query, _ *search.Rank, _ int) (all []search.Candidate, few bool, err error) {
	if q.Short() {
		return nil, false, nil
	}
	t := q.BroadestTier()
	few = true
	err = s.Find(q, t, 0, func(c search.Candidate) bool {
		if !q.Fits(t, &c) {
			return true
		}
		all = append(all, c)
		few = len(all) <= mostAtOnce
		return few
	})
	return all, few, err
}

// Load returns the entities of candidates, and how many links each has.
func (s *source) Load(found []search.Candidate) ([]*jinqiao.Entity, []int, error) {
	ords := make([]int64, len(found))
	for i, c := range found {
		ords[i] = c.Ref
	}
	rows, err := s.r.byOrd(ords, &jinqiao.EntitySelect{Properties: true})
	if err != nil {
		return nil, nil, err
	}
	degrees := map[int64]int{}
	err = s.r.c.brief(s.r.ctx, "SELECT s.ord, s.degree FROM json_each(?) j CROSS JOIN standing s ON s.ord = j.value", []any{jsonNumbers(ords)}, func(row []driver.Value) error {
		degrees[row[0].(int64)] = int(row[1].(int64))
		return nil
	})
	entities, counts := make([]*jinqiao.Entity, len(found)), make([]int, len(found))
	for i, ord := range ords {
		entities[i], counts[i] = rows[ord].Entity, degrees[ord]
	}
	return entities, counts, err
}
