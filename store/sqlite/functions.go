package sqlite

import (
	"database/sql/driver"
	"sync/atomic"

	"jinqiao"
	"jinqiao/search"

	"modernc.org/sqlite"
)

// newDriver returns a driver whose connections have the functions that filters
// use. They keep null as null.
//
//	fold(text)     text as it is compared; given as bytes, because the driver
//	               cuts a text at U+0000
//	found(q, text) whether a query finds a search.Text
//	first(date)    first day of a date
//	last(date)     last day of a date
//	opens(period)  first day of a period, before all dates if that is open
//	closes(period) last day of a period, after all dates if that is open
func newDriver() *sqlite.Driver {
	d := &sqlite.Driver{}
	register := func(name string, f func(string) string) {
		d.MustRegisterDeterministicScalarFunction(name, 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			switch s := args[0].(type) {
			case string:
				return f(s), nil
			case []byte:
				return f(string(s)), nil
			}
			return nil, nil
		})
	}
	d.MustRegisterDeterministicScalarFunction("found", 2, finder())
	register("fold", search.Fold)
	register("first", func(s string) string { return jinqiao.PartialDate(s).Start() })
	register("last", func(s string) string { return jinqiao.PartialDate(s).End() })
	register("opens", opens)
	register("closes", closes)
	return d
}

// finder returns the function found, which remembers the last query.
func finder() func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
	type remembered struct {
		query   string
		matcher *search.Matcher
	}
	var last atomic.Pointer[remembered]
	return func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		query, _ := args[0].(string)
		text, _ := args[1].(string)
		m := last.Load()
		if m == nil || m.query != query {
			m = &remembered{query, search.NewMatcher(query)}
			last.Store(m)
		}
		return m.matcher.Match(text), nil
	}
}

// opens returns the first day of a period, one before all dates if it is open.
func opens(s string) string {
	from, _ := jinqiao.Period(s).Ends()
	if from == "" {
		return beforeAll
	}
	return from.Start()
}

// closes returns the last day of a period, one after all dates if it is open.
func closes(s string) string {
	_, to := jinqiao.Period(s).Ends()
	if to == "" {
		return afterAll
	}
	return to.End()
}

// The bounds of all dates, which are compared as text.
const (
	beforeAll = ""
	afterAll  = "~"
)
