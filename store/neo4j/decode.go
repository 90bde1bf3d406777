package neo4j

import (
	"cmp"
	"fmt"
	"slices"

	"jinqiao"
)

// reader makes an answer of the lists that a statement gave. The first fault is
// kept.
type reader struct {
	*schema
	tree map[*jinqiao.LinkQuery]*listing
	err  error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// cells are taken from the front of a list.
type cells struct{ rest []any }

func (c *cells) next() any {
	if len(c.rest) == 0 {
		return nil
	}
	v := c.rest[0]
	c.rest = c.rest[1:]
	return v
}

func (c *cells) text() string {
	s, _ := c.next().(string)
	return s
}

func (c *cells) flag() bool {
	b, _ := c.next().(bool)
	return b
}

func (c *cells) number() int {
	n, _ := c.next().(int64)
	return int(n)
}

func (c *cells) list() []any {
	list, _ := c.next().([]any)
	return list
}

func cellsOf(v any) *cells {
	list, _ := v.([]any)
	return &cells{list}
}

// answer reads the answers to a plan.
func (r *reader) answer(plan *jinqiao.Plan, st *statement, columns []any) *jinqiao.Answer {
	a, c := &jinqiao.Answer{}, &cells{columns}
	for i, q := range plan.Entities {
		a.Entities = append(a.Entities, r.entityPage(q, st.entities[i], c.list()))
	}
	for i, q := range plan.Links {
		a.Links = append(a.Links, r.linkPage(q, st.links[i], c.list(), ""))
	}
	return a
}

func (r *reader) entityPage(q *jinqiao.EntityQuery, l *listing, list []any) *jinqiao.EntityPage {
	page := &jinqiao.EntityPage{Rows: []*jinqiao.EntityRow{}}
	if l == nil {
		rows := r.entitiesByID(list, q.Select)
		for _, id := range q.IDs {
			page.Rows = append(page.Rows, rows[id])
		}
		return page
	}
	s := l.read(list)
	page.HasPrior, page.HasNext, page.Total = s.prior, s.next, s.total
	for _, item := range s.rows {
		place := cellsOf(item)
		p := position(l.levels, place.list())
		row := r.entity(place.list(), l.kind, q.Select)
		row.Position = p
		page.Rows = append(page.Rows, row)
	}
	return page
}

// linkPage reads the answer to a query for links: of those at an entity, if near
// is its id.
func (r *reader) linkPage(q *jinqiao.LinkQuery, l *listing, list []any, near string) *jinqiao.LinkPage {
	page := &jinqiao.LinkPage{Rows: []*jinqiao.LinkRow{}}
	if l == nil {
		rows := map[string]*jinqiao.LinkRow{}
		for _, item := range list {
			row := r.link(cellsOf(item), linkShape{}, near, q.Select)
			rows[row.Link.ID] = row
		}
		for _, id := range q.IDs {
			page.Rows = append(page.Rows, rows[id])
		}
		return page
	}
	s := l.read(list)
	page.HasPrior, page.HasNext, page.Total = s.prior, s.next, s.total
	for _, item := range s.rows {
		if byLink(l.levels) {
			row := r.link(cellsOf(item), l.shape, near, q.Select)
			row.Position = jinqiao.Position{row.Link.ID}
			page.Rows = append(page.Rows, row)
			continue
		}
		place := cellsOf(item)
		p := position(l.levels, place.list())
		row := r.link(&cells{place.list()}, l.shape, near, q.Select)
		row.Position = p
		page.Rows = append(page.Rows, row)
	}
	return page
}

// A span is what a listing gave: rows in the order of the list, and what lies
// around them.
type span struct {
	rows        []any
	prior, next bool
	total       int
}

// read reads the columns of a listing.
func (l *listing) read(list []any) span {
	c := &cells{list}
	rows := list
	if !l.bare {
		rows = c.list()
	}
	before, after, beyond := !l.bare && c.flag(), !l.bare && c.flag(), !l.bare && c.flag()
	s := span{}
	if !l.bare {
		s.total = c.number()
	}
	limit := max(l.page.Limit, 0)
	if len(rows) > limit {
		rows, after = rows[:limit], true
	} else if len(rows) == 0 {
		after = beyond
	}
	if len(rows) == 0 {
		after = beyond
	}
	s.rows, s.prior, s.next = rows, before, after
	if l.page.Backward {
		slices.Reverse(s.rows)
		s.prior, s.next = after, before
	}
	return s
}

func (r *reader) entitiesByID(list []any, sel *jinqiao.EntitySelect) map[string]*jinqiao.EntityRow {
	rows := make(map[string]*jinqiao.EntityRow, len(list))
	for _, item := range list {
		row := r.entity(cellsOf(item).rest, "", sel)
		rows[row.Entity.ID] = row
	}
	return rows
}

// entity reads the cells of an entity, whose kind may be known.
func (r *reader) entity(list []any, kind string, sel *jinqiao.EntitySelect) *jinqiao.EntityRow {
	c := &cells{list}
	e := &jinqiao.Entity{ID: c.text(), Kind: kind}
	if kind == "" {
		e.Kind = r.kindOf(c.next())
	}
	e.Name = c.text()
	if !sparse(sel) {
		e.Hub, e.Cohort = c.flag(), cohort(c.flag(), c.next(), c.text())
	}
	row := &jinqiao.EntityRow{Entity: e, Select: sel}
	if sel == nil {
		return row
	}
	if sel.Properties {
		properties, _ := c.next().(map[string]any)
		e.Aliases = texts(properties["aliases"])
		e.Properties = recorded(properties, entityFields)
	}
	if sel.Evidence || sel.Documents != nil {
		e.Evidence = r.evidence(e.ID, c.text())
	}
	if sel.Documents != nil {
		row.Documents = r.entitiesByID(c.list(), sel.Documents)
	}
	if sel.Degree {
		row.Degree = c.number()
	}
	for _, q := range sel.Counts {
		row.Counts = append(row.Counts, r.counts(c.list(), asked(q.On, e.Kind)))
	}
	for _, q := range sel.Links {
		row.Links = append(row.Links, r.part(q, c.list(), e))
	}
	return row
}

func (r *reader) part(q *jinqiao.LinkQuery, list []any, near *jinqiao.Entity) *jinqiao.LinkPage {
	if !asked(q.On, near.Kind) {
		return nil
	}
	return r.linkPage(q, r.tree[q], list, near.ID)
}

func cohort(is bool, size any, qualifier string) *jinqiao.Cohort {
	if !is {
		return nil
	}
	c := &jinqiao.Cohort{Qualifier: qualifier}
	if n, ok := size.(int64); ok {
		size := int(n)
		c.Size = &size
	}
	return c
}

// counts reads how many links there are at an entity. A directed link of an
// entity to itself leads out and in.
func (r *reader) counts(list []any, asked bool) []jinqiao.RelationCount {
	if !asked {
		return nil
	}
	groups := map[jinqiao.RelationCount]int{}
	for _, item := range list {
		c := cellsOf(item)
		group := jinqiao.RelationCount{Relationship: c.text(), Direction: jinqiao.In}
		out, loop := c.flag(), c.flag()
		group.Kind = r.kindOf(c.next())
		n := c.number()
		switch {
		case slices.Contains(r.symmetric, group.Relationship):
			group.Direction = jinqiao.Both
		case out && loop:
			groups[group] += n
			group.Direction = jinqiao.Out
		case out:
			group.Direction = jinqiao.Out
		}
		groups[group] += n
	}
	counts := make([]jinqiao.RelationCount, 0, len(groups))
	for group, n := range groups {
		group.Count = n
		counts = append(counts, group)
	}
	slices.SortFunc(counts, func(a, b jinqiao.RelationCount) int {
		return cmp.Or(r.compareCounts(a, b), cmp.Compare(a.Kind, b.Kind))
	})
	return counts
}
