package model

import (
	"fmt"
	"strconv"
	"strings"

	"jinqiao"
)

// A Cohort is what is known of an anonymous group.
type Cohort struct{ cohort jinqiao.Cohort }

// Size returns how many; nil where the source does not count.
func (c *Cohort) Size() *int { return c.cohort.Size }

// Qualifier returns how the number is meant.
func (c *Cohort) Qualifier() *string { return orNil(c.cohort.Qualifier) }

// Text returns the size in words.
func (c *Cohort) Text(language string) string {
	switch {
	case c.cohort.Size == nil && language == "EN":
		return "a group of unknown size"
	case c.cohort.Size == nil:
		return "一个群体（数量不详）"
	}
	size := strconv.Itoa(*c.cohort.Size)
	if c.cohort.Qualifier == "EXACT" {
		return size
	}
	return ontology().Label("Qualifier", c.cohort.Qualifier).In(language) + " " + size
}

// Evidence is where a fact was read.
type Evidence struct {
	evidence jinqiao.Evidence
	document *jinqiao.EntityRow
}

func evidence(list []jinqiao.Evidence, documents map[string]*jinqiao.EntityRow) []*Evidence {
	all := make([]*Evidence, len(list))
	for i, e := range list {
		all[i] = &Evidence{e, documents[e.Document]}
	}
	return all
}

// Locator returns the place in the document.
func (e *Evidence) Locator() *string { return orNil(e.evidence.Locator) }

// AsOf returns the date that the source speaks of.
func (e *Evidence) AsOf() *string { return orNil(string(e.evidence.AsOf)) }

// Citation returns document, place and date as one text. The plan fetches the
// document for it.
func (e *Evidence) Citation(language string) string {
	name := e.evidence.Document
	if e.document != nil {
		name = nameIn(e.document.Entity, language)
	}
	opening, closing, comma := "《", "》", "，"
	if language == "EN" {
		opening, closing, comma = "“", "”", ", "
	}
	parts := []string{opening + name + closing}
	if e.evidence.Locator != "" {
		parts = append(parts, e.evidence.Locator)
	}
	if e.evidence.AsOf != "" {
		parts = append(parts, string(e.evidence.AsOf))
	}
	return strings.Join(parts, comma)
}

// A Period is a span of time.
type Period struct{ period jinqiao.Period }

func period(properties map[string]any, name string) *Period {
	s, ok := properties[name].(string)
	if !ok {
		return nil
	}
	return &Period{jinqiao.Period(s)}
}

// Text returns the period as recorded.
func (p *Period) Text() string { return string(p.period) }

// Start returns its start; nil where not known.
func (p *Period) Start() *string {
	from, _ := p.period.Ends()
	return orNil(string(from))
}

// End returns its end; nil where open.
func (p *Period) End() *string {
	_, to := p.period.Ends()
	return orNil(string(to))
}

// A Property is one recorded property for display.
type Property struct{ Name, Label, Value, Text string }

func properties(all []*jinqiao.Property, recorded map[string]any, language string) []*Property {
	shown := []*Property{}
	for _, p := range all {
		v, ok := recorded[p.Name]
		if !ok {
			continue
		}
		value := plain(v)
		shown = append(shown, &Property{p.Name, p.Label.In(language), value, inWords(p, v, value, language)})
	}
	return shown
}

func plain(v any) string {
	switch v := v.(type) {
	case []string:
		return strings.Join(v, "; ")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

func inWords(p *jinqiao.Property, v any, value, language string) string {
	switch v := v.(type) {
	case bool:
		return yesNo(v, language)
	case []string:
		if language == "ZH" {
			return strings.Join(v, "；")
		}
	case string:
		if p.Type == jinqiao.TypeEnum {
			return ontology().Label(p.Enum, v).In(language)
		}
	}
	return value
}

func yesNo(v bool, language string) string {
	switch {
	case v && language == "EN":
		return "yes"
	case v:
		return "是"
	case language == "EN":
		return "no"
	}
	return "否"
}

// A RelationCount counts links of one relationship, one way, to one kind.
type RelationCount struct {
	Relationship, Direction, Kind string
	Count                         int
}

func relationCounts(list []jinqiao.RelationCount) []*RelationCount {
	all := make([]*RelationCount, len(list))
	for i, c := range list {
		all[i] = &RelationCount{c.Relationship, string(c.Direction), ontology().Kind(c.Kind).Enum, c.Count}
	}
	return all
}
