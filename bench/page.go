package main

import (
	"fmt"
	"time"

	"jinqiao"
)

const (
	pageSize = 50
	deepPage = 10_000
	// asFast is how much slower the deep page may be and still count as as fast:
	// what two runs of the same page differ by on a busy machine.
	asFast = 1.25
)

// A place is a page somewhere in a list.
type place struct {
	page  int // from 1
	after jinqiao.Position
}

// pageFigure measures a page of entities in name order, at the start of the list
// and deep in it, and a page of links by id likewise.
func (b *bench) pageFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	deep, err := f.deepEntities()
	if err != nil {
		return err
	}
	far, err := f.deepLinks()
	if err != nil {
		return err
	}
	beside, err := f.rawPages(deep)
	if err != nil {
		return err
	}
	sides := append([]side{f.entityPage(place{page: 1}), f.entityPage(deep), f.linkPage(place{page: 1}), f.linkPage(far)}, beside...)
	got, err := b.compare(sides...)
	if err != nil {
		return err
	}
	b.report.add(
		within("page 1 of 50 by name", s.name, got[0], got[4], "raw SQL", 500*time.Microsecond),
		within(fmt.Sprintf("page %d of 50 by name", deep.page), s.name, got[1], got[5], "raw SQL", 500*time.Microsecond),
		slower(fmt.Sprintf("page %d of 50 by name", deep.page), s.name, got[1], got[0], "page 1", asFast),
		slower(fmt.Sprintf("page %d of 50 links by id", far.page), s.name, got[3], got[2], "page 1", asFast))
	return nil
}

// deepEntities finds page 10,000 of the entities by name, or, where the list is
// shorter, the page at 39 fortieths of it.
func (f *fixture) deepEntities() (place, error) {
	page := min(deepPage, f.size.entities/pageSize*39/40)
	after, err := f.walk(page, func(a jinqiao.Position, n int) *jinqiao.Plan {
		return &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Page: jinqiao.Page{Limit: n, After: a}}}}
	})
	return place{page, after}, err
}

// deepLinks does so for the links by id.
func (f *fixture) deepLinks() (place, error) {
	page := min(deepPage, f.size.links/pageSize*39/40)
	after, err := f.walk(page, func(a jinqiao.Position, n int) *jinqiao.Plan {
		return &jinqiao.Plan{Links: []*jinqiao.LinkQuery{{Page: jinqiao.Page{Limit: n, After: a}}}}
	})
	return place{page, after}, err
}

// walk returns the position after which a page begins, going there in long steps.
func (f *fixture) walk(page int, plan func(after jinqiao.Position, limit int) *jinqiao.Plan) (jinqiao.Position, error) {
	var at jinqiao.Position
	for left := (page - 1) * pageSize; left > 0; {
		n := min(left, 5000)
		a, err := f.store.Store.Read(f.ctx, plan(at, n))
		if err != nil {
			return nil, err
		}
		if at = last(a); at == nil {
			return nil, fmt.Errorf("the list ends before page %d", page)
		}
		left -= n
	}
	return at, nil
}

// last returns the position of the last row of an answer to one query.
func last(a *jinqiao.Answer) jinqiao.Position {
	for _, p := range a.Entities {
		if n := len(p.Rows); n > 0 {
			return p.Rows[n-1].Position
		}
	}
	for _, p := range a.Links {
		if n := len(p.Rows); n > 0 {
			return p.Rows[n-1].Position
		}
	}
	return nil
}

func (f *fixture) entityPage(at place) side {
	plan := &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Page: jinqiao.Page{Limit: pageSize, After: at.after}, Select: everything}}}
	return side{name: fmt.Sprintf("page %d of entities %s", at.page, f.size.name), op: func(int, int) error {
		a, err := f.store.Store.Read(f.ctx, plan)
		if err == nil && len(a.Entities[0].Rows) != pageSize {
			err = fmt.Errorf("%d rows", len(a.Entities[0].Rows))
		}
		return err
	}}
}

func (f *fixture) linkPage(at place) side {
	plan := &jinqiao.Plan{Links: []*jinqiao.LinkQuery{{Page: jinqiao.Page{Limit: pageSize, After: at.after}, Select: &jinqiao.LinkSelect{Properties: true, Evidence: true}}}}
	return side{name: fmt.Sprintf("page %d of links %s", at.page, f.size.name), op: func(int, int) error {
		a, err := f.store.Store.Read(f.ctx, plan)
		if err == nil && len(a.Links[0].Rows) != pageSize {
			err = fmt.Errorf("%d rows", len(a.Links[0].Rows))
		}
		return err
	}}
}

// rawPages reads the same pages of entities with SQL.
func (f *fixture) rawPages(deep place) ([]side, error) {
	const order = " ORDER BY e.sort, e.id LIMIT 51"
	first, err := f.rawSide("SQL page 1", "SELECT "+rawColumns+", e.sort FROM entity e"+order, [][]any{{}})
	if err != nil {
		return nil, err
	}
	var id any = deep.after[len(deep.after)-1]
	var key string
	if err := f.raw.QueryRow("SELECT sort FROM entity WHERE id = ?", id).Scan(&key); err != nil {
		return nil, err
	}
	far, err := f.rawSide("SQL deep page", "SELECT "+rawColumns+", e.sort FROM entity e WHERE (e.sort, e.id) > (?, ?)"+order, [][]any{{key, id}})
	return []side{first, far}, err
}
