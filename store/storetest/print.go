package storetest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// A printer writes answers as text, so that equal answers are equal text. Only
// what was asked is printed: a store may return more.
type printer struct {
	strings.Builder
	whole  bool // ids of links and positions too
	indent string
}

func (p *printer) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	p.WriteString(p.indent + strings.TrimRight(text, " ") + "\n")
}

func (p *printer) deeper(print func()) {
	old := p.indent
	p.indent += "  "
	print()
	p.indent = old
}

// printAnswer returns the text of an answer to a plan.
func printAnswer(plan *jinqiao.Plan, a *jinqiao.Answer, whole bool) string {
	p := &printer{whole: whole}
	if len(a.Entities) != len(plan.Entities) || len(a.Links) != len(plan.Links) {
		p.line("%d and %d pages for %d and %d queries", len(a.Entities), len(a.Links), len(plan.Entities), len(plan.Links))
		return p.String()
	}
	for i, q := range plan.Entities {
		p.entityPage(q, a.Entities[i])
	}
	for i, q := range plan.Links {
		p.linkPage(q, a.Links[i])
	}
	return p.String()
}

func (p *printer) entityPage(q *jinqiao.EntityQuery, page *jinqiao.EntityPage) {
	if page == nil {
		p.line("no page")
		return
	}
	for _, row := range page.Rows {
		p.entity(row, q.Select)
	}
	p.foot(page.HasPrior, page.HasNext, page.Total, q.Total)
}

func (p *printer) linkPage(q *jinqiao.LinkQuery, page *jinqiao.LinkPage) {
	if page == nil {
		p.line("no page")
		return
	}
	for _, row := range page.Rows {
		p.link(row, q.Select)
	}
	p.foot(page.HasPrior, page.HasNext, page.Total, q.Total)
}

func (p *printer) foot(prior, next bool, total int, counted bool) {
	text := "."
	if prior {
		text = "< " + text
	}
	if next {
		text += " >"
	}
	if counted || total != 0 {
		text += fmt.Sprintf(" of %d", total)
	}
	p.line("%s", text)
}

func (p *printer) entity(row *jinqiao.EntityRow, sel *jinqiao.EntitySelect) {
	if row == nil {
		p.line("nil")
		return
	}
	e := row.Entity
	more := cohortText(e.Cohort) + when(e.Hub, "hub")
	if sel != nil && sel.Sparse && !sel.Properties {
		more = "" // a store may leave it out
	}
	p.line("%s %s %s%s%s", e.Kind, e.ID, quote(e.Name), more, p.position(row.Position))
	if row.Select != sel {
		p.line("  Select is not what was asked")
	}
	if sel != nil {
		p.deeper(func() { p.selected(row, sel) })
	}
}

func (p *printer) selected(row *jinqiao.EntityRow, sel *jinqiao.EntitySelect) {
	e := row.Entity
	if sel.Properties {
		p.properties(listText("aliases", e.Aliases) + propertiesText(e.Properties))
	}
	if sel.Evidence {
		p.evidence(e.Evidence)
	}
	p.documents(row.Documents, sel.Documents)
	if sel.Degree {
		p.line("degree %d", row.Degree)
	}
	if len(row.Counts) != len(sel.Counts) || len(row.Links) != len(sel.Links) {
		p.line("%d counts and %d lists for %d and %d queries", len(row.Counts), len(row.Links), len(sel.Counts), len(sel.Links))
		return
	}
	for i, q := range sel.Counts {
		p.counts(row.Counts[i], among(q.On, e.Kind))
	}
	for i, q := range sel.Links {
		p.part(q, row.Links[i], among(q.On, e.Kind))
	}
}

func (p *printer) properties(text string) {
	if text == "" {
		text = "no properties"
	}
	p.line("%s", strings.TrimSpace(text))
}

func (p *printer) counts(counts []jinqiao.RelationCount, asked bool) {
	if !asked {
		p.line("counts%s", when(counts != nil, "where none were asked"))
		return
	}
	text := "counts:"
	for _, c := range counts {
		text += fmt.Sprintf(" %s %s %s %d;", c.Relationship, c.Direction, c.Kind, c.Count)
	}
	p.line("%s", text)
}

