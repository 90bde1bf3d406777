package linkage

import (
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// A Pattern is the shape of paths: places, and the steps between them. It is
// made by ParsePattern, NewPattern or PatternOfKinds, fits the ontology, and is
// not changed afterwards.
type Pattern struct {
	Places []Place
	Steps  []PatternStep // one fewer
}

// A Place is what an entity on a path has to be.
type Place struct {
	Kinds      []string // in the order of the ontology; nil for any
	Conditions []Condition
}

// A PatternStep is what leads from one place to the next.
type PatternStep struct {
	Relationships []string          // in the order of the ontology; nil for trails
	Direction     jinqiao.Direction // Out towards the next place; Both if empty
	Min, Max      int               // links in a row; 0 and 0 for one
	Conditions    []Condition       // on each of the links
}

// A Condition asks that a property has a value (that a list has it, that a date
// lies within it, that a period meets it).
type Condition struct {
	Property string
	Type     jinqiao.Type
	Value    any // string, int, float64 or bool, as Type says; for NewPattern a Literal, too
}

// A Literal is a value as text, whatever the type of its property.
type Literal string

// A PlaceFilter is what the entities at a place, or the links of a step, have
// to satisfy besides what Follow sees by itself.
type PlaceFilter struct {
	Place  int // or step
	Filter jinqiao.Filter
}

// The limits of patterns. MaxPattern is five times the longest that has a use.
const (
	MaxPattern    = 2000 // characters
	MaxConditions = 8    // at one place
)

// PatternOfKinds returns the pattern that leads from kind to kind over one
// trail each. Kinds go by any of their names.
func PatternOfKinds(o *jinqiao.Ontology, kinds []string) (*Pattern, error) {
	if len(kinds) == 0 {
		return nil, bad("along", "no kinds are given; name two at least, from one end to the other")
	}
	var places []Place
	for _, k := range kinds {
		places = append(places, Place{Kinds: []string{k}})
	}
	return NewPattern(o, places, make([]PatternStep, max(0, len(kinds)-1)))
}

// NewPattern returns the pattern of these places and steps, in which kinds,
// relationships, properties and values go by any of their names.
func NewPattern(o *jinqiao.Ontology, places []Place, steps []PatternStep) (*Pattern, error) {
	if len(places) != len(steps)+1 {
		return nil, bad("along", "%d places need %d steps between them, not %d", len(places), max(0, len(places)-1), len(steps))
	}
	var d draft
	for _, p := range places {
		d.places = append(d.places, draftPlace{names: words(p.Kinds), conditions: draftConditions(p.Conditions)})
	}
	for i, s := range steps {
		if s.Min == 0 && s.Max == 0 {
			s.Min, s.Max = 1, 1
		}
		if s.Direction == "" {
			s.Direction = jinqiao.Both
		}
		if !slices.Contains([]jinqiao.Direction{jinqiao.In, jinqiao.Out, jinqiao.Both}, s.Direction) {
			return nil, bad("along", "step %d: %q is no direction: OUT, IN or ANY", i+1, s.Direction)
		}
		d.steps = append(d.steps, draftStep{direction: s.Direction, least: s.Min, most: s.Max,
			draftPlace: draftPlace{names: words(s.Relationships), conditions: draftConditions(s.Conditions)}})
	}
	return d.resolve(o)
}

func words(names []string) (all []word) {
	for _, n := range names {
		all = append(all, word{text: n})
	}
	return all
}

func draftConditions(conditions []Condition) (all []draftCondition) {
	for _, c := range conditions {
		all = append(all, draftCondition{word{text: c.Property}, valueWord(c.Value)})
	}
	return all
}

func valueWord(v any) word {
	l, loose := v.(Literal)
	if loose {
		return word{text: string(l), quoted: true, loose: true}
	}
	return word{text: literal(v), quoted: isText(v)}
}

func isText(v any) bool {
	_, is := v.(string)
	return is
}

// literal writes a value as a pattern has it, text without its quotes.
func literal(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}

// MinLength returns the number of steps of the shortest path that fits.
func (p *Pattern) MinLength() (n int) {
	for _, s := range p.Steps {
		n += s.Min
	}
	return n
}

// MaxLength returns the number of steps of the longest path that fits.
func (p *Pattern) MaxLength() (n int) {
	for _, s := range p.Steps {
		n += s.Max
	}
	return n
}

// Conditions returns the places at which the pattern asks for properties, and
// what it asks of the entities there. Follow has to be given those that satisfy it.
func (p *Pattern) Conditions() (all []PlaceFilter) {
	for i, place := range p.Places {
		if len(place.Conditions) > 0 {
			f := tests(place.Conditions)
			if place.Kinds != nil {
				f = append(jinqiao.All{jinqiao.OfKind(place.Kinds)}, f...)
			}
			all = append(all, PlaceFilter{i, f})
		}
	}
	return all
}

// LinkConditions returns the steps at which the pattern asks for properties of
// links, and what it asks. Follow has to be given those that satisfy it.
func (p *Pattern) LinkConditions() (all []PlaceFilter) {
	for i, s := range p.Steps {
		if len(s.Conditions) > 0 {
			all = append(all, PlaceFilter{i, append(jinqiao.All{jinqiao.OfRelationship(s.Relationships)}, tests(s.Conditions)...)})
		}
	}
	return all
}

func tests(conditions []Condition) (all jinqiao.All) {
	for _, c := range conditions {
		t := jinqiao.Test{Property: c.Property, Type: c.Type, Op: jinqiao.OpEq, Values: []any{c.Value}}
		switch c.Type {
		case jinqiao.TypeList:
			t.Op = jinqiao.OpHas
		case jinqiao.TypePeriod:
			t.Op = jinqiao.OpOverlaps
		case jinqiao.TypeEnum, jinqiao.TypeID:
			t.Exact = true
		}
		all = append(all, t)
	}
	return all
}

// String returns the text of the pattern, by the names of the ontology.
func (p *Pattern) String() string {
	var b strings.Builder
	for i, place := range p.Places {
		if i > 0 {
			p.Steps[i-1].write(&b)
		}
		b.WriteString("(" + inside(place.Kinds, place.Conditions) + ")")
	}
	return b.String()
}

func (s *PatternStep) write(b *strings.Builder) {
	if s.Direction == jinqiao.In {
		b.WriteString("<")
	}
	b.WriteString("-[" + inside(s.Relationships, s.Conditions) + "]-")
	if s.Direction == jinqiao.Out {
		b.WriteString(">")
	}
	switch {
	case s.Min == s.Max && s.Max > 1:
		b.WriteString("{" + strconv.Itoa(s.Max) + "}")
	case s.Max > 1:
		b.WriteString("{" + strconv.Itoa(s.Min) + "," + strconv.Itoa(s.Max) + "}")
	}
}

func inside(names []string, conditions []Condition) string {
	text := ""
	if len(names) > 0 {
		text = ":" + strings.Join(names, "|")
	}
	if len(conditions) == 0 {
		return text
	}
	var parts []string
	for _, c := range conditions {
		value := literal(c.Value)
		if isText(c.Value) && c.Type != jinqiao.TypeEnum {
			value = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
		}
		parts = append(parts, c.Property+": "+value)
	}
	if text != "" {
		text += " "
	}
	return text + "{" + strings.Join(parts, ", ") + "}"
}
