package sqlite

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"jinqiao"
)

// degree counts the links at an entity, a link to itself once.
const degree = `SELECT (SELECT count(*) FROM link INDEXED BY link_out WHERE source = ?)
	+ (SELECT count(*) FROM link INDEXED BY link_in WHERE target = ?)
	- (SELECT count(*) FROM link INDEXED BY link_loop WHERE source = ? AND source = target)`

func (r *reader) degrees(all []found) error {
	for _, f := range all {
		n, err := r.c.number(r.ctx, degree, f.ord, f.ord, f.ord)
		if err != nil {
			return err
		}
		f.row.Degree = int(n)
	}
	return nil
}

// allCounts adds to entities how many links they have.
func (r *reader) allCounts(all []found, sel *jinqiao.EntitySelect) error {
	if len(sel.Counts) == 0 {
		return nil
	}
	for _, f := range all {
		f.row.Counts = make([][]jinqiao.RelationCount, len(sel.Counts))
	}
	for i, q := range sel.Counts {
		c := r.compiler()
		condition := c.link(q.Filter, scope{"l", 0})
		if c.err != nil {
			return c.err
		}
		for _, f := range all {
			if !asked(q.On, f.row.Entity.Kind) {
				continue
			}
			counts, err := r.counts(f.ord, condition)
			if err != nil {
				return err
			}
			f.row.Counts[i] = counts
		}
	}
	return nil
}

// counts returns how many links there are at an entity, in the order of the
// ontology's relationships, directions and the ontology's kinds.
func (r *reader) counts(ord int64, condition expr) ([]jinqiao.RelationCount, error) {
	groups := map[jinqiao.RelationCount]int{}
	if condition.is(no) {
		return []jinqiao.RelationCount{}, nil
	}
	for _, part := range []struct {
		where, kind string
		direction   jinqiao.Direction
		sign        int
		symmetric   bool // of symmetric relationships only
	}{
		{"link l INDEXED BY link_out WHERE l.source = ?", "target_kind", jinqiao.Out, 1, false},
		{"link l INDEXED BY link_in WHERE l.target = ?", "source_kind", jinqiao.In, 1, false},
		{"link l INDEXED BY link_loop WHERE l.source = l.target AND l.source = ?", "source_kind", jinqiao.Both, -1, true},
	} {
		query := "SELECT l.relationship, l." + part.kind + ", count(*) FROM " + part.where + " AND " + condition.text + " GROUP BY 1, 2"
		err := r.c.each(r.ctx, query, append([]any{ord}, condition.args...), func(row []driver.Value) error {
			name := r.s.names.relationshipNames[row[0].(int64)]
			symmetric := slices.Contains(r.s.symmetric, name)
			if part.symmetric && !symmetric {
				return nil
			}
			group := jinqiao.RelationCount{Relationship: name, Direction: part.direction, Kind: r.s.names.kindNames[row[1].(int64)]}
			if symmetric {
				group.Direction = jinqiao.Both
			}
			groups[group] += part.sign * int(row[2].(int64))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return r.sorted(groups), nil
}

func (r *reader) sorted(groups map[jinqiao.RelationCount]int) []jinqiao.RelationCount {
	counts := make([]jinqiao.RelationCount, 0, len(groups))
	for group, n := range groups {
		group.Count = n
		counts = append(counts, group)
	}
	place := r.s.names.place
	slices.SortFunc(counts, func(a, b jinqiao.RelationCount) int {
		return cmp.Or(
			cmp.Compare(place[a.Relationship], place[b.Relationship]),
			cmp.Compare(directionPlace[a.Direction], directionPlace[b.Direction]),
			cmp.Compare(place[a.Kind], place[b.Kind]),
			cmp.Compare(a.Relationship, b.Relationship),
			cmp.Compare(a.Kind, b.Kind),
		)
	})
	return counts
}

var directionPlace = map[jinqiao.Direction]int{jinqiao.Out: 0, jinqiao.In: 1, jinqiao.Both: 2}
