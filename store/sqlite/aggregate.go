package sqlite

import (
	"context"
	"database/sql/driver"
	"slices"
	"strings"

	"jinqiao"
)

// Aggregate counts entities in groups. Grouping is done here, over columns that
// are kept in memory (see columns): in SQL it takes ten times as long.
func (s *Store) Aggregate(ctx context.Context, q *jinqiao.AggregateQuery) (*jinqiao.Aggregation, error) {
	var a *jinqiao.Aggregation
	err := s.reading(ctx, true, func(c *conn) error {
		revision, err := c.number(ctx, "SELECT revision FROM state")
		if err != nil {
			return err
		}
		g := &grouping{reader: &reader{s, c, ctx, map[int64]string{}}, cache: s.columns.at(revision), query: q}
		a, err = g.run()
		return err
	})
	if err != nil {
		return nil, readable(ctx, "count what the store holds in groups", err)
	}
	return a, nil
}

// A grouping answers one query, on one state of the store.
type grouping struct {
	*reader
	cache   *snapshot
	query   *jinqiao.AggregateQuery
	members []member
	is      []bool // by ord: among the members
	columns []column
	groups  map[groupKey]*group
	whole   *inclusion
}

// A member is one of the entities that are counted.
type member struct {
	ord    uint32
	kind   uint16
	cohort bool
}

// groupKey holds a code of each column, 0 for no value.
type groupKey [maxKeys]uint32

// maxKeys is by how many things can be grouped at once.
const maxKeys = 4

type group struct {
	named          int
	cohorts, noted []uint32
}

func (g *grouping) run() (*jinqiao.Aggregation, error) {
	if len(g.query.By) > maxKeys {
		return nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "%d things to group by; %d at most", len(g.query.By), maxKeys).At("by")
	}
	if err := g.findMembers(); err != nil {
		return nil, err
	}
	var cohorts []uint32
	for _, m := range g.members {
		if m.cohort {
			cohorts = append(cohorts, m.ord)
		}
	}
	var err error
	if g.whole, err = g.inclusion(cohorts); err != nil {
		return nil, err
	}
	for _, by := range g.query.By {
		c, err := g.column(by)
		if err != nil {
			return nil, err
		}
		g.columns = append(g.columns, c)
	}
	if err := g.count(); err != nil {
		return nil, err
	}
	return g.tell(cohorts)
}

// findMembers finds the entities that are to be counted: all of some kinds, or
// those that a statement gives.
func (g *grouping) findMembers() error {
	kinds, rest := kindsOf(g.query.Filter)
	if rest == nil {
		all, err := g.cache.entities(g.reader)
		if err != nil {
			return err
		}
		g.members = all
		if kinds != nil {
			g.members = all.ofKinds(numbersOf(unique(kinds), g.s.names.kinds))
		}
	} else if err := g.selectMembers(kinds, rest); err != nil {
		return err
	}
	last := uint32(0)
	for _, m := range g.members {
		last = max(last, m.ord)
	}
	g.is = make([]bool, last+1)
	for _, m := range g.members {
		g.is[m.ord] = true
	}
	return nil
}

func (g *grouping) selectMembers(kinds []string, rest jinqiao.Filter) error {
	c := g.compiler()
	condition := c.entity(rest, scope{"e", 0})
	if kinds != nil {
		condition = and(oneOf(kindColumn(rest), numbersOf(unique(kinds), c.names.kinds)), condition)
	}
	if c.err != nil || condition.is(no) {
		return c.err
	}
	return g.c.each(g.ctx, "SELECT e.ord, e.kind, e.cohort FROM entity e WHERE "+condition.text, condition.args, func(row []driver.Value) error {
		g.members = append(g.members, memberOf(row))
		return nil
	})
}

func memberOf(row []driver.Value) member {
	return member{uint32(row[0].(int64)), uint16(row[1].(int64)), row[2] != int64(0)}
}

func (g *grouping) isMember(ord uint32) bool { return int(ord) < len(g.is) && g.is[ord] }

