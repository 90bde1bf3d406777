package sqlite

import (
	"fmt"
	"slices"
	"strconv"

	"jinqiao"
	"jinqiao/search"
)

// deepest is how deep filters may nest; SQLite itself allows a little more.
const deepest = 64

// compiler turns filters into conditions. The first fault is kept.
type compiler struct {
	names     *names
	indexed   map[string]bool // properties whose every value is a label
	symmetric []string        // relationships without a direction
	err       error

	frequencies search.Frequencies
	walking     bool // entities are looked at one by one: no part of a filter finds them first
}

func (c *compiler) fail(format string, args ...any) expr {
	if c.err == nil {
		c.err = fmt.Errorf("filter: "+format, args...)
	}
	return no
}

// A scope is what a condition speaks of: a row by its alias, and how deep it is.
type scope struct {
	alias string
	depth int
}

func (s scope) column(name string) expr { return raw(s.alias + "." + name) }

// inner returns the alias of a row in a subquery of this scope.
func (s scope) inner(letter string) scope {
	return scope{letter + strconv.Itoa(s.depth+1), s.depth + 1}
}

func (s scope) deeper() scope { return scope{s.alias, s.depth + 1} }

// entity returns the condition that a filter sets on an entity.
func (c *compiler) entity(f jinqiao.Filter, s scope) expr {
	if e, ok := c.logic(f, s, c.entity); ok {
		return e
	}
	switch f := f.(type) {
	case jinqiao.Test:
		return c.test(f, c.entityOperand(f, s))
	case jinqiao.OfKind:
		return oneOf(s.column("kind"), numbersOf(f, c.names.kinds))
	case jinqiao.Named:
		return labelled(s, f)
	case jinqiao.Matches:
		return c.matches(s, f.Text)
	case jinqiao.EvidencedBy:
		return evidencedBy(s, f)
	case jinqiao.Linked:
		return c.linked(f, s)
	}
	return c.fail("%T does not speak of an entity", f)
}

// link returns the condition that a filter sets on a link.
func (c *compiler) link(f jinqiao.Filter, s scope) expr {
	if e, ok := c.logic(f, s, c.link); ok {
		return e
	}
	switch f := f.(type) {
	case jinqiao.Test:
		return c.linkTest(f, s)
	case jinqiao.OfRelationship:
		return oneOf(s.column("relationship"), numbersOf(f, c.names.relationships))
	case jinqiao.EvidencedBy:
		return evidencedBy(s, f)
	case jinqiao.ValidOn:
		return validOn(s, f.Date)
	case jinqiao.FromIs:
		return c.end(f.Filter, s, "source")
	case jinqiao.ToIs:
		return c.end(f.Filter, s, "target")
	}
	return c.fail("%T does not speak of a link", f)
}

// logic returns the condition of a filter that holds others; ok is false for
// any other filter.
func (c *compiler) logic(f jinqiao.Filter, s scope, part func(jinqiao.Filter, scope) expr) (e expr, ok bool) {
	if s.depth > deepest {
		c.err = jinqiao.Errorf(jinqiao.CodeTooComplex, "the filter is nested more than %d levels deep", deepest)
		return no, true
	}
	var parts []jinqiao.Filter
	switch f := f.(type) {
	case nil:
		return yes, true
	case jinqiao.Not:
		return not(part(f.Filter, s.deeper())), true
	case jinqiao.All:
		parts = f
	case jinqiao.Any:
		parts = f
	default:
		return expr{}, false
	}
	exprs := make([]expr, len(parts))
	for i, f := range parts {
		exprs[i] = part(f, s.deeper())
	}
	if _, any := f.(jinqiao.Any); any {
		return or(exprs...), true
	}
	return and(exprs...), true
}

// numbersOf returns the numbers of names; names without one are left out.
func numbersOf(list []string, numbers map[string]int64) []any {
	var found []any
	for _, name := range list {
		if n, ok := numbers[name]; ok {
			found = append(found, n)
		}
	}
	return found
}

// oneOf holds where an operand that is never null is one of values.
func oneOf(operand expr, values []any) expr {
	switch len(values) {
	case 0:
		return no
	case 1:
		return sql("% = %", operand, arg(values[0]))
	}
	return sql("% IN %", operand, list(values))
}

// evidencedBy holds for what has evidence from one of the documents.
func evidencedBy(s scope, documents []string) expr {
	if len(documents) == 0 {
		return no
	}
	v := s.inner("v")
	return sql("EXISTS (SELECT 1 FROM json_each(%) "+v.alias+" WHERE %)", s.column("evidence"),
		oneOf(raw(v.alias+".value ->> 0"), values(documents)))
}

// validOn holds for a link that neither begins after the date nor ends before.
func validOn(s scope, d jinqiao.PartialDate) expr {
	since, until := raw(s.alias+".props ->> 'since'"), raw(s.alias+".props ->> 'until'")
	return and(
		not(known(sql("first(%) > %", since, arg(d.End())))),
		not(known(sql("last(%) < %", until, arg(d.Start())))),
	)
}

// end holds for a link one end of which satisfies the filter. A filter that
// few entities satisfy leads from them to the links.
func (c *compiler) end(f jinqiao.Filter, s scope, column string) expr {
	inner := s.inner("e")
	condition := c.entity(f, inner)
	if selective(f) {
		return sql("% IN (SELECT "+inner.alias+".ord FROM entity "+inner.alias+" WHERE %)", s.column(column), condition)
	}
	if condition.is(yes) || condition.is(no) {
		return condition
	}
	return sql("EXISTS (SELECT 1 FROM entity "+inner.alias+" WHERE "+inner.alias+".ord = % AND %)", s.column(column), condition)
}

// selective reports whether few entities satisfy a filter, because it asks for
// ids, names or text.
func selective(f jinqiao.Filter) bool {
	switch f := f.(type) {
	case jinqiao.All:
		return slices.ContainsFunc(f, selective)
	case jinqiao.Any:
		return len(f) > 0 && !slices.ContainsFunc(f, func(f jinqiao.Filter) bool { return !selective(f) })
	case jinqiao.Named, jinqiao.Matches:
		return true
	case jinqiao.Test:
		return selectiveTest(f)
	case jinqiao.Linked:
		return leadsBack(f)
	}
	return false
}

func selectiveTest(t jinqiao.Test) bool {
	switch t.Op {
	case jinqiao.OpEq, jinqiao.OpIn:
		return t.Property == "id" || t.Property == "name"
	case jinqiao.OpContains, jinqiao.OpStartsWith, jinqiao.OpEndsWith:
		return t.Property == "name" && len(t.Values) > 0 && rare(t.Values[0])
	}
	return false
}

func values[T any](list []T) []any {
	all := make([]any, len(list))
	for i, v := range list {
		all[i] = v
	}
	return all
}
