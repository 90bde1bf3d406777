package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// holds evaluates a test of a value; nil is one that is not known. A list that
// is not known is an empty one.
func holds(t jinqiao.Test, v any) bool {
	switch {
	case t.Op == jinqiao.OpIsNull:
		return (v == nil) == t.Values[0].(bool)
	case t.Type == jinqiao.TypeList:
		list, _ := v.([]string)
		return listHolds(t, list)
	case v == nil:
		return false
	case t.Op == jinqiao.OpIn:
		return slices.ContainsFunc(t.Values, func(w any) bool { return compares(t, jinqiao.OpEq, v, w) })
	case t.Op == jinqiao.OpNotIn:
		return !slices.ContainsFunc(t.Values, func(w any) bool { return !compares(t, jinqiao.OpNe, v, w) })
	}
	return compares(t, t.Op, v, t.Values[0])
}

// compares evaluates an operator between a known value and another.
func compares(t jinqiao.Test, op jinqiao.Op, v, w any) bool {
	switch t.Type {
	case jinqiao.TypeDate:
		return dateCompares(op, jinqiao.PartialDate(v.(string)), jinqiao.PartialDate(w.(string)))
	case jinqiao.TypePeriod:
		return periodCompares(op, jinqiao.Period(v.(string)), jinqiao.PartialDate(w.(string)))
	case jinqiao.TypeInt, jinqiao.TypeFloat:
		return ordered(op, cmp.Compare(number(v), number(w)))
	case jinqiao.TypeBoolean:
		return (op == jinqiao.OpEq) == (v == w)
	}
	return textCompares(t, op, v.(string), w.(string))
}

func ordered(op jinqiao.Op, c int) bool {
	switch op {
	case jinqiao.OpEq:
		return c == 0
	case jinqiao.OpNe:
		return c != 0
	case jinqiao.OpLt:
		return c < 0
	case jinqiao.OpLte:
		return c <= 0
	case jinqiao.OpGt:
		return c > 0
	case jinqiao.OpGte:
		return c >= 0
	}
	panic(fmt.Sprintf("%s is no operator for this type", op))
}

// number returns an int or float64 as a float64.
func number(v any) float64 {
	if n, ok := v.(int); ok {
		return float64(n)
	}
	return v.(float64)
}

func folded(t jinqiao.Test, text string) string {
	if t.Exact {
		return text
	}
	return search.Fold(text)
}

func textCompares(t jinqiao.Test, op jinqiao.Op, v, w string) bool {
	v, w = folded(t, v), folded(t, w)
	switch op {
	case jinqiao.OpContains:
		return strings.Contains(v, w)
	case jinqiao.OpStartsWith:
		return strings.HasPrefix(v, w)
	case jinqiao.OpEndsWith:
		return strings.HasSuffix(v, w)
	}
	return ordered(op, compareText(v, w))
}

func listHolds(t jinqiao.Test, list []string) bool {
	has := func(w any) bool {
		return slices.ContainsFunc(list, func(v string) bool { return folded(t, v) == folded(t, w.(string)) })
	}
	switch t.Op {
	case jinqiao.OpIsEmpty:
		return (len(list) == 0) == t.Values[0].(bool)
	case jinqiao.OpHas:
		return has(t.Values[0])
	case jinqiao.OpHasAny:
		return slices.ContainsFunc(t.Values, has)
	case jinqiao.OpHasAll:
		return !slices.ContainsFunc(t.Values, func(w any) bool { return !has(w) })
	}
	panic(fmt.Sprintf("%s is no operator for lists", t.Op))
}

// dateCompares compares intervals of days, certainly.
func dateCompares(op jinqiao.Op, d, w jinqiao.PartialDate) bool {
	switch op {
	case jinqiao.OpLt:
		return d.End() < w.Start()
	case jinqiao.OpLte:
		return d.End() <= w.End()
	case jinqiao.OpGt:
		return d.Start() > w.End()
	case jinqiao.OpGte:
		return d.Start() >= w.Start()
	case jinqiao.OpEq:
		return d.Start() >= w.Start() && d.End() <= w.End()
	case jinqiao.OpNe:
		return d.End() < w.Start() || d.Start() > w.End()
	}
	panic(fmt.Sprintf("%s is no operator for dates", op))
}

func periodCompares(op jinqiao.Op, p jinqiao.Period, w jinqiao.PartialDate) bool {
	from, to := p.Ends()
	switch op {
	case jinqiao.OpDuring:
		return from != "" && to != "" && from.Start() >= w.Start() && to.End() <= w.End()
	case jinqiao.OpOverlaps:
		return (from == "" || from.Start() <= w.End()) && (to == "" || to.End() >= w.Start())
	}
	panic(fmt.Sprintf("%s is no operator for periods", op))
}
