package linkage

import (
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// refuse makes an error about a part of a draft, which stands at a column, or
// without one is told by its number.
func refuse(column int, part string, format string, args ...any) *jinqiao.Error {
	where := part
	if column > 0 {
		where = fmt.Sprintf("column %d", column)
	}
	return jinqiao.Errorf(jinqiao.CodeBadInput, "%s: %s", where, fmt.Sprintf(format, args...)).At("along")
}

// unknown makes an error about a name of which one of known was expected.
func unknown(w word, part, what string, known []string) *jinqiao.Error {
	const most = 12 // names shown
	text := shorten(w.text)
	if near := jinqiao.Nearest(w.text, known); near != "" {
		e := refuse(w.column, part, "expected %s, not %q; did you mean %s?", what, text, near)
		e.Suggestions = []string{near}
		return e
	}
	list := strings.Join(known[:min(most, len(known))], ", ")
	if len(known) > most {
		list += ", …"
	}
	return refuse(w.column, part, "expected %s, not %q: %s", what, text, list)
}

func shorten(text string) string {
	const most = 40 // characters, enough to find it again
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// resolve turns names into those of the ontology and checks that the pattern
// can match.
func (d *draft) resolve(o *jinqiao.Ontology) (*Pattern, error) {
	if len(d.steps) == 0 || len(d.steps) > MaxLength {
		return nil, bad("along", "a pattern has 1 to %d steps, not %d", MaxLength, len(d.steps))
	}
	p := &Pattern{}
	for i := range d.places {
		place, err := d.places[i].kinds(o, fmt.Sprintf("place %d", i+1))
		if err != nil {
			return nil, err
		}
		p.Places = append(p.Places, place)
	}
	total := 0
	for i := range d.steps {
		s := &d.steps[i]
		part := fmt.Sprintf("step %d", i+1)
		if s.least < 1 || s.most < s.least {
			return nil, refuse(s.column, part, "%s", badRepetition(s.least, s.most))
		}
		if total += min(s.most, huge); total > MaxLength {
			return nil, refuse(s.column, part, "%s", badRepetition(1, total))
		}
		step, err := s.relationships(o, part)
		if err != nil {
			return nil, err
		}
		p.Steps = append(p.Steps, step)
	}
	return p, p.possible(o, d)
}

// kinds resolves a place. Kinds that have none of the properties asked for are
// left out.
func (d *draftPlace) kinds(o *jinqiao.Ontology, part string) (Place, error) {
	if len(d.conditions) > MaxConditions {
		return Place{}, refuse(d.column, part, "at most %d conditions, not %d", MaxConditions, len(d.conditions))
	}
	kinds := make(map[string]bool, len(o.Kinds))
	for _, w := range d.names {
		found := kindsNamed(o, w.text)
		if found == nil {
			return Place{}, unknown(w, part, "a kind", kindNames(o, w.text))
		}
		for _, k := range found {
			kinds[k] = true
		}
	}
	place := Place{}
	var candidates []*jinqiao.Kind
	for _, k := range o.Kinds {
		if kinds[k.Name] || len(d.names) == 0 {
			candidates = append(candidates, k)
		}
	}
	for _, c := range d.conditions {
		properties := map[*jinqiao.Kind]*jinqiao.Property{}
		var all []*jinqiao.Property
		for _, k := range candidates {
			offered := append(slices.Clone(common), k.Properties...)
			all = append(all, offered...)
			if p := propertyNamed(offered, c.name.text); p != nil {
				properties[k] = p
			}
		}
		condition, fits, err := c.resolve(o, part, slices.Collect(valuesIn(candidates, properties)), all)
		if err != nil {
			return Place{}, err
		}
		candidates = slices.DeleteFunc(candidates, func(k *jinqiao.Kind) bool { return properties[k] == nil || !fits(properties[k]) })
		place.Conditions = append(place.Conditions, condition)
	}
	if len(d.names) == 0 && len(candidates) == len(o.Kinds) {
		return place, nil
	}
	for _, k := range candidates {
		place.Kinds = append(place.Kinds, k.Name)
	}
	return place, nil
}

func valuesIn[K comparable, V any](order []K, m map[K]V) func(func(V) bool) {
	return func(yield func(V) bool) {
		for _, k := range order {
			if v, ok := m[k]; ok && !yield(v) {
				return
			}
		}
	}
}

// common are properties that every entity has without their being declared so.
var common = []*jinqiao.Property{
	{Name: "id", Type: jinqiao.TypeID, Label: jinqiao.Label{Zh: "编号", En: "id"}},
	{Name: "name", Type: jinqiao.TypeString, Label: jinqiao.Label{Zh: "名称", En: "name"}},
	{Name: "aliases", Type: jinqiao.TypeList, Label: jinqiao.Label{Zh: "别名", En: "aliases"}},
	{Name: "hub", Type: jinqiao.TypeBoolean, Label: jinqiao.Label{Zh: "枢纽", En: "hub"}},
}

// relationships resolves a step. Those that do not use the properties asked for
// are left out.
func (d *draftStep) relationships(o *jinqiao.Ontology, part string) (PatternStep, error) {
	s := PatternStep{Direction: d.direction, Min: d.least, Max: d.most}
	if len(d.conditions) > MaxConditions {
		return s, refuse(d.column, part, "at most %d conditions, not %d", MaxConditions, len(d.conditions))
	}
	named := map[*jinqiao.Relationship]bool{}
	for _, w := range d.names {
		i := slices.IndexFunc(o.Relationships, func(r *jinqiao.Relationship) bool { return r.Name == w.text || r.Label.Zh == w.text })
		if i < 0 {
			return s, unknown(w, part, "a relationship", relationshipNames(o, w.text))
		}
		named[o.Relationships[i]] = true
	}
	if len(d.conditions) > 0 && len(d.names) == 0 {
		return s, refuse(d.conditions[0].name.column, part, "name the relationship of which this is a property: [:NAME {%s: …}]", shorten(d.conditions[0].name.text))
	}
	var candidates []*jinqiao.Relationship
	for _, r := range o.Relationships {
		if named[r] {
			candidates = append(candidates, r)
		}
	}
	for _, c := range d.conditions {
		properties := map[*jinqiao.Relationship]*jinqiao.Property{}
		var all []*jinqiao.Property
		for _, r := range candidates {
			all = append(all, r.Properties...)
			if p := propertyNamed(r.Properties, c.name.text); p != nil {
				properties[r] = p
			}
		}
		condition, fits, err := c.resolve(o, part, slices.Collect(valuesIn(candidates, properties)), all)
		if err != nil {
			return s, err
		}
		candidates = slices.DeleteFunc(candidates, func(r *jinqiao.Relationship) bool { return properties[r] == nil || !fits(properties[r]) })
		s.Conditions = append(s.Conditions, condition)
	}
	for _, r := range candidates {
		s.Relationships = append(s.Relationships, r.Name)
	}
	return s, nil
}

// kindsNamed returns the kinds that a name of a kind or group stands for.
func kindsNamed(o *jinqiao.Ontology, name string) []string {
	for _, k := range o.Kinds {
		if name == k.Name || name == k.Enum || name == k.Label.Zh {
			return []string{k.Name}
		}
	}
	for _, g := range o.Groups {
		if name == g.Name || name == g.Label.Zh {
			return g.Kinds
		}
	}
	return nil
}

// kindNames returns all names of kinds in the writing of name.
func kindNames(o *jinqiao.Ontology, name string) (names []string) {
	for _, k := range o.Kinds {
		names = append(names, like(name, k.Name, k.Label.Zh))
	}
	for _, g := range o.Groups {
		names = append(names, like(name, g.Name, g.Label.Zh))
	}
	return names
}

func relationshipNames(o *jinqiao.Ontology, name string) (names []string) {
	for _, r := range o.Relationships {
		names = append(names, like(name, r.Name, r.Label.Zh))
	}
	return names
}

// like returns the name that is written as a misspelt one is.
func like(misspelt, latin, chinese string) string {
	if strings.ContainsFunc(misspelt, func(c rune) bool { return c > 0x2e80 }) {
		return chinese
	}
	return latin
}
