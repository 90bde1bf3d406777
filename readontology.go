package jinqiao

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// ReadOntology reads an ontology from the text of a schema in the form of
// schema.graphqls. name stands for the file in messages. The error joins every
// fault found, each with its line and what would be right.
func ReadOntology(name, text string) (*Ontology, error) {
	doc, err := parser.ParseSchema(&ast.Source{Name: name, Input: text})
	if err != nil {
		var parse *gqlerror.Error
		if errors.As(err, &parse) && len(parse.Locations) > 0 {
			return nil, fmt.Errorf("%s:%d: %s", name, parse.Locations[0].Line, parse.Message)
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r := &reader{name: name, doc: doc, o: &Ontology{
		Enums:         map[string]*Enum{},
		kinds:         map[string]*Kind{},
		groups:        map[string]*Group{},
		relationships: map[string]*Relationship{},
		linkProps:     map[string]*Property{},
	}}
	r.read()
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	sum := sha256.Sum256([]byte(text))
	r.o.Version = hex.EncodeToString(sum[:6])
	return r.o, nil
}

// reader gathers an ontology from a parsed schema, and the faults found on the way.
type reader struct {
	name   string
	doc    *ast.SchemaDocument
	o      *Ontology
	faults []error
}

func (r *reader) fault(pos *ast.Position, format string, args ...any) {
	line := 0
	if pos != nil {
		line = pos.Line
	}
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.name, line, fmt.Sprintf(format, args...)))
}

// read goes from what others need to what needs them: enums, kinds and groups
// by name, properties, fields of kinds (which need relationships).
func (r *reader) read() {
	for _, d := range r.doc.Definitions {
		if d.Kind == ast.Enum {
			r.enum(d)
		}
	}
	kinds := r.defined("entity", ast.Object)
	groups := r.defined("group", ast.Interface)
	for _, d := range kinds {
		r.kind(d)
	}
	for _, d := range groups {
		r.group(d, kinds)
	}
	r.links()
	r.relationshipEnum()
	for _, d := range kinds {
		r.members(d, groups)
	}
	for _, d := range groups {
		r.groupMembers(d)
	}
	r.lint(kinds, groups)
}

// defined returns the definitions that carry a directive.
func (r *reader) defined(directive string, kind ast.DefinitionKind) []*ast.Definition {
	var found []*ast.Definition
	for _, d := range r.doc.Definitions {
		if d.Kind == kind && d.Directives.ForName(directive) != nil {
			found = append(found, d)
		}
	}
	return found
}

func (r *reader) enum(d *ast.Definition) {
	e := &Enum{Name: d.Name}
	for _, v := range d.EnumValues {
		e.Values = append(e.Values, EnumValue{v.Name, labelOf(v.Directives.ForName("label"), words(v.Name))})
	}
	r.o.Enums[d.Name] = e
}

func (r *reader) kind(d *ast.Definition) {
	dir := d.Directives.ForName("entity")
	k := &Kind{
		Name:        d.Name,
		Enum:        constant(d.Name),
		Singular:    strings.ToLower(d.Name[:1]) + d.Name[1:],
		Plural:      argument(dir, "plural"),
		Label:       labelOf(dir, words(d.Name)),
		Description: d.Description,
		Groups:      withoutNode(d.Interfaces),
		Context:     argument(dir, "context") == "true",
		Scoped:      argument(dir, "scoped") == "true",
		Unsettled:   list(dir, "unsettled"),
		properties:  map[string]*Property{},
		fields:      map[string]*Field{},
	}
	r.o.Kinds = append(r.o.Kinds, k)
	r.o.kinds[k.Name] = k
}

func (r *reader) group(d *ast.Definition, kinds []*ast.Definition) {
	g := &Group{
		Name:        d.Name,
		Label:       labelOf(d.Directives.ForName("group"), words(d.Name)),
		Description: d.Description,
		Groups:      withoutNode(d.Interfaces),
		properties:  map[string]*Property{},
		fields:      map[string]*Field{},
	}
	for _, k := range kinds {
		if slices.Contains(k.Interfaces, d.Name) {
			g.Kinds = append(g.Kinds, k.Name)
		}
	}
	r.o.Groups = append(r.o.Groups, g)
	r.o.groups[g.Name] = g
}

// withoutNode leaves out the interface that links share.
func withoutNode(interfaces []string) []string {
	return slices.DeleteFunc(slices.Clone(interfaces), func(s string) bool { return s == "Node" })
}

// members gives a kind the properties and fields of its groups, the most common
// first, and its own. A kind may narrow the values of a common property.
func (r *reader) members(d *ast.Definition, groups []*ast.Definition) {
	k := r.o.kinds[d.Name]
	for _, g := range commonFirst(groups) {
		if slices.Contains(d.Interfaces, g.Name) {
			r.addMembers(k, g)
		}
	}
	r.addMembers(k, d)
}

func (r *reader) addMembers(k *Kind, d *ast.Definition) {
	for _, f := range d.Fields {
		if rel := f.Directives.ForName("relationship"); rel != nil {
			field := r.field(f, rel, k.Name)
			if k.fields[field.Name] == nil {
				k.Fields = append(k.Fields, field)
			}
			k.fields[field.Name] = field
			continue
		}
		p := r.property(f)
		if p == nil {
			continue
		}
		r.addProperty(k, p)
	}
}

