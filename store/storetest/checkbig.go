package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jinqiao"
)

// hub checks an entity with 3,000 links among others with a few.
func hub(o *jinqiao.Ontology, store jinqiao.Store) error {
	changes := []jinqiao.Change{craft("c0"), craft("c1"), craft("c2")}
	for i := range 3000 {
		id := fmt.Sprintf("f%d", i)
		changes = append(changes, firm(id, fmt.Sprintf("商号%d", i%700), i%50), makes(id, "c0", i))
	}
	for i := range 5 {
		changes = append(changes, makes(fmt.Sprintf("f%d", i), "c1", i))
	}
	for i := range 3000 {
		if i%700 >= 600 {
			changes = append(changes, makes(fmt.Sprintf("f%d", i), "c2", i))
		}
	}
	model := NewModel(o)
	if err := errors.Join(write(model, changes...), write(store, changes...)); err != nil {
		return err
	}
	return errors.Join(hubPages(model, store, nil), hubPages(model, store, []jinqiao.Order{{Property: "size", Type: jinqiao.TypeInt, Desc: true}}),
		beside(model, store, hubLists()), manyByName(model, store))
}

// manyByName pages, both ways, through lists by name of what many satisfy: spread
// over all names, close together among them, and hardly at all.
func manyByName(model, store jinqiao.Store) error {
	named := func(op jinqiao.Op, text string) jinqiao.Filter {
		return jinqiao.Test{Property: "name", Type: jinqiao.TypeString, Op: op, Values: []any{text}}
	}
	makes := func(craft string) jinqiao.Filter {
		return jinqiao.Linked{Trail: jinqiao.Trail{Relationships: []string{"MAKES"}, Direction: jinqiao.Out},
			Node: jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpEq, Values: []any{craft}}, Min: 1, Max: -1}
	}
	firms, up, down := jinqiao.OfKind{"Firm"}, jinqiao.Order{Property: "name"}, jinqiao.Order{Property: "name", Desc: true}
	return errors.Join(
		pagesBeside(model, store, jinqiao.All{makes("c0"), firms}, up),
		pagesBeside(model, store, jinqiao.All{makes("c2"), firms}, up),
		pagesBeside(model, store, makes("c2"), down),
		pagesBeside(model, store, jinqiao.All{named(jinqiao.OpContains, "商号6"), firms}, down),
		pagesBeside(model, store, jinqiao.All{makes("c0"), makes("c2"), named(jinqiao.OpStartsWith, "商号"), firms}, up),
	)
}

// pagesBeside reads two pages from the begin of a list, then two back from the end,
// and what lies between two rows.
func pagesBeside(model, store jinqiao.Store, f jinqiao.Filter, order jinqiao.Order) error {
	for _, back := range []bool{false, true} {
		page := jinqiao.Page{Limit: 7, Backward: back}
		for range 2 {
			plan := &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: f, Order: []jinqiao.Order{order}, Page: page, Total: true}}}
			if err := beside(model, store, plan); err != nil {
				return err
			}
			a, err := model.Read(context.Background(), plan)
			if err != nil {
				return err
			}
			rows := a.Entities[0].Rows
			if len(rows) == 0 {
				break
			}
			if page = (jinqiao.Page{Limit: 7, Backward: back}); back {
				page.Before = rows[0].Position
			} else {
				page.After = rows[len(rows)-1].Position
			}
			between := jinqiao.Page{Limit: 3, Backward: back, After: rows[0].Position, Before: rows[len(rows)-1].Position}
			if err := beside(model, store, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: f, Order: []jinqiao.Order{order}, Page: between}}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// hubPages walks along the links of the hub, and back.
func hubPages(model, store jinqiao.Store, order []jinqiao.Order) error {
	var page jinqiao.Page
	for _, back := range []bool{false, true} {
		page.Backward = back
		for range 4 {
			page.Limit = 7
			plan := hubPlan(order, page)
			if err := beside(model, store, plan); err != nil {
				return err
			}
			a, err := model.Read(context.Background(), plan)
			if err != nil {
				return err
			}
			rows := a.Entities[0].Rows[0].Links[0].Rows
			if page = (jinqiao.Page{Backward: back}); back {
				page.Before = rows[0].Position
			} else {
				page.After = rows[6].Position
			}
		}
		page.After, page.Before = nil, page.After
	}
	return nil
}

func hubPlan(order []jinqiao.Order, page jinqiao.Page) *jinqiao.Plan {
	part := &jinqiao.LinkQuery{
		Trail: jinqiao.Trail{Relationships: []string{"MAKES"}, Direction: jinqiao.In, Kinds: []string{"Firm"}},
		Order: order, Page: page, Total: true,
		Select: &jinqiao.LinkSelect{Properties: true, Far: &jinqiao.EntitySelect{Degree: true}},
	}
	sel := &jinqiao.EntitySelect{Degree: true, Counts: []*jinqiao.CountQuery{{}}, Links: []*jinqiao.LinkQuery{part}}
	return &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: []string{"c0", "c1", "c2", "f1"}, Select: sel}}}
}

