package sqlite

import (
	"regexp"

	"jinqiao"
	"jinqiao/search"
)

// An operand is what a test compares: an expression, null where nothing is known.
type operand struct {
	expr
	never bool // it is never null
	list  bool // it is a list, as JSON
	label bool // each of its values is a label
	scope scope
}

// propertyName is what a property can be called, so that its name can stand in
// SQL as it is.
var propertyName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// entityOperand returns what a test of an entity compares.
func (c *compiler) entityOperand(t jinqiao.Test, s scope) operand {
	o := c.entityColumn(t.Property, t.Type, s)
	o.scope = s
	return o
}

func (c *compiler) entityColumn(property string, typ jinqiao.Type, s scope) operand {
	switch property {
	case "id", "hub":
		return operand{expr: s.column(property), never: true}
	case "name":
		return operand{expr: s.column("name"), never: true, label: true}
	case "aliases":
		return operand{expr: s.column("aliases"), never: true, list: true, label: true}
	case "cohort":
		return operand{expr: sql("nullif(%, 0)", s.column("cohort"))}
	case "cohort.size":
		return operand{expr: s.column("size")}
	case "cohort.qualifier":
		return operand{expr: s.column("qualifier")}
	}
	o := c.property(property, typ, s)
	o.label = c.indexed[property]
	return o
}

// property returns what is recorded under a name that has no column.
func (c *compiler) property(name string, typ jinqiao.Type, s scope) operand {
	if !propertyName.MatchString(name) {
		return operand{expr: c.fail("%q is no name of a property", name)}
	}
	if typ == jinqiao.TypeList {
		return operand{expr: raw(s.alias + ".props -> '" + name + "'"), list: true}
	}
	return operand{expr: raw(s.alias + ".props ->> '" + name + "'")}
}

// linkTest returns the condition of a test of a link.
func (c *compiler) linkTest(t jinqiao.Test, s scope) expr {
	switch t.Property {
	case "id":
		return c.linkIDTest(t, s)
	case "asOf":
		v := s.inner("v")
		date := operand{expr: raw("nullif(" + v.alias + ".value ->> 2, '')")}
		return sql("EXISTS (SELECT 1 FROM json_each(%) "+v.alias+" WHERE %)", s.column("evidence"), c.test(t, date))
	}
	return c.test(t, c.linkOperand(t, s))
}

func (c *compiler) linkOperand(t jinqiao.Test, s scope) operand {
	switch t.Property {
	case "assertion", "confidence", "scope", "key":
		return operand{expr: s.column(t.Property)}
	case "collective":
		return operand{expr: s.column("collective"), never: true}
	}
	return c.property(t.Property, t.Type, s)
}

// linkIDTest compares link ids by the numbers under which links are stored.
func (c *compiler) linkIDTest(t jinqiao.Test, s scope) expr {
	var numbers []any
	for _, v := range t.Values {
		id, _ := v.(string)
		if n, ok := jinqiao.ParseLinkID(id); ok {
			numbers = append(numbers, int64(n))
		}
	}
	is := oneOf(s.column("number"), numbers)
	switch t.Op {
	case jinqiao.OpEq, jinqiao.OpIn:
		return is
	case jinqiao.OpNe, jinqiao.OpNotIn:
		return not(is)
	case jinqiao.OpIsNull:
		return c.isNull(t, operand{never: true})
	}
	return c.fail("%s does not compare ids", t.Op)
}

// test returns the condition that a test sets on its operand.
func (c *compiler) test(t jinqiao.Test, o operand) expr {
	switch {
	case t.Type == jinqiao.TypeList || o.list:
		return c.listTest(t, o)
	case t.Op == jinqiao.OpIsNull:
		return c.isNull(t, o)
	case len(t.Values) == 0 && t.Op != jinqiao.OpIn && t.Op != jinqiao.OpNotIn:
		return c.fail("%s of %s has no value", t.Op, t.Property)
	case t.Type == jinqiao.TypeDate:
		return c.dateTest(t, o)
	case t.Type == jinqiao.TypePeriod:
		return c.periodTest(t, o)
	}
	return c.valueTest(t, o)
}

func (c *compiler) isNull(t jinqiao.Test, o operand) expr {
	wanted := len(t.Values) == 0 || t.Values[0] != false
	switch {
	case o.never && wanted:
		return no
	case o.never:
		return yes
	case wanted:
		return sql("% IS NULL", o.expr)
	}
	return sql("% IS NOT NULL", o.expr)
}

