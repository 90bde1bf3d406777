package model

import (
	"time"

	"jinqiao"
)

// Ontology tells clients what the graph may hold.
type Ontology struct{}

// Kinds returns all kinds, in the order of the schema.
func (*Ontology) Kinds() []*KindInfo {
	return convert(ontology().Kinds, func(k *jinqiao.Kind) *KindInfo { return &KindInfo{k} })
}

// Relationships returns all relationships, in the order of the schema.
func (*Ontology) Relationships() []*RelationshipInfo {
	return convert(ontology().Relationships, func(r *jinqiao.Relationship) *RelationshipInfo { return &RelationshipInfo{r} })
}

// Version returns a text that changes with the schema.
func (*Ontology) Version() string { return ontology().Version }

func convert[A, B any](list []A, of func(A) B) []B {
	all := make([]B, len(list))
	for i, a := range list {
		all[i] = of(a)
	}
	return all
}

// A KindInfo tells of a kind.
type KindInfo struct{ k *jinqiao.Kind }

// Kind returns its value of the enum.
func (i *KindInfo) Kind() string { return i.k.Enum }

// Name returns the name of its type.
func (i *KindInfo) Name() string { return i.k.Name }

// Label returns it in words.
func (i *KindInfo) Label(language string) string { return i.k.Label.In(language) }

// Plural returns the name of its list at the root.
func (i *KindInfo) Plural() string { return i.k.Plural }

// Description returns what it is.
func (i *KindInfo) Description() string { return i.k.Description }

// Groups returns the groups it belongs to.
func (i *KindInfo) Groups() []string { return i.k.Groups }

// Context reports whether paths avoid passing through it.
func (i *KindInfo) Context() bool { return i.k.Context }

// Scoped reports whether facts of different cities do not follow each other at it.
func (i *KindInfo) Scoped() bool { return i.k.Scoped }

// Properties returns its properties.
func (i *KindInfo) Properties() []*PropertyInfo { return convert(i.k.Properties, propertyInfo) }

// Fields returns its relationship fields.
func (i *KindInfo) Fields() []*FieldInfo {
	return convert(i.k.Fields, func(f *jinqiao.Field) *FieldInfo { return &FieldInfo{f} })
}

// Unsettled returns the statuses at which its links do not link yet.
func (i *KindInfo) Unsettled() []*EnumValue { return enumValues("Status", i.k.Unsettled) }

// A PropertyInfo tells of a property.
type PropertyInfo struct{ p *jinqiao.Property }

func propertyInfo(p *jinqiao.Property) *PropertyInfo { return &PropertyInfo{p} }

// Name returns its name.
func (i *PropertyInfo) Name() string { return i.p.Name }

// Label returns it in words.
func (i *PropertyInfo) Label(language string) string { return i.p.Label.In(language) }

// Description returns what it means.
func (i *PropertyInfo) Description() string { return i.p.Description }

// Type returns its type, the enum's name for an enum.
func (i *PropertyInfo) Type() string {
	if i.p.Type == jinqiao.TypeEnum {
		return i.p.Enum
	}
	return string(i.p.Type)
}

// Code reports whether it identifies exactly.
func (i *PropertyInfo) Code() bool { return i.p.Code }

// Values returns the allowed values, nil for any.
func (i *PropertyInfo) Values() []*EnumValue {
	if i.p.Values == nil {
		return nil
	}
	if i.p.Words != nil {
		return wordedValues(i.p.Values, i.p.Words)
	}
	return enumValues(i.p.Enum, i.p.Values)
}

func wordedValues(values []string, words []jinqiao.Label) []*EnumValue {
	worded := make([]*EnumValue, len(values))
	for i, value := range values {
		worded[i] = &EnumValue{value: value, label: words[i]}
	}
	return worded
}

// An EnumValue is a value with its label: the enum's, or its own.
type EnumValue struct {
	enum, value string
	label       jinqiao.Label
}

func enumValues(enum string, names []string) []*EnumValue {
	return convert(names, func(name string) *EnumValue { return &EnumValue{enum: enum, value: name} })
}

// Value returns the value.
func (v *EnumValue) Value() string { return v.value }

// Label returns it in words.
func (v *EnumValue) Label(language string) string {
	if v.label != (jinqiao.Label{}) {
		return v.label.In(language)
	}
	return ontology().Label(v.enum, v.value).In(language)
}

// A FieldInfo tells of a relationship field.
type FieldInfo struct{ f *jinqiao.Field }

// Name returns its name.
func (i *FieldInfo) Name() string { return i.f.Name }

// Description returns what it leads to.
func (i *FieldInfo) Description() string { return i.f.Description }

// Relationships returns over which relationships it leads.
func (i *FieldInfo) Relationships() []string { return i.f.Trail.Relationships }

// Direction returns which way.
func (i *FieldInfo) Direction() string { return string(i.f.Trail.Direction) }

