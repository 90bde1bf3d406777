package jinqiao

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// relationshipEnum reads the enum Relationship, whose values carry all that is
// said of a relationship.
func (r *reader) relationshipEnum() {
	d := r.doc.Definitions.ForName("Relationship")
	if d == nil || d.Kind != ast.Enum {
		r.fault(nil, "no enum Relationship: declare one whose values carry @link and @ends")
		return
	}
	for _, v := range d.EnumValues {
		r.relationship(v)
	}
}

func (r *reader) relationship(v *ast.EnumValueDefinition) {
	link := v.Directives.ForName("link")
	if link == nil {
		r.fault(v.Position, "relationship %s: no @link; give it a name and its readings", v.Name)
		return
	}
	rel := &Relationship{
		Name:        v.Name,
		Label:       Label{Zh: argument(link, "name"), En: words(v.Name)},
		Description: v.Description,
		Forward:     Label{argument(link, "zh"), argument(link, "en")},
		Backward:    Label{argument(link, "zhBack"), argument(link, "enBack")},
		Both:        Label{argument(link, "zhBoth"), argument(link, "enBoth")},
		Stages:      stageReadings(link),
		Symmetric:   argument(link, "symmetric") == "true",
		Membership:  argument(link, "membership") == "true",
		Identity:    argument(link, "identity") == "true",
		Inclusion:   argument(link, "inclusion") == "true",
		Aim:         argument(link, "aim") == "true",
		Unsettled:   list(link, "unsettled"),
		ends:        map[Ends]bool{},
		trail:       map[Ends]bool{},
	}
	rel.Properties = r.uses(v, link)
	for _, ends := range v.Directives.ForNames("ends") {
		r.addEnds(rel, v, ends)
	}
	if len(rel.Ends) == 0 {
		r.fault(v.Position, "relationship %s joins nothing: add @ends(from: [...], to: [...])", v.Name)
	}
	if trail := v.Directives.ForName("trail"); trail != nil {
		r.addTrail(rel, v, trail)
	}
	r.o.Relationships = append(r.o.Relationships, rel)
	r.o.relationships[rel.Name] = rel
}

// stageReadings reads how a relationship reads at its stages.
func stageReadings(link *ast.Directive) map[string]Reading {
	a := link.Arguments.ForName("stages")
	if a == nil {
		return nil
	}
	readings := map[string]Reading{}
	for _, child := range a.Value.Children {
		said := map[string]string{}
		for _, f := range child.Value.Children {
			said[f.Name] = f.Value.Raw
		}
		readings[said["stage"]] = Reading{Label{said["zh"], said["en"]}, Label{said["zhBack"], said["enBack"]}}
	}
	return readings
}

// uses reads the properties that a relationship uses; references such as `by`
// are among them.
func (r *reader) uses(v *ast.EnumValueDefinition, link *ast.Directive) []*Property {
	a := link.Arguments.ForName("uses")
	if a == nil {
		return nil
	}
	var used []*Property
	for _, child := range a.Value.Children {
		name, fixed, zh, en := "", []string(nil), []string(nil), []string(nil)
		for _, f := range child.Value.Children {
			if f.Name == "name" {
				name = f.Value.Raw
			}
			switch f.Name {
			case "values":
				fixed = values(f.Value)
			case "zh":
				zh = values(f.Value)
			case "en":
				en = values(f.Value)
			}
		}
		if p := r.used(v, name, fixed); p != nil {
			p.Words = r.words(v, fixed, zh, en)
			used = append(used, p)
		}
	}
	return used
}

// words reads the labels of fixed values.
func (r *reader) words(v *ast.EnumValueDefinition, fixed, zh, en []string) []Label {
	if zh == nil && en == nil {
		return nil
	}
	if len(zh) != len(fixed) || en != nil && len(en) != len(fixed) {
		r.fault(v.Position, "relationship %s: give a label for each of the values %s, in their order", v.Name, strings.Join(fixed, ", "))
		return nil
	}
	labels := make([]Label, len(fixed))
	for i, value := range fixed {
		labels[i] = Label{Zh: zh[i], En: strings.ToLower(strings.ReplaceAll(value, "_", " "))}
		if en != nil {
			labels[i].En = en[i]
		}
	}
	return labels
}

func (r *reader) used(v *ast.EnumValueDefinition, name string, fixed []string) *Property {
	if slices.ContainsFunc(r.o.References, func(ref Reference) bool { return ref.Field == name }) {
		return &Property{Name: name, Type: TypeID, Label: Label{Zh: name, En: name}}
	}
	p := r.o.linkProps[name]
	if p == nil {
		r.fault(v.Position, "relationship %s uses %q, which the type Link does not have", v.Name, name)
		return nil
	}
	own := *p
	if fixed == nil {
		return &own
	}
	for _, value := range fixed {
		if own.Type == TypeEnum && !slices.Contains(own.Values, value) {
			r.fault(v.Position, "relationship %s: %s is no value of the enum %s of %s", v.Name, value, own.Enum, name)
		}
	}
	own.Values = fixed
	return &own
}

func (r *reader) addEnds(rel *Relationship, v *ast.EnumValueDefinition, dir *ast.Directive) {
	same := argument(dir, "sameKind") == "true"
	from := r.expand(v, list(dir, "from"))
	to := r.expand(v, list(dir, "to"))
	for _, a := range from {
		for _, b := range to {
			if (!same || a == b) && !rel.ends[Ends{a, b}] {
				rel.ends[Ends{a, b}] = true
				rel.Ends = append(rel.Ends, Ends{a, b})
			}
		}
	}
}

func (r *reader) addTrail(rel *Relationship, v *ast.EnumValueDefinition, dir *ast.Directive) {
	from, to := r.expand(v, list(dir, "from")), r.expand(v, list(dir, "to"))
	same := argument(dir, "sameKind") == "true"
	for _, e := range rel.Ends {
		fits := (from == nil || slices.Contains(from, e.From)) && (to == nil || slices.Contains(to, e.To))
		if fits && (!same || e.From == e.To) {
			rel.trail[e] = true
			rel.Trail = append(rel.Trail, e)
		}
	}
	if len(rel.Trail) == 0 {
		r.fault(v.Position, "relationship %s: @trail fits none of its @ends", v.Name)
	}
}

// expand turns names of kinds and groups into kinds.
func (r *reader) expand(v *ast.EnumValueDefinition, names []string) []string {
	var kinds []string
	for _, name := range names {
		found := r.o.KindsOf(name)
		if found == nil {
			r.fault(v.Position, "relationship %s: %q is neither a kind (@entity) nor a group (@group)", v.Name, name)
		}
		for _, k := range found {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	return kinds
}
