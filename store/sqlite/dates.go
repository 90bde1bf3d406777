package sqlite

import "jinqiao"

// dateTest compares dates as intervals of days.
func (c *compiler) dateTest(t jinqiao.Test, o operand) expr {
	first, last := sql("first(%)", o.expr), sql("last(%)", o.expr)
	var within, apart []expr
	for _, v := range t.Values {
		d := dateOf(v)
		within = append(within, and(sql("% >= %", first, arg(d.Start())), sql("% <= %", last, arg(d.End()))))
		apart = append(apart, or(sql("% < %", last, arg(d.Start())), sql("% > %", first, arg(d.End()))))
	}
	switch t.Op {
	case jinqiao.OpIn:
		return known(or(within...))
	case jinqiao.OpNotIn:
		return known(and(append(apart, sql("% IS NOT NULL", o.expr))...))
	}
	d := dateOf(t.Values[0])
	switch t.Op {
	case jinqiao.OpEq:
		return known(within[0])
	case jinqiao.OpNe:
		return known(apart[0])
	case jinqiao.OpLt:
		return known(sql("% < %", last, arg(d.Start())))
	case jinqiao.OpLte:
		return known(sql("% <= %", last, arg(d.End())))
	case jinqiao.OpGt:
		return known(sql("% > %", first, arg(d.End())))
	case jinqiao.OpGte:
		return known(sql("% >= %", first, arg(d.Start())))
	}
	return c.fail("%s does not compare dates", t.Op)
}

// periodTest compares periods with a date. One that is open on a side is not
// certainly within any date, and goes on as far as one likes.
func (c *compiler) periodTest(t jinqiao.Test, o operand) expr {
	d := dateOf(t.Values[0])
	opens, closes := sql("opens(%)", o.expr), sql("closes(%)", o.expr)
	switch t.Op {
	case jinqiao.OpDuring:
		return known(and(sql("% >= %", opens, arg(d.Start())), sql("% <= %", closes, arg(d.End()))))
	case jinqiao.OpOverlaps:
		return known(and(sql("% <= %", opens, arg(d.End())), sql("% >= %", closes, arg(d.Start()))))
	}
	return c.fail("%s does not compare periods", t.Op)
}

func dateOf(v any) jinqiao.PartialDate {
	switch v := v.(type) {
	case jinqiao.PartialDate:
		return v
	case string:
		return jinqiao.PartialDate(v)
	}
	return ""
}
