package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"

	"jinqiao"
)

// expansion are the columns of a link as a traversal sees it.
const expansion = "l.number, l.relationship, l.source, l.target, l.assertion, l.confidence, l.collective, l.scope, l.props ->> 'stage'"

// Expand returns the links at the given entities, both ways, by link id.
func (s *Store) Expand(ctx context.Context, ids []string, relationships []string) ([]jinqiao.Hop, error) {
	var hops []jinqiao.Hop
	err := s.reading(ctx, true, func(c *conn) (err error) {
		r := &reader{s, c, ctx, map[int64]string{}}
		hops, err = r.expand(ids, relationships)
		return err
	})
	return hops, readable(ctx, "read links from the store", err)
}

func (r *reader) expand(ids, relationships []string) ([]jinqiao.Hop, error) {
	ords, err := r.ords(ids)
	if err != nil || len(ords) == 0 {
		return nil, err
	}
	condition := yes
	if relationships != nil {
		condition = oneOf(raw("l.relationship"), numbersOf(relationships, r.s.names.relationships))
	}
	var links []expanded
	missing := map[int64]bool{}
	for _, w := range []way{outwards, inwards} {
		query := sql("SELECT "+expansion+" FROM json_each(%) j CROSS JOIN link l INDEXED BY "+w.index+" ON l."+w.near+" = j.value WHERE %",
			arg(jsonNumbers(ords)), condition)
		err := r.c.each(r.ctx, query.text, query.args, func(row []driver.Value) error {
			source, target := row[2].(int64), row[3].(int64)
			if _, met := r.ids[source]; w.near == "target" && met && slices.Contains(ords, source) {
				return nil
			}
			missing[source], missing[target] = true, true
			links = append(links, expanded{r.s.hop(row), row[0].(int64), source, target})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return r.hops(links, missing)
}

// expanded is a hop in the making, with its number and the ords of its ends.
type expanded struct {
	jinqiao.Hop
	number, source, target int64
}

// hops sorts links and sets the ids of their ends.
func (r *reader) hops(links []expanded, ends map[int64]bool) ([]jinqiao.Hop, error) {
	var missing []int64
	for ord := range ends {
		if _, ok := r.ids[ord]; !ok {
			missing = append(missing, ord)
		}
	}
	if err := r.readIDs(missing); err != nil {
		return nil, err
	}
	slices.SortFunc(links, func(a, b expanded) int { return cmp.Compare(a.number, b.number) })
	hops := make([]jinqiao.Hop, len(links))
	for i, l := range links {
		l.From, l.To = r.ids[l.source], r.ids[l.target]
		hops[i] = l.Hop
	}
	return hops, nil
}

// ords returns the ords of those of the ids that there are.
func (r *reader) ords(ids []string) ([]int64, error) {
	var ords []int64
	query := "SELECT e.ord, e.id FROM json_each(?) j CROSS JOIN entity e ON e.id = j.value"
	err := r.c.brief(r.ctx, query, []any{jsonList(unique(ids))}, func(row []driver.Value) error {
		ords = append(ords, row[0].(int64))
		r.ids[row[0].(int64)] = text(row[1])
		return nil
	})
	return ords, err
}

// hop reads the columns of an expansion, without the ends.
func (s *Store) hop(row []driver.Value) jinqiao.Hop {
	return jinqiao.Hop{
		ID:           jinqiao.LinkID(uint64(row[0].(int64))),
		Relationship: s.names.relationshipNames[row[1].(int64)],
		Assertion:    text(row[4]),
		Confidence:   text(row[5]),
		Collective:   row[6] != int64(0),
		Scope:        text(row[7]),
		Stage:        text(row[8]),
	}
}
