package sqlite

import (
	"strconv"
	"strings"

	"jinqiao"
)

// A level is one step of an order: by the value of an expression, what is not
// known last.
type level struct {
	x        expr
	nullable bool
	desc     bool
	form     form
}

// A form is how a value of a level stands in a Position.
type form int

const (
	asItIs form = iota
	asBoolean
	asLinkID
)

// levels returns the steps of an order of entities, without the last by id.
func (c *compiler) levels(orders []jinqiao.Order, s scope) []level {
	var levels []level
	for _, o := range orders {
		levels = append(levels, c.level(o, s))
	}
	return levels
}

func (c *compiler) level(o jinqiao.Order, s scope) level {
	if o.Count != nil {
		return level{x: c.count(*o.Count, s), desc: o.Desc}
	}
	if o.Property == "name" {
		return level{x: s.column("sort"), desc: o.Desc}
	}
	operand := c.entityColumn(o.Property, o.Type, s)
	l := level{x: operand.expr, nullable: !operand.never, desc: o.Desc}
	if o.Type == jinqiao.TypeBoolean {
		l.form = asBoolean
	}
	return l
}

// value returns what a column holds as it stands in a Position.
func (l level) value(column any) any {
	switch v := column.(type) {
	case int64:
		switch l.form {
		case asBoolean:
			return v != 0
		case asLinkID:
			return jinqiao.LinkID(uint64(v))
		}
		return float64(v)
	}
	return column
}

// bound returns the argument for a value of a Position; ok is false for one
// that this level cannot have.
func (l level) bound(value any) (bound any, ok bool) {
	switch v := value.(type) {
	case nil:
		return nil, l.nullable
	case bool:
		return v, l.form == asBoolean
	case string:
		if l.form != asLinkID {
			return v, true
		}
		n, ok := jinqiao.ParseLinkID(v)
		return int64(n), ok
	case float64:
		return v, l.form == asItIs
	case int:
		return float64(v), l.form == asItIs
	}
	return nil, false
}

// bounds checks a Position against the levels of a list.
func bounds(levels []level, p jinqiao.Position) ([]any, error) {
	foreign := jinqiao.Errorf(jinqiao.CodeInvalidCursor, "the cursor does not belong to this list; use one that this list gave")
	if len(p) != len(levels) {
		return nil, foreign
	}
	bounds := make([]any, len(p))
	for i, l := range levels {
		b, ok := l.bound(p[i])
		if !ok {
			return nil, foreign
		}
		bounds[i] = b
	}
	return bounds, nil
}

// orderBy returns the terms of ORDER BY for the columns k0, k1 and so on.
func orderBy(levels []level, backward bool) string {
	var terms []string
	for i, l := range levels {
		column := "k" + strconv.Itoa(i)
		if l.nullable {
			terms = append(terms, column+" IS NULL"+direction(backward))
		}
		terms = append(terms, column+direction(l.desc != backward))
	}
	return strings.Join(terms, ", ")
}

func direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return ""
}

// beyond is the condition that a row lies after a place, or with back before it.
// It repeats what it says of the first level in a form that an index can follow.
func beyond(levels []level, place []any, back bool) expr {
	condition := beyondFrom(levels, place, back)
	if len(levels) == 1 {
		return condition
	}
	return and(near(levels[0], place[0], back), condition)
}

// near is the condition that the first level has the value of a place, or lies
// on the asked side of it.
func near(first level, value any, back bool) expr {
	if first.nullable || first.x.args != nil {
		return yes
	}
	return sql("% "+sign(first, back)+"= %", first.x, arg(value))
}

func beyondFrom(levels []level, place []any, back bool) expr {
	l, value := levels[0], place[0]
	rest, last := expr{}, len(levels) == 1
	if !last {
		rest = beyondFrom(levels[1:], place[1:], back)
	}
	if value == nil {
		return beyondNull(l, rest, last, back)
	}
	side := sql("% "+sign(l, back)+" %", l.x, arg(value))
	parts := []expr{side}
	if !last {
		parts = append(parts, sql("(% = % AND %)", l.x, arg(value), rest))
	}
	if !l.nullable {
		return or(parts...)
	}
	if !back {
		parts = append(parts, sql("% IS NULL", l.x))
	}
	return sql("ifnull(%, 0)", or(parts...))
}

// beyondNull is beyondFrom for a place where nothing is known: the last one.
func beyondNull(l level, rest expr, last, back bool) expr {
	among := no
	if !last {
		among = sql("(% IS NULL AND %)", l.x, rest)
	}
	if !back {
		return among
	}
	return or(sql("% IS NOT NULL", l.x), among)
}

func sign(l level, back bool) string {
	if l.desc != back {
		return "<"
	}
	return ">"
}
