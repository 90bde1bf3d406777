package sqlite

import (
	"database/sql/driver"
	"slices"

	"jinqiao"
)

// A run is a part of an index of links: those one way from an entity, of one
// relationship, to one kind. The index gives each run in the order of ids, so
// that a page of all can be merged from the begins of the runs. At an entity
// with very many links it then costs no more than at another.

// mostRuns is how many runs a trail may name at most to be merged at once, in
// one statement. Of other trails the runs have to be found first, which is worth
// it for an entity with many links only.
const mostRuns = 8

// fewLinks is how many links are faster read and sorted than merged from runs,
// of which there may be hundreds.
const fewLinks = 4096

// runs returns the conditions for the links one way from an entity: for each run
// if the trail names few, else one for all.
func (c *compiler) runs(w way, kinds []string, byID bool) []expr {
	near, l := arg(nearOrd{}), scope{"l", 0}
	if !byID || !fewRuns(w, kinds) {
		return []expr{c.along(w, kinds, l, near)}
	}
	var runs []expr
	for _, relationship := range unique(w.relationships) {
		for _, kind := range unique(kinds) {
			w.relationships = []string{relationship}
			runs = append(runs, c.along(w, []string{kind}, l, near))
		}
	}
	return runs
}

// fewRuns reports whether a way and the kinds at its far end name few runs.
func fewRuns(w way, kinds []string) bool {
	return w.relationships != nil && kinds != nil && len(w.relationships)*len(kinds) <= mostRuns
}

// unsortedRuns returns a list of the links at an entity that needs no sorting:
// the given one, if its runs are named or the entity has few links, else one of
// the runs that there are at this entity.
func (r *reader) unsortedRuns(l *listing, near int64, q *jinqiao.LinkQuery) (*listing, error) {
	c := r.compiler()
	ways := c.ways(q.Trail)
	if len(q.Order) > 0 || !slices.ContainsFunc(ways, func(w way) bool { return !fewRuns(w, q.Trail.Kinds) }) {
		return l, nil
	}
	many, err := r.manyLinks(ways, near)
	if err != nil || !many {
		return l, err
	}
	merged := *l
	merged.apart, merged.branches = true, nil
	for i, w := range ways {
		found, err := r.findRuns(w, near, q.Trail.Kinds)
		if err != nil {
			return nil, err
		}
		for _, run := range found {
			b := l.branches[i]
			b.where = and(b.where, sql("l.relationship = % AND l."+w.farKind+" = %", arg(run.relationship), arg(run.kind)))
			merged.branches = append(merged.branches, b)
		}
	}
	return &merged, nil
}

// manyLinks reports whether an entity has more links along ways than are read
// and sorted.
func (r *reader) manyLinks(ways []way, near int64) (bool, error) {
	for _, w := range ways {
		left := int64(fewLinks)
		for _, limits := range r.limits(w) {
			query := sql("SELECT count(*) FROM (SELECT 1 FROM link l INDEXED BY "+w.index+" WHERE l."+w.near+" = % AND % LIMIT % + 0)",
				arg(near), limits, arg(left+1))
			n, err := r.c.number(background, query.text, query.args...)
			if left -= n; err != nil || left < 0 {
				return left < 0, err
			}
		}
	}
	return false, nil
}

// limits returns the conditions under which the runs of a way are looked for: by
// relationship, if few are asked for.
func (r *reader) limits(w way) []expr {
	if w.relationships == nil || len(w.relationships) > mostRuns {
		return []expr{yes}
	}
	var limits []expr
	for _, n := range numbersOf(unique(w.relationships), r.s.names.relationships) {
		limits = append(limits, sql("l.relationship = %", arg(n)))
	}
	return limits
}

type run struct{ relationship, kind int64 }

// findRuns returns the runs one way from an entity, leaping from one to the
// next.
func (r *reader) findRuns(w way, near int64, kinds []string) ([]run, error) {
	var runs []run
	for _, limits := range r.limits(w) {
		for at := (run{-1, -1}); ; {
			next, err := r.nextRun(w, near, limits, at)
			if err != nil {
				return nil, err
			}
			if next == at {
				break
			}
			at = next
			if asked(w.relationships, r.s.names.relationshipNames[at.relationship]) && asked(kinds, r.s.names.kindNames[at.kind]) {
				runs = append(runs, at)
			}
		}
	}
	return runs, nil
}

// nextRun returns the run after another, or that one if there is none.
func (r *reader) nextRun(w way, near int64, limits expr, at run) (run, error) {
	query := sql("SELECT l.relationship, l."+w.farKind+" FROM link l INDEXED BY "+w.index+" WHERE l."+w.near+" = % AND % AND (l.relationship, l."+w.farKind+") > (%, %)"+
		" ORDER BY l.relationship, l."+w.farKind+" LIMIT 1", arg(near), limits, arg(at.relationship), arg(at.kind))
	err := r.c.brief(r.ctx, query.text, query.args, func(row []driver.Value) error {
		at = run{row[0].(int64), row[1].(int64)}
		return nil
	})
	return at, err
}
