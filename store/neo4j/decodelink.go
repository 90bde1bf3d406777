package neo4j

import (
	"strings"

	"jinqiao"
)

// link reads the cells of a link, at the entity whose id near is.
func (r *reader) link(c *cells, shape linkShape, near string, sel *jinqiao.LinkSelect) *jinqiao.LinkRow {
	l := &jinqiao.Link{ID: c.text(), Relationship: shape.relationship}
	if shape.relationship == "" {
		l.Relationship = c.text()
	}
	leaves := r.ends(c, l, shape, near, sel)
	if !sparseLink(sel) {
		l.Key, l.Assertion, l.Confidence, l.Collective, l.Scope = c.text(), c.text(), c.text(), c.flag(), c.text()
	}
	row := &jinqiao.LinkRow{Link: l}
	if sel == nil {
		return row
	}
	if sel.Properties {
		properties, _ := c.next().(map[string]any)
		l.Properties = recorded(properties, linkFields)
	}
	if sel.Evidence || sel.Documents != nil {
		l.Evidence = r.evidence(l.ID, c.text())
	}
	if sel.Documents != nil {
		row.Documents = r.entitiesByID(c.list(), sel.Documents)
	}
	row.From, row.To = r.one(c, sel.From), r.one(c, sel.To)
	r.far(c, row, shape, leaves, sel)
	row.Scope, row.By = r.one(c, sel.Scope), r.one(c, sel.By)
	return row
}

// ends reads the ids of a link's ends, as far as they are there, and whether it
// leaves the entity at which it is.
func (r *reader) ends(c *cells, l *jinqiao.Link, shape linkShape, near string, sel *jinqiao.LinkSelect) (leaves bool) {
	if shape.far == "" {
		l.From, l.To = c.text(), c.text()
		return false
	}
	leaves = shape.direction == jinqiao.Out
	if shape.direction == jinqiao.Both {
		leaves = c.flag()
	}
	far := ""
	if !farSelected(sel) {
		far = c.text()
	}
	l.From, l.To = far, near
	if leaves {
		l.From, l.To = near, far
	}
	return leaves
}

// far reads the other end of a link, whose id is also an end of it.
func (r *reader) far(c *cells, row *jinqiao.LinkRow, shape linkShape, leaves bool, sel *jinqiao.LinkSelect) {
	if sel.Far == nil {
		return
	}
	list := c.list()
	if shape.far == "" {
		return
	}
	row.Far = r.entity(list, shape.kind, sel.Far)
	if leaves {
		row.Link.To = row.Far.Entity.ID
	} else {
		row.Link.From = row.Far.Entity.ID
	}
}

// one reads the list of the one entity that a link names, or of none.
func (r *reader) one(c *cells, sel *jinqiao.EntitySelect) *jinqiao.EntityRow {
	if sel == nil {
		return nil
	}
	list := c.list()
	if len(list) == 0 {
		return nil
	}
	return r.entity(cellsOf(list[0]).rest, "", sel)
}

func (r *reader) evidence(of, text string) []jinqiao.Evidence {
	evidence, err := readEvidence(text)
	if err != nil {
		r.fail("the evidence of %s cannot be read: %w", of, err)
	}
	return evidence
}

// recorded returns the properties of the ontology among those of a node or
// relationship. What others have set to values of other types is left out.
func recorded(from map[string]any, fields map[string]bool) map[string]any {
	properties := make(map[string]any, len(from))
	for name, value := range from {
		if fields[name] || strings.HasPrefix(name, "_") {
			continue
		}
		switch v := value.(type) {
		case string, bool, float64:
			properties[name] = v
		case int64:
			properties[name] = int(v)
		case []any:
			properties[name] = texts(v)
		}
	}
	return properties
}

// texts returns a list of text; nil for none.
func texts(value any) []string {
	items, ok := value.([]any)
	if !ok {
		return nil
	}
	list := make([]string, 0, len(items))
	for _, item := range items {
		if text, ok := item.(string); ok {
			list = append(list, text)
		}
	}
	return list
}
