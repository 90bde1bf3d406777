package ingest

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// A decoder turns lines into entities and links. It is for one goroutine.
type decoder struct {
	o       *jinqiao.Ontology
	scanner scanner

	subject  string
	problems []jinqiao.Problem
	number   uint64 // of the link decoded last
}

func newDecoder(o *jinqiao.Ontology) *decoder {
	return &decoder{o: o, scanner: scanner{names: map[string]string{}}}
}

// decode returns what a line holds, as far as it can be told, and what is wrong
// with it by itself.
func (d *decoder) decode(place jinqiao.Place, l line) (jinqiao.Change, []jinqiao.Problem) {
	d.subject, d.problems = "", nil
	c := d.row(l)
	c.Place = place
	if c.Entity != nil {
		d.merge(d.o.CheckEntity(c.Entity))
	}
	if c.Link != nil {
		d.merge(d.o.CheckLink(c.Link, "", ""))
		d.identify(c.Link)
	}
	for i := range d.problems {
		d.problems[i].Place = place
		d.problems[i].Subject = d.subject
	}
	return c, d.problems
}

// merge adds problems, but for fields of which something is said already.
func (d *decoder) merge(found []jinqiao.Problem) {
	said := d.problems
	for _, p := range found {
		if !slices.ContainsFunc(said, func(q jinqiao.Problem) bool { return covers(q.Field, p.Field) }) {
			d.problems = append(d.problems, p)
		}
	}
}

// covers reports whether a problem with one field makes one with another a repetition.
func covers(said, field string) bool {
	return said == field || strings.HasPrefix(field, said+".") || strings.HasPrefix(field, said+"[")
}

func (d *decoder) add(field, format string, args ...any) {
	d.problems = append(d.problems, jinqiao.Problem{Field: field, Message: fmt.Sprintf(format, args...)})
}

func (d *decoder) row(l line) (c jinqiao.Change) {
	if l.fault != "" {
		d.add("", "%s", l.fault)
		return c
	}
	o, err := d.scanner.line(l.text)
	if err != nil {
		d.syntax(err, l.cut)
		return c
	}
	kind, relationship := o.get("kind") != nil, o.get("relationship") != nil
	switch {
	case kind && relationship:
		d.add("", "has both kind and relationship; an entity has the one, a link the other")
	case kind:
		c.Entity = d.entity(o)
		d.subject = c.Entity.ID
	case relationship:
		c.Link = d.link(o)
		d.subject = c.Link.String()
	default:
		d.subject, _ = o.get("id").(string)
		d.add("", "has neither kind nor relationship; an entity has the one, a link the other")
	}
	return c
}

func (d *decoder) syntax(err error, cut bool) {
	if f, ok := errors.AsType[*fault](err); ok && f.short && cut {
		d.add("", "the file ends in the middle of this line")
		return
	}
	d.add("", "%s", err)
}

// get returns the value of a name, nil if it is null or not there.
func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

func (d *decoder) entity(o object) *jinqiao.Entity {
	e := &jinqiao.Entity{}
	e.Kind = d.text("kind", o.get("kind"))
	kind := d.o.Kind(e.Kind)
	for _, m := range o {
		if m.value == nil {
			continue
		}
		switch m.name {
		case "kind":
		case "id":
			e.ID = d.text(m.name, m.value)
		case "name":
			e.Name = d.text(m.name, m.value)
		case "aliases":
			e.Aliases = d.texts(m.name, m.value)
		case "cohort":
			e.Cohort = d.cohort(m.value)
		case "hub":
			e.Hub = d.truth(m.name, m.value)
		case "evidence":
			e.Evidence = d.evidence(m.value)
		default:
			var p *jinqiao.Property
			if kind != nil {
				p = kind.Property(m.name)
			}
			e.Properties = set(e.Properties, p, m)
		}
	}
	return e
}

func (d *decoder) link(o object) *jinqiao.Link {
	l := &jinqiao.Link{}
	l.Relationship = d.text("relationship", o.get("relationship"))
	rel := d.o.Relationship(l.Relationship)
	for _, m := range o {
		if m.value == nil {
			continue
		}
		switch m.name {
		case "relationship":
		case "id":
			l.ID = d.filled(m.name, m.value)
		case "from":
			l.From = d.text(m.name, m.value)
		case "to":
			l.To = d.text(m.name, m.value)
		case "assertion":
			l.Assertion = d.text(m.name, m.value)
		case "key":
			l.Key = d.filled(m.name, m.value)
		case "confidence":
			l.Confidence = d.filled(m.name, m.value)
		case "scope":
			l.Scope = d.filled(m.name, m.value)
		case "collective":
			l.Collective = d.truth(m.name, m.value)
		case "evidence":
			l.Evidence = d.evidence(m.value)
		default:
			p := d.o.LinkProperty(m.name)
			l.Properties = set(l.Properties, p, m)
		}
	}
	if rel != nil {
		l.From, l.To = rel.Sorted(l.From, l.To)
	}
	return l
}

// set adds a property in the Go type that its type, if it is known, names.
func set(properties map[string]any, p *jinqiao.Property, m member) map[string]any {
	v := m.value
	switch raw := v.(type) {
	case number:
		v = numeric(raw, p != nil && p.Type == jinqiao.TypeInt)
	case []any:
		list, ok := allText(raw)
		if ok {
			v = list
		}
		if ok && len(list) == 0 && p != nil && p.Type == jinqiao.TypeList {
			return properties // an empty list is the same as none
		}
	}
	if properties == nil {
		properties = make(map[string]any, 8)
	}
	properties[m.name] = v
	return properties
}

// numeric returns a number as a float64, or as an int if it is to be one and is
// whole. A number that is too large is infinite, which a check refuses.
func numeric(raw number, whole bool) any {
	f, _ := strconv.ParseFloat(string(raw), 64)
	const most = 1 << 53 // up to which every whole number is a float64
	if whole && f == math.Trunc(f) && math.Abs(f) <= most {
		return int(f)
	}
	return f + 0 // no negative zero
}

// allText returns the items of a list if all are text. Numbers become float64.
func allText(items []any) (list []string, text bool) {
	text = true
	list = make([]string, len(items))
	for i, item := range items {
		if n, ok := item.(number); ok {
			items[i] = numeric(n, false)
		}
		s, ok := item.(string)
		if !ok {
			text = false
		}
		list[i] = s
	}
	return list, text
}

// identify gives a link, whose ends are sorted, its id.
func (d *decoder) identify(l *jinqiao.Link) {
	d.number = jinqiao.LinkNumber(l.Relationship, l.From, l.To, l.Key)
	l.ID = jinqiao.LinkID(d.number)
}

// restore returns what a line holds that Encode wrote.
func (d *decoder) restore(place jinqiao.Place, body []byte) jinqiao.Change {
	c := d.row(line{text: body})
	c.Place = place
	if c.Link != nil {
		d.identify(c.Link)
	}
	return c
}
