package storetest

import (
	"slices"

	"jinqiao"
	"jinqiao/search"
)

// A listed is a row of a list, with its position.
type listed[T any] struct {
	position jinqiao.Position
	of       T
}

// entityPage answers a query for entities.
func (s *state) entityPage(q *jinqiao.EntityQuery) *jinqiao.EntityPage {
	if q.IDs != nil {
		page := &jinqiao.EntityPage{Rows: []*jinqiao.EntityRow{}}
		for _, id := range q.IDs {
			page.Rows = append(page.Rows, s.entityRow(s.byID[id], q.Select))
		}
		return page
	}
	order := orderOr(q.Order, jinqiao.Order{Property: "name", Type: jinqiao.TypeString})
	var list []listed[*jinqiao.Entity]
	for _, e := range s.entities {
		if s.entityFits(e, q.Filter) {
			list = append(list, listed[*jinqiao.Entity]{append(s.levels(e, order), e.ID), e})
		}
	}
	rows, prior, next := cut(list, order, q.Page)
	page := &jinqiao.EntityPage{HasPrior: prior, HasNext: next, Total: total(q.Total, list)}
	for _, r := range rows {
		row := s.entityRow(r.of, q.Select)
		row.Position = r.position
		page.Rows = append(page.Rows, row)
	}
	return page
}

// linkPage answers a query for links at the root, which are sorted by id.
func (s *state) linkPage(q *jinqiao.LinkQuery) *jinqiao.LinkPage {
	if q.IDs != nil {
		page := &jinqiao.LinkPage{}
		for _, id := range q.IDs {
			page.Rows = append(page.Rows, s.linkRow(s.byLID[id], "", q.Select))
		}
		return page
	}
	var list []listed[*jinqiao.Link]
	for _, l := range s.links {
		if s.linkFits(l, q.Filter) {
			list = append(list, listed[*jinqiao.Link]{jinqiao.Position{l.ID}, l})
		}
	}
	return s.linkRows(list, "", q)
}

// part answers a query for the links at an entity. They are sorted by link id,
// or by the far end: its values, its id, and then the link's id.
func (s *state) part(e *jinqiao.Entity, q *jinqiao.LinkQuery) *jinqiao.LinkPage {
	var list []listed[*jinqiao.Link]
	for _, l := range s.along(e, q.Trail) {
		far := s.far(l, e.ID)
		if !s.entityFits(far, q.Node) || !s.linkFits(l, q.Filter) {
			continue
		}
		position := jinqiao.Position{l.ID}
		if len(q.Order) > 0 {
			position = append(s.levels(far, q.Order), far.ID, l.ID)
		}
		list = append(list, listed[*jinqiao.Link]{position, l})
	}
	return s.linkRows(list, e.ID, q)
}

func (s *state) linkRows(list []listed[*jinqiao.Link], near string, q *jinqiao.LinkQuery) *jinqiao.LinkPage {
	rows, prior, next := cut(list, q.Order, q.Page)
	page := &jinqiao.LinkPage{HasPrior: prior, HasNext: next, Total: total(q.Total, list)}
	for _, r := range rows {
		row := s.linkRow(r.of, near, q.Select)
		row.Position = r.position
		page.Rows = append(page.Rows, row)
	}
	return page
}

// total is 0 where it was not asked.
func total[T any](asked bool, list []listed[T]) int {
	if !asked {
		return 0
	}
	return len(list)
}

func orderOr(order []jinqiao.Order, other jinqiao.Order) []jinqiao.Order {
	if len(order) > 0 {
		return order
	}
	return []jinqiao.Order{other}
}

// levels returns the values by which an entity is sorted. Names have their sort
// key, all other text and dates are sorted as they are, by code points.
func (s *state) levels(e *jinqiao.Entity, order []jinqiao.Order) jinqiao.Position {
	var values jinqiao.Position
	for _, o := range order {
		switch {
		case o.Count != nil:
			values = append(values, float64(s.countLinks(e, *o.Count)))
		case o.Property == "name":
			values = append(values, search.SortKey(e.Name))
		default:
			values = append(values, positionValue(entityValue(e, o.Property)))
		}
	}
	return values
}

func positionValue(v any) any {
	if n, ok := v.(int); ok {
		return float64(n)
	}
	return v
}

// cut sorts a list and returns a page of it, and whether the list goes on before
// and after the page. An empty page lies where it would have begun: forward just
// after After, or at the head of the list; backward just before Before, or at
// its end.
func cut[T any](list []listed[T], order []jinqiao.Order, p jinqiao.Page) (rows []listed[T], prior, next bool) {
	slices.SortFunc(list, func(a, b listed[T]) int { return comparePositions(a.position, b.position, order) })
	low, high := 0, len(list)
	for i, r := range list {
		if p.After != nil && comparePositions(r.position, p.After, order) <= 0 {
			low = i + 1
		}
		if p.Before != nil && comparePositions(r.position, p.Before, order) >= 0 {
			high = min(high, i)
		}
	}
	if p.Backward {
		low = min(high, max(low, high-p.Limit))
	} else {
		high = max(low, min(high, low+p.Limit))
	}
	return list[low:high], low > 0, high < len(list)
}

// comparePositions compares level by level, nil last either way; ids ascend.
func comparePositions(a, b jinqiao.Position, order []jinqiao.Order) int {
	for i := range a {
		desc := i < len(order) && order[i].Desc
		if c := compareLevels(a[i], b[i], desc); c != 0 {
			return c
		}
	}
	return 0
}

func compareLevels(a, b any, desc bool) int {
	if a == nil || b == nil {
		return count(a == nil) - count(b == nil)
	}
	if desc {
		a, b = b, a
	}
	switch a := a.(type) {
	case string:
		return compareText(a, b.(string))
	case bool:
		return count(a) - count(b.(bool))
	}
	return count(a.(float64) > b.(float64)) - count(a.(float64) < b.(float64))
}
