package neo4j

import (
	"slices"
	"strings"

	"jinqiao"
)

// A statement is the text that answers a plan, with its parameters, and how its
// columns are read.
type statement struct {
	text     string // an expression: the list of the answers
	params   map[string]any
	entities []*listing // nil for a query by ids
	links    []*listing
	tree     map[*jinqiao.LinkQuery]*listing // of the parts
}

// compile returns the statement that answers a plan, all of it at once.
func compile(s *schema, plan *jinqiao.Plan) (*statement, error) {
	c := &compiler{builder: newBuilder(s), tree: map[*jinqiao.LinkQuery]*listing{}}
	st := &statement{tree: c.tree}
	var columns []string
	for _, q := range plan.Entities {
		l, text := c.entities(q)
		st.entities, columns = append(st.entities, l), append(columns, text)
	}
	for _, q := range plan.Links {
		l, text := c.linkList(q)
		st.links, columns = append(st.links, l), append(columns, text)
	}
	st.text, st.params = "["+strings.Join(columns, ",\n ")+"]", c.params
	return st, c.err
}

// compiler makes the expressions of what is selected.
type compiler struct {
	*builder
	tree map[*jinqiao.LinkQuery]*listing
}

// entities returns the expression that answers a query for entities.
func (c *compiler) entities(q *jinqiao.EntityQuery) (*listing, string) {
	e := c.variable("e")
	if q.IDs != nil {
		return nil, c.byIDs(e, c.param(values(unique(q.IDs))), q.Select)
	}
	orders := q.Order
	if len(orders) == 0 {
		orders = []jinqiao.Order{{Property: "name"}}
	}
	l := c.entityList(e, q.Filter, orders)
	kind := c.oneKind(q.Filter)
	listing, rows, rest := c.listing(l, q.Page, q.Total, func() *cellList { return c.entityCells(e, kind, q.Select) })
	listing.kind = kind
	return listing, listing.columns(rows, rest)
}

// oneKind returns the kind to which a filter limits a list, "" if it leaves several.
func (c *compiler) oneKind(f jinqiao.Filter) string {
	kinds, _ := kindsOf(f)
	return onlyOne(c.knownKinds(kinds))
}

// onlyOne returns the one name of a list, "" for none or several.
func onlyOne(names []string) string {
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// byIDs returns the list of the entities of a list of ids.
func (c *compiler) byIDs(e, ids string, sel *jinqiao.EntitySelect) string {
	id := c.variable("i")
	return "COLLECT { UNWIND " + ids + " AS " + id + " MATCH (" + e + ":" + entityLabel + " {id: " + id + "})" + c.entityCells(e, "", sel).returned() + " }"
}

// entityList returns the list of the entities for which a filter holds. It is
// read from what the index of terms finds, if that narrows down; by name from
// the index of each of the kinds, or that of all.
func (c *compiler) entityList(e string, f jinqiao.Filter, orders []jinqiao.Order) rowList {
	kinds, rest := kindsOf(f)
	known := c.knownKinds(kinds)
	if kinds == nil || len(known) == len(c.kinds) {
		kinds, known = nil, []string{entityLabel}
	}
	l := rowList{
		source: "MATCH (" + e + ":" + alternatives(known) + ")", row: e,
		condition: c.entity(rest, e, 0),
		levels:    append(c.levels(orders, e), level{x: e + ".id"}),
	}
	query := anchor(rest)
	switch {
	case len(known) == 0:
		l.source, l.condition = "MATCH ("+e+":"+entityLabel+")", no
	case selective(rest):
		l.source, l.condition = "MATCH ("+e+":"+entityLabel+")", and(c.ofKinds(e, kinds), l.condition)
	case query != "":
		l.source, l.condition = c.fullText(e, query), and(c.ofKinds(e, kinds), l.condition)
	case len(known) > 1 && byName(orders):
		for _, name := range known {
			l.parts = append(l.parts, "MATCH ("+e+":"+quoted(name)+")")
		}
	}
	if rest == nil {
		l.size = sizes(known, "COUNT { (:", ") }")
	}
	return l
}

// byName reports whether an order begins with the name, for which there are
// indexes, and needs no counting.
func byName(orders []jinqiao.Order) bool {
	return orders[0].Count == nil && orders[0].Property == "name" && !slices.ContainsFunc(orders, func(o jinqiao.Order) bool { return o.Count != nil })
}

// sizes returns the sum of what the server knows of labels or types by heart.
func sizes(names []string, before, after string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = before + quoted(name) + after
	}
	return strings.Join(parts, " + ")
}

// kindsOf takes the kinds that a filter limits the list to out of it; nil for
// all.
func kindsOf(f jinqiao.Filter) (kinds []string, rest jinqiao.Filter) {
	switch f := f.(type) {
	case jinqiao.OfKind:
		return append([]string{}, f...), nil
	case jinqiao.All:
		var others jinqiao.All
		for _, part := range f {
			k, rest := kindsOf(part)
			kinds = both(kinds, k)
			if rest != nil {
				others = append(others, rest)
			}
		}
		if len(others) == 0 {
			return kinds, nil
		}
		return kinds, others
	}
	return nil, f
}

