package ingest

import (
	"fmt"
	"strings"

	"jinqiao"
)

func (d *decoder) text(field string, v any) string {
	s, ok := v.(string)
	if !ok && v != nil {
		d.add(field, "has to be text, not %s", inWords(v))
	}
	return s
}

// filled returns text of a field that may be missing, but not empty.
func (d *decoder) filled(field string, v any) string {
	s := d.text(field, v)
	if v == "" {
		d.add(field, "is empty; leave it out if it is not known")
	}
	return s
}

func (d *decoder) truth(field string, v any) bool {
	b, ok := v.(bool)
	if !ok {
		d.add(field, "has to be true or false, not %s", inWords(v))
	}
	return b
}

func (d *decoder) texts(field string, v any) []string {
	items, ok := v.([]any)
	if !ok {
		d.add(field, "has to be a list of text, not %s", inWords(v))
		return nil
	}
	var list []string
	for i, item := range items {
		s, ok := item.(string)
		if !ok {
			d.add(fmt.Sprintf("%s[%d]", field, i), "has to be text, not %s", inWords(item))
		}
		list = append(list, s)
	}
	return list
}

func (d *decoder) cohort(v any) *jinqiao.Cohort {
	o, ok := v.(object)
	if !ok {
		d.add("cohort", "has to be an object with size and qualifier, not %s", inWords(v))
		return nil
	}
	g := &jinqiao.Cohort{}
	for _, m := range o {
		if m.value == nil {
			continue
		}
		switch m.name {
		case "size":
			g.Size = d.size(m.value)
		case "qualifier":
			g.Qualifier = d.filled("cohort.qualifier", m.value)
		default:
			d.unknown("cohort", m.name, "size", "qualifier")
		}
	}
	return g
}

// size returns 0 for what is none, so that the qualifier is not blamed as well.
func (d *decoder) size(v any) *int {
	n := 0
	raw, ok := v.(number)
	if !ok {
		d.add("cohort.size", "has to be a whole number, not %s", inWords(v))
		return &n
	}
	if n, ok = numeric(raw, true).(int); !ok {
		d.add("cohort.size", "has to be a whole number, not %s", raw)
	}
	return &n
}

func (d *decoder) evidence(v any) []jinqiao.Evidence {
	items, ok := v.([]any)
	if !ok {
		d.add("evidence", "has to be a list of objects with document, locator and asOf, not %s", inWords(v))
		return nil
	}
	var list []jinqiao.Evidence
	for i, item := range items {
		field := fmt.Sprintf("evidence[%d]", i)
		o, ok := item.(object)
		if !ok {
			d.add(field, "has to be an object with document, locator and asOf, not %s", inWords(item))
			continue
		}
		list = append(list, d.piece(field, o))
	}
	return list
}

func (d *decoder) piece(field string, o object) (e jinqiao.Evidence) {
	for _, m := range o {
		if m.value == nil {
			continue
		}
		switch m.name {
		case "document":
			e.Document = d.text(field+".document", m.value)
		case "locator":
			e.Locator = d.filled(field+".locator", m.value)
		case "asOf":
			e.AsOf = jinqiao.PartialDate(d.filled(field+".asOf", m.value))
		default:
			d.unknown(field, m.name, "document", "locator", "asOf")
		}
	}
	return e
}

func (d *decoder) unknown(field, name string, known ...string) {
	if near := jinqiao.Nearest(name, known); near != "" {
		d.add(field+"."+name, "unknown field; did you mean %s?", near)
		return
	}
	d.add(field+"."+name, "unknown field; it may have %s", strings.Join(known, ", "))
}

// inWords names the type of a value as its author knows it.
func inWords(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "text"
	case bool:
		return "true or false"
	case number, float64, int:
		return "a number"
	case []any, []string:
		return "a list"
	}
	return "an object"
}
