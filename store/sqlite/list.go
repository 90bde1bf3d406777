package sqlite

import (
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// listing returns the list that a query asks for.
func (r *reader) listing(q *jinqiao.EntityQuery) (*listing, error) {
	c, e := r.compiler(), scope{"e", 0}
	orders := q.Order
	if len(orders) == 0 {
		orders = []jinqiao.Order{{Property: "name"}}
	}
	kinds, rest := kindsOf(q.Filter)
	l := &listing{
		columns: "e.ord",
		levels:  append(c.levels(orders, e), level{x: raw("e.id")}),
		slow:    rest != nil || !byName(orders),
	}
	if selective(rest) {
		unindexed(l.levels)
	}
	l.wide = "SELECT " + columnsFor(q.Select) + levelColumns(l.levels) + " FROM p CROSS JOIN entity e ON e.ord = p.ord"
	l.branches = r.branches(c, kinds, rest, byName(orders))
	if c.err == nil && byName(orders) && len(orders) == 1 {
		l.walk, c.err = r.walk(q, kinds, rest)
	}
	return l, c.err
}

// unindexed keeps SQLite from reading a list in the order of an index of names
// when few entities satisfy the filter: they are to be found first and sorted.
func unindexed(levels []level) {
	for i, l := range levels {
		if l.x.text == "e.sort" || l.x.text == "e.id" {
			levels[i].x = raw("+" + l.x.text)
		}
	}
}

// levelColumns returns the columns of the levels of p.
func levelColumns(levels []level) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(", p.k" + strconv.Itoa(i))
	}
	return b.String()
}

// byName reports whether an order begins with the name, for which there are
// indexes.
func byName(orders []jinqiao.Order) bool {
	return orders[0].Count == nil && orders[0].Property == "name"
}

// branches returns the parts of a list of entities. A list by name is read in
// order from an index of the name: of each kind that is asked for, if not all
// are.
func (r *reader) branches(c *compiler, kinds []string, rest jinqiao.Filter, byName bool) []branch {
	condition := c.entity(rest, scope{"e", 0})
	if every := kinds == nil || r.allKinds(kinds); every || !byName || selective(rest) {
		of := yes
		if !every {
			of = oneOf(kindColumn(rest), numbersOf(unique(kinds), c.names.kinds))
		} else if byName && !selective(rest) {
			return []branch{{r.byNames(c, nil).from, condition}}
		}
		return []branch{{"entity e", and(of, condition)}}
	}
	var branches []branch
	for _, kind := range unique(kinds) {
		b := r.byNames(c, []string{kind})
		branches = append(branches, branch{b.from, and(b.where, condition)})
	}
	return branches
}

// byNames is all of one kind, or of all kinds, in the order of an index of names.
func (r *reader) byNames(c *compiler, kinds []string) branch {
	if kinds == nil || r.allKinds(kinds) {
		return branch{"entity e INDEXED BY entity_sort", yes}
	}
	return branch{"entity e INDEXED BY entity_kind", oneOf(raw("e.kind"), numbersOf(kinds, c.names.kinds))}
}

// kindColumn returns the kind of an entity, as one that no index is used for
// where the rest of the filter leads to fewer.
func kindColumn(rest jinqiao.Filter) expr {
	if selective(rest) {
		return raw("+e.kind")
	}
	return raw("e.kind")
}

// kindsOf takes the kinds that a filter limits the list to out of it; nil for
// all.
func kindsOf(f jinqiao.Filter) (kinds []string, rest jinqiao.Filter) {
	switch f := f.(type) {
	case jinqiao.OfKind:
		return append([]string{}, f...), nil
	case jinqiao.All:
		var others jinqiao.All
		for _, part := range f {
			k, rest := kindsOf(part)
			kinds = both(kinds, k)
			if rest != nil {
				others = append(others, rest)
			}
		}
		if len(others) == 0 {
			return kinds, nil
		}
		return kinds, others
	}
	return nil, f
}

// both returns what is in both lists of kinds, nil standing for all.
func both(a, b []string) []string {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	return slices.DeleteFunc(a, func(k string) bool { return !slices.Contains(b, k) })
}

func (r *reader) allKinds(kinds []string) bool {
	for name := range r.s.names.kinds {
		if !slices.Contains(kinds, name) {
			return false
		}
	}
	return true
}

// total counts a list of entities: by the tallies if only kinds limit it.
func (r *reader) total(q *jinqiao.EntityQuery, l *listing) (int, error) {
	kinds, rest := kindsOf(q.Filter)
	if rest != nil {
		return l.total(r.ctx, r.c, asTheyAre)
	}
	return r.tallied(kinds)
}

// tallied is how many there are of some kinds, or of all for nil.
func (r *reader) tallied(kinds []string) (int, error) {
	condition := yes
	if kinds != nil {
		condition = oneOf(raw("kind"), numbersOf(unique(kinds), r.s.names.kinds))
	}
	n, err := r.c.number(r.ctx, "SELECT ifnull(sum(count), 0) FROM entity_tally WHERE "+condition.text, condition.args...)
	return int(n), err
}
