package sqlite

import (
	"database/sql/driver"
	"fmt"

	"jinqiao"
)

// entityColumns are the columns that every entity is read with, and those that
// are read when they are asked for.
const (
	entityColumns   = "e.ord, e.id, e.kind, e.name, e.cohort, e.size, e.qualifier, e.hub"
	propertyColumns = ", e.aliases, e.props"
	evidenceColumn  = ", e.evidence"
)

// found is an entity in the making, with its ord.
type found struct {
	row *jinqiao.EntityRow
	ord int64
}

// columnsFor returns the columns that a selection needs.
func columnsFor(sel *jinqiao.EntitySelect) string {
	columns := entityColumns
	if sel != nil && sel.Properties {
		columns += propertyColumns
	}
	if sel != nil && (sel.Evidence || sel.Documents != nil) {
		columns += evidenceColumn
	}
	return columns
}

// entity reads a row of columnsFor.
func (r *reader) entity(row []driver.Value, sel *jinqiao.EntitySelect) (found, error) {
	e, err := r.s.entity(row, sel != nil && sel.Properties, sel != nil && (sel.Evidence || sel.Documents != nil))
	if err != nil {
		return found{}, err
	}
	ord := row[0].(int64)
	r.ids[ord] = e.ID
	return found{&jinqiao.EntityRow{Entity: e, Select: sel}, ord}, nil
}

// entity reads the columns of an entity.
func (s *Store) entity(row []driver.Value, properties, evidence bool) (*jinqiao.Entity, error) {
	e := &jinqiao.Entity{ID: text(row[1]), Kind: s.names.kindNames[row[2].(int64)], Name: text(row[3]), Hub: row[7] != int64(0)}
	if row[4] != int64(0) {
		e.Cohort = &jinqiao.Cohort{Qualifier: text(row[6])}
		if n, ok := row[5].(int64); ok {
			size := int(n)
			e.Cohort.Size = &size
		}
	}
	p := parser{}
	rest := row[8:]
	if properties {
		e.Aliases, e.Properties = p.aliases(rest[0]), p.propertiesOf(rest[1])
		rest = rest[2:]
	}
	if evidence {
		e.Evidence = p.evidenceOf(rest[0])
	}
	if p.damaged {
		return nil, fmt.Errorf("what is stored of %s cannot be read", e.ID)
	}
	return e, nil
}

// linkColumns are the columns that every link is read with.
const (
	linkColumns        = "l.number, l.relationship, l.source, l.target, l.assertion, l.confidence, l.collective, l.scope, l.key"
	linkPropertyColumn = ", l.props"
	linkEvidenceColumn = ", l.evidence"
	linkByColumn       = ", l.props ->> 'by'"
	fixedLinkColumns   = 9
)

// foundLink is a link in the making, with the ords of its ends.
type foundLink struct {
	row            *jinqiao.LinkRow
	source, target int64
	near           int64 // the end of which it was asked; 0 for none
	by             string
}

func linkColumnsFor(sel *jinqiao.LinkSelect) string {
	columns := linkColumns
	if sel == nil {
		return columns
	}
	if sel.Properties {
		columns += linkPropertyColumn
	}
	if sel.Evidence || sel.Documents != nil {
		columns += linkEvidenceColumn
	}
	if sel.By != nil {
		columns += linkByColumn
	}
	return columns
}

// link reads a row of linkColumnsFor. The ids of its ends come later.
func (r *reader) link(row []driver.Value, sel *jinqiao.LinkSelect) (foundLink, error) {
	l := r.s.link(row)
	f := foundLink{row: &jinqiao.LinkRow{Link: l}, source: row[2].(int64), target: row[3].(int64)}
	if sel == nil {
		return f, nil
	}
	p := parser{}
	rest := row[fixedLinkColumns:]
	if sel.Properties {
		l.Properties = p.propertiesOf(rest[0])
		rest = rest[1:]
	}
	if sel.Evidence || sel.Documents != nil {
		l.Evidence = p.evidenceOf(rest[0])
		rest = rest[1:]
	}
	if sel.By != nil {
		f.by = text(rest[0])
	}
	if p.damaged {
		return f, fmt.Errorf("what is stored of %s cannot be read", l.ID)
	}
	return f, nil
}

// link reads linkColumns, without the ends.
func (s *Store) link(row []driver.Value) *jinqiao.Link {
	return &jinqiao.Link{
		ID:           jinqiao.LinkID(uint64(row[0].(int64))),
		Relationship: s.names.relationshipNames[row[1].(int64)],
		Assertion:    text(row[4]),
		Confidence:   text(row[5]),
		Collective:   row[6] != int64(0),
		Scope:        text(row[7]),
		Key:          text(row[8]),
	}
}

// text returns a column's text, "" for null.
func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

// orNull returns null for the text that stands for nothing.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (p *parser) aliases(v driver.Value) []string {
	if p.rest = text(v); p.rest == "" {
		return nil
	}
	return p.strings()
}

func (p *parser) propertiesOf(v driver.Value) map[string]any {
	if p.rest = text(v); p.rest == "" {
		return nil
	}
	return p.properties()
}

func (p *parser) evidenceOf(v driver.Value) []jinqiao.Evidence {
	if p.rest = text(v); p.rest == "" {
		return nil
	}
	return p.evidence()
}
