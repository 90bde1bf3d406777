package model

import (
	"slices"
	"strings"

	"jinqiao"
)

// both returns two links in a row as one sentence, where the relationship has
// words for two that end at the same: an agreement and its two parties. It returns
// "" where it has none, or where the links do not hold alike.
func both(first, second *Link, language string) string {
	a, b := first.row.Link, second.row.Link
	if a.Relationship != b.Relationship || a.To != b.To || a.From == b.From {
		return ""
	}
	reading := ontology().Relationship(a.Relationship).Both.In(language)
	if reading == "" || a.Text("stage") != "" || b.Text("stage") != "" {
		return ""
	}
	limits := first.qualifiers(language)
	if !slices.Equal(limits, second.qualifiers(language)) {
		return ""
	}
	x, y := stated(first.row.From.Entity, language), stated(second.row.From.Entity, language)
	near, with := x+"与"+y, y+"与"+x
	if language == "EN" {
		near, with = x+" and "+y, y+" and "+x
	}
	far := meeting(first.row.To.Entity, []string{near, with}, language)
	return sentence(near, reading, far, language) + bracketed(limits, language)
}

// meeting names that at which two meet, without their own names before it, with
// its status and its date. That a date is not known is said.
func meeting(e *jinqiao.Entity, parties []string, language string) string {
	name := nameIn(e, language)
	for _, p := range parties {
		if rest := strings.TrimPrefix(name, p); rest != "" && language != "EN" {
			name = rest
		}
	}
	var facts []string
	if status := e.Text("status"); status != "" {
		facts = append(facts, ontology().Label("Status", status).In(language))
	}
	for _, p := range ontology().Kind(e.Kind).Properties {
		if p.Type == jinqiao.TypeDate {
			facts = append(facts, dated(p, e.Text(p.Name), language))
		}
	}
	return name + bracketed(facts, language)
}

// dated returns a date with its label, or that it is not stated.
func dated(p *jinqiao.Property, date, language string) string {
	label := p.Label.In(language)
	switch {
	case language == "EN" && date == "":
		return label + " not stated"
	case language == "EN":
		return label + " " + date
	case date == "":
		return label + "未注明"
	}
	return label + dateIn(date, language)
}

// bracketed puts what is added to a statement into brackets, nothing for nothing.
func bracketed(said []string, language string) string {
	switch {
	case len(said) == 0:
		return ""
	case language == "EN":
		return " (" + strings.Join(said, "; ") + ")"
	}
	return "（" + strings.Join(said, "；") + "）"
}
