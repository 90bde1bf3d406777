package sqlite

import (
	"slices"
	"strings"
)

// An expr is a piece of SQL with the arguments of its placeholders, in order.
// As a condition it is true or false, never null, so that NOT is plain negation.
type expr struct {
	text string
	args []any
}

var yes, no = expr{text: "1"}, expr{text: "0"}

func (e expr) is(constant expr) bool { return e.text == constant.text }

// sql returns a piece of SQL in which each % stands for the next part.
func sql(format string, parts ...expr) expr {
	var b strings.Builder
	var args []any
	for _, part := range parts {
		before, after, _ := strings.Cut(format, "%")
		b.WriteString(before)
		b.WriteString(part.text)
		args = append(args, part.args...)
		format = after
	}
	b.WriteString(format)
	return expr{b.String(), args}
}

// arg returns a placeholder with its value.
func arg(value any) expr { return expr{"?", []any{value}} }

func raw(text string) expr { return expr{text: text} }

// known makes a condition that may be null false where it is.
func known(e expr) expr { return sql("(%) IS TRUE", e) }

func not(e expr) expr {
	switch {
	case e.is(yes):
		return no
	case e.is(no):
		return yes
	}
	return sql("NOT (%)", e)
}

// and joins conditions, the cheaper first.
func and(parts ...expr) expr { return join(parts, yes, no, " AND ") }

func or(parts ...expr) expr { return join(parts, no, yes, " OR ") }

// join joins conditions by an operator with its neutral and its deciding
// constant. It nests them in halves: SQLite allows no tree deeper than 1000.
func join(parts []expr, neutral, decisive expr, operator string) expr {
	parts = slices.DeleteFunc(slices.Clone(parts), func(e expr) bool { return e.is(neutral) })
	if len(parts) == 0 {
		return neutral
	}
	if slices.ContainsFunc(parts, func(e expr) bool { return e.is(decisive) }) {
		return decisive
	}
	if len(parts) == 1 {
		return parts[0]
	}
	half := (len(parts) + 1) / 2
	left, right := join(parts[:half], neutral, decisive, operator), join(parts[half:], neutral, decisive, operator)
	return sql("(%"+operator+"%)", left, right)
}

// shortList is how many values a list has at most that becomes placeholders.
const shortList = 8

// list returns what stands after IN: placeholders for a few values, a power of
// two of them so that there are few different statements, else one JSON array.
func list(values []any) expr {
	if len(values) > shortList {
		return sql("(SELECT value FROM json_each(%))", arg(jsonValues(values)))
	}
	size := 1
	for size < len(values) {
		size *= 2
	}
	args := slices.Clone(values)
	for len(args) < size {
		args = append(args, values[len(values)-1])
	}
	return expr{"(" + strings.Repeat(", ?", size)[2:] + ")", args}
}

func jsonValues(values []any) string {
	var b strings.Builder
	for i, v := range values {
		separator := byte(',')
		if i == 0 {
			separator = '['
		}
		b.WriteByte(separator)
		if n, ok := v.(int64); ok {
			v = int(n)
		}
		if err := writeValue(&b, v); err != nil {
			b.WriteString("null")
		}
	}
	b.WriteByte(']')
	return b.String()
}
