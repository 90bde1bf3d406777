package graph

import (
	"cmp"
	"context"
	"slices"

	"jinqiao"
	"jinqiao/graph/model"
)

// Aggregate returns how many entities there are in groups.
func (q *query) Aggregate(ctx context.Context, _ map[string]any, _ []map[string]any, _, _ map[string]any, _ []map[string]any, _ *int, _ *bool) ([]*model.Group, error) {
	_, f, err := current(ctx)
	if err != nil {
		return nil, err
	}
	c := f.counting
	a, err := q.store.Aggregate(ctx, c.query)
	if err != nil {
		return nil, placed(err, f.at)
	}
	shared := &model.Counting{By: c.by, Entities: map[string]*jinqiao.EntityRow{}}
	var groups []*model.Group
	for i := range a.Groups {
		g := &model.Group{Counting: shared, Count: a.Groups[i], Bounds: a.Bounds(&a.Groups[i])}
		if fitsHaving(g, c.having) {
			groups = append(groups, g)
		}
	}
	shared.Total = len(groups)
	ranks, err := q.keyRanks(ctx, c, groups)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(groups, func(x, y *model.Group) int { return c.compare(x, y, ranks) })
	shown := groups[:min(c.first, len(groups))]
	if c.filter != nil {
		for _, g := range shown {
			g.Where = c.filter.of(g.Count.Keys)
		}
	}
	if rest := groups[len(shown):]; c.others && len(rest) > 0 {
		shown = append(slices.Clip(shown), c.summedUp(shared, a, rest))
	}
	if err := q.loadGroups(ctx, c, shown, shared); err != nil {
		return nil, err
	}
	if shown == nil {
		shown = []*model.Group{}
	}
	return shown, nil
}

// summedUp returns one group for many. Where an entity may be in several of them,
// the least that is certain is the largest of theirs.
func (c *countingField) summedUp(shared *model.Counting, a *jinqiao.Aggregation, rest []*model.Group) *model.Group {
	n := len(rest)
	sum := &model.Group{Counting: shared, Rest: &n}
	lower, apart := 0, 0
	for _, g := range rest {
		sum.Count.Named += g.Count.Named
		sum.Count.Cohorts = append(sum.Count.Cohorts, g.Count.Cohorts...)
		sum.Count.Noted = append(sum.Count.Noted, g.Count.Noted...)
		lower, apart = max(lower, g.Bounds.Lower), max(apart, g.Bounds.LowerIfApart)
	}
	twice := len(sum.Count.Noted)
	sum.Count.Cohorts, sum.Count.Noted = distinct(sum.Count.Cohorts), distinct(sum.Count.Noted)
	once := sum.Count
	once.Named -= twice - len(once.Noted)
	sum.Bounds = a.Bounds(&once)
	if c.multiple {
		sum.Bounds.Lower, sum.Bounds.LowerIfApart = lower, apart
	}
	return sum
}

func distinct(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// loadGroups reads the entities that groups name.
func (q *query) loadGroups(ctx context.Context, c *countingField, groups []*model.Group, shared *model.Counting) error {
	var ids []string
	for _, g := range groups {
		ids = append(ids, keyIDs(c, g)...)
		if !c.leftOut {
			continue
		}
		for _, l := range firstOfEach(g.Bounds.LeftOut) {
			ids = append(ids, l.ID)
		}
	}
	ids = distinct(ids)
	if len(ids) == 0 {
		return nil
	}
	answer, err := q.store.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: ids, Select: c.entity}}})
	if err != nil {
		return err
	}
	for i, row := range answer.Entities[0].Rows {
		shared.Entities[ids[i]] = row
	}
	return nil
}

func keyIDs(c *countingField, g *model.Group) (ids []string) {
	for i, v := range g.Count.Keys {
		if id, ok := v.(string); ok && c.by[i].Entities {
			ids = append(ids, id)
		}
	}
	return ids
}

// firstOfEach returns what is shown of a list that is sorted by reason.
func firstOfEach(list []jinqiao.LeftOut) (shown []jinqiao.LeftOut) {
	count := map[jinqiao.Reason]int{}
	for _, l := range list {
		if count[l.Reason]++; count[l.Reason] <= model.MostLeftOut {
			shown = append(shown, l)
		}
	}
	return shown
}

// keyRanks returns the places of the entities that keys name in the order of
// names, if groups are to be sorted so.
func (q *query) keyRanks(ctx context.Context, c *countingField, groups []*model.Group) (map[string]int, error) {
	byKey := slices.ContainsFunc(c.order, func(o groupOrder) bool { return o.measure == "key" })
	var ids []string
	for _, g := range groups {
		ids = append(ids, keyIDs(c, g)...)
	}
	if !byKey || len(ids) == 0 {
		return nil, nil
	}
	values := make([]any, 0, len(ids))
	for _, id := range distinct(ids) {
		values = append(values, id)
	}
	wanted := jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpIn, Values: values}
	answer, err := q.store.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: wanted, Page: jinqiao.Page{Limit: len(values)}, Select: &jinqiao.EntitySelect{}}}})
	if err != nil {
		return nil, err
	}
	ranks := map[string]int{}
	for i, row := range answer.Entities[0].Rows {
		ranks[row.Entity.ID] = i
	}
	return ranks, nil
}

// compare orders groups: as was asked, then the largest first, then by value.
func (c *countingField) compare(x, y *model.Group, ranks map[string]int) int {
	for _, o := range c.order {
		r := 0
		if o.measure == "key" {
			r = compareKeys(x.Count.Keys, y.Count.Keys, ranks, o.desc)
		} else {
			r = compareOpen(measure(x, o.measure), measure(y, o.measure), o.desc)
		}
		if r != 0 {
			return r
		}
	}
	return cmp.Or(
		cmp.Compare(y.Bounds.Lower, x.Bounds.Lower),
		cmp.Compare(y.Count.Named, x.Count.Named),
		compareKeys(x.Count.Keys, y.Count.Keys, nil, false),
	)
}

// compareOpen compares bounds; one that is open comes last either way.
func compareOpen(x, y *int, desc bool) int {
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	case desc:
		x, y = y, x
	}
	return cmp.Compare(*x, *y)
}

// compareKeys compares values in turn; nil comes last either way. Entities go by
// their ranks, if there are any.
func compareKeys(x, y []any, ranks map[string]int, desc bool) int {
	for i := range x {
		a, b := x[i], y[i]
		if a == nil || b == nil {
			if r := cmp.Compare(flag(a == nil), flag(b == nil)); r != 0 {
				return r
			}
			continue
		}
		if desc {
			a, b = b, a
		}
		if r := compareValues(a, b, ranks); r != 0 {
			return r
		}
	}
	return 0
}

func compareValues(a, b any, ranks map[string]int) int {
	switch a := a.(type) {
	case float64:
		b, _ := b.(float64)
		return cmp.Compare(a, b)
	case bool:
		b, _ := b.(bool)
		return cmp.Compare(flag(a), flag(b))
	case string:
		b, _ := b.(string)
		return cmp.Or(cmp.Compare(ranks[a], ranks[b]), cmp.Compare(a, b))
	}
	return 0
}

func flag(is bool) int {
	if is {
		return 1
	}
	return 0
}