func (p *printer) part(q *jinqiao.LinkQuery, page *jinqiao.LinkPage, asked bool) {
	if !asked {
		p.line("links%s", when(page != nil, "where none were asked"))
		return
	}
	p.line("links:")
	p.deeper(func() { p.linkPage(q, page) })
}

func (p *printer) link(row *jinqiao.LinkRow, sel *jinqiao.LinkSelect) {
	if row == nil {
		p.line("nil")
		return
	}
	l := row.Link
	if sel != nil && sel.Sparse && !sel.Properties { // a store may leave out the rest
		l = &jinqiao.Link{ID: l.ID, Relationship: l.Relationship, From: l.From, To: l.To}
	}
	id := ""
	if p.whole {
		id = l.ID + " "
	}
	p.line("%s%s%s%s%s", id, linkText(l), strings.TrimRight(" "+l.Assertion+" "+l.Confidence, " "), when(l.Collective, "collective")+when(l.Scope != "", "in "+l.Scope), p.position(row.Position))
	if sel != nil {
		p.deeper(func() { p.linkSelected(row, sel) })
	}
}

func (p *printer) linkSelected(row *jinqiao.LinkRow, sel *jinqiao.LinkSelect) {
	if sel.Properties {
		p.properties(propertiesText(row.Link.Properties))
	}
	if sel.Evidence {
		p.evidence(row.Link.Evidence)
	}
	p.documents(row.Documents, sel.Documents)
	p.end("from", row.From, sel.From)
	p.end("to", row.To, sel.To)
	p.end("far", row.Far, sel.Far)
	p.end("scope", row.Scope, sel.Scope)
	p.end("by", row.By, sel.By)
}

func (p *printer) end(name string, row *jinqiao.EntityRow, sel *jinqiao.EntitySelect) {
	if sel == nil {
		return
	}
	p.line("%s:", name)
	p.deeper(func() { p.entity(row, sel) })
}

func (p *printer) documents(rows map[string]*jinqiao.EntityRow, sel *jinqiao.EntitySelect) {
	if sel == nil {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		p.end("document "+id, rows[id], sel)
	}
}

func (p *printer) evidence(all []jinqiao.Evidence) {
	for _, e := range all {
		p.line("read in %s%s%s", e.Document, when(e.Locator != "", quote(e.Locator)), when(e.AsOf != "", "as of "+string(e.AsOf)))
	}
}

func (p *printer) position(at jinqiao.Position) string {
	if !p.whole || at == nil {
		return ""
	}
	text := " @"
	for _, v := range at {
		text += " " + valueText(v)
	}
	return text
}

// linkText names a link by what it joins.
func linkText(l *jinqiao.Link) string {
	return fmt.Sprintf("%s %s → %s%s", l.Relationship, l.From, l.To, when(l.Key != "", "#"+l.Key))
}

// when returns " text" where is holds.
func when(is bool, text string) string {
	if !is {
		return ""
	}
	return " " + text
}

func cohortText(c *jinqiao.Cohort) string {
	switch {
	case c == nil:
		return ""
	case c.Size == nil:
		return " cohort" + when(c.Qualifier != "", c.Qualifier)
	}
	return fmt.Sprintf(" cohort %s %d", c.Qualifier, *c.Size)
}

func propertiesText(properties map[string]any) string {
	text := ""
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		text += " " + name + "=" + valueText(properties[name])
	}
	return text
}

func listText(name string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return name + "=" + valueText(list)
}

// valueText tells apart values of different Go types.
func valueText(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64) + "f"
	case bool:
		return strconv.FormatBool(v)
	case string:
		return quote(v)
	case []string:
		quoted := make([]string, len(v))
		for i, item := range v {
			quoted[i] = quote(item)
		}
		return "[" + strings.Join(quoted, " ") + "]"
	}
	return fmt.Sprintf("%T(%v)", v, v)
}

// quote quotes a text; a very long one is shortened to its beginning and a sum.
func quote(s string) string {
	if len(s) < 200 {
		return strconv.Quote(s)
	}
	sum := uint32(0)
	for _, c := range []byte(s) {
		sum = sum*31 + uint32(c)
	}
	return fmt.Sprintf("%q… %d bytes, sum %08x", string([]rune(s)[:10]), len(s), sum)
}
