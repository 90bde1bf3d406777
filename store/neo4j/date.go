package neo4j

import "jinqiao"

// days returns the first and the last day of an operand that is a date.
func (o operand) days() (from, to string) {
	if o.property == "" {
		known := "CASE WHEN " + o.expression + " <> '' THEN "
		return known + "left(" + o.expression + ", 10) END", known + "right(" + o.expression + ", 10) END"
	}
	return first(o.of, o.property), last(o.of, o.property)
}

// dateTest compares dates as intervals of days.
func (b *builder) dateTest(t jinqiao.Test, o operand) string {
	from, to := o.days()
	within := func(d jinqiao.PartialDate) string {
		return from + " >= " + b.param(d.Start()) + " AND " + to + " <= " + b.param(d.End())
	}
	apart := func(d jinqiao.PartialDate) string {
		return "(" + to + " < " + b.param(d.Start()) + " OR " + from + " > " + b.param(d.End()) + ")"
	}
	var parts []string
	for _, v := range t.Values {
		switch t.Op {
		case jinqiao.OpIn, jinqiao.OpEq:
			parts = append(parts, within(dateOf(v)))
		case jinqiao.OpNotIn, jinqiao.OpNe:
			parts = append(parts, apart(dateOf(v)))
		}
	}
	switch t.Op {
	case jinqiao.OpIn, jinqiao.OpEq:
		return knownUnlessConstant(or(parts...))
	case jinqiao.OpNotIn, jinqiao.OpNe:
		return known(and(append(parts, from+" IS NOT NULL")...))
	}
	d := dateOf(t.Values[0])
	switch t.Op {
	case jinqiao.OpLt:
		return known(to + " < " + b.param(d.Start()))
	case jinqiao.OpLte:
		return known(to + " <= " + b.param(d.End()))
	case jinqiao.OpGt:
		return known(from + " > " + b.param(d.End()))
	case jinqiao.OpGte:
		return known(from + " >= " + b.param(d.Start()))
	}
	return b.fail("%s does not compare dates", t.Op)
}

func knownUnlessConstant(condition string) string {
	if condition == yes || condition == no {
		return condition
	}
	return known(condition)
}

// periodTest compares periods with a date. One that is open on a side is not
// certainly within any date, and goes on as far as one likes.
func (b *builder) periodTest(t jinqiao.Test, o operand) string {
	d := dateOf(t.Values[0])
	from, to := first(o.of, o.property), last(o.of, o.property)
	switch t.Op {
	case jinqiao.OpDuring:
		return known(from + " >= " + b.param(d.Start()) + " AND " + to + " <= " + b.param(d.End()))
	case jinqiao.OpOverlaps:
		return known(from + " <= " + b.param(d.End()) + " AND " + to + " >= " + b.param(d.Start()))
	}
	return b.fail("%s does not compare periods", t.Op)
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

// The bounds of all dates, which are compared as text.
const (
	beforeAll = ""
	afterAll  = "~"
)

// spanOf returns the first and the last day of a date or period, bounds of all
// dates where a period is open.
func spanOf(t jinqiao.Type, text string) (from, to string) {
	if t == jinqiao.TypeDate {
		d := jinqiao.PartialDate(text)
		return d.Start(), d.End()
	}
	start, end := jinqiao.Period(text).Ends()
	from, to = beforeAll, afterAll
	if start != "" {
		from = start.Start()
	}
	if end != "" {
		to = end.End()
	}
	return from, to
}
