package sqlite

import (
	"database/sql/driver"

	"jinqiao"
)

// nearOrd stands for the ord of the entity of which links are asked, in
// statements that are made once for all of them.
type nearOrd struct{}

// of returns a filler that puts an ord in the place of nearOrd.
func of(ord int64) filler {
	return func(args []any) []any {
		filled := make([]any, len(args))
		for i, a := range args {
			if _, ok := a.(nearOrd); ok {
				a = ord
			}
			filled[i] = a
		}
		return filled
	}
}

// parts adds to entities the pages of their links.
func (r *reader) parts(all []found, sel *jinqiao.EntitySelect) error {
	if len(sel.Links) == 0 {
		return nil
	}
	for _, f := range all {
		f.row.Links = make([]*jinqiao.LinkPage, len(sel.Links))
	}
	for i, q := range sel.Links {
		if err := r.part(all, i, q); err != nil {
			return err
		}
	}
	return nil
}

// part adds one page of links to each entity of which it is asked, and then
// reads what is selected of all these links at once.
func (r *reader) part(all []found, i int, q *jinqiao.LinkQuery) error {
	list, err := r.partListing(q)
	if err != nil {
		return err
	}
	var links []foundLink
	for _, f := range all {
		if !asked(q.On, f.row.Entity.Kind) {
			continue
		}
		page, found, err := r.partPage(list, f.ord, q)
		if err != nil {
			return err
		}
		f.row.Links[i] = page
		links = append(links, found...)
	}
	return r.fillLinks(links, q.Select)
}

// asked reports whether a kind is one of those asked for; nil stands for all.
func asked(kinds []string, kind string) bool {
	if kinds == nil {
		return true
	}
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

func (r *reader) partPage(l *listing, near int64, q *jinqiao.LinkQuery) (*jinqiao.LinkPage, []foundLink, error) {
	page := &jinqiao.LinkPage{Rows: []*jinqiao.LinkRow{}}
	paged, err := r.unsortedRuns(l, near, q)
	if err != nil {
		return nil, nil, err
	}
	var links []foundLink
	s, err := paged.page(r.ctx, r.c, q.Page, of(near), func(row []driver.Value, p jinqiao.Position) error {
		f, err := r.link(row, q.Select)
		if err != nil {
			return err
		}
		f.near, f.row.Position = near, p
		page.Rows, links = append(page.Rows, f.row), append(links, f)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	page.HasNext, page.HasPrior = s.hasNext, s.hasPrior
	if q.Total {
		page.Total, err = l.total(r.ctx, r.c, of(near))
	}
	return page, links, err
}

// partListing returns the list of links at an entity that a query asks for.
func (r *reader) partListing(q *jinqiao.LinkQuery) (*listing, error) {
	c, link, far := r.compiler(), scope{"l", 0}, scope{"f", 0}
	l := &listing{columns: linkColumnsFor(q.Select), slow: q.Node != nil || q.Filter != nil || len(q.Order) > 0}
	l.levels = c.levels(q.Order, far)
	if len(q.Order) > 0 {
		l.levels = append(l.levels, level{x: raw("f.id")})
	}
	l.levels = append(l.levels, level{x: raw("l.number"), form: asLinkID})
	condition := and(c.link(q.Filter, link), c.entity(q.Node, far))
	for _, w := range c.ways(q.Trail) {
		from, join := "link l INDEXED BY "+w.index, yes
		if len(q.Order) > 0 || q.Node != nil {
			from, join = from+" CROSS JOIN entity f", raw("f.ord = l."+w.far)
		}
		for _, along := range c.runs(w, q.Trail.Kinds, len(q.Order) == 0) {
			l.branches = append(l.branches, branch{from, and(along, join, condition)})
		}
	}
	return l, c.err
}
