package jinqiao

import "slices"

// An Ontology says what a graph may hold: kinds with their properties, and
// relationships with their ends and rules. It is read from a schema by
// ReadOntology and not changed afterwards; its methods may be called at once.
type Ontology struct {
	Kinds         []*Kind         // in the order of the schema
	Groups        []*Group        // interfaces of kinds, Entity among them
	Relationships []*Relationship // in the order of the schema
	Enums         map[string]*Enum
	LinkProps     []*Property // what links may have besides their rule-bearing fields
	References    []Reference // fields of a link that name an entity: scope, by
	EvidenceKinds []string    // kinds to which evidence may point
	Version       string      // changes with the schema

	kinds         map[string]*Kind
	groups        map[string]*Group
	relationships map[string]*Relationship
	linkProps     map[string]*Property
}

// A Label is a name in both languages.
type Label struct{ Zh, En string }

// A Kind is a class of entities.
type Kind struct {
	Name        string // Enterprise, as the type is called
	Enum        string // ENTERPRISE
	Singular    string // enterprise, the root field of one
	Plural      string // enterprises, the root field of many
	Label       Label
	Description string
	Groups      []string    // interfaces it belongs to, Entity among them
	Properties  []*Property // the common ones first
	Fields      []*Field    // relationship fields, the common ones first
	Context     bool        // paths do not pass through it by default
	Scoped      bool        // on a path, links of different scopes do not follow each other at it
	Unsettled   []string    // values of status at which its links do not link yet

	properties map[string]*Property
	fields     map[string]*Field
}

// A Group is an interface that several kinds share.
type Group struct {
	Name        string
	Label       Label
	Description string
	Groups      []string    // interfaces it implements in its turn
	Kinds       []string    // in the order of the schema
	Properties  []*Property // those that all its kinds have
	Fields      []*Field    // likewise

	properties map[string]*Property
	fields     map[string]*Field
}

// A Type is the type of a property.
type Type string

// The types, and the Go types that hold their values: string for text, enum
// values, dates and periods; int; float64; bool; []string.
const (
	TypeString  Type = "String"
	TypeID      Type = "ID"
	TypeInt     Type = "Int"
	TypeFloat   Type = "Float"
	TypeBoolean Type = "Boolean"
	TypeDate    Type = "PartialDate"
	TypePeriod  Type = "Period"
	TypeEnum    Type = "enum"
	TypeList    Type = "[String]"
)

// A Property is something that is recorded of an entity or link.
type Property struct {
	Name        string
	Label       Label
	Description string
	Type        Type
	Enum        string   // name of the enum, for TypeEnum
	Values      []string // allowed values; nil for any, empty for none
	Words       []Label  // of the values, where no enum has labels for them; else nil
	Code        bool     // identifies exactly
}

// A Field leads from a kind to related entities.
type Field struct {
	Name        string
	Description string
	Trail       Trail  // Kinds are never nil
	Far         string // name of the kind or group of its connection
}

// An Enum is a list of values.
type Enum struct {
	Name   string
	Values []EnumValue
}

// An EnumValue is a value with its labels.
type EnumValue struct {
	Name  string
	Label Label
}

// A Relationship is a type of links.
type Relationship struct {
	Name        string
	Label       Label // short and unique
	Description string
	Forward     Label // how it reads from its start; … stands where the far end goes
	Backward    Label
	Both        Label              // how two links that end at the same read as one, or empty
	Stages      map[string]Reading // readings that say the stage, by the stage
	Ends        []Ends             // pairs of kinds that it joins, without repetition
	Trail       []Ends             // pairs between which a path uses it by default
	Properties  []*Property
	Symmetric   bool
	Membership  bool     // its start is one of, or a part of, its end
	Identity    bool     // both ends may be one and the same thing
	Inclusion   bool     // a cohort that is its end counts its start
	Aim         bool     // its start is a target for its end
	Unsettled   []string // values of stage at which it does not link yet

	ends, trail map[Ends]bool
}

// A Reading is a relationship in words; … stands where the far end goes.
type Reading struct{ Forward, Backward Label }

// Reading returns how a link of a stage reads, and whether that says the stage.
func (r *Relationship) Reading(stage string) (reading Reading, said bool) {
	if at, ok := r.Stages[stage]; ok {
		return at, true
	}
	return Reading{r.Forward, r.Backward}, false
}

// Ends are the kinds at both ends of a link.
type Ends struct{ From, To string }

// A Reference is a field of a link that names an entity.
type Reference struct {
	Field string
	Kinds []string
}

// Kind returns the kind of this name, or nil.
func (o *Ontology) Kind(name string) *Kind { return o.kinds[name] }

// Group returns the group of this name, or nil.
func (o *Ontology) Group(name string) *Group { return o.groups[name] }

// Relationship returns the relationship of this name, or nil.
func (o *Ontology) Relationship(name string) *Relationship { return o.relationships[name] }

// LinkProperty returns the property of links of this name, or nil.
func (o *Ontology) LinkProperty(name string) *Property { return o.linkProps[name] }

// KindsOf returns the kinds that a name of a kind or group stands for, nil for
// an unknown name.
func (o *Ontology) KindsOf(name string) []string {
	if o.kinds[name] != nil {
		return []string{name}
	}
	if g := o.groups[name]; g != nil {
		return g.Kinds
	}
	return nil
}

// ScopedKinds returns the names of the kinds at which a path tells cities apart.
func (o *Ontology) ScopedKinds() []string {
	var names []string
	for _, k := range o.Kinds {
		if k.Scoped {
			names = append(names, k.Name)
		}
	}
	return names
}

// Label returns the label of an enum value, or the value itself.
func (o *Ontology) Label(enum, value string) Label {
	if e := o.Enums[enum]; e != nil {
		for _, v := range e.Values {
			if v.Name == value {
				return v.Label
			}
		}
	}
	return Label{Zh: value, En: value}
}

// Property returns the property of this name, or nil.
func (k *Kind) Property(name string) *Property { return k.properties[name] }

// Field returns the relationship field of this name, or nil.
func (k *Kind) Field(name string) *Field { return k.fields[name] }

// Property returns the property of this name that all kinds of the group have, or nil.
func (g *Group) Property(name string) *Property { return g.properties[name] }

// Field returns the relationship field of this name that all kinds of the group have, or nil.
func (g *Group) Field(name string) *Field { return g.fields[name] }

// Joins reports whether the relationship may lead from a kind to another. A
// symmetric one joins in either order.
func (r *Relationship) Joins(from, to string) bool {
	return r.ends[Ends{from, to}] || r.Symmetric && r.ends[Ends{to, from}]
}

// IsTrail reports whether a path uses the relationship by default between these kinds.
func (r *Relationship) IsTrail(from, to string) bool {
	return r.trail[Ends{from, to}] || r.Symmetric && r.trail[Ends{to, from}]
}

// Property returns the property that this relationship uses, or nil.
func (r *Relationship) Property(name string) *Property {
	i := slices.IndexFunc(r.Properties, func(p *Property) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return r.Properties[i]
}

// In returns the label in a language, "ZH" or "EN".
func (l Label) In(language string) string {
	if language == "EN" {
		return l.En
	}
	return l.Zh
}
