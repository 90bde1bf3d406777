package storetest

import (
	"fmt"
	"math/rand/v2"

	"jinqiao"
)

// A random makes batches and plans that an ontology allows. Ids, names and
// values are few, so that changes meet.
type random struct {
	*rand.Rand
	ontology      *jinqiao.Ontology
	kinds         []string                // those in use: all, or some of a large ontology
	relationships []*jinqiao.Relationship // those that join them
	places        []place                 // positions seen in lists, to begin other pages at
}

func newRandom(seed uint64, o *jinqiao.Ontology) *random {
	r := &random{Rand: rand.New(rand.NewPCG(seed, 20)), ontology: o}
	for _, i := range r.Perm(len(o.Kinds))[:min(6, len(o.Kinds))] {
		r.kinds = append(r.kinds, o.Kinds[i].Name)
	}
	for _, rel := range o.Relationships {
		if len(r.ends(rel)) > 0 {
			r.relationships = append(r.relationships, rel)
		}
	}
	return r
}

// apart returns another stream of random numbers over the same kinds, so that
// what is asked of it changes nothing else.
func (r *random) apart(seed uint64) *random {
	other := *r
	other.Rand = rand.New(rand.NewPCG(seed, 21))
	return &other
}

// ends returns the pairs of kinds in use that a relationship joins.
func (r *random) ends(rel *jinqiao.Relationship) []jinqiao.Ends {
	var ends []jinqiao.Ends
	for _, a := range r.kinds {
		for _, b := range r.kinds {
			if rel.Joins(a, b) {
				ends = append(ends, jinqiao.Ends{From: a, To: b})
			}
		}
	}
	return ends
}

// chance is true once in n times.
func (r *random) chance(n int) bool { return r.IntN(n) == 0 }

func pick[T any](r *random, from []T) T { return from[r.IntN(len(from))] }

// some returns up to n of a list, seldom none, some of them twice.
func some[T any](r *random, from []T, n int) []T {
	list := []T{}
	for range r.IntN(n + 1) {
		list = append(list, pick(r, from))
	}
	return list
}

// id returns an id of a kind; seldom one that nothing ever has.
func (r *random) id(kind string) string {
	if r.chance(40) {
		return "nothing"
	}
	return fmt.Sprintf("%s-%d", kind, r.IntN(5))
}

func (r *random) anyID() string { return r.id(pick(r, r.kinds)) }

// batch returns changes. Some are refused, some change nothing.
func (r *random) batch() []jinqiao.Change {
	var changes []jinqiao.Change
	n := 1 + r.IntN(12)
	for i := range n {
		var c jinqiao.Change
		if len(r.relationships) > 0 && r.chance(2) {
			c.Link = r.link()
		} else {
			c.Entity = r.entity()
		}
		if r.chance(10) && i > 0 {
			c = changes[r.IntN(i)]
		}
		c.Place = jinqiao.Place{File: "random", Line: i + 1}
		changes = append(changes, c)
	}
	return changes
}

func (r *random) entity() *jinqiao.Entity {
	kind := pick(r, r.kinds)
	e := &jinqiao.Entity{ID: r.id(kind), Kind: kind, Name: pick(r, names), Hub: r.chance(8), Cohort: r.cohort(), Evidence: r.evidence()}
	if r.chance(30) {
		e.ID = r.anyID()
	}
	if r.chance(3) {
		e.Aliases = some(r, names, 2)
	}
	e.Properties = r.properties(r.ontology.Kind(kind).Properties)
	return e
}

func (r *random) link() *jinqiao.Link {
	rel := pick(r, r.relationships)
	ends := pick(r, r.ends(rel))
	l := &jinqiao.Link{
		Relationship: rel.Name, From: r.id(ends.From), To: r.id(ends.To), Assertion: "STATED",
		Collective: r.chance(5), Evidence: r.evidence(), Properties: r.properties(r.ontology.LinkProps),
	}
	if r.chance(8) {
		l.To = l.From
	}
	if r.chance(6) {
		l.Key = "k" + fmt.Sprint(r.IntN(2))
	}
	if r.chance(3) {
		l.Assertion, l.Confidence = "INFERRED", pick(r, []string{"HIGH", "MEDIUM", "LOW"})
	}
	if r.chance(3) {
		l.Scope = r.anyID()
	}
	if r.chance(4) {
		l.Properties["by"] = r.anyID()
	}
	identify(l, rel)
	return l
}