// both returns what is in both lists of kinds, nil standing for all.
func both(a, b []string) []string {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	return intersect(a, b)
}

// linkList returns the expression that answers a query for links.
func (c *compiler) linkList(q *jinqiao.LinkQuery) (*listing, string) {
	if q.IDs != nil {
		return nil, c.linksByID(q)
	}
	l, from, to := c.variable("l"), c.variable("e"), c.variable("e")
	scope := linkScope{l, from, to}
	rows := c.linkRows(scope, q.Filter)
	listing, list, rest := c.listing(rows, q.Page, q.Total, func() *cellList { return c.linkCells(scope, linkShape{}, q.Select) })
	return listing, listing.columns(list, rest)
}

// mostParts is how many relationships are read one by one and merged, where a
// filter has to be tried on each.
const mostParts = 8

// linkRows returns the list of the links for which a filter holds. It is read
// from their ends where the filter says which, else of each relationship in the
// order of ids, if these are few.
func (c *compiler) linkRows(s linkScope, f jinqiao.Filter) rowList {
	types := c.knownRelationships(relationshipsOf(f))
	from, to := endLabel(f, true), endLabel(f, false)
	source := func(types []string) string {
		return "MATCH (" + s.from + from + ")-[" + s.link + ":" + alternatives(types) + "]->(" + s.to + to + ")"
	}
	l := rowList{row: s.link + ", " + s.from + ", " + s.to, condition: c.link(f, s, 0), levels: []level{{x: s.link + ".id", form: asLinkID}}}
	if len(types) == 0 {
		l.source, l.condition = source(c.relationships), no
		return l
	}
	l.source = source(types)
	_, byType := f.(jinqiao.OfRelationship)
	byType = byType || f == nil
	if byType {
		l.condition, l.size = yes, sizes(types, "COUNT { ()-[:", "]->() }")
	}
	l.indexed = from == "" && to == ""
	if l.indexed && len(types) > 1 && (byType || len(types) <= mostParts) {
		for _, name := range types {
			l.parts = append(l.parts, source([]string{name}))
		}
	}
	return l
}

// endLabel returns the label of an end from which links are to be read, because
// the filter says which entity that is; "" where it does not.
func endLabel(f jinqiao.Filter, from bool) string {
	switch f := f.(type) {
	case jinqiao.All:
		for _, part := range f {
			if label := endLabel(part, from); label != "" {
				return label
			}
		}
	case jinqiao.FromIs:
		if from && selective(f.Filter) {
			return ":" + entityLabel
		}
	case jinqiao.ToIs:
		if !from && selective(f.Filter) {
			return ":" + entityLabel
		}
	}
	return ""
}

// linksByID returns the list of the links of a list of ids. Each relationship
// has an index of its own.
func (c *compiler) linksByID(q *jinqiao.LinkQuery) string {
	var ids []string
	for _, id := range unique(q.IDs) {
		if _, ok := jinqiao.ParseLinkID(id); ok {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return "[]"
	}
	wanted := c.wanted(ids, q.Among)
	l, from, to := c.variable("l"), c.variable("e"), c.variable("e")
	var parts []string
	for _, name := range c.relationships {
		parts = append(parts, "MATCH ("+from+")-["+l+":"+quoted(name)+"]->("+to+") WHERE "+l+".id IN "+wanted(name)+" RETURN "+l+", "+from+", "+to)
	}
	return "COLLECT { CALL () { " + strings.Join(parts, " UNION ALL ") + " }" + c.linkCells(linkScope{l, from, to}, linkShape{}, q.Select).returned() + " }"
}

// wanted returns which ids to look up in the index of a relationship: none where it
// is not among those that the links are of. The statement has the same text and the
// same types of parameters for any of them: the server would plan it anew otherwise,
// which takes it a third of a second.
func (c *compiler) wanted(ids, among []string) func(relationship string) string {
	if among == nil {
		all := c.param(values(ids))
		return func(string) string { return all }
	}
	of := map[string]any{}
	for _, name := range c.relationships {
		of[name] = []any{}
		if slices.Contains(among, name) {
			of[name] = values(ids)
		}
	}
	all := c.param(of)
	return func(relationship string) string { return all + "." + quoted(relationship) }
}

// relationshipsOf returns the relationships to which a filter limits a list;
// nil for all.
func relationshipsOf(f jinqiao.Filter) []string {
	switch f := f.(type) {
	case jinqiao.OfRelationship:
		return append([]string{}, f...)
	case jinqiao.All:
		for _, part := range f {
			if names := relationshipsOf(part); names != nil {
				return names
			}
		}
	}
	return nil
}
