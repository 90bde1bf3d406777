package neo4j

import (
	"unicode/utf8"

	"jinqiao"
)

// A level is one step of an order: by the value of an expression, what is not
// known last. The key of a name takes two columns, because an index holds no
// long texts: its head, and what follows it.
type level struct {
	x        string
	nullable bool
	desc     bool
	form     form
	counted  bool // x is a subquery
}

// A form is how a value of a level stands in a Position.
type form int

const (
	asItIs form = iota
	asBoolean
	asLinkID
	asKey
	asRest // the second column of a key, which has no place of its own
)

// longestHead is how many characters of a sort key are indexed.
const longestHead = 200

// cutKey returns the head of a sort key and the rest of it. Heads have equally
// many characters, unless there is no rest, so that keys compare as heads do.
func cutKey(key string) (head, rest string) {
	if len(key) <= longestHead {
		return key, ""
	}
	end := 0
	for range longestHead {
		if end == len(key) {
			break
		}
		_, n := utf8.DecodeRuneInString(key[end:])
		end += n
	}
	return key[:end], key[end:]
}

// levels returns the steps of an order of entities, without the last by id.
func (b *builder) levels(orders []jinqiao.Order, e string) []level {
	var levels []level
	for _, o := range orders {
		switch {
		case o.Count != nil:
			levels = append(levels, level{x: b.count(*o.Count, e, 0), desc: o.Desc, counted: true})
		case o.Property == "name":
			levels = append(levels, level{x: e + "._sort", desc: o.Desc, form: asKey}, level{x: "coalesce(" + e + "._rest, '')", desc: o.Desc, form: asRest})
		default:
			levels = append(levels, b.level(o, e))
		}
	}
	return levels
}

func (b *builder) level(o jinqiao.Order, e string) level {
	operand := entityOperand(jinqiao.Test{Property: o.Property}, e)
	if !propertyName.MatchString(operand.property) {
		b.fail("%q is no name of a property", operand.property)
	}
	l := level{x: operand.expression, nullable: !operand.never, desc: o.Desc}
	if o.Type == jinqiao.TypeBoolean {
		l.form = asBoolean
	}
	return l
}

// aliased returns the terms that give counted levels a name, and the levels by
// these names: a subquery is not repeated for each use.
func (b *builder) aliased(levels []level) (terms string, named []level) {
	for _, l := range levels {
		if l.counted {
			name := b.variable("k")
			terms += ", " + l.x + " AS " + name
			l.x = name
		}
		named = append(named, l)
	}
	return terms, named
}

// position returns what the values of the levels are in a Position.
func position(levels []level, columns []any) jinqiao.Position {
	p := make(jinqiao.Position, 0, len(levels))
	for i, l := range levels {
		switch v := columns[i].(type) {
		case int64:
			p = append(p, float64(v))
		case string:
			if l.form == asRest {
				key, _ := p[len(p)-1].(string)
				p[len(p)-1] = key + v
				continue
			}
			p = append(p, v)
		default:
			p = append(p, v)
		}
	}
	return p
}

var errForeignCursor = jinqiao.Errorf(jinqiao.CodeInvalidCursor, "the cursor does not belong to this list; use one that this list gave")

// bounds returns the values of the levels at a Position, after checking it.
func bounds(levels []level, p jinqiao.Position) ([]any, error) {
	var bounds []any
	for _, l := range levels {
		if l.form == asRest {
			continue
		}
		if len(p) == 0 {
			return nil, errForeignCursor
		}
		value := p[0]
		p = p[1:]
		if l.form == asKey {
			key, ok := value.(string)
			if !ok {
				return nil, errForeignCursor
			}
			head, rest := cutKey(key)
			bounds = append(bounds, head, rest)
			continue
		}
		bound, ok := l.bound(value)
		if !ok {
			return nil, errForeignCursor
		}
		bounds = append(bounds, bound)
	}
	if len(p) > 0 {
		return nil, errForeignCursor
	}
	return bounds, nil
}

// bound returns a value of a Position as it is compared; ok is false for one
// that this level cannot have.
func (l level) bound(value any) (bound any, ok bool) {
	switch v := value.(type) {
	case nil:
		return nil, l.nullable
	case bool:
		return v, l.form == asBoolean
	case string:
		return v, l.form != asLinkID || jinqiao.IsLinkID(v)
	case float64:
		return v, l.form == asItIs
	case int:
		return float64(v), l.form == asItIs
	}
	return nil, false
}

// orderBy returns the terms of ORDER BY.
func orderBy(levels []level, backward bool) string {
	text := " ORDER BY "
	for i, l := range levels {
		if i > 0 {
			text += ", "
		}
		if l.nullable {
			text += l.x + " IS NULL" + direction(backward) + ", "
		}
		text += l.x + direction(l.desc != backward)
	}
	return text
}

func direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return ""
}
