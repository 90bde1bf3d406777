package model

import (
	"context"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
)

// Comparisons returns the figures against each other that the plan fetched: the
// actual ones of a target, and the targets set for an actual figure.
func (r Record) Comparisons(ctx context.Context) []*Comparison {
	field := graphql.GetFieldContext(ctx).Field.Field
	all := []*Comparison{}
	for i, q := range r.row.Select.Links {
		if q.Key != field || !asked(q.On, r.row.Entity.Kind) {
			continue
		}
		for _, row := range r.row.Links[i].Rows {
			all = append(all, &Comparison{self: r.row, link: row, IsTarget: q.Trail.Direction == jinqiao.Out})
		}
	}
	if target, _ := r.row.Entity.Properties["target"].(bool); target && len(all) == 0 {
		all = append(all, &Comparison{self: r.row, IsTarget: true})
	}
	return all
}

// A Comparison is a target against an actual figure.
type Comparison struct {
	self     *jinqiao.EntityRow
	link     *jinqiao.LinkRow // nil where no other figure is recorded
	IsTarget bool             // self is the target
}

func (c *Comparison) far() *jinqiao.EntityRow {
	if c.link == nil {
		return nil
	}
	return c.link.Far
}

// Link returns the link between the figures.
func (c *Comparison) Link() *Link {
	if c.link == nil {
		return nil
	}
	return OfLink(c.link)
}

// Comparable returns whether they can be compared, as recorded.
func (c *Comparison) Comparable() *bool {
	if c.link == nil {
		return nil
	}
	return value[bool](c.link.Link.Properties, "comparable")
}

// sides returns the figures of the target and of what came of it.
func (c *Comparison) sides() (target, actual map[string]any) {
	self, far := c.self.Entity.Properties, c.far().Entity.Properties
	if c.IsTarget {
		return self, far
	}
	return far, self
}

// Reason returns why there is no progress.
func (c *Comparison) Reason() *string {
	reason := c.reason()
	return orNil(reason)
}

func (c *Comparison) reason() string {
	comparable := c.Comparable()
	switch {
	case c.far() == nil:
		return "NO_ACTUAL"
	case comparable == nil:
		return "NOT_KNOWN_COMPARABLE"
	case !*comparable:
		return "NOT_COMPARABLE"
	}
	target, actual := c.sides()
	aim, got := figureOf(target), figureOf(actual)
	switch {
	case !aim.given || !got.given:
		return "NO_FIGURE"
	case text(target, "unit") != text(actual, "unit"):
		return "UNITS"
	case aim.vague || got.vague:
		return "ABOUT"
	case aim.least() <= 0:
		return "BASE"
	}
	return ""
}

func text(properties map[string]any, name string) string {
	s, _ := properties[name].(string)
	return s
}

// A figure is what is certain of a recorded number; a bound is infinite where
// it is open.
type figure struct {
	low, high    float64
	given, vague bool
}

func figureOf(p map[string]any) figure {
	low, given := p["value"].(float64)
	high, ranged := p["valueMax"].(float64)
	if !ranged {
		high = low
	}
	f := figure{low: low, high: high, given: given}
	switch text(p, "qualifier") {
	case "AT_LEAST":
		f.high = math.Inf(1)
	case "AT_MOST":
		f.low = math.Inf(-1)
	case "ABOUT":
		f.vague = true
	}
	return f
}

// least is the smallest number that a figure as a base can be.
func (f figure) least() float64 {
	if math.IsInf(f.low, -1) {
		return f.high
	}
	return f.low
}

// Outcome returns what came of the target. A target of at most so much is
// reached from above, any other when its lower end is.
func (c *Comparison) Outcome() string {
	if c.reason() != "" {
		return "UNKNOWN"
	}
	target, actual := c.sides()
	aim, got := figureOf(target), figureOf(actual)
	reached, missed := got.low >= aim.low, got.high < aim.low
	if math.IsInf(aim.low, -1) {
		reached, missed = got.high <= aim.high, got.low > aim.high
	}
	switch {
	case reached:
		return "REACHED"
	case missed:
		return "NOT_REACHED"
	}
	return "UNKNOWN"
}

// Progress returns the actual figure as a part of the target.
func (c *Comparison) Progress() *Share {
	if c.reason() != "" {
		return nil
	}
	target, actual := c.sides()
	aim, got := figureOf(target), figureOf(actual)
	s := &Share{}
	if low := got.low / aim.high; !math.IsInf(got.low, 0) && !math.IsInf(aim.high, 0) {
		s.Lower = &low
	}
	if high := got.high / aim.low; !math.IsInf(got.high, 0) && !math.IsInf(aim.low, 0) {
		s.Upper = &high
	}
	return s
}

// Text returns the comparison in words.
func (c *Comparison) Text(language string) string {
	if reason := c.reason(); reason != "" {
		return inLanguage(language, "无法计算：", "cannot be computed: ") + ontology().Label("ComparisonReason", reason).In(language)
	}
	return ontology().Label("Outcome", c.Outcome()).In(language) + inLanguage(language, "，完成 ", ", ") + c.Progress().Text(language)
}

// A Share is a part of a whole between two bounds.
type Share struct{ Lower, Upper *float64 }

// Text returns the bounds as percentages.
func (s *Share) Text(language string) string {
	switch {
	case s.Lower == nil && s.Upper == nil:
		return inLanguage(language, "比例不详", "a part that is not known")
	case s.Lower == nil:
		return inLanguage(language, "至多 ", "at most ") + percent(*s.Upper)
	case s.Upper == nil:
		return inLanguage(language, "至少 ", "at least ") + percent(*s.Lower)
	case *s.Lower == *s.Upper:
		return percent(*s.Lower)
	}
	return percent(*s.Lower) + inLanguage(language, " 至 ", " to ") + percent(*s.Upper)
}

// percent writes a part with one digit after the point, if it needs one.
func percent(part float64) string {
	return strconv.FormatFloat(math.Round(part*1000)/10, 'f', -1, 64) + " %"
}
