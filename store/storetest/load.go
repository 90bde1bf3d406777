package storetest

import (
	"encoding/json"
	"fmt"
	"strings"

	"jinqiao"
)

// readChanges reads entities and links, one JSON object a line, in the form of
// the example data. A link may give an id that is not its own.
func readChanges(o *jinqiao.Ontology, text string) ([]jinqiao.Change, error) {
	var changes []jinqiao.Change
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		c, err := readChange(o, line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		c.Place = jinqiao.Place{File: "script", Line: i + 1}
		changes = append(changes, c)
	}
	return changes, nil
}

func readChange(o *jinqiao.Ontology, line string) (jinqiao.Change, error) {
	r := record{}
	if err := json.Unmarshal([]byte(line), &r.rest); err != nil {
		return jinqiao.Change{}, err
	}
	var c jinqiao.Change
	if kind := o.Kind(r.text("kind")); kind != nil {
		c.Entity = r.entity(kind)
	} else if rel := o.Relationship(r.text("relationship")); rel != nil {
		c.Link = r.link(o, rel)
	} else {
		return c, fmt.Errorf("neither a known kind nor a known relationship: %s", line)
	}
	return c, r.err
}

// A record is a line of which the known fields are taken one by one.
type record struct {
	rest map[string]any
	err  error
}

func (r *record) take(name string) any {
	v := r.rest[name]
	delete(r.rest, name)
	return v
}

func (r *record) text(name string) string {
	s, _ := r.take(name).(string)
	return s
}

func (r *record) flag(name string) bool {
	b, _ := r.take(name).(bool)
	return b
}

func (r *record) entity(kind *jinqiao.Kind) *jinqiao.Entity {
	e := &jinqiao.Entity{ID: r.text("id"), Kind: kind.Name, Name: r.text("name"), Hub: r.flag("hub")}
	e.Aliases = texts(r.take("aliases"))
	e.Cohort = r.cohort()
	e.Evidence = r.evidence()
	e.Properties = r.properties(kind.Property)
	return e
}

func (r *record) link(o *jinqiao.Ontology, rel *jinqiao.Relationship) *jinqiao.Link {
	l := &jinqiao.Link{
		ID: r.text("id"), Relationship: rel.Name,
		From: r.text("from"), To: r.text("to"), Key: r.text("key"),
		Assertion: r.text("assertion"), Confidence: r.text("confidence"),
		Collective: r.flag("collective"), Scope: r.text("scope"),
	}
	by := r.take("by")
	l.Evidence = r.evidence()
	l.Properties = r.properties(o.LinkProperty)
	if by != nil {
		l.Properties["by"] = by
	}
	if l.Assertion == "" {
		l.Assertion = "STATED"
	}
	identify(l, rel)
	return l
}

// identify sorts the ends of a symmetric relationship and gives a link its id.
func identify(l *jinqiao.Link, rel *jinqiao.Relationship) {
	if rel.Symmetric && l.From > l.To {
		l.From, l.To = l.To, l.From
	}
	if l.ID == "" {
		l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, l.Key))
	}
}

func (r *record) cohort() *jinqiao.Cohort {
	m, ok := r.take("cohort").(map[string]any)
	if !ok {
		return nil
	}
	c := &jinqiao.Cohort{}
	c.Qualifier, _ = m["qualifier"].(string)
	if n, ok := m["size"].(float64); ok {
		size := int(n)
		c.Size = &size
	}
	return c
}

func (r *record) evidence() []jinqiao.Evidence {
	list, _ := r.take("evidence").([]any)
	var all []jinqiao.Evidence
	for _, item := range list {
		part := record{rest: item.(map[string]any)}
		all = append(all, jinqiao.Evidence{
			Document: part.text("document"), Locator: part.text("locator"), AsOf: jinqiao.PartialDate(part.text("asOf")),
		})
	}
	return all
}

// properties reads what is left, as the ontology types it.
func (r *record) properties(property func(string) *jinqiao.Property) map[string]any {
	read := map[string]any{}
	for name, v := range r.rest {
		p := property(name)
		if p == nil {
			r.err = fmt.Errorf("unknown property %s", name)
			continue
		}
		if v != nil {
			read[name] = typed(p.Type, v)
		}
	}
	return read
}

// typed turns a value of JSON into the Go type that holds a property.
func typed(t jinqiao.Type, v any) any {
	switch t {
	case jinqiao.TypeInt:
		return int(v.(float64))
	case jinqiao.TypeList:
		return texts(v)
	}
	return v
}

// texts returns a list of text; an empty list is not nil, no list is.
func texts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	all := []string{}
	for _, item := range list {
		all = append(all, item.(string))
	}
	return all
}
