package storetest

import (
	"slices"

	"jinqiao"
)

// A place is a position seen in a list of an order; which says in what list.
type place struct {
	order    string
	position jinqiao.Position
}

// plan returns a plan of a few queries.
func (r *random) plan() *jinqiao.Plan {
	plan := &jinqiao.Plan{}
	for range r.IntN(3) {
		plan.Entities = append(plan.Entities, r.entityQuery())
	}
	for range count(r.chance(2)) {
		plan.Links = append(plan.Links, r.linkQuery())
	}
	return plan
}

func (r *random) entityQuery() *jinqiao.EntityQuery {
	q := &jinqiao.EntityQuery{Filter: r.entityFilter(3), Order: r.order(), Total: r.chance(2), Select: r.entitySelect(3)}
	q.Page = r.page(orderText("entities", q.Order))
	if r.chance(5) {
		q.IDs = r.someIDs(6)
	}
	return q
}

func (r *random) linkQuery() *jinqiao.LinkQuery {
	q := &jinqiao.LinkQuery{Filter: r.linkFilter(3), Page: r.page("links by id"), Total: r.chance(2), Select: r.linkSelect(2)}
	if r.chance(5) {
		q.IDs = []string{}
		for range r.IntN(4) {
			q.IDs = append(q.IDs, r.anyID(), r.seenLink())
		}
		if r.chance(2) {
			for _, rel := range r.relationships {
				q.Among = append(q.Among, rel.Name)
			}
		}
	}
	return q
}

// seenLink returns the id of a link that a list once had, or of none.
func (r *random) seenLink() string {
	for range 5 {
		if len(r.places) == 0 {
			break
		}
		p := pick(r, r.places).position
		if id, _ := p[len(p)-1].(string); jinqiao.IsLinkID(id) {
			return id
		}
	}
	return "l_0000000000000"
}

// part returns a query for the links at entities.
func (r *random) part(depth int) *jinqiao.LinkQuery {
	q := &jinqiao.LinkQuery{Trail: r.trail(), Total: r.chance(2), Select: r.linkSelect(depth - 1)}
	if r.chance(3) {
		q.Node = r.entityFilter(2)
	}
	if r.chance(3) {
		q.Filter = r.linkFilter(2)
	}
	if r.chance(2) {
		q.Order = r.order()
	}
	q.Page = r.page(partText(q.Order))
	if r.chance(4) {
		q.On = some(r, r.kinds, 3)
	}
	return q
}

func (r *random) entitySelect(depth int) *jinqiao.EntitySelect {
	if r.chance(6) {
		return nil
	}
	sel := &jinqiao.EntitySelect{Properties: r.chance(2), Evidence: r.chance(3), Degree: r.chance(3), Sparse: r.chance(3)}
	if depth <= 0 {
		return sel
	}
	if r.chance(4) {
		sel.Documents = r.entitySelect(depth - 2)
	}
	if r.chance(3) {
		sel.Counts = append(sel.Counts, &jinqiao.CountQuery{Filter: r.linkFilter(1)})
	}
	if r.chance(5) {
		sel.Counts = append(sel.Counts, &jinqiao.CountQuery{On: some(r, r.kinds, 3)})
	}
	for range r.IntN(3) {
		sel.Links = append(sel.Links, r.part(depth))
	}
	return sel
}

func (r *random) linkSelect(depth int) *jinqiao.LinkSelect {
	if r.chance(6) {
		return nil
	}
	sel := &jinqiao.LinkSelect{Properties: r.chance(2), Evidence: r.chance(3), Sparse: r.chance(3)}
	ends := []**jinqiao.EntitySelect{&sel.Far, &sel.Far, &sel.Far, &sel.From, &sel.To, &sel.Scope, &sel.By, &sel.Documents}
	for range 1 + r.IntN(2) {
		*pick(r, ends) = r.entitySelect(depth)
	}
	return sel
}

// order returns up to two levels of sorting; none for that by name.
func (r *random) order() []jinqiao.Order {
	var order []jinqiao.Order
	for range r.IntN(3) {
		if r.chance(5) {
			l := r.linked(1)
			order = append(order, jinqiao.Order{Count: &l, Type: jinqiao.TypeInt, Desc: r.chance(2)})
			continue
		}
		p := pick(r, slices.DeleteFunc(r.entityProperties(), func(p *jinqiao.Property) bool {
			return p.Type == jinqiao.TypeList || p.Name == "cohort"
		}))
		order = append(order, jinqiao.Order{Property: p.Name, Type: p.Type, Desc: r.chance(2)})
	}
	return order
}

// page returns a small page, sometimes between positions that other lists of the
// same order had, at this or an earlier state.
func (r *random) page(order string) jinqiao.Page {
	p := jinqiao.Page{Limit: r.IntN(7), Backward: r.chance(3)}
	if r.chance(4) {
		p.Limit = 200
	}
	if r.chance(3) {
		return p
	}
	if r.chance(2) {
		p.After = r.place(order)
	}
	if r.chance(3) {
		p.Before = r.place(order)
	}
	return p
}

func (r *random) place(order string) jinqiao.Position {
	var fitting []jinqiao.Position
	for _, p := range r.places {
		if p.order == order {
			fitting = append(fitting, p.position)
		}
	}
	if len(fitting) == 0 {
		return nil
	}
	return pick(r, fitting)
}

// orderText names lists by what their positions hold.
func orderText(list string, order []jinqiao.Order) string {
	text := list
	if len(order) == 0 {
		text += " name"
	}
	for _, o := range order {
		if o.Count != nil {
			text += " a count"
		} else {
			text += " " + string(o.Type) + " " + o.Property
		}
	}
	return text
}

func partText(order []jinqiao.Order) string {
	if len(order) == 0 {
		return "links by id"
	}
	return orderText("part", order)
}

// remember keeps the positions of an answer, the last few hundred.
func (r *random) remember(plan *jinqiao.Plan, a *jinqiao.Answer) {
	for i, q := range plan.Entities {
		for _, row := range a.Entities[i].Rows {
			r.keep(orderText("entities", q.Order), row)
		}
	}
	for i := range plan.Links {
		r.keepLinks("links by id", a.Links[i])
	}
	if n := len(r.places); n > 400 {
		r.places = slices.Clone(r.places[n-400:])
	}
}

func (r *random) keep(order string, row *jinqiao.EntityRow) {
	if row == nil {
		return
	}
	r.keepPosition(order, row.Position)
	if row.Select == nil {
		return
	}
	for i, q := range row.Select.Links {
		r.keepLinks(partText(q.Order), row.Links[i])
	}
}

func (r *random) keepLinks(order string, page *jinqiao.LinkPage) {
	if page == nil {
		return
	}
	for _, row := range page.Rows {
		if row == nil {
			continue
		}
		r.keepPosition(order, row.Position)
		for _, end := range []*jinqiao.EntityRow{row.Far, row.From, row.To} {
			r.keep("inner", end)
		}
	}
}

func (r *random) keepPosition(order string, p jinqiao.Position) {
	if p != nil {
		r.places = append(r.places, place{order, p})
	}
}
