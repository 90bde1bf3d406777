package jinqiao

import (
	"regexp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

var (
	typeName     = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
	fieldName    = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)
	constantName = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
)

// lint finds what parses but contradicts itself or the conventions.
func (r *reader) lint(kinds, groups []*ast.Definition) {
	if len(r.o.Relationships) == 0 {
		return // said when they were read; all else would only repeat it
	}
	for _, d := range kinds {
		r.lintKind(d)
	}
	r.lintPlurals(kinds)
	r.lintPropertyTypes(append(slices.Clone(kinds), groups...))
	r.lintRelationships()
	for _, k := range r.o.Kinds {
		for _, f := range k.Fields {
			r.lintField(k, f)
		}
	}
	if len(r.faults) == 0 {
		r.lintReachable()
	}
}

func (r *reader) lintKind(d *ast.Definition) {
	if !typeName.MatchString(d.Name) {
		r.fault(d.Position, "kind %s: write the name in PascalCase", d.Name)
	}
	if d.Description == "" {
		r.fault(d.Position, "kind %s: no description; say in English, then Chinese, what it is", d.Name)
	}
	if argument(d.Directives.ForName("entity"), "zh") == "" {
		r.fault(d.Position, "kind %s: no Chinese name; add zh to @entity", d.Name)
	}
	if !slices.Contains(d.Interfaces, "Entity") || !slices.Contains(d.Interfaces, "Node") {
		r.fault(d.Position, "kind %s: has to implement Entity & Node", d.Name)
	}
	r.lintGroups(d)
	r.lintStatuses(d)
	for _, f := range d.Fields {
		r.lintMember(d, f)
	}
}

// lintGroups checks that a kind implements what its groups implement.
func (r *reader) lintGroups(d *ast.Definition) {
	for _, name := range d.Interfaces {
		up := r.doc.Definitions.ForName(name)
		if up == nil {
			r.fault(d.Position, "kind %s: implements %s, which is not declared", d.Name, name)
			continue
		}
		for _, further := range up.Interfaces {
			if !slices.Contains(d.Interfaces, further) {
				r.fault(d.Position, "kind %s: implements %s and so has to implement %s", d.Name, name, further)
			}
		}
	}
}

func (r *reader) lintStatuses(d *ast.Definition) {
	k := r.o.kinds[d.Name]
	status := k.properties["status"]
	for _, s := range k.Unsettled {
		if status == nil || !slices.Contains(status.Values, s) {
			r.fault(d.Position, "kind %s: unsettled status %s is none of its statuses", d.Name, s)
		}
	}
}

func (r *reader) lintMember(d *ast.Definition, f *ast.FieldDefinition) {
	if !fieldName.MatchString(f.Name) {
		r.fault(f.Position, "field %s.%s: write the name in camelCase", d.Name, f.Name)
	}
	rel, prop := f.Directives.ForName("relationship"), f.Directives.ForName("property")
	if f.Directives.ForName("computed") != nil {
		return
	}
	if rel == nil && prop == nil {
		r.fault(f.Position, "field %s.%s: is neither a property (@property) nor a relationship (@relationship)", d.Name, f.Name)
		return
	}
	if f.Description == "" && !r.inherited(d, f.Name) {
		r.fault(f.Position, "field %s.%s: no description", d.Name, f.Name)
	}
	if prop == nil {
		return
	}
	if f.Type.NonNull != (f.Type.Elem != nil) {
		r.fault(f.Position, "property %s.%s: may be unknown and so has to be nullable; a list is written [String!]!", d.Name, f.Name)
	}
	p := r.o.kinds[d.Name].properties[f.Name]
	if p == nil || p.Type != TypeEnum {
		return
	}
	for _, v := range p.Values {
		if !slices.Contains(enumNames(r.o.Enums[p.Enum]), v) {
			r.fault(f.Position, "property %s.%s: %s is no value of the enum %s", d.Name, f.Name, v, p.Enum)
		}
	}
}

func (r *reader) inherited(d *ast.Definition, field string) bool {
	for _, name := range d.Interfaces {
		if up := r.doc.Definitions.ForName(name); up != nil && up.Fields.ForName(field) != nil {
			return true
		}
	}
	return false
}

func (r *reader) lintPlurals(kinds []*ast.Definition) {
	seen := map[string]string{}
	for _, d := range kinds {
		k := r.o.kinds[d.Name]
		for _, name := range []string{k.Singular, k.Plural} {
			if other := seen[name]; other != "" {
				r.fault(d.Position, "kind %s: the root field %q belongs to %s already", d.Name, name, other)
			}
			seen[name] = d.Name
		}
		if !fieldName.MatchString(k.Plural) {
			r.fault(d.Position, "kind %s: plural %q is no field name; write it in camelCase", d.Name, k.Plural)
		}
	}
}

// lintPropertyTypes checks that a property name has one type everywhere, so that
// one query can ask for it on many kinds.
func (r *reader) lintPropertyTypes(all []*ast.Definition) {
	types := map[string]string{}
	where := map[string]string{}
	for _, d := range all {
		for _, f := range d.Fields {
			if f.Directives.ForName("property") == nil {
				continue
			}
			t := f.Type.String()
			if old := types[f.Name]; old != "" && old != t {
				r.fault(f.Position, "property %s.%s is %s, but %s.%s is %s: a property name has one type on all kinds", d.Name, f.Name, t, where[f.Name], f.Name, old)
				continue
			}
			types[f.Name], where[f.Name] = t, d.Name
		}
	}
}

