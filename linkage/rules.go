package linkage

import (
	"slices"

	"jinqiao"
)

// Rules are what an ontology says about paths, in tables. They are made once
// and shared.
type Rules struct {
	Kinds         []*jinqiao.Kind         // as the ontology has them; nodes refer to them by index
	Relationships []*jinqiao.Relationship // likewise for hops

	trail    trails
	inner    []bool // kinds that paths pass through by default
	scoped   []bool // kinds at which links of different scopes do not follow each other
	member   []bool // relationships that are memberships
	identity []bool // relationships that join records of one thing
}

// trails say between which kinds a path uses a relationship.
type trails struct {
	to   []uint64 // by relationship and kind of its from: a bit for each kind of its to
	from []uint64 // the other way about
}

const maxKinds = 64

// NewRules reads the rules of an ontology. scoped names the kinds at which the
// rule SCOPE holds (Ontology.ScopedKinds).
func NewRules(o *jinqiao.Ontology, scoped []string) (*Rules, error) {
	if len(o.Kinds) > maxKinds || len(o.Relationships) > 256 {
		return nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "%d kinds and %d relationships: a search can tell %d and 256 apart",
			len(o.Kinds), len(o.Relationships), maxKinds)
	}
	r := &Rules{Kinds: o.Kinds, Relationships: o.Relationships}
	for _, k := range o.Kinds {
		r.inner = append(r.inner, !k.Context)
		r.scoped = append(r.scoped, slices.Contains(scoped, k.Name))
	}
	for _, rel := range o.Relationships {
		r.member = append(r.member, rel.Membership)
		r.identity = append(r.identity, rel.Identity)
		for _, k := range o.Kinds {
			r.trail.to = append(r.trail.to, kindsFor(o, func(to string) bool { return rel.IsTrail(k.Name, to) }))
			r.trail.from = append(r.trail.from, kindsFor(o, func(from string) bool { return rel.IsTrail(from, k.Name) }))
		}
	}
	return r, nil
}

func kindsFor(o *jinqiao.Ontology, holds func(kind string) bool) (bits uint64) {
	for i, k := range o.Kinds {
		if holds(k.Name) {
			bits |= 1 << i
		}
	}
	return bits
}

// naming returns the trails of a search that names relationships: these between
// all kinds, and no others.
func (r *Rules) naming(named []bool) trails {
	bits := make([]uint64, len(r.trail.to))
	for i := range bits {
		if named[i/len(r.Kinds)] {
			bits[i] = ^uint64(0)
		}
	}
	return trails{bits, bits}
}

// A Rule keeps paths out that do not mean anything.
type Rule string

// The rules that can be relaxed, and Inferred, which stands beside them in
// what is said about excluded paths.
const (
	Hubs       Rule = "HUBS"
	Collective Rule = "COLLECTIVE"
	Scope      Rule = "SCOPE"
	Settled    Rule = "UNSETTLED"
	Inferred   Rule = "INFERRED"
)
