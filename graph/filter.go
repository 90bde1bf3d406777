package graph

import (
	"slices"
	"strings"

	"jinqiao"
)

// A typ is a kind or group as something to filter and to sort.
type typ struct {
	name     string
	kinds    []string
	isGroup  bool
	property func(string) *jinqiao.Property
	field    func(string) *jinqiao.Field
}

func (p *planner) typeOf(name string) typ {
	if k := p.ontology.Kind(name); k != nil {
		return typ{name, []string{name}, false, k.Property, k.Field}
	}
	g := p.ontology.Group(name)
	return typ{name, g.Kinds, true, g.Property, g.Field}
}

// entityFilter reads a filter on a kind or group; nil for nil.
func (p *planner) entityFilter(m map[string]any, t typ, at pathway) (jinqiao.Filter, error) {
	return conditions(m, at, func(key string, v any, at pathway) (jinqiao.Filter, error) { return p.entityCondition(key, v, t, at) })
}

// conditions reads an input whose conditions all have to hold; nil for an empty one.
func conditions(m map[string]any, at pathway, read func(string, any, pathway) (jinqiao.Filter, error)) (jinqiao.Filter, error) {
	if len(m) == 0 {
		return nil, nil
	}
	var all jinqiao.All
	for _, key := range keys(m) {
		if m[key] == nil {
			continue
		}
		f, err := read(key, m[key], at.in(key))
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

func (p *planner) entityCondition(key string, v any, t typ, at pathway) (jinqiao.Filter, error) {
	switch key {
	case "and", "or", "not":
		return combine(key, v, at, func(m map[string]any, at pathway) (jinqiao.Filter, error) { return p.entityFilter(m, t, at) })
	case "id":
		return p.tests("id", idProperty, object(v), at)
	case "name":
		return p.tests("name", textProperty, object(v), at)
	case "aliases":
		return p.tests("aliases", listProperty, object(v), at)
	case "hub":
		return p.tests("hub", booleanProperty, object(v), at)
	case "cohort":
		return p.cohort(object(v), at)
	case "text":
		return jinqiao.Matches{Text: v.(string)}, nil
	case "document":
		return jinqiao.EvidencedBy(texts(items(v))), nil
	case "links":
		return p.anyLinks(object(v), at)
	case "kind":
		return p.kind(object(v), at)
	}
	if prop := t.property(key); prop != nil {
		return p.tests(key, prop, object(v), at)
	}
	if field := t.field(key); field != nil {
		return p.relation(object(v), field.Trail, p.typeOf(field.Far), at)
	}
	return p.ofKind(key, object(v), at)
}

// Properties that every entity or link has and the schema does not declare as such.
var (
	idProperty      = &jinqiao.Property{Type: jinqiao.TypeID}
	textProperty    = &jinqiao.Property{Type: jinqiao.TypeString}
	listProperty    = &jinqiao.Property{Type: jinqiao.TypeList}
	booleanProperty = &jinqiao.Property{Type: jinqiao.TypeBoolean}
	dateProperty    = &jinqiao.Property{Type: jinqiao.TypeDate}
	intProperty     = &jinqiao.Property{Type: jinqiao.TypeInt}
	enumProperty    = &jinqiao.Property{Type: jinqiao.TypeEnum}
)

// combine reads `and`, `or` and `not`.
func combine(key string, v any, at pathway, read func(map[string]any, pathway) (jinqiao.Filter, error)) (jinqiao.Filter, error) {
	var parts []jinqiao.Filter
	for i, item := range items(v) {
		f, err := read(object(item), at.item(i))
		if err != nil {
			return nil, err
		}
		if f == nil {
			f = jinqiao.All{}
		}
		parts = append(parts, f)
	}
	switch key {
	case "and":
		return jinqiao.All(parts), nil
	case "or":
		return jinqiao.Any(parts), nil
	}
	return jinqiao.Not{Filter: parts[0]}, nil
}

// tests reads the comparisons of one property.
func (p *planner) tests(name string, prop *jinqiao.Property, m map[string]any, at pathway) (jinqiao.Filter, error) {
	var all jinqiao.All
	for _, op := range keys(m) {
		if m[op] == nil {
			return nil, at.in(op).bad("null compares with nothing; write isNull: true to find what is not known")
		}
		test := jinqiao.Test{Property: name, Type: prop.Type, Op: jinqiao.Op(op), Exact: prop.Code || prop.Type == jinqiao.TypeID || prop.Type == jinqiao.TypeEnum}
		for _, item := range items(m[op]) {
			v, err := value(test.Op, prop, item, at.in(op))
			if err != nil {
				return nil, err
			}
			test.Values = append(test.Values, v)
		}
		all = append(all, test)
	}
	return all, nil
}

// value reads one value of a comparison as the Go type of the property.
func value(op jinqiao.Op, prop *jinqiao.Property, v any, at pathway) (any, error) {
	if op == jinqiao.OpIsNull || op == jinqiao.OpIsEmpty {
		return v, nil
	}
	switch prop.Type {
	case jinqiao.TypeInt:
		n, ok := whole(v)
		if !ok {
			return nil, at.bad("%v is no Int", v)
		}
		return n, nil
	case jinqiao.TypeFloat:
		f, ok := number(v)
		if !ok {
			return nil, at.bad("%v is no number", v)
		}
		return f, nil
	case jinqiao.TypeDate, jinqiao.TypePeriod:
		return date(v, at)
	case jinqiao.TypeEnum:
		return allowed(prop, v, at)
	}
	return v, nil
}

func date(v any, at pathway) (any, error) {
	s, _ := v.(string)
	if _, ok := jinqiao.ParseDate(s); !ok {
		return nil, at.bad("%q is no date; write a year, month or day: 2021, 2021-05 or 2021-05-30", s)
	}
	return s, nil
}

// allowed checks a value of a shared enum against those that the kind allows.
func allowed(prop *jinqiao.Property, v any, at pathway) (any, error) {
	s, _ := v.(string)
	switch {
	case prop.Values == nil || slices.Contains(prop.Values, s):
		return s, nil
	case len(prop.Values) == 0:
		return nil, at.bad("this kind has no %s", prop.Name)
	}
	return nil, at.bad("%s is no %s of this kind; the values are %s", s, prop.Name, strings.Join(prop.Values, ", "))
}

// isGroup holds for a cohort: what is asked of a group's size is asked of groups.
var isGroup = jinqiao.Test{Property: "cohort", Type: jinqiao.TypeBoolean, Op: jinqiao.OpIsNull, Values: []any{false}}

func (p *planner) cohort(m map[string]any, at pathway) (jinqiao.Filter, error) {
	var all jinqiao.All
	for _, key := range keys(m) {
		var f jinqiao.Filter
		var err error
		switch key {
		case "isNull":
			f, err = p.tests("cohort", booleanProperty, map[string]any{"isNull": m[key]}, at)
		case "size":
			f, err = p.tests("cohort.size", intProperty, object(m[key]), at.in(key))
			all = append(all, isGroup)
		case "qualifier":
			f, err = p.tests("cohort.qualifier", enumProperty, object(m[key]), at.in(key))
			all = append(all, isGroup)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// kind reads a condition on the kind of an entity, which is always known.
func (p *planner) kind(m map[string]any, at pathway) (jinqiao.Filter, error) {
	var all jinqiao.All
	for _, op := range keys(m) {
		if m[op] == nil {
			return nil, at.in(op).bad("null compares with nothing")
		}
		var f jinqiao.Filter = jinqiao.OfKind(p.kindNames(items(m[op])))
		switch {
		case op == "ne" || op == "notIn":
			f = jinqiao.Not{Filter: f}
		case op == "isNull" && m[op] == true:
			f = jinqiao.Any{}
		case op == "isNull":
			f = jinqiao.All{}
		}
		all = append(all, f)
	}
	return all, nil
}

// ofKind reads `{enterprises: {…}}`: of that kind, and so.
func (p *planner) ofKind(plural string, m map[string]any, at pathway) (jinqiao.Filter, error) {
	k := p.byPlural(plural)
	if k == nil {
		return nil, at.bad("unknown condition")
	}
	f, err := p.entityFilter(m, p.typeOf(k.Name), at)
	if err != nil {
		return nil, err
	}
	all := jinqiao.All{jinqiao.OfKind{k.Name}}
	if f != nil {
		all = append(all, f)
	}
	return all, nil
}

func (p *planner) byPlural(plural string) *jinqiao.Kind {
	for _, k := range p.ontology.Kinds {
		if k.Plural == plural {
			return k
		}
	}
	return nil
}

// kindNames turns values of the enum Kind into names of kinds.
func (p *planner) kindNames(list []any) []string {
	var names []string
	for _, v := range list {
		for _, k := range p.ontology.Kinds {
			if v == k.Enum {
				names = append(names, k.Name)
			}
		}
	}
	return names
}