// Kinds returns to which kinds.
func (i *FieldInfo) Kinds() []string { return convert(i.f.Trail.Kinds, kindEnum) }

func kindEnum(name string) string { return ontology().Kind(name).Enum }

// A RelationshipInfo tells of a relationship.
type RelationshipInfo struct{ r *jinqiao.Relationship }

// Relationship returns its value of the enum.
func (i *RelationshipInfo) Relationship() string { return i.r.Name }

// Name returns its name.
func (i *RelationshipInfo) Name() string { return i.r.Name }

// Label returns its short, unique name.
func (i *RelationshipInfo) Label(language string) string { return i.r.Label.In(language) }

// Reading returns how it reads.
func (i *RelationshipInfo) Reading(language string, backwards bool) string {
	return readingIn(jinqiao.Reading{Forward: i.r.Forward, Backward: i.r.Backward}, language, backwards)
}

// Description returns what it is.
func (i *RelationshipInfo) Description() string { return i.r.Description }

// Ends returns the pairs of kinds that it joins.
func (i *RelationshipInfo) Ends() []*EndsInfo { return convert(i.r.Ends, endsInfo) }

// Properties returns what its links use besides the common properties.
func (i *RelationshipInfo) Properties() []*PropertyInfo {
	return convert(i.r.Properties, propertyInfo)
}

// Symmetric reports whether it has no direction.
func (i *RelationshipInfo) Symmetric() bool { return i.r.Symmetric }

// Membership reports whether its start is one of, or a part of, its end.
func (i *RelationshipInfo) Membership() bool { return i.r.Membership }

// Identity reports whether both ends may be one and the same thing.
func (i *RelationshipInfo) Identity() bool { return i.r.Identity }

// Inclusion reports whether a cohort that is its end counts its start.
func (i *RelationshipInfo) Inclusion() bool { return i.r.Inclusion }

// Trail returns the pairs of kinds between which a path uses it by default.
func (i *RelationshipInfo) Trail() []*EndsInfo { return convert(i.r.Trail, endsInfo) }

// Unsettled returns the stages at which a path does not use it.
func (i *RelationshipInfo) Unsettled() []*EnumValue { return enumValues("Stage", i.r.Unsettled) }

// EndsInfo are the kinds at both ends.
type EndsInfo struct{ From, To string }

func endsInfo(e jinqiao.Ends) *EndsInfo { return &EndsInfo{kindEnum(e.From), kindEnum(e.To)} }

// Statistics tell what the graph holds.
type Statistics struct {
	Entities    []*KindCount
	Links       []*RelationshipCount
	EntityCount int
	LinkCount   int
	Store       string
	Revision    int
	ChangedAt   *string
	Unfinished  *string
	Freshness   Freshness
	Index       *SearchIndex
}

// A Freshness tells where searches for paths look.
type Freshness struct {
	Mirror bool
	Reason *string
}

// A SearchIndex tells how much is known to be found by search.
type SearchIndex struct {
	Checked, Total, Updated int
	Complete                bool
}

// A KindCount counts the entities of a kind.
type KindCount struct {
	Kind           string
	Count, Cohorts int
}

// A RelationshipCount counts the links of a relationship by assertion.
type RelationshipCount struct {
	Relationship, Assertion string
	Count                   int
}

// OfStatistics returns what a store counted, in the order of the schema, zeros included.
func OfStatistics(s *jinqiao.Statistics) *Statistics {
	out := &Statistics{Store: s.Store, Revision: int(s.Revision)}
	if !s.ChangedAt.IsZero() {
		at := s.ChangedAt.UTC().Format(time.RFC3339)
		out.ChangedAt = &at
	}
	if s.Unfinished != "" {
		out.Unfinished = &s.Unfinished
	}
	kinds := map[string]jinqiao.KindCount{}
	for _, c := range s.Entities {
		kinds[c.Kind] = c
		out.EntityCount += c.Count
	}
	for _, k := range ontology().Kinds {
		out.Entities = append(out.Entities, &KindCount{k.Enum, kinds[k.Name].Count, kinds[k.Name].Cohorts})
	}
	links := map[[2]string]int{}
	for _, c := range s.Links {
		links[[2]string{c.Relationship, c.Assertion}] = c.Count
		out.LinkCount += c.Count
	}
	for _, r := range ontology().Relationships {
		for _, a := range ontology().Enums["Assertion"].Values {
			out.Links = append(out.Links, &RelationshipCount{r.Name, a.Name, links[[2]string{r.Name, a.Name}]})
		}
	}
	out.Index = ofReindex(s.Reindex, out.EntityCount)
	return out
}

// ofReindex returns how far the index is of a store with so many entities.
func ofReindex(r *jinqiao.Reindex, entities int) *SearchIndex {
	if r == nil {
		return &SearchIndex{Checked: entities, Total: entities, Complete: true}
	}
	return &SearchIndex{r.Checked, r.Total, r.Updated, r.Complete}
}