// count puts the members into groups.
func (g *grouping) count() error {
	g.groups = map[groupKey]*group{}
	if len(g.columns) == 0 {
		g.groups[groupKey{}] = &group{}
	}
	var codes [maxKeys][]uint32
	for i, m := range g.members {
		if i&0xfff == 0 {
			if err := g.ctx.Err(); err != nil {
				return err
			}
		}
		for k, c := range g.columns {
			if codes[k] = c.of(m, codes[k][:0]); len(codes[k]) == 0 {
				codes[k] = append(codes[k], 0)
			}
		}
		if err := g.put(m, &codes, groupKey{}, 0); err != nil {
			return err
		}
	}
	return nil
}

// put adds a member to the groups of each combination of its values from the
// column k on.
func (g *grouping) put(m member, codes *[maxKeys][]uint32, key groupKey, k int) error {
	if k < len(g.columns) {
		for _, code := range codes[k] {
			key[k] = code
			if err := g.put(m, codes, key, k+1); err != nil {
				return err
			}
		}
		return nil
	}
	in := g.groups[key]
	if in == nil {
		if len(g.groups) >= g.query.Limit {
			return jinqiao.Errorf(jinqiao.CodeTooLarge, "there are more than %d groups; group by something with fewer values, or narrow the set by a filter", g.query.Limit).At("by")
		}
		in = &group{}
		g.groups[key] = in
	}
	switch {
	case m.cohort:
		in.cohorts = append(in.cohorts, m.ord)
	default:
		in.named++
		if g.whole.noted[m.ord] {
			in.noted = append(in.noted, m.ord)
		}
	}
	return nil
}

// tell turns groups into what is answered, with ids for ords.
func (g *grouping) tell(cohorts []uint32) (*jinqiao.Aggregation, error) {
	a := &jinqiao.Aggregation{Cohorts: map[string]jinqiao.Cohort{}, Within: map[string][]string{}}
	if err := g.name(a, cohorts); err != nil {
		return nil, err
	}
	for part, wholes := range g.whole.within {
		ids := g.idsOf(wholes)
		a.Within[g.ids[int64(part)]] = ids
	}
	for _, pair := range g.whole.same {
		x, y := g.ids[int64(pair[0])], g.ids[int64(pair[1])]
		a.Same = append(a.Same, [2]string{min(x, y), max(x, y)})
	}
	slices.SortFunc(a.Same, func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
	a.Same = slices.Compact(a.Same)
	for key, in := range g.groups {
		group := jinqiao.GroupCount{Keys: make([]any, len(g.columns)), Named: in.named, Cohorts: g.idsOf(in.cohorts), Noted: g.idsOf(in.noted)}
		for k, c := range g.columns {
			if key[k] > 0 {
				group.Keys[k] = c.value(key[k], g.ids)
			}
		}
		a.Groups = append(a.Groups, group)
	}
	return a, nil
}

func (g *grouping) idsOf(ords []uint32) []string {
	if len(ords) == 0 {
		return nil
	}
	ids := make([]string, len(ords))
	for i, ord := range ords {
		ids[i] = g.ids[int64(ord)]
	}
	slices.Sort(ids)
	return ids
}

// name reads the ids of all that the answer names, and the sizes of cohorts.
func (g *grouping) name(a *jinqiao.Aggregation, cohorts []uint32) error {
	var ords []int64
	for _, ord := range cohorts {
		ords = append(ords, int64(ord))
	}
	for part := range g.whole.within {
		ords = append(ords, int64(part))
	}
	for _, pair := range g.whole.same {
		ords = append(ords, int64(pair[0]), int64(pair[1]))
	}
	for key := range g.groups {
		for k, c := range g.columns {
			if _, far := c.(*farColumn); far && key[k] > 0 {
				ords = append(ords, int64(key[k]))
			}
		}
	}
	if len(ords) == 0 {
		return nil
	}
	return g.c.each(g.ctx, "SELECT e.ord, e.id, e.cohort, e.size, e.qualifier FROM json_each(?) j CROSS JOIN entity e ON e.ord = j.value", []any{jsonNumbers(unique(ords))}, func(row []driver.Value) error {
		ord, id := row[0].(int64), strings.Clone(text(row[1]))
		g.ids[ord] = id
		if row[2] == int64(0) || !g.isMember(uint32(ord)) {
			return nil
		}
		c := jinqiao.Cohort{Qualifier: text(row[4])}
		if n, ok := row[3].(int64); ok {
			size := int(n)
			c.Size = &size
		}
		a.Cohorts[id] = c
		return nil
	})
}
