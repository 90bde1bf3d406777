package sqlite

import (
	"context"
	"database/sql/driver"
	"math"

	"jinqiao"
	"jinqiao/search"
)

// A walk reads a list in the order of an index of names and looks at one entity
// after another, instead of finding all that satisfy a filter first. Where many do,
// a page is met after few.
type walk struct {
	*listing
	all    branch // what is walked over: the only branch without the filter
	window int    // how many are looked at before the other way is taken
}

// windows is how many times as many entities are looked at as would do if those that
// satisfy a filter were spread evenly over the names.
const windows = 4

// walk returns the walk that a page of a list is better read by, nil for none. To
// find and sort n entities costs as much as to look at n of them; of N in the index,
// N/n stand for one of the list.
func (r *reader) walk(q *jinqiao.EntityQuery, kinds []string, rest jinqiao.Filter) (*walk, error) {
	if len(kinds) > 1 && !r.allKinds(kinds) || !spreads(rest) {
		return nil, nil
	}
	among, err := r.tallied(kinds)
	if err != nil {
		return nil, err
	}
	most := int(math.Sqrt(float64(among) * float64(q.Page.Limit+1)))
	c := r.compiler()
	if many, err := r.many(c, rest, most); err != nil || !many {
		return nil, err
	}
	c.walking = true
	w := &walk{listing: &listing{columns: "e.ord", levels: nameLevels(q.Order), slow: true}, window: windows * most}
	w.all = r.byNames(c, kinds)
	w.branches = []branch{{w.all.from, and(w.all.where, c.entity(rest, scope{"e", 0}))}}
	return w, c.err
}

// nameLevels are the levels of an order by name alone.
func nameLevels(orders []jinqiao.Order) []level {
	desc := len(orders) > 0 && orders[0].Desc
	return []level{{x: raw("e.sort"), desc: desc}, {x: raw("e.id")}}
}

// spreads reports whether a filter is selective only by what many may satisfy: links
// to something, or a piece of a name.
func spreads(f jinqiao.Filter) bool {
	switch f := f.(type) {
	case jinqiao.All:
		found := false
		for _, part := range f {
			if selective(part) {
				if !spreads(part) {
					return false
				}
				found = true
			}
		}
		return found
	case jinqiao.Linked:
		return leadsBack(f)
	case jinqiao.Test:
		return f.Op != jinqiao.OpEq && f.Op != jinqiao.OpIn && selectiveTest(f)
	}
	return false
}

// many reports whether each selective part of a filter that spreads is satisfied by
// more than so many entities.
func (r *reader) many(c *compiler, f jinqiao.Filter, most int) (bool, error) {
	if parts, ok := f.(jinqiao.All); ok {
		for _, part := range parts {
			if !selective(part) {
				continue
			}
			if many, err := r.many(c, part, most); err != nil || !many {
				return false, err
			}
		}
		return true, nil
	}
	if t, ok := f.(jinqiao.Test); ok {
		return r.manyContain(c, t, most)
	}
	linked := f.(jinqiao.Linked)
	for _, w := range c.ways(linked.Trail) {
		if many, err := r.longer(c, c.linksBack(linked, w, scope{"e", 0}, "number"), most); err != nil || many {
			return many, err
		}
	}
	return false, nil
}

// manyContain is many for a piece of a name. Its rarest term may tell already.
func (r *reader) manyContain(c *compiler, t jinqiao.Test, most int) (bool, error) {
	text, _ := t.Values[0].(string)
	need := search.RunsNeed(search.Runs(text))
	terms, ok := need.(search.AllOf)
	if !ok {
		terms = search.AllOf{need}
	}
	for _, n := range terms {
		term, ok := n.(search.Term)
		if !ok || term.Prefix {
			continue
		}
		counts, err := c.frequencies.Frequencies([]string{term.Text})
		if err != nil || counts[0] < search.Common && counts[0] <= most {
			return false, err
		}
	}
	return r.longer(c, c.inIndex(need), most)
}

// longer reports whether a query has more than so many rows.
func (r *reader) longer(c *compiler, rows expr, most int) (bool, error) {
	if c.err != nil {
		return false, c.err
	}
	n, err := r.c.number(r.ctx, "SELECT count(*) FROM ("+rows.text+" LIMIT ?)", append(rows.args, most+1)...)
	return n > int64(most), err
}

// edge returns where the window ends that begins where a page does, nil if that is
// beyond the list.
func (w *walk) edge(ctx context.Context, c *conn, condition expr, backward bool) (end jinqiao.Position, err error) {
	levels := w.levels
	query := sql("SELECT e.sort AS k0, e.id AS k1 FROM "+w.all.from+" WHERE % ORDER BY "+orderBy(levels, backward)+" LIMIT 1 OFFSET %",
		and(w.all.where, condition), arg(w.window))
	err = c.each(ctx, query.text, query.args, func(row []driver.Value) error {
		end = w.position(row)
		return nil
	})
	return end, err
}

// page returns up to limit rows of a page. It reports whether it found as many, or
// whatever there is; else the window was too small.
func (w *walk) page(ctx context.Context, c *conn, p jinqiao.Page, limit int, wide string) (rows [][]driver.Value, ok bool, err error) {
	condition, err := w.between(p)
	if err != nil {
		return nil, false, err
	}
	end, err := w.edge(ctx, c, condition, p.Backward)
	if err != nil {
		return nil, false, err
	}
	bound := jinqiao.Page{Before: end}
	if p.Backward {
		bound = jinqiao.Page{After: end}
	}
	within, err := w.between(bound)
	if err != nil {
		return nil, false, err
	}
	l := *w.listing
	l.wide = wide
	rows, err = l.read(ctx, c, l.statement(and(condition, within), limit, p.Backward), asTheyAre)
	return rows, len(rows) == limit || end == nil, err
}
