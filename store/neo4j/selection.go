package neo4j

import (
	"strings"

	"jinqiao"
)

// cellList is what is read of an entity or link: the cells of a list, and the
// clauses that have to stand before the list is made.
type cellList struct {
	clauses string
	cells   []string
}

func (l *cellList) add(cells ...string) { l.cells = append(l.cells, cells...) }

func (l *cellList) list() string { return "[" + strings.Join(l.cells, ", ") + "]" }

// returned returns the end of a subquery that gives the list.
func (l *cellList) returned() string { return l.clauses + " RETURN " + l.list() }

// hoisted returns an expression that stands for one: itself, or, if something is
// grouped in it, a variable. Cypher takes a grouping, however deep within, for
// one of the list in which it stands.
func (c *compiler) hoisted(l *cellList, outer, expression string) string {
	if !strings.Contains(expression, grouping) {
		return expression
	}
	name := c.variable("c")
	l.clauses += " CALL (" + outer + ") { RETURN " + expression + " AS " + name + " }"
	return name
}

const grouping = "count(*)"

// A linkShape is what the pattern tells of a link, so that it is not read: each
// property that is costs as much as going over those that lie before it.
type linkShape struct {
	far          string            // variable of the other end, seen from the entity of which it is asked; "" for none
	kind         string            // of the other end, if there is but one
	relationship string            // if there is but one
	direction    jinqiao.Direction // Both where each link has its own
}

// entityCells returns what is read of an entity, whose kind may be known. The
// order of its cells is that in which reader.entity takes them.
func (c *compiler) entityCells(e, kind string, sel *jinqiao.EntitySelect) *cellList {
	l := &cellList{}
	l.add(e + ".id")
	if kind == "" {
		l.add("labels(" + e + ")")
	}
	l.add(e + ".name")
	if !sparse(sel) {
		l.add(e+".hub", e+".cohort", e+"."+cohortSizeField, e+"."+cohortQualifierField)
	}
	if sel == nil {
		return l
	}
	if sel.Properties {
		l.add("properties(" + e + ")")
	}
	c.evidenceCells(l, e, sel.Evidence, sel.Documents)
	if sel.Degree {
		l.add("COUNT { (" + e + ")-[" + ":" + alternatives(c.relationships) + "]-() }")
	}
	for _, q := range sel.Counts {
		c.countCells(l, e, q)
	}
	for _, q := range sel.Links {
		l.add(c.part(l, e, q))
	}
	return l
}

func sparse(sel *jinqiao.EntitySelect) bool { return sel != nil && sel.Sparse && !sel.Properties }

func sparseLink(sel *jinqiao.LinkSelect) bool { return sel != nil && sel.Sparse && !sel.Properties }

// evidenceCells adds the evidence and the documents of an entity or link.
func (c *compiler) evidenceCells(l *cellList, x string, evidence bool, documents *jinqiao.EntitySelect) {
	if evidence || documents != nil {
		l.add(x + "." + evidenceField)
	}
	if documents != nil {
		l.add(c.hoisted(l, x, c.byIDs(c.variable("e"), "coalesce("+x+"."+documentsField+", [])", documents)))
	}
}

// countCells adds how many links there are at an entity, by relationship,
// direction, whether they lead back to it, and labels of the far end.
func (c *compiler) countCells(list *cellList, e string, q *jinqiao.CountQuery) {
	s := c.step(jinqiao.Trail{Direction: jinqiao.Both}, e)
	l := s.scope.link
	condition := and(c.ofKinds(e, q.On), s.condition, c.link(q.Filter, s.scope, 0))
	if condition == no {
		list.add("[]")
		return
	}
	name := c.variable("c")
	list.clauses += " CALL (" + e + ") { MATCH " + s.pattern + where(condition) +
		" WITH type(" + l + ") AS t, startNode(" + l + ") = " + e + " AS o, endNode(" + l + ") = startNode(" + l + ") AS s, labels(" + s.far + ") AS k, " +
		grouping + " AS n RETURN collect([t, o, s, k, n]) AS " + name + " }"
	list.add(name)
}

// part returns the list that answers a query for the links at an entity.
func (c *compiler) part(list *cellList, e string, q *jinqiao.LinkQuery) string {
	s := c.step(q.Trail, e)
	l := rowList{
		source:    "MATCH " + s.pattern,
		row:       s.scope.link + ", " + s.far,
		condition: and(c.ofKinds(e, q.On), s.condition, c.link(q.Filter, s.scope, 0), c.entity(q.Node, s.far, 0)),
		levels:    c.levels(q.Order, s.far),
	}
	if len(q.Order) > 0 {
		l.levels = append(l.levels, level{x: s.far + ".id"})
	}
	l.levels = append(l.levels, level{x: s.scope.link + ".id", form: asLinkID})
	shape := linkShape{far: s.far, kind: onlyOne(c.knownKinds(q.Trail.Kinds)), relationship: onlyOne(c.knownRelationships(q.Trail.Relationships)), direction: s.direction()}
	listing, rows, rest := c.listing(l, q.Page, q.Total, func() *cellList { return c.linkCells(s.scope, shape, q.Select) })
	listing.shape = shape
	c.tree[q] = listing
	return listing.columns(c.hoisted(list, e, rows), rest)
}

// linkCells returns what is read of a link. The order of its cells is that in
// which reader.link takes them.
func (c *compiler) linkCells(s linkScope, shape linkShape, sel *jinqiao.LinkSelect) *cellList {
	l, list := s.link, &cellList{}
	start, end := "startNode("+l+")", "endNode("+l+")"
	list.add(l + ".id")
	if shape.relationship == "" {
		list.add("type(" + l + ")")
	}
	switch {
	case shape.far == "":
		list.add(s.from+".id", s.to+".id")
	case shape.direction == jinqiao.Both:
		list.add(end + " = " + shape.far)
	}
	if shape.far != "" && !farSelected(sel) {
		list.add(shape.far + ".id")
	}
	if !sparseLink(sel) {
		list.add(l+".key", l+".assertion", l+".confidence", l+".collective", l+".scope")
	}
	if sel == nil {
		return list
	}
	if sel.Properties {
		list.add("properties(" + l + ")")
	}
	c.evidenceCells(list, l, sel.Evidence, sel.Documents)
	c.endCells(list, s, s.from, start, sel.From)
	c.endCells(list, s, s.to, end, sel.To)
	if sel.Far != nil && shape.far == "" {
		list.add("[]")
	} else if sel.Far != nil {
		cells := c.entityCells(shape.far, shape.kind, sel.Far)
		list.clauses += cells.clauses
		list.add(cells.list())
	}
	for _, named := range []struct {
		id  string
		sel *jinqiao.EntitySelect
	}{{l + ".scope", sel.Scope}, {l + ".by", sel.By}} {
		if named.sel != nil {
			list.add(c.hoisted(list, l, c.byIDs(c.variable("e"), "["+named.id+"]", named.sel)))
		}
	}
	return list
}

func farSelected(sel *jinqiao.LinkSelect) bool { return sel != nil && sel.Far != nil }

// endCells adds the list of the one entity at an end of a link.
func (c *compiler) endCells(list *cellList, s linkScope, variable, expression string, sel *jinqiao.EntitySelect) {
	switch {
	case sel == nil:
	case variable != "":
		cells := c.entityCells(variable, "", sel)
		list.clauses += cells.clauses
		list.add("[" + cells.list() + "]")
	default:
		e := c.variable("e")
		list.add(c.hoisted(list, s.link, "COLLECT { WITH "+expression+" AS "+e+c.entityCells(e, "", sel).returned()+" }"))
	}
}
