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
	return columnOf(s, r, "entities", func() (members, error) {
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
	return columnOf(g.cache, g.reader, "parts", func() (map[uint32][]uint32, error) {
		parts := map[uint32][]uint32{}
		err := g.pairs("l.target, l.source", " CROSS JOIN entity w ON w.ord = l.target AND w.cohort", func(r *jinqiao.Relationship) bool { return r.Inclusion }, func(whole, part uint32) {
			parts[whole] = append(parts[whole], part)
		})
		return parts, err
	})
}

// same returns the pairs that links of an identity join, but for links from an
// entity to itself.
func (g *grouping) same() ([][2]uint32, error) {
	return columnOf(g.cache, g.reader, "same", func() ([][2]uint32, error) {
		all := [][2]uint32{}
		err := g.pairs("l.source, l.target", "", func(r *jinqiao.Relationship) bool { return r.Identity }, func(a, b uint32) {
			if a != b {
				all = append(all, [2]uint32{a, b})
			}
		})
		return all, err
	})
}

// pairs reads two columns of the links of some relationships.
func (g *grouping) pairs(columns, join string, of func(*jinqiao.Relationship) bool, visit func(a, b uint32)) error {
	for _, rel := range g.s.ontology.Relationships {
		if !of(rel) {
			continue
		}
		query := "SELECT " + columns + " FROM link l INDEXED BY link_relationship" + join + " WHERE l.relationship = ?"
		err := g.c.each(g.ctx, query, []any{g.s.names.relationships[rel.Name]}, func(row []driver.Value) error {
			visit(uint32(row[0].(int64)), uint32(row[1].(int64)))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
