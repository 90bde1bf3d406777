package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// A listing is a sorted list of rows that a page is taken from. Its branches
// are parts without a common row, each of which an index may give in order.
type listing struct {
	columns  string // of a row, before those of the levels
	branches []branch
	levels   []level
	wide     string // if not empty: a query that adds columns to the rows of p
	slow     bool   // reading it may take long
	apart    bool   // the branches are read one by one; their only level is a number
	walk     *walk  // if not nil: the other way to read a page
}

type branch struct {
	from  string
	where expr
}

// statement returns the query for up to limit rows that satisfy a condition,
// from the start, or from the end.
func (l *listing) statement(condition expr, limit int, backward bool) expr {
	var selects []expr
	for _, b := range l.branches {
		if where := and(b.where, condition); !where.is(no) {
			selects = append(selects, l.selection(b.from, where, limit, backward))
		}
	}
	if len(selects) == 0 {
		return no
	}
	rows := selects[0]
	if len(selects) > 1 {
		parts := strings.Repeat(" UNION ALL SELECT * FROM (%)", len(selects))[len(" UNION ALL "):]
		order := orderBy(l.levels, backward)
		rows = sql("SELECT * FROM ("+parts+") ORDER BY "+order+" LIMIT % + 0", append(selects, arg(limit))...)
	}
	if l.wide == "" {
		return rows
	}
	return sql("WITH p AS MATERIALIZED (%) "+l.wide, rows)
}

func (l *listing) selection(from string, where expr, limit int, backward bool) expr {
	var b strings.Builder
	var args []any
	b.WriteString("SELECT " + l.columns)
	for i, level := range l.levels {
		b.WriteString(", " + level.x.text + " AS k" + strconv.Itoa(i))
		args = append(args, level.x.args...)
	}
	head := expr{b.String(), args}
	order := orderBy(l.levels, backward)
	return sql("% FROM "+from+" WHERE % ORDER BY "+order+" LIMIT % + 0", head, where, arg(limit))
}

// A span is what page read: in order, with what lies around it.
type span struct{ hasNext, hasPrior bool }

// page calls visit with the rows of a page, in the order of the list, each with
// its position, and tells what lies around the page.
func (l *listing) page(ctx context.Context, c *conn, p jinqiao.Page, fill filler, visit func([]driver.Value, jinqiao.Position) error) (span, error) {
	limit := max(p.Limit, 0)
	rows, err := l.pageRows(ctx, c, p, limit+1, fill)
	if err != nil {
		return span{}, err
	}
	more := len(rows) > limit
	rows = rows[:min(len(rows), limit)]
	for i := range rows {
		row := rows[i]
		if p.Backward {
			row = rows[len(rows)-1-i]
		}
		if err := visit(row, l.position(row)); err != nil {
			return span{}, err
		}
	}
	return l.around(ctx, c, p, len(rows) == 0, more, fill)
}

// pageRows returns up to limit rows of a page.
func (l *listing) pageRows(ctx context.Context, c *conn, p jinqiao.Page, limit int, fill filler) ([][]driver.Value, error) {
	if l.walk != nil {
		if rows, ok, err := l.walk.page(ctx, c, p, limit, l.wide); err != nil || ok {
			return rows, err
		}
		l.walk = nil // what satisfies the filter lies close together
	}
	condition, err := l.between(p)
	if err != nil {
		return nil, err
	}
	return l.rows(ctx, c, condition, limit, p.Backward, fill)
}

