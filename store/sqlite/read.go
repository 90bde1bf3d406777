package sqlite

import (
	"context"
	"database/sql/driver"

	"jinqiao"
)

// reader answers one plan on one connection.
type reader struct {
	s   *Store
	c   *conn
	ctx context.Context
	ids map[int64]string // ids of entities by ord, as far as they are known
}

// Read answers a plan, all of it from one state of the store.
func (s *Store) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	a := &jinqiao.Answer{}
	err := s.reading(ctx, !single(plan), func(c *conn) error {
		r := &reader{s, c, ctx, map[int64]string{}}
		for _, q := range plan.Entities {
			page, err := r.entities(q)
			if err != nil {
				return err
			}
			a.Entities = append(a.Entities, page)
		}
		for _, q := range plan.Links {
			page, err := r.links(q)
			if err != nil {
				return err
			}
			a.Links = append(a.Links, page)
		}
		return nil
	})
	if err != nil {
		return nil, readable(ctx, "read from the store", err)
	}
	return a, nil
}

// single reports whether one statement answers a plan.
func single(plan *jinqiao.Plan) bool {
	if len(plan.Entities) != 1 || len(plan.Links) > 0 {
		return false
	}
	q := plan.Entities[0]
	if _, rest := kindsOf(q.Filter); spreads(rest) {
		return false // it may be asked first how many satisfy it
	}
	if sel := q.Select; sel != nil && (sel.Documents != nil || sel.Degree || len(sel.Counts) > 0 || len(sel.Links) > 0) {
		return false
	}
	return q.IDs != nil || !q.Total && q.Page.After == nil && q.Page.Before == nil
}

func (r *reader) compiler() *compiler {
	return &compiler{names: r.s.names, indexed: r.s.indexed, symmetric: r.s.symmetric, frequencies: &source{r: r}}
}

func (r *reader) entities(q *jinqiao.EntityQuery) (*jinqiao.EntityPage, error) {
	if q.IDs != nil {
		return r.entitiesByID(q)
	}
	l, err := r.listing(q)
	if err != nil {
		return nil, err
	}
	var all []found
	page := &jinqiao.EntityPage{Rows: []*jinqiao.EntityRow{}}
	s, err := l.page(r.ctx, r.c, q.Page, asTheyAre, func(row []driver.Value, p jinqiao.Position) error {
		f, err := r.entity(row, q.Select)
		if err != nil {
			return err
		}
		f.row.Position = p
		page.Rows, all = append(page.Rows, f.row), append(all, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	page.HasNext, page.HasPrior = s.hasNext, s.hasPrior
	if q.Total {
		if page.Total, err = r.total(q, l); err != nil {
			return nil, err
		}
	}
	return page, r.fill(all, q.Select)
}

func (r *reader) entitiesByID(q *jinqiao.EntityQuery) (*jinqiao.EntityPage, error) {
	rows, err := r.byID(q.IDs, q.Select)
	if err != nil {
		return nil, err
	}
	page := &jinqiao.EntityPage{Rows: make([]*jinqiao.EntityRow, len(q.IDs))}
	for i, id := range q.IDs {
		page.Rows[i] = rows[id]
	}
	return page, nil
}

// byID returns entities by id, with what is selected of them.
func (r *reader) byID(ids []string, sel *jinqiao.EntitySelect) (map[string]*jinqiao.EntityRow, error) {
	query, args := "SELECT "+columnsFor(sel)+" FROM entity e WHERE e.id = ?", []any{}
	switch len(ids) {
	case 0:
		return nil, nil
	case 1:
		args = append(args, ids[0])
	default:
		query, args = "SELECT "+columnsFor(sel)+" FROM json_each(?) j CROSS JOIN entity e ON e.id = j.value", append(args, jsonList(unique(ids)))
	}
	all, err := r.read(query, args, sel)
	if err != nil {
		return nil, err
	}
	rows := make(map[string]*jinqiao.EntityRow, len(all))
	for _, f := range all {
		rows[f.row.Entity.ID] = f.row
	}
	return rows, r.fill(all, sel)
}

// byOrd returns entities by ord, with what is selected of them.
func (r *reader) byOrd(ords []int64, sel *jinqiao.EntitySelect) (map[int64]*jinqiao.EntityRow, error) {
	if len(ords) == 0 {
		return nil, nil
	}
	all, err := r.read("SELECT "+columnsFor(sel)+" FROM json_each(?) j CROSS JOIN entity e ON e.ord = j.value", []any{jsonNumbers(unique(ords))}, sel)
	if err != nil {
		return nil, err
	}
	rows := make(map[int64]*jinqiao.EntityRow, len(all))
	for _, f := range all {
		rows[f.ord] = f.row
	}
	return rows, r.fill(all, sel)
}

func (r *reader) read(query string, args []any, sel *jinqiao.EntitySelect) ([]found, error) {
	var all []found
	err := r.c.brief(r.ctx, query, args, func(row []driver.Value) error {
		f, err := r.entity(row, sel)
		all = append(all, f)
		return err
	})
	return all, err
}

// unique returns the values in order, each once.
func unique[T comparable](list []T) []T {
	seen := make(map[T]bool, len(list))
	var once []T
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			once = append(once, v)
		}
	}
	return once
}

// fill adds to entities what is selected of them besides their own columns.
func (r *reader) fill(all []found, sel *jinqiao.EntitySelect) error {
	if sel == nil || len(all) == 0 {
		return nil
	}
	if sel.Documents != nil {
		if err := r.entityDocuments(all, sel); err != nil {
			return err
		}
	}
	if sel.Degree {
		if err := r.degrees(all); err != nil {
			return err
		}
	}
	if err := r.allCounts(all, sel); err != nil {
		return err
	}
	return r.parts(all, sel)
}

func (r *reader) entityDocuments(all []found, sel *jinqiao.EntitySelect) error {
	var ids []string
	for _, f := range all {
		ids = append(ids, documentsOf(f.row.Entity.Evidence)...)
	}
	rows, err := r.byID(ids, sel.Documents)
	for _, f := range all {
		f.row.Documents = pick(rows, f.row.Entity.Evidence)
	}
	return err
}

func documentsOf(evidence []jinqiao.Evidence) []string {
	ids := make([]string, len(evidence))
	for i, e := range evidence {
		ids[i] = e.Document
	}
	return ids
}

// pick returns the rows that evidence names.
func pick(rows map[string]*jinqiao.EntityRow, evidence []jinqiao.Evidence) map[string]*jinqiao.EntityRow {
	picked := map[string]*jinqiao.EntityRow{}
	for _, e := range evidence {
		if row := rows[e.Document]; row != nil {
			picked[e.Document] = row
		}
	}
	return picked
}