// hubLists asks for lists that have to count the links of the hub.
func hubLists() *jinqiao.Plan {
	makers := jinqiao.Linked{Trail: jinqiao.Trail{Relationships: []string{"MAKES"}, Direction: jinqiao.In}, Min: 6, Max: -1}
	all := jinqiao.Linked{Trail: jinqiao.Trail{Direction: jinqiao.Both}, Max: -1}
	return &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{
		{Filter: makers, Page: jinqiao.Page{Limit: 5}, Total: true},
		{Order: []jinqiao.Order{{Count: &all, Desc: true}}, Page: jinqiao.Page{Limit: 10}, Total: true},
	}}
}

// longLists checks conditions with 5,000 values, and 5,000 ids.
func longLists(o *jinqiao.Ontology, store jinqiao.Store) error {
	changes := []jinqiao.Change{craft("c0")}
	for i := range 40 {
		id := fmt.Sprintf("f%d", i*100)
		changes = append(changes, firm(id, fmt.Sprintf("商号%d", i), i), makes(id, "c0", i))
	}
	model := NewModel(o)
	if err := errors.Join(write(model, changes...), write(store, changes...)); err != nil {
		return err
	}
	long := ids(5000)
	if err := errors.Join(beside(model, store, longPlan(long)), beside(model, store, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: long}}})); err != nil {
		return err
	}
	want, err := model.ExpandTopology(context.Background(), long, true)
	if err != nil {
		return err
	}
	got, err := store.ExpandTopology(context.Background(), long, true)
	if err != nil {
		return err
	}
	return same("ExpandTopology of 5,000 ids", printTopology(got), printTopology(want))
}

func longPlan(long []string) *jinqiao.Plan {
	var values, numbers []any
	for i, id := range long {
		values = append(values, id)
		numbers = append(numbers, i*2)
	}
	filters := []jinqiao.Filter{
		jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpIn, Values: values},
		jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpNotIn, Values: values},
		jinqiao.Test{Property: "name", Type: jinqiao.TypeString, Op: jinqiao.OpNotIn, Values: append([]any{"商号７"}, values...)},
		jinqiao.Test{Property: "size", Type: jinqiao.TypeInt, Op: jinqiao.OpIn, Values: numbers},
		jinqiao.Named(append([]string{"商号９"}, long...)),
		jinqiao.EvidencedBy(long),
		longAny(long),
	}
	plan := &jinqiao.Plan{Links: []*jinqiao.LinkQuery{{Filter: jinqiao.FromIs{Filter: filters[0]}, Page: jinqiao.Page{Limit: 5}, Total: true}}}
	for _, f := range filters {
		plan.Entities = append(plan.Entities, &jinqiao.EntityQuery{Filter: f, Page: jinqiao.Page{Limit: 50}, Total: true})
	}
	return plan
}

// longAny is an Any of 200 parts, as a client may write it.
func longAny(long []string) jinqiao.Filter {
	var parts jinqiao.Any
	for _, id := range long[4800:] {
		parts = append(parts, jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpEq, Values: []any{id}})
	}
	return parts
}

// longTexts checks names and other text of 12,000 bytes and more that differ in
// the last character only.
func longTexts(o *jinqiao.Ontology, store jinqiao.Store) error {
	long := strings.Repeat("很长的名字", 800)
	var changes []jinqiao.Change
	for i, last := range []string{"一", "二", "三"} {
		c := firm(fmt.Sprintf("f%d", i), long+last, i)
		c.Entity.Aliases = []string{last + long}
		c.Entity.Properties["motto"] = long + last
		c.Entity.Properties["code"] = strings.Repeat("C27", 4000) + fmt.Sprint(i)
		changes = append(changes, c)
	}
	model := NewModel(o)
	if err := errors.Join(write(model, changes...), write(store, changes...)); err != nil {
		return err
	}
	a, err := model.Read(context.Background(), everything())
	if err != nil {
		return err
	}
	plan := everything()
	plan.Entities = append(plan.Entities,
		&jinqiao.EntityQuery{Page: jinqiao.Page{Limit: 1, After: a.Entities[0].Rows[0].Position}},
		&jinqiao.EntityQuery{Page: jinqiao.Page{Limit: 2}, Order: []jinqiao.Order{{Property: "motto", Type: jinqiao.TypeString, Desc: true}}},
		&jinqiao.EntityQuery{Page: jinqiao.Page{Limit: 5}, Filter: jinqiao.Named{long + "二"}},
		&jinqiao.EntityQuery{Page: jinqiao.Page{Limit: 5}, Filter: jinqiao.Matches{Text: "名字三"}},
		&jinqiao.EntityQuery{Page: jinqiao.Page{Limit: 5}, Filter: jinqiao.Test{Property: "name", Type: jinqiao.TypeString, Op: jinqiao.OpEndsWith, Values: []any{"字三"}}},
	)
	return beside(model, store, plan)
}
