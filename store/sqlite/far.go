package sqlite

import (
	"database/sql/driver"
	"fmt"
	"slices"

	"jinqiao"
)

// A farColumn has the entities to which links lead from a member, their ords as
// codes.
type farColumn struct{ ways map[uint16][]*farWay } // by kind of the member

type farWay struct {
	links *farLinks
	kinds []uint16 // at the far end; nil for all
}

func (c *farColumn) of(m member, into []uint32) []uint32 {
	for _, w := range c.ways[m.kind] {
		for _, l := range w.links.at(m.ord) {
			if w.kinds == nil || slices.Contains(w.kinds, l.kind) {
				into = append(into, l.far)
			}
		}
	}
	if len(into) > 1 {
		slices.Sort(into)
		into = slices.Compact(into)
	}
	return into
}

func (c *farColumn) value(code uint32, ids map[int64]string) any { return ids[int64(code)] }

// farLinks are the links of one relationship one way, by their near end.
type farLinks struct {
	first []uint32 // by ord of the near end: of its links
	links []farLink
}

type farLink struct {
	far  uint32
	kind uint16
}

func (l *farLinks) at(ord uint32) []farLink {
	if int(ord)+1 >= len(l.first) {
		return nil
	}
	return l.links[l.first[ord]:l.first[ord+1]]
}

// farColumn returns the column of what links lead to.
func (g *grouping) farColumn(ways []jinqiao.Way) (column, error) {
	column := &farColumn{map[uint16][]*farWay{}}
	for _, w := range ways {
		far, err := g.farWays(w.Trail)
		if err != nil {
			return nil, err
		}
		for _, kind := range g.memberKinds() {
			if asked(w.On, g.s.names.kindNames[int64(kind)]) {
				column.ways[kind] = append(column.ways[kind], far...)
			}
		}
	}
	return column, nil
}

func (g *grouping) farWays(t jinqiao.Trail) ([]*farWay, error) {
	var kinds []uint16
	if t.Kinds != nil {
		kinds = []uint16{}
		for _, n := range numbersOf(unique(t.Kinds), g.s.names.kinds) {
			kinds = append(kinds, uint16(n.(int64)))
		}
	}
	var ways []*farWay
	for _, w := range g.compiler().ways(t) {
		relationships := w.relationships
		if relationships == nil {
			for name := range g.s.names.relationships {
				relationships = append(relationships, name)
			}
		}
		for _, n := range numbersOf(unique(relationships), g.s.names.relationships) {
			links, err := g.linksOf(n.(int64), w)
			if err != nil {
				return nil, err
			}
			ways = append(ways, &farWay{links, kinds})
		}
	}
	return ways, nil
}

// linksOf returns the links of a relationship one way: all, or those of a few
// members.
func (g *grouping) linksOf(relationship int64, w way) (*farLinks, error) {
	name := fmt.Sprint("links ", relationship, w.direction)
	if len(g.members) <= few && !g.cache.has(name) {
		return g.readLinks(w, sql("json_each(%) j CROSS JOIN link l INDEXED BY "+w.index+" ON l."+w.near+" = j.value AND l.relationship = %",
			arg(jsonNumbers(g.ords())), arg(relationship)))
	}
	return columnOf(g.cache, g.reader, name, []origin{{ofRelationship, relationship}}, func() (*farLinks, error) {
		return g.readLinks(w, sql("link l INDEXED BY link_relationship WHERE l.relationship = %", arg(relationship)))
	})
}

// readLinks reads links and sorts them by their near end.
func (r *reader) readLinks(w way, from expr) (*farLinks, error) {
	var near []uint32
	var links []farLink
	last := uint32(0)
	query := "SELECT l." + w.near + ", l." + w.far + ", l." + w.farKind + " FROM " + from.text
	err := r.c.each(r.ctx, query, from.args, func(row []driver.Value) error {
		near = append(near, uint32(row[0].(int64)))
		links = append(links, farLink{uint32(row[1].(int64)), uint16(row[2].(int64))})
		last = max(last, near[len(near)-1])
		return nil
	})
	if err != nil {
		return nil, err
	}
	sorted := &farLinks{first: make([]uint32, last+2), links: make([]farLink, len(links))}
	for _, n := range near {
		sorted.first[n+1]++
	}
	for i := 1; i < len(sorted.first); i++ {
		sorted.first[i] += sorted.first[i-1]
	}
	next := slices.Clone(sorted.first)
	for i, n := range near {
		sorted.links[next[n]] = links[i]
		next[n]++
	}
	return sorted, nil
}
