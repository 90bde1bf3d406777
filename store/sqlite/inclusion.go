package sqlite

import (
	"database/sql/driver"

	"jinqiao"
)

// members are all entities, by ord.
type members []member

func (all members) ofKinds(numbers []any) []member {
	var wanted [1 << 16]bool
	for _, n := range numbers {
		wanted[uint16(n.(int64))] = true
	}
	var of []member
	for _, m := range all {
		if wanted[m.kind] {
			of = append(of, m)
		}
	}
	return of
}

// entities returns all entities.
func (s *snapshot) entities(r *reader) (members, error) {
	return columnOf(s, r, "entities", []origin{membership}, func() (members, error) {
		all := members{}
		err := r.c.each(r.ctx, "SELECT ord, kind, cohort FROM entity", nil, func(row []driver.Value) error {
			all = append(all, memberOf(row))
			return nil
		})
		return all, err
	})
}

// An inclusion says which members lie in which of the cohorts among them, and
// which are possibly the same.
type inclusion struct {
	within map[uint32][]uint32
	same   [][2]uint32
	noted  map[uint32]bool
}

// inclusion finds what lies in the cohorts that are counted.
func (g *grouping) inclusion(cohorts []uint32) (*inclusion, error) {
	in := &inclusion{within: map[uint32][]uint32{}, noted: map[uint32]bool{}}
	if len(cohorts) > 0 {
		parts, err := g.parts()
		if err != nil {
			return nil, err
		}
		for _, c := range cohorts {
			g.within(in, parts, c)
		}
	}
	pairs, err := g.same()
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		if g.isMember(p[0]) && g.isMember(p[1]) {
			in.same = append(in.same, p)
			in.noted[p[0]], in.noted[p[1]] = true, true
		}
	}
	return in, nil
}

// within notes what lies in a cohort, in cohorts within it, and so on.
func (g *grouping) within(in *inclusion, parts map[uint32][]uint32, whole uint32) {
	seen := map[uint32]bool{}
	for next := []uint32{whole}; len(next) > 0; {
		c := next[len(next)-1]
		next = next[:len(next)-1]
		for _, p := range parts[c] {
			if seen[p] {
				continue
			}
			seen[p] = true
			next = append(next, p)
			if g.isMember(p) {
				in.within[p] = append(in.within[p], whole)
				in.noted[p] = true
			}
		}
	}
}

// parts returns what links of an inclusion say to lie in each cohort.
func (g *grouping) parts() (map[uint32][]uint32, error) {
	inclusions := g.relationships(func(r *jinqiao.Relationship) bool { return r.Inclusion })
	return columnOf(g.cache, g.reader, "parts", append(originsOf(inclusions), membership), func() (map[uint32][]uint32, error) {
		parts := map[uint32][]uint32{}
		err := g.pairs("l.target, l.source", " CROSS JOIN entity w ON w.ord = l.target AND w.cohort", inclusions, func(whole, part uint32) {
			parts[whole] = append(parts[whole], part)
		})
		return parts, err
	})
}

// same returns the pairs that links of an identity join, but for links from an
// entity to itself.
func (g *grouping) same() ([][2]uint32, error) {
	identities := g.relationships(func(r *jinqiao.Relationship) bool { return r.Identity })
	return columnOf(g.cache, g.reader, "same", originsOf(identities), func() ([][2]uint32, error) {
		all := [][2]uint32{}
		err := g.pairs("l.source, l.target", "", identities, func(a, b uint32) {
			if a != b {
				all = append(all, [2]uint32{a, b})
			}
		})
		return all, err
	})
}

// relationships returns the numbers of those relationships of which something is
// true.
func (g *grouping) relationships(is func(*jinqiao.Relationship) bool) (numbers []int64) {
	for _, rel := range g.s.ontology.Relationships {
		if is(rel) {
			numbers = append(numbers, g.s.names.relationships[rel.Name])
		}
	}
	return numbers
}

func originsOf(relationships []int64) (origins []origin) {
	for _, n := range relationships {
		origins = append(origins, origin{ofRelationship, n})
	}
	return origins
}

// pairs reads two columns of the links of some relationships.
func (g *grouping) pairs(columns, join string, relationships []int64, visit func(a, b uint32)) error {
	query := "SELECT " + columns + " FROM link l INDEXED BY link_relationship" + join + " WHERE l.relationship = ?"
	for _, number := range relationships {
		err := g.c.each(g.ctx, query, []any{number}, func(row []driver.Value) error {
			visit(uint32(row[0].(int64)), uint32(row[1].(int64)))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