func (r *reader) lintRelationships() {
	names := map[string]string{}
	for _, v := range r.doc.Definitions.ForName("Relationship").EnumValues {
		rel := r.o.relationships[v.Name]
		if rel == nil {
			continue
		}
		if !constantName.MatchString(v.Name) {
			r.fault(v.Position, "relationship %s: write the name in SCREAMING_SNAKE_CASE", v.Name)
		}
		if v.Description == "" {
			r.fault(v.Position, "relationship %s: no description", v.Name)
		}
		if other := names[rel.Label.Zh]; other != "" {
			r.fault(v.Position, "relationship %s: the Chinese name %s belongs to %s already", v.Name, rel.Label.Zh, other)
		}
		names[rel.Label.Zh] = v.Name
		if slices.ContainsFunc([]string{rel.Label.Zh, rel.Forward.Zh, rel.Forward.En, rel.Backward.Zh, rel.Backward.En}, blank) {
			r.fault(v.Position, "relationship %s: @link needs name, zh, en, zhBack and enBack", v.Name)
		}
		if blank(rel.Both.Zh) != blank(rel.Both.En) {
			r.fault(v.Position, "relationship %s: give both zhBoth and enBoth, or neither", v.Name)
		}
		r.lintStages(v, rel)
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func (r *reader) lintStages(v *ast.EnumValueDefinition, rel *Relationship) {
	stage := rel.Property("stage")
	for _, s := range rel.Unsettled {
		if stage == nil || !slices.Contains(stage.Values, s) {
			r.fault(v.Position, "relationship %s: unsettled stage %s is none of the stages it uses", v.Name, s)
		}
	}
	for s, at := range rel.Stages {
		if stage == nil || !slices.Contains(stage.Values, s) {
			r.fault(v.Position, "relationship %s: reads at stage %s, which is none of the stages it uses", v.Name, s)
		}
		if slices.ContainsFunc([]string{at.Forward.Zh, at.Forward.En, at.Backward.Zh, at.Backward.En}, blank) {
			r.fault(v.Position, "relationship %s: stage %s needs zh, en, zhBack and enBack", v.Name, s)
		}
	}
}

// lintField checks that each relationship of a field can lead from the kind to
// the field's far end.
func (r *reader) lintField(k *Kind, f *Field) {
	pos := r.fieldPosition(k, f.Name)
	if f.Far == "" {
		return // said when it was read
	}
	if len(f.Trail.Kinds) == 0 {
		r.fault(pos, "field %s.%s: its type has to be the connection of a kind or group, not %sConnection", k.Name, f.Name, f.Far)
		return
	}
	if len(f.Trail.Relationships) == 0 {
		r.fault(pos, "field %s.%s: names no relationship", k.Name, f.Name)
	}
	reached := false
	for _, name := range f.Trail.Relationships {
		rel := r.o.relationships[name]
		if rel == nil {
			r.fault(pos, "field %s.%s: unknown relationship %s", k.Name, f.Name, name)
			return
		}
		reached = reached || r.leads(rel, k.Name, f.Trail)
	}
	// A field of a group may lead nowhere on some of its kinds; its own may not.
	if !reached && r.doc.Definitions.ForName(k.Name).Fields.ForName(f.Name) != nil {
		r.fault(pos, "field %s.%s: %s does not lead %s from %s to %s", k.Name, f.Name,
			strings.Join(f.Trail.Relationships, ", "), f.Trail.Direction, k.Name, f.Far)
	}
}

func (r *reader) leads(rel *Relationship, kind string, t Trail) bool {
	for _, far := range t.Kinds {
		out := t.Direction != In && rel.Joins(kind, far)
		in := t.Direction != Out && rel.Joins(far, kind)
		if out || in {
			return true
		}
	}
	return false
}

func (r *reader) fieldPosition(k *Kind, field string) *ast.Position {
	d := r.doc.Definitions.ForName(k.Name)
	if f := d.Fields.ForName(field); f != nil {
		return f.Position
	}
	return d.Position
}

// lintReachable checks that every relationship has a field at both ends.
func (r *reader) lintReachable() {
	for _, v := range r.doc.Definitions.ForName("Relationship").EnumValues {
		rel := r.o.relationships[v.Name]
		for _, e := range rel.Ends {
			if !r.reaches(e.From, e.To, rel, Out) {
				r.fault(v.Position, "relationship %s: no field of %s leads along it to %s", v.Name, e.From, e.To)
			}
			if !r.reaches(e.To, e.From, rel, In) {
				r.fault(v.Position, "relationship %s: no field of %s leads back along it to %s", v.Name, e.To, e.From)
			}
		}
	}
}

func (r *reader) reaches(near, far string, rel *Relationship, d Direction) bool {
	return slices.ContainsFunc(r.o.kinds[near].Fields, func(f *Field) bool {
		return slices.Contains(f.Trail.Relationships, rel.Name) &&
			slices.Contains(f.Trail.Kinds, far) &&
			(rel.Symmetric || f.Trail.Direction == Both || f.Trail.Direction == d)
	})
}
