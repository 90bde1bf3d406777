package graph

import (
	"slices"

	"jinqiao/graph/model"
)

// A groupOrder is one level of sorting groups.
type groupOrder struct {
	measure string
	desc    bool
}

func groupOrders(list []any, at pathway) ([]groupOrder, error) {
	var orders []groupOrder
	for i, item := range list {
		m := object(item)
		key, err := single(m, at.item(i), "key, entities, named, cohorts, lower, upper, lowerIfApart")
		if err != nil {
			return nil, err
		}
		orders = append(orders, groupOrder{key, m[key] == "DESC"})
	}
	return orders, nil
}

// measure returns one of the numbers of a group; nil for an open bound.
func measure(g *model.Group, name string) *int {
	n := 0
	switch name {
	case "entities":
		n = g.Entities()
	case "named":
		n = g.Named()
	case "cohorts":
		n = g.Cohorts()
	case "lower":
		n = g.Lower()
	case "lowerIfApart":
		n = g.LowerIfApart()
	case "upper":
		return g.Upper()
	}
	return &n
}

// fitsHaving reports whether all conditions hold for the numbers of a group.
func fitsHaving(g *model.Group, having map[string]any) bool {
	for name, conditions := range having {
		n := measure(g, name)
		for op, v := range object(conditions) {
			if v != nil && !holds(n, op, v) {
				return false
			}
		}
	}
	return true
}

// holds compares a number, nil for none, which only isNull finds.
func holds(n *int, op string, v any) bool {
	if op == "isNull" {
		return v == (n == nil)
	}
	if n == nil {
		return false
	}
	if op == "in" || op == "notIn" {
		among := slices.ContainsFunc(items(v), func(item any) bool { w, _ := whole(item); return w == *n })
		return among == (op == "in")
	}
	w, _ := whole(v)
	switch op {
	case "eq":
		return *n == w
	case "ne":
		return *n != w
	case "lt":
		return *n < w
	case "lte":
		return *n <= w
	case "gt":
		return *n > w
	}
	return *n >= w
}
