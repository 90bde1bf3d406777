package model

import "jinqiao"

// A Page is a page of a list of entities or of links.
type Page struct {
	entities *jinqiao.EntityPage // of a list at the root
	links    *jinqiao.LinkPage   // of links, or of what they lead to
	tag      string              // which list it is, for its cursors
}

// EntityPage returns a page of a list of entities; tag says which list it is.
func EntityPage(p *jinqiao.EntityPage, tag string) Page { return Page{entities: p, tag: tag} }

// LinkPage returns a page of a list of links; tag says which list it is.
func LinkPage(p *jinqiao.LinkPage, tag string) Page { return Page{links: p, tag: tag} }

func (p Page) len() int {
	if p.entities != nil {
		return len(p.entities.Rows)
	}
	return len(p.links.Rows)
}

// TotalCount returns how many there are in all, where the plan asked.
func (p Page) TotalCount() int {
	if p.entities != nil {
		return p.entities.Total
	}
	return p.links.Total
}

// PageInfo returns where the page lies in its list.
func (p Page) PageInfo() *PageInfo {
	info := &PageInfo{}
	if p.entities != nil {
		info.HasNextPage, info.HasPreviousPage = p.entities.HasNext, p.entities.HasPrior
	} else {
		info.HasNextPage, info.HasPreviousPage = p.links.HasNext, p.links.HasPrior
	}
	if n := p.len(); n > 0 {
		first, last := Edge{p, 0}.Cursor(), Edge{p, n - 1}.Cursor()
		info.StartCursor, info.EndCursor = &first, &last
	}
	return info
}

// PageInfo says where a page lies in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// An Edge is a row of a page.
type Edge struct {
	page Page
	i    int
}

// each returns what of makes of each row.
func each[T any](p Page, of func(Edge) T) []T {
	all := make([]T, p.len())
	for i := range all {
		all[i] = of(Edge{p, i})
	}
	return all
}

// Cursor returns where the row stands.
func (e Edge) Cursor() string {
	if e.page.entities != nil {
		return EncodeCursor(e.page.tag, e.page.entities.Rows[e.i].Position)
	}
	return EncodeCursor(e.page.tag, e.page.links.Rows[e.i].Position)
}

// Link returns the link that leads to the row; nil in a list at the root.
func (e Edge) Link() *Link {
	if e.page.links == nil {
		return nil
	}
	return OfLink(e.page.links.Rows[e.i])
}

func (e Edge) entity() *jinqiao.EntityRow {
	if e.page.entities != nil {
		return e.page.entities.Rows[e.i]
	}
	return e.page.links.Rows[e.i].Far
}

// LinkConnection is a page of links.
type LinkConnection struct{ Page }

// Edges returns the links with their cursors.
func (c *LinkConnection) Edges() []*LinkEdge {
	return each(c.Page, func(e Edge) *LinkEdge { return &LinkEdge{e} })
}

// Nodes returns the links.
func (c *LinkConnection) Nodes() []*Link { return each(c.Page, Edge.Link) }

// LinkEdge is a link in a list.
type LinkEdge struct{ Edge }

// Node returns the link.
func (e *LinkEdge) Node() *Link { return e.Link() }