func (r *random) cohort() *jinqiao.Cohort {
	switch r.IntN(8) {
	case 0:
		return &jinqiao.Cohort{}
	case 1:
		size := pick(r, []int{0, 1, 40, 1000000})
		return &jinqiao.Cohort{Size: &size, Qualifier: pick(r, qualifiers)}
	}
	return nil
}

func (r *random) evidence() []jinqiao.Evidence {
	var all []jinqiao.Evidence
	for range r.IntN(3) {
		e := jinqiao.Evidence{Document: r.anyID()}
		if r.chance(2) {
			e.AsOf = jinqiao.PartialDate(r.date())
		}
		if r.chance(2) {
			e.Locator = "L" + fmt.Sprint(r.IntN(3))
		}
		all = append(all, e)
	}
	return all
}

// properties returns values of about half of the properties.
func (r *random) properties(of []*jinqiao.Property) map[string]any {
	properties := map[string]any{}
	for _, p := range of {
		if r.chance(2) && (p.Type != jinqiao.TypeEnum || len(p.Values) > 0) {
			properties[p.Name] = r.value(p)
		}
	}
	return properties
}

// value returns a value of a property, as entities and links hold it.
func (r *random) value(p *jinqiao.Property) any {
	switch p.Type {
	case jinqiao.TypeInt:
		return pick(r, ints)
	case jinqiao.TypeFloat:
		return pick(r, floats)
	case jinqiao.TypeBoolean:
		return r.chance(2)
	case jinqiao.TypeDate:
		return r.date()
	case jinqiao.TypePeriod:
		return pick(r, periods)
	case jinqiao.TypeList:
		return some(r, names, 3)
	case jinqiao.TypeEnum:
		return pick(r, p.Values[:min(3, len(p.Values))])
	case jinqiao.TypeID:
		return r.anyID()
	}
	if p.Code {
		return pick(r, codes)
	}
	return r.text()
}

// text returns a name, or the empty text, which only properties can be.
func (r *random) text() string {
	if r.chance(len(names)) {
		return ""
	}
	return pick(r, names)
}

func (r *random) date() string { return pick(r, dates) }

// Values that meet: equal when folded, equal as dates, beginning with each other.
var (
	qualifiers = []string{"EXACT", "ABOUT", "AT_LEAST", "AT_MOST"}
	ints       = []int{0, 1, -1, 2, 40, 2147483647, -2147483648}
	floats     = []float64{0, 1, -1.5, 0.1, 2, 40, 1e21, 123456789.125}
	dates      = []string{"2020", "2020-02", "2020-02-29", "2021", "2021-01-01", "2020-12-31", "2021-05", "1999-12"}
	periods    = []string{"2020", "2020/2021", "../2020-02", "2021-01/..", "2020-02-29", "2020-02/2021-05-30", "1999/2030"}
	codes      = []string{"C27", "c27", "C271", "Ｃ27", "370000"}
	names      = []string{
		"重庆", "中国", "中国科协", "中國", "长春", "长江", "重量", "Acme", "acme", "ＡＣＭＥ", "ACME 有限公司", "Zeta", "émile", "Emile",
		"1号", "10号", "2号", "%", "_", "a_b", "a%b", "O'Neil", `"quoted"`, `back\slash`, "𠮷野家", "吉野家", "😀", "שלום", "مرحبا",
		"tab\tbell\u0007", "line\nbreak", "straße", "STRASSE", "ﬁn", "\u200bzero", "é", "e\u0301", "Ⅳ", "IV", "中", "学会", "菏泽市科学技术协会",
	}
)