func (r *reader) addProperty(k *Kind, p *Property) {
	old := k.properties[p.Name]
	if old == nil {
		k.Properties = append(k.Properties, p)
		k.properties[p.Name] = p
		return
	}
	narrowed := *old
	narrowed.Values = p.Values
	k.properties[p.Name] = &narrowed
	k.Properties[slices.Index(k.Properties, old)] = &narrowed
}

func (r *reader) groupMembers(d *ast.Definition) {
	g := r.o.groups[d.Name]
	if len(g.Kinds) == 0 {
		return
	}
	first := r.o.kinds[g.Kinds[0]]
	for _, p := range first.Properties {
		if r.shared(g, func(k *Kind) bool { return k.properties[p.Name] != nil }) {
			wide := *p
			wide.Values = nil
			g.Properties = append(g.Properties, &wide)
			g.properties[p.Name] = &wide
		}
	}
	for _, f := range first.Fields {
		if r.declared(d, f.Name) {
			g.Fields = append(g.Fields, f)
			g.fields[f.Name] = f
		}
	}
}

// declared reports whether the group, or a group it implements, declares the field.
func (r *reader) declared(d *ast.Definition, field string) bool {
	if d.Fields.ForName(field) != nil {
		return true
	}
	for _, name := range d.Interfaces {
		if up := r.doc.Definitions.ForName(name); up != nil && up.Fields.ForName(field) != nil {
			return true
		}
	}
	return false
}

func (r *reader) shared(g *Group, has func(*Kind) bool) bool {
	return !slices.ContainsFunc(g.Kinds, func(name string) bool { return !has(r.o.kinds[name]) })
}

// commonFirst sorts groups so that those implemented by others come first.
func commonFirst(groups []*ast.Definition) []*ast.Definition {
	sorted := slices.Clone(groups)
	slices.SortStableFunc(sorted, func(a, b *ast.Definition) int { return len(a.Interfaces) - len(b.Interfaces) })
	return sorted
}

// property returns what a field records, or nil for one that is not a plain
// property (id, kind, name, labels, counts).
func (r *reader) property(f *ast.FieldDefinition) *Property {
	dir := f.Directives.ForName("property")
	if dir == nil || f.Name == "name" || f.Name == "aliases" {
		return nil
	}
	p := &Property{
		Name:        f.Name,
		Label:       labelOf(dir, words(f.Name)),
		Description: f.Description,
		Code:        argument(dir, "code") == "true",
	}
	p.Type, p.Enum = r.typeOf(f)
	if p.Type == TypeEnum {
		p.Values = enumNames(r.o.Enums[p.Enum])
	}
	if dir.Arguments.ForName("values") != nil {
		p.Values = append([]string{}, list(dir, "values")...)
	}
	return p
}

func (r *reader) typeOf(f *ast.FieldDefinition) (Type, string) {
	if f.Type.Elem != nil {
		if f.Type.Elem.Name() != "String" {
			r.fault(f.Position, "property %s: a list can hold String only, not %s", f.Name, f.Type.Elem.Name())
		}
		return TypeList, ""
	}
	switch t := Type(f.Type.Name()); t {
	case TypeString, TypeInt, TypeFloat, TypeBoolean, TypeDate, TypePeriod:
		return t, ""
	}
	if r.o.Enums[f.Type.Name()] == nil {
		r.fault(f.Position, "property %s: unknown type %s; use String, Int, Float, Boolean, PartialDate, Period, [String!]! or an enum of this schema", f.Name, f.Type.Name())
	}
	return TypeEnum, f.Type.Name()
}

// field reads a relationship field as it is on a kind.
func (r *reader) field(f *ast.FieldDefinition, dir *ast.Directive, kind string) *Field {
	far, ok := strings.CutSuffix(f.Type.Name(), "Connection")
	if !ok {
		r.fault(f.Position, "field %s.%s: its type has to be the connection of a kind or group: %sConnection, not %s", kind, f.Name, far, far)
		far = ""
	}
	return &Field{
		Name:        f.Name,
		Description: f.Description,
		Far:         far,
		Trail: Trail{
			Relationships: list(dir, "relationships"),
			Direction:     Direction(argument(dir, "direction")),
			Kinds:         r.o.KindsOf(far),
		},
	}
}

// links reads what a link may have from the type Link, and what evidence points
// to from the type Evidence.
func (r *reader) links() {
	if d := r.doc.Definitions.ForName("Link"); d != nil {
		for _, f := range d.Fields {
			if kinds := r.o.KindsOf(f.Type.Name()); kinds != nil && f.Name != "from" && f.Name != "to" {
				r.o.References = append(r.o.References, Reference{f.Name, kinds})
			}
			if p := r.property(f); p != nil {
				r.o.LinkProps = append(r.o.LinkProps, p)
				r.o.linkProps[p.Name] = p
			}
		}
	}
	if d := r.doc.Definitions.ForName("Evidence"); d != nil {
		if f := d.Fields.ForName("document"); f != nil {
			r.o.EvidenceKinds = r.o.KindsOf(f.Type.Name())
		}
	}
}