// valueTest compares text, numbers and booleans.
func (c *compiler) valueTest(t jinqiao.Test, o operand) expr {
	x, vs := o.expr, t.Values
	folded := t.Type == jinqiao.TypeString && !t.Exact
	if folded {
		x, vs = sql("fold(CAST(% AS BLOB))", x), foldAll(vs)
	}
	condition, ok := c.compare(t.Op, x, vs)
	if !ok {
		return c.fail("%s does not compare %s", t.Op, t.Type)
	}
	if !o.never {
		condition = known(condition)
	}
	if o.label {
		condition = and(c.narrowed(t, o.scope), condition)
	}
	return condition
}

// narrowed is a condition that a test of a label sets on an entity and for which
// there is an index, or which is cheaper than folding.
func (c *compiler) narrowed(t jinqiao.Test, s scope) expr {
	switch t.Op {
	case jinqiao.OpEq, jinqiao.OpIn:
		return mayBeLabelled(s, texts(t.Values))
	case jinqiao.OpContains, jinqiao.OpStartsWith, jinqiao.OpEndsWith:
		text, _ := t.Values[0].(string)
		return c.containing(s, text)
	}
	return yes
}

var symbols = map[jinqiao.Op]string{
	jinqiao.OpEq: "=", jinqiao.OpNe: "<>", jinqiao.OpLt: "<", jinqiao.OpLte: "<=", jinqiao.OpGt: ">", jinqiao.OpGte: ">=",
}

// compare returns the condition, null where x is; ok is false for an operator
// that does not compare single values.
func (c *compiler) compare(op jinqiao.Op, x expr, vs []any) (condition expr, ok bool) {
	switch op {
	case jinqiao.OpEq, jinqiao.OpNe, jinqiao.OpLt, jinqiao.OpLte, jinqiao.OpGt, jinqiao.OpGte:
		return sql("% "+symbols[op]+" %", x, arg(vs[0])), true
	case jinqiao.OpIn:
		return oneOf(x, vs), true
	case jinqiao.OpNotIn:
		if len(vs) == 0 {
			return sql("% IS NOT NULL", x), true
		}
		return sql("% NOT IN %", x, list(vs)), true
	case jinqiao.OpContains, jinqiao.OpStartsWith, jinqiao.OpEndsWith:
		text, isText := vs[0].(string)
		return part(op, x, text), isText
	}
	return no, false
}

// part compares a part of a text. It compares bytes, because SQLite's functions
// on characters stop at U+0000.
func part(op jinqiao.Op, x expr, text string) expr {
	switch {
	case text == "":
		return sql("% IS NOT NULL", x)
	case op == jinqiao.OpContains:
		return sql("instr(%, %) > 0", x, arg(text))
	case op == jinqiao.OpStartsWith:
		return sql("instr(%, %) = 1", x, arg(text))
	}
	return sql("substr(CAST(% AS BLOB), %) = CAST(% AS BLOB)", x, arg(-len(text)), arg(text))
}

// listTest compares lists. A list that is not recorded is empty.
func (c *compiler) listTest(t jinqiao.Test, o operand) expr {
	vs := t.Values
	element := "v.value"
	if !t.Exact {
		vs, element = foldAll(vs), "fold(CAST(v.value AS BLOB))"
	}
	has := func(vs []any) expr {
		e := sql("EXISTS (SELECT 1 FROM json_each(%) v WHERE %)", o.expr, oneOf(raw(element), vs))
		if o.label && len(vs) > 0 {
			e = and(mayBeLabelled(o.scope, texts(vs)), e)
		}
		return e
	}
	switch t.Op {
	case jinqiao.OpHas, jinqiao.OpHasAny:
		return has(vs)
	case jinqiao.OpHasAll:
		var parts []expr
		for _, v := range vs {
			parts = append(parts, has([]any{v}))
		}
		return and(parts...)
	case jinqiao.OpIsNull:
		return c.isNull(t, o)
	case jinqiao.OpIsEmpty:
		empty := sql("ifnull(%, '[]') = '[]'", o.expr)
		if len(vs) > 0 && vs[0] == false {
			return not(empty)
		}
		return empty
	}
	return c.fail("%s does not compare lists", t.Op)
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

func texts(vs []any) []string {
	var list []string
	for _, v := range vs {
		if text, ok := v.(string); ok {
			list = append(list, text)
		}
	}
	return list
}
