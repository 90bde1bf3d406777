package graph

import (
	"slices"
	"strings"

	"jinqiao"
)

// endsMeet refuses a pattern that cannot begin at any row, or end at any column:
// its table would be empty, as if nothing were recorded.
func (p *planner) endsMeet(w *pathField, at pathway) error {
	first, last := w.pattern.Ends(p.ontology)
	if rows := p.sets.kindsIn(w.from.filter); !meet(rows, first) {
		return at.bad("the pattern begins at %s, but the rows are %s", p.told(first), p.told(rows))
	}
	if columns := p.sets.kindsIn(w.to.filter); !meet(columns, last) {
		return at.bad("the pattern ends at %s, but the columns are %s", p.told(last), p.told(columns))
	}
	return nil
}

// meet reports whether a set of these kinds may have one of others; kinds are
// nil where nothing is known of them.
func meet(kinds, others []string) bool {
	return kinds == nil || slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(others, k) })
}

// kindsIn returns the kinds that a set, as EntitySet reads it, may hold: nil if
// it does not say, or holds nothing.
func (s *sets) kindsIn(set jinqiao.Filter) (kinds []string) {
	switch f := set.(type) {
	case jinqiao.OfKind:
		return f
	case jinqiao.All:
		for _, part := range f {
			if kinds = s.kindsIn(part); kinds != nil {
				return kinds
			}
		}
	case jinqiao.Test:
		for _, id := range idsIn(f) {
			k, known := s.kinds[id]
			if !known {
				return nil
			}
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// told names kinds in the order of the ontology, as a message has them.
func (p *planner) told(kinds []string) string {
	var names []string
	for _, k := range p.ontology.Kinds {
		if slices.Contains(kinds, k.Name) {
			names = append(names, k.Name)
		}
	}
	return strings.Join(names, " or ")
}
