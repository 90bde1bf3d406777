package neo4j

import (
	"regexp"

	"jinqiao"
	"jinqiao/search"
)

// An operand is what a test compares: a property of a node or of a link, or an
// expression. Where it is a property, others are derived from it.
type operand struct {
	of, property string // variable and name; empty for an expression
	expression   string // null where nothing is known
	never        bool   // it is never null
	list         bool
}

// propertyName is what a property can be called.
var propertyName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

func property(of, name string) operand {
	return operand{of: of, property: name, expression: of + "." + quoted(name)}
}

// Properties that the model derives from one whose name follows, where they
// differ from it: the text as it is compared, the first and the last day.
const (
	foldedPrefix = "_folded_"
	firstPrefix  = "_first_"
	lastPrefix   = "_last_"
)

func derived(prefix, of, name string) string {
	return "coalesce(" + of + "." + quoted(prefix+name) + ", " + of + "." + quoted(name) + ")"
}

func first(of, name string) string { return derived(firstPrefix, of, name) }
func last(of, name string) string  { return derived(lastPrefix, of, name) }

// entityOperand returns what a test of an entity compares.
func entityOperand(t jinqiao.Test, e string) operand {
	o := property(e, t.Property)
	switch t.Property {
	case "id", "name", "hub":
		o.never = true
	case "aliases":
		o.never, o.list = true, true
	case "cohort.size":
		o = property(e, cohortSizeField)
	case "cohort.qualifier":
		o = property(e, cohortQualifierField)
	}
	return o
}

// linkTest returns the condition of a test of a link.
func (b *builder) linkTest(t jinqiao.Test, l string) string {
	o := property(l, t.Property)
	switch t.Property {
	case "id", "collective":
		o.never = true
	case "asOf":
		v := b.variable("v")
		// A piece of evidence has its first and its last day in one text.
		condition := b.test(t, operand{expression: v})
		return known("any(" + v + " IN " + l + "." + daysField + " WHERE " + condition + ")")
	}
	return b.test(t, o)
}

// test returns the condition that a test sets on its operand.
func (b *builder) test(t jinqiao.Test, o operand) string {
	switch {
	case o.property != "" && !propertyName.MatchString(o.property):
		return b.fail("%q is no name of a property", o.property)
	case t.Op == jinqiao.OpIsNull:
		return b.isNull(t, o)
	case t.Type == jinqiao.TypeList || o.list:
		return b.listTest(t, o)
	case len(t.Values) == 0 && t.Op != jinqiao.OpIn && t.Op != jinqiao.OpNotIn:
		return b.fail("%s of %s has no value", t.Op, t.Property)
	case t.Type == jinqiao.TypeDate:
		return b.dateTest(t, o)
	case t.Type == jinqiao.TypePeriod:
		return b.periodTest(t, o)
	}
	return b.valueTest(t, o)
}

func (b *builder) isNull(t jinqiao.Test, o operand) string {
	wanted := len(t.Values) == 0 || t.Values[0] != false
	switch {
	case o.never && wanted:
		return no
	case o.never:
		return yes
	case o.property == "" && wanted:
		return o.expression + " = ''"
	case o.property == "":
		return o.expression + " <> ''"
	case wanted:
		return o.expression + " IS NULL"
	}
	return o.expression + " IS NOT NULL"
}

// valueTest compares text, numbers and booleans.
func (b *builder) valueTest(t jinqiao.Test, o operand) string {
	x, vs := o.expression, make([]any, len(t.Values))
	for i, v := range t.Values {
		vs[i] = plain(v)
	}
	if t.Type == jinqiao.TypeString && !t.Exact {
		x, vs = derived(foldedPrefix, o.of, o.property), foldAll(vs)
	}
	condition := b.compare(t, x, vs)
	if !o.never && condition != yes && condition != no {
		condition = known(condition)
	}
	return condition
}

var symbols = map[jinqiao.Op]string{
	jinqiao.OpEq: "=", jinqiao.OpNe: "<>", jinqiao.OpLt: "<", jinqiao.OpLte: "<=", jinqiao.OpGt: ">", jinqiao.OpGte: ">=",
	jinqiao.OpContains: "CONTAINS", jinqiao.OpStartsWith: "STARTS WITH", jinqiao.OpEndsWith: "ENDS WITH",
}

// compare returns the condition, null where x is.
func (b *builder) compare(t jinqiao.Test, x string, vs []any) string {
	switch t.Op {
	case jinqiao.OpIn:
		return b.among(x, vs)
	case jinqiao.OpNotIn:
		if len(vs) == 0 {
			return x + " IS NOT NULL"
		}
		return "NOT " + x + " IN " + b.param(vs)
	}
	if symbols[t.Op] == "" {
		return b.fail("%s does not compare %s", t.Op, t.Type)
	}
	return x + " " + symbols[t.Op] + " " + b.param(vs[0])
}

// listTest compares lists. A list that is not recorded is empty.
func (b *builder) listTest(t jinqiao.Test, o operand) string {
	vs, list := t.Values, o.expression
	if !t.Exact {
		vs, list = foldAll(vs), derived(foldedPrefix, o.of, o.property)
	}
	list = "coalesce(" + list + ", [])"
	switch t.Op {
	case jinqiao.OpHas, jinqiao.OpHasAny:
		if len(vs) == 0 {
			return no
		}
		return "any(v IN " + list + " WHERE v IN " + b.param(vs) + ")"
	case jinqiao.OpHasAll:
		if len(vs) == 0 {
			return yes
		}
		return "all(v IN " + b.param(vs) + " WHERE v IN " + list + ")"
	case jinqiao.OpIsEmpty:
		empty := "size(" + list + ") = 0"
		if len(vs) > 0 && vs[0] == false {
			return not(empty)
		}
		return empty
	}
	return b.fail("%s does not compare lists", t.Op)
}

func foldAll(vs []any) []any {
	folded := make([]any, len(vs))
	for i, v := range vs {
		folded[i] = v
		if text, ok := v.(string); ok {
			folded[i] = search.Fold(text)
		}
	}
	return folded
}
