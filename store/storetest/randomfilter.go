package storetest

import (
	"slices"
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// entityFilter returns a filter on entities, nested up to depth; sometimes nil.
func (r *random) entityFilter(depth int) jinqiao.Filter {
	if r.chance(4) {
		return nil
	}
	return r.entityCondition(depth)
}

func (r *random) entityCondition(depth int) jinqiao.Filter {
	if depth > 0 && r.chance(3) {
		return r.combination(func() jinqiao.Filter { return r.entityCondition(depth - 1) })
	}
	switch r.IntN(10) {
	case 0:
		return jinqiao.OfKind(some(r, r.kinds, 3))
	case 1:
		return jinqiao.Named(r.labels())
	case 2:
		return jinqiao.Matches{Text: r.label()}
	case 3:
		return jinqiao.EvidencedBy(r.someIDs(3))
	case 4, 5:
		if depth > 0 {
			return r.linked(depth - 1)
		}
	}
	return r.test(r.entityProperties())
}

// linkFilter returns a filter on links, nested up to depth; sometimes nil.
func (r *random) linkFilter(depth int) jinqiao.Filter {
	if r.chance(4) {
		return nil
	}
	return r.linkCondition(depth)
}

func (r *random) linkCondition(depth int) jinqiao.Filter {
	if depth > 0 && r.chance(3) {
		return r.combination(func() jinqiao.Filter { return r.linkCondition(depth - 1) })
	}
	switch r.IntN(10) {
	case 0, 1:
		return jinqiao.OfRelationship(r.someRelationships())
	case 2:
		return jinqiao.EvidencedBy(r.someIDs(3))
	case 3:
		return jinqiao.ValidOn{Date: jinqiao.PartialDate(r.date())}
	case 4:
		if depth > 0 {
			return jinqiao.FromIs{Filter: r.entityCondition(depth - 1)}
		}
	case 5:
		if depth > 0 {
			return jinqiao.ToIs{Filter: r.entityCondition(depth - 1)}
		}
	}
	return r.test(r.linkProperties())
}

func (r *random) combination(part func() jinqiao.Filter) jinqiao.Filter {
	kind := r.IntN(3)
	if kind == 2 {
		return jinqiao.Not{Filter: part()}
	}
	var parts []jinqiao.Filter
	for range r.IntN(4) {
		parts = append(parts, part())
	}
	if kind == 1 {
		return jinqiao.Any(parts)
	}
	return jinqiao.All(parts)
}

func (r *random) linked(depth int) jinqiao.Linked {
	l := jinqiao.Linked{Trail: r.trail(), Node: r.entityFilter(depth), Link: r.linkFilter(depth), Min: r.IntN(3), Max: -1}
	if r.chance(2) {
		l.Max = l.Min + r.IntN(2)
	}
	return l
}

func (r *random) trail() jinqiao.Trail {
	t := jinqiao.Trail{Direction: pick(r, []jinqiao.Direction{jinqiao.Out, jinqiao.In, jinqiao.Both})}
	if r.chance(3) {
		t.Relationships = r.someRelationships()
	}
	if r.chance(5) {
		t.Kinds = some(r, r.kinds, 4)
	}
	return t
}

// someRelationships returns up to four names, most of them in use; seldom none.
func (r *random) someRelationships() []string {
	names := []string{}
	if r.chance(12) {
		return names
	}
	for range 1 + r.IntN(4) {
		from := r.relationships
		if len(from) == 0 || r.chance(8) {
			from = r.ontology.Relationships
		}
		names = append(names, pick(r, from).Name)
	}
	return names
}

func (r *random) someIDs(n int) []string {
	ids := []string{}
	for range r.IntN(n + 1) {
		ids = append(ids, r.anyID())
	}
	return ids
}

// label returns a name, a part of one, or a code.
func (r *random) label() string {
	if r.chance(5) {
		return pick(r, codes)
	}
	name := []rune(r.text())
	if len(name) == 0 || r.chance(2) {
		return string(name)
	}
	start := r.IntN(len(name))
	return string(name[start : start+1+r.IntN(len(name)-start)])
}

// textQuery returns a text to search for: a part of a name, or what somebody
// would type for it.
func (r *random) textQuery() *jinqiao.TextQuery {
	q := &jinqiao.TextQuery{Text: r.label(), Limit: r.IntN(6), Typing: r.chance(3), Total: r.chance(3)}
	for range r.IntN(3) {
		q.Text += pick(r, []string{" ", "", "、", "“"}) + r.label()
	}
	if letters := []rune(search.Spell(search.Text([]string{q.Text})).Initials); len(letters) > 2 && r.chance(3) {
		q.Text = string(letters[1 : len(letters)-1])
	} else if pinyin := search.Spell(search.Text([]string{q.Text})).Pinyin; pinyin != "" && r.chance(3) {
		q.Text = strings.ReplaceAll(pinyin, "'", pick(r, []string{"", " ", "'"}))
	}
	if text := []rune(q.Text); len(text) > 3 && r.chance(4) {
		text[r.IntN(len(text))] = pick(r, []rune("山东科x"))
		q.Text = string(text) + []string{"", "有限公司", "(泰安)", "科学技术协会", " ltd"}[len(text)%5]
	}
	if r.chance(2) {
		q.Kinds = some(r, r.kinds, 3)
	}
	if r.chance(4) {
		q.Filter = r.entityFilter(1)
	}
	return q
}

func (r *random) labels() []string {
	labels := []string{}
	for range r.IntN(4) {
		labels = append(labels, r.label())
	}
	return labels
}

// entityProperties returns the properties by which entities can be tested.
func (r *random) entityProperties() []*jinqiao.Property {
	properties := slices.Clone(r.ontology.Kind(pick(r, r.kinds)).Properties)
	for _, name := range []string{"id", "name", "aliases", "hub", "cohort", "cohort.size", "cohort.qualifier"} {
		properties = append(properties, common(name, qualifiers))
	}
	return properties
}

// linkProperties returns the properties by which links can be tested.
func (r *random) linkProperties() []*jinqiao.Property {
	properties := slices.Clone(r.ontology.LinkProps)
	for _, name := range []string{"id", "collective", "scope", "by", "key", "asOf"} {
		properties = append(properties, common(name, nil))
	}
	return append(properties, common("assertion", []string{"STATED", "INFERRED"}), common("confidence", []string{"HIGH", "MEDIUM", "LOW"}))
}

func common(name string, values []string) *jinqiao.Property {
	return &jinqiao.Property{Name: name, Type: commonTypes[name], Values: values}
}

// operators of each type, as the API offers them.
var (
	textOps    = []jinqiao.Op{jinqiao.OpEq, jinqiao.OpNe, jinqiao.OpIn, jinqiao.OpNotIn, jinqiao.OpContains, jinqiao.OpStartsWith, jinqiao.OpEndsWith, jinqiao.OpIsNull}
	orderedOps = []jinqiao.Op{jinqiao.OpEq, jinqiao.OpNe, jinqiao.OpIn, jinqiao.OpNotIn, jinqiao.OpLt, jinqiao.OpLte, jinqiao.OpGt, jinqiao.OpGte, jinqiao.OpIsNull}
	enumOps    = []jinqiao.Op{jinqiao.OpEq, jinqiao.OpNe, jinqiao.OpIn, jinqiao.OpNotIn, jinqiao.OpIsNull}
	ops        = map[jinqiao.Type][]jinqiao.Op{
		jinqiao.TypeString:  textOps,
		jinqiao.TypeID:      enumOps,
		jinqiao.TypeEnum:    enumOps,
		jinqiao.TypeInt:     orderedOps,
		jinqiao.TypeFloat:   orderedOps,
		jinqiao.TypeDate:    orderedOps,
		jinqiao.TypeBoolean: {jinqiao.OpEq, jinqiao.OpIsNull},
		jinqiao.TypePeriod:  {jinqiao.OpDuring, jinqiao.OpOverlaps, jinqiao.OpIsNull},
		jinqiao.TypeList:    {jinqiao.OpHas, jinqiao.OpHasAny, jinqiao.OpHasAll, jinqiao.OpIsEmpty},
	}
)

// test returns a comparison of one of the properties.
func (r *random) test(properties []*jinqiao.Property) jinqiao.Filter {
	p := pick(r, properties)
	t := jinqiao.Test{Property: p.Name, Type: p.Type, Op: pick(r, ops[p.Type])}
	t.Exact = p.Code || p.Type == jinqiao.TypeID || p.Type == jinqiao.TypeEnum
	if p.Name == "cohort" {
		t.Op = jinqiao.OpIsNull
	}
	switch t.Op {
	case jinqiao.OpIsNull, jinqiao.OpIsEmpty:
		t.Values = []any{r.chance(2)}
	case jinqiao.OpIn, jinqiao.OpNotIn, jinqiao.OpHasAny, jinqiao.OpHasAll:
		for range r.IntN(4) {
			t.Values = append(t.Values, r.operand(p))
		}
	default:
		t.Values = []any{r.operand(p)}
	}
	return t
}

// operand returns a value to compare a property with.
func (r *random) operand(p *jinqiao.Property) any {
	switch p.Type {
	case jinqiao.TypePeriod:
		return r.date()
	case jinqiao.TypeList, jinqiao.TypeString:
		return r.label()
	case jinqiao.TypeEnum:
		if len(p.Values) == 0 {
			return "OTHER"
		}
	}
	return r.value(p)
}
