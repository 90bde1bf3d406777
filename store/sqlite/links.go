package sqlite

import (
	"database/sql/driver"
	"slices"

	"jinqiao"
)

// links answers a query for links that is not part of another.
func (r *reader) links(q *jinqiao.LinkQuery) (*jinqiao.LinkPage, error) {
	if q.IDs != nil {
		return r.linksByID(q)
	}
	l, err := r.linkListing(q)
	if err != nil {
		return nil, err
	}
	page := &jinqiao.LinkPage{Rows: []*jinqiao.LinkRow{}}
	var links []foundLink
	s, err := l.page(r.ctx, r.c, q.Page, asTheyAre, func(row []driver.Value, p jinqiao.Position) error {
		f, err := r.link(row, q.Select)
		f.row.Position = p
		page.Rows, links = append(page.Rows, f.row), append(links, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	page.HasNext, page.HasPrior = s.hasNext, s.hasPrior
	if q.Total {
		if page.Total, err = r.linkTotal(q, l); err != nil {
			return nil, err
		}
	}
	return page, r.fillLinks(links, q.Select)
}

// linkListing returns the list of all links that a query asks for. It is read in
// the order of ids: of each relationship that is asked for, if those are few.
// Where few links satisfy the filter they are found first and then sorted.
func (r *reader) linkListing(q *jinqiao.LinkQuery) (*listing, error) {
	c, link := r.compiler(), scope{"l", 0}
	l := &listing{
		columns: linkColumnsFor(q.Select),
		levels:  []level{{x: raw("l.number"), form: asLinkID}},
		slow:    q.Filter != nil,
	}
	condition := c.link(q.Filter, link)
	relationships := relationshipsOf(q.Filter)
	switch {
	case atFew(q.Filter):
		l.levels[0].x = raw("+l.number")
		l.branches = []branch{{"link l", condition}}
	case relationships != nil && len(relationships) <= mostRuns:
		for _, n := range numbersOf(unique(relationships), c.names.relationships) {
			l.branches = append(l.branches, branch{"link l INDEXED BY link_relationship", and(sql("l.relationship = %", arg(n)), condition)})
		}
	default:
		l.branches = []branch{{"link l NOT INDEXED", condition}}
	}
	return l, c.err
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

// atFew reports whether a filter asks for links at few entities.
func atFew(f jinqiao.Filter) bool {
	switch f := f.(type) {
	case jinqiao.FromIs:
		return selective(f.Filter)
	case jinqiao.ToIs:
		return selective(f.Filter)
	case jinqiao.All:
		return slices.ContainsFunc(f, atFew)
	}
	return false
}

// linkTotal counts a list of links: by the tallies if only relationships limit it.
func (r *reader) linkTotal(q *jinqiao.LinkQuery, l *listing) (int, error) {
	condition := yes
	switch f := q.Filter.(type) {
	case nil:
	case jinqiao.OfRelationship:
		condition = oneOf(raw("relationship"), numbersOf(unique(f), r.s.names.relationships))
	default:
		return l.total(r.ctx, r.c, asTheyAre)
	}
	n, err := r.c.number(r.ctx, "SELECT ifnull(sum(count), 0) FROM link_tally WHERE "+condition.text, condition.args...)
	return int(n), err
}

func (r *reader) linksByID(q *jinqiao.LinkQuery) (*jinqiao.LinkPage, error) {
	var numbers []int64
	for _, id := range q.IDs {
		if n, ok := jinqiao.ParseLinkID(id); ok {
			numbers = append(numbers, int64(n))
		}
	}
	rows := map[string]*jinqiao.LinkRow{}
	var links []foundLink
	query := "SELECT " + linkColumnsFor(q.Select) + " FROM json_each(?) j CROSS JOIN link l ON l.number = j.value"
	err := r.c.brief(r.ctx, query, []any{jsonNumbers(unique(numbers))}, func(row []driver.Value) error {
		f, err := r.link(row, q.Select)
		rows[f.row.Link.ID], links = f.row, append(links, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	page := &jinqiao.LinkPage{Rows: make([]*jinqiao.LinkRow, len(q.IDs))}
	for i, id := range q.IDs {
		page.Rows[i] = rows[id]
	}
	return page, r.fillLinks(links, q.Select)
}

// fillLinks adds to links what is selected of them besides their own columns:
// the entities that they name, each read once, and the ids of their ends.
func (r *reader) fillLinks(links []foundLink, sel *jinqiao.LinkSelect) error {
	if len(links) == 0 {
		return nil
	}
	if sel != nil {
		if err := r.ends(links, sel); err != nil {
			return err
		}
		if err := r.named(links, sel); err != nil {
			return err
		}
	}
	return r.endIDs(links)
}

// ends adds the entities at the ends of links.
func (r *reader) ends(links []foundLink, sel *jinqiao.LinkSelect) error {
	for _, end := range []struct {
		sel *jinqiao.EntitySelect
		ord func(foundLink) int64
		set func(*jinqiao.LinkRow, *jinqiao.EntityRow)
	}{
		{sel.From, func(f foundLink) int64 { return f.source }, func(l *jinqiao.LinkRow, e *jinqiao.EntityRow) { l.From = e }},
		{sel.To, func(f foundLink) int64 { return f.target }, func(l *jinqiao.LinkRow, e *jinqiao.EntityRow) { l.To = e }},
		{sel.Far, foundLink.far, func(l *jinqiao.LinkRow, e *jinqiao.EntityRow) { l.Far = e }},
	} {
		if end.sel == nil {
			continue
		}
		var ords []int64
		for _, f := range links {
			if ord := end.ord(f); ord != 0 {
				ords = append(ords, ord)
			}
		}
		rows, err := r.byOrd(ords, end.sel)
		if err != nil {
			return err
		}
		for _, f := range links {
			end.set(f.row, rows[end.ord(f)])
		}
	}
	return nil
}

// far returns the other end of a link; 0 where it was not asked of an entity.
func (f foundLink) far() int64 {
	switch f.near {
	case 0:
		return 0
	case f.source:
		return f.target
	}
	return f.source
}

// named adds the entities that links name by id.
func (r *reader) named(links []foundLink, sel *jinqiao.LinkSelect) error {
	for _, name := range []struct {
		sel *jinqiao.EntitySelect
		ids func(foundLink) []string
		set func(*jinqiao.LinkRow, map[string]*jinqiao.EntityRow)
	}{
		{sel.Scope,
			func(f foundLink) []string { return present(f.row.Link.Scope) },
			func(l *jinqiao.LinkRow, rows map[string]*jinqiao.EntityRow) { l.Scope = rows[l.Link.Scope] }},
		{sel.By, func(f foundLink) []string { return present(f.by) }, nil},
		{sel.Documents,
			func(f foundLink) []string { return documentsOf(f.row.Link.Evidence) },
			func(l *jinqiao.LinkRow, rows map[string]*jinqiao.EntityRow) {
				l.Documents = pick(rows, l.Link.Evidence)
			}},
	} {
		if name.sel == nil {
			continue
		}
		var ids []string
		for _, f := range links {
			ids = append(ids, name.ids(f)...)
		}
		rows, err := r.byID(ids, name.sel)
		if err != nil {
			return err
		}
		for _, f := range links {
			if name.set == nil {
				f.row.By = rows[f.by]
				continue
			}
			name.set(f.row, rows)
		}
	}
	return nil
}

func present(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// endIDs sets the ids of both ends, after reading those that are not yet known.
func (r *reader) endIDs(links []foundLink) error {
	var missing []int64
	for _, f := range links {
		for _, ord := range []int64{f.source, f.target} {
			if _, ok := r.ids[ord]; !ok {
				missing = append(missing, ord)
			}
		}
	}
	if err := r.readIDs(missing); err != nil {
		return err
	}
	for _, f := range links {
		f.row.Link.From, f.row.Link.To = r.ids[f.source], r.ids[f.target]
	}
	return nil
}

func (r *reader) readIDs(ords []int64) error {
	if len(ords) == 0 {
		return nil
	}
	query := "SELECT e.ord, e.id FROM json_each(?) j CROSS JOIN entity e ON e.ord = j.value"
	return r.c.brief(r.ctx, query, []any{jsonNumbers(unique(ords))}, func(row []driver.Value) error {
		r.ids[row[0].(int64)] = text(row[1])
		return nil
	})
}
