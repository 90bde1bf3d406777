package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"net/url"
	"slices"

	"modernc.org/sqlite"
)

// conn is a connection with its prepared statements. It is used by one
// goroutine at a time, and every result is read to its end or left before the
// next statement. It speaks to the driver without database/sql, whose pool and
// conversions cost as much as a lookup.
type conn struct {
	raw        driver.Conn
	statements map[string]*statement
	clock      int
}

type statement struct {
	driver.Stmt
	query func(context.Context, []driver.NamedValue) (driver.Rows, error)
	exec  func(context.Context, []driver.NamedValue) (driver.Result, error)
	row   []driver.Value
	used  int
}

// mostStatements is how many statements a connection keeps: more than the
// fields that one schema's clients ask for, each a few kilobytes.
const mostStatements = 512

// connect opens a connection and sets its pragmas.
func connect(d *sqlite.Driver, path string, pragmas []pragma) (*conn, error) {
	raw, err := d.Open((&url.URL{Scheme: "file", OmitHost: true, Path: path}).String())
	if err != nil {
		return nil, err
	}
	c := &conn{raw: raw, statements: map[string]*statement{}}
	for _, p := range pragmas {
		if err := c.pragma(p); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

// pragma is a setting with the value that SQLite has to report afterwards.
type pragma struct{ name, value, want string }

func (c *conn) pragma(p pragma) error {
	ctx := context.Background()
	if err := c.run(ctx, fmt.Sprintf("PRAGMA %s = %s", p.name, p.value)); err != nil {
		return err
	}
	got := ""
	err := c.each(ctx, "PRAGMA "+p.name, nil, func(row []driver.Value) error {
		got = fmt.Sprint(row[0])
		return nil
	})
	if err == nil && p.want != "" && got != p.want {
		err = fmt.Errorf("SQLite setting %s is %s, want %s", p.name, got, p.want)
	}
	return err
}

func (c *conn) close() error {
	for _, s := range c.statements {
		s.Close()
	}
	return c.raw.Close()
}

// prepared returns the statement of this text, from the cache if it is there.
func (c *conn) prepared(ctx context.Context, text string) (*statement, error) {
	c.clock++
	if s := c.statements[text]; s != nil {
		s.used = c.clock
		return s, nil
	}
	if len(c.statements) >= mostStatements {
		c.evict()
	}
	raw, err := c.raw.(driver.ConnPrepareContext).PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s := &statement{Stmt: raw, used: c.clock}
	s.query = raw.(driver.StmtQueryContext).QueryContext
	s.exec = raw.(driver.StmtExecContext).ExecContext
	c.statements[text] = s
	return s, nil
}

// evict closes the half of the statements that were not used for longest.
func (c *conn) evict() {
	type entry struct {
		text string
		used int
	}
	var all []entry
	for text, s := range c.statements {
		all = append(all, entry{text, s.used})
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.used, b.used) })
	for _, e := range all[:len(all)/2] {
		c.statements[e.text].Close()
		delete(c.statements, e.text)
	}
}

// each runs a query and calls visit with each row, which is valid during the
// call only. An end of ctx interrupts the query until its first row, and is
// seen between rows.
func (c *conn) each(ctx context.Context, text string, args []any, visit func([]driver.Value) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s, err := c.prepared(ctx, text)
	if err != nil {
		return err
	}
	rows, err := s.query(ctx, named(args))
	if err != nil {
		return err
	}
	defer rows.Close()
	if n := len(rows.Columns()); len(s.row) != n {
		s.row = make([]driver.Value, n)
	}
	for {
		if err := rows.Next(s.row); err == io.EOF {
			return ctx.Err()
		} else if err != nil {
			return err
		}
		if err := visit(s.row); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// brief is each for a query that ends within a millisecond: watching for the
// end of ctx would cost as much as the query.
func (c *conn) brief(ctx context.Context, text string, args []any, visit func([]driver.Value) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return c.each(context.Background(), text, args, visit)
}

// exec runs a statement that changes something.
func (c *conn) exec(ctx context.Context, text string, args ...any) (driver.Result, error) {
	s, err := c.prepared(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.exec(ctx, named(args))
}

// run runs statements once, without keeping them.
func (c *conn) run(ctx context.Context, text string) error {
	_, err := c.raw.(driver.ExecerContext).ExecContext(ctx, text, nil)
	return err
}

// number returns the first value of a query's first row, or zero.
func (c *conn) number(ctx context.Context, text string, args ...any) (n int64, err error) {
	err = c.each(ctx, text, args, func(row []driver.Value) error {
		n, _ = row[0].(int64)
		return nil
	})
	return n, err
}

func named(args []any) []driver.NamedValue {
	values := make([]driver.NamedValue, len(args))
	for i, a := range args {
		values[i] = driver.NamedValue{Ordinal: i + 1, Value: bindable(a)}
	}
	return values
}

// bindable returns a value as the driver takes it.
func bindable(a any) driver.Value {
	switch v := a.(type) {
	case int:
		return int64(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	}
	return a
}