// rows returns up to limit rows that satisfy a condition.
func (l *listing) rows(ctx context.Context, c *conn, condition expr, limit int, backward bool, fill filler) ([][]driver.Value, error) {
	if !l.apart {
		return l.read(ctx, c, l.statement(condition, limit, backward), fill)
	}
	var all [][]driver.Value
	for _, b := range l.branches {
		one := *l
		one.branches = []branch{b}
		rows, err := l.read(ctx, c, one.statement(condition, limit, backward), fill)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	slices.SortFunc(all, func(a, b []driver.Value) int {
		if backward {
			a, b = b, a
		}
		return cmp.Compare(a[len(a)-1].(int64), b[len(b)-1].(int64))
	})
	return all[:min(len(all), limit)], nil
}

// read reads the few rows of a statement into memory.
func (l *listing) read(ctx context.Context, c *conn, statement expr, fill filler) ([][]driver.Value, error) {
	if statement.is(no) {
		return nil, nil
	}
	var rows [][]driver.Value
	each := c.brief
	if l.slow {
		each = c.each
	}
	err := each(ctx, statement.text, fill(statement.args), func(row []driver.Value) error {
		rows = append(rows, append([]driver.Value(nil), row...))
		return nil
	})
	return rows, err
}

// position returns the position of a row: its last columns.
func (l *listing) position(row []driver.Value) jinqiao.Position {
	p := make(jinqiao.Position, len(l.levels))
	first := len(row) - len(l.levels)
	for i, level := range l.levels {
		p[i] = level.value(row[first+i])
	}
	return p
}

// between is the condition that a row lies between the bounds of a page.
func (l *listing) between(p jinqiao.Page) (expr, error) {
	condition := yes
	for _, side := range []struct {
		place jinqiao.Position
		back  bool
	}{{p.After, false}, {p.Before, true}} {
		if side.place == nil {
			continue
		}
		place, err := bounds(l.levels, side.place)
		if err != nil {
			return no, err
		}
		condition = and(condition, beyond(l.levels, place, side.back))
	}
	return condition, nil
}

// around tells whether something lies before and after a page. On the side
// where the page ends by its limit the row too many tells; on the side of a
// bound there is something if any row lies at the bound or beyond. An empty page
// lies at the bound from which it would have begun; without a bound at its other end
// it has been looked for everywhere.
func (l *listing) around(ctx context.Context, c *conn, p jinqiao.Page, empty, more bool, fill filler) (s span, err error) {
	begin, end := p.After, p.Before
	if p.Backward {
		begin, end = p.Before, p.After
	}
	beyondBegin, beyondEnd := false, more
	if begin != nil {
		beyondBegin, err = l.exists(ctx, c, begin, p.Backward, true, fill)
	}
	switch {
	case err != nil || beyondEnd || end == nil:
	case empty:
		beyondEnd, err = l.exists(ctx, c, begin, p.Backward, false, fill)
	default:
		beyondEnd, err = l.exists(ctx, c, end, !p.Backward, true, fill)
	}
	if p.Backward {
		return span{hasNext: beyondBegin, hasPrior: beyondEnd}, err
	}
	return span{hasNext: beyondEnd, hasPrior: beyondBegin}, err
}

// exists reports whether a row lies beyond a place, in the direction of reading
// or, with outside, at the place or on its other side. No place is the begin.
func (l *listing) exists(ctx context.Context, c *conn, p jinqiao.Position, backward, outside bool, fill filler) (bool, error) {
	if l.walk != nil {
		l = l.walk.listing
	}
	condition := yes
	if p != nil {
		place, err := bounds(l.levels, p)
		if err != nil {
			return false, err
		}
		condition = beyond(l.levels, place, backward)
		if outside {
			condition = and(near(l.levels[0], place[0], !backward), not(beyondFrom(l.levels, place, backward)))
		}
	}
	for _, b := range l.branches {
		where := and(b.where, condition)
		if where.is(no) {
			continue
		}
		n, err := c.number(ctx, "SELECT EXISTS (SELECT 1 FROM "+b.from+" WHERE "+where.text+")", fill(where.args)...)
		if err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}

// total counts the list.
func (l *listing) total(ctx context.Context, c *conn, fill filler) (int, error) {
	sum := 0
	for _, b := range l.branches {
		if b.where.is(no) {
			continue
		}
		n, err := c.number(ctx, "SELECT count(*) FROM "+b.from+" WHERE "+b.where.text, fill(b.where.args)...)
		if err != nil {
			return 0, err
		}
		sum += int(n)
	}
	return sum, nil
}

// A filler puts values in place of arguments that were not known when a
// statement was made.
type filler func([]any) []any

func asTheyAre(args []any) []any { return args }
