package adjacency

import (
	"fmt"
	"slices"

	"jinqiao"
	"jinqiao/linkage"
)

// A reader turns words into numbers.
type reader struct {
	rules         *linkage.Rules
	kinds         map[string]uint8
	relationships map[string]int
	scopes        []string
	scopeNumbers  map[string]uint32
}

func newReader(rules *linkage.Rules) *reader {
	r := &reader{rules: rules, kinds: map[string]uint8{}, relationships: map[string]int{}, scopes: []string{""}, scopeNumbers: map[string]uint32{"": 0}}
	for i, k := range rules.Kinds {
		r.kinds[k.Name] = uint8(i)
	}
	for i, rel := range rules.Relationships {
		r.relationships[rel.Name] = i
	}
	return r
}

// node returns the facts of an entity by itself.
func (r *reader) node(e *jinqiao.TopologyEntity) (linkage.Node, error) {
	kind, known := r.kinds[e.Kind]
	if !known {
		return linkage.Node{}, fmt.Errorf("entity %s: unknown kind %q", e.ID, e.Kind)
	}
	n := linkage.Node{Kind: kind}
	if e.Hub {
		n.Flags |= linkage.Hub
	}
	if e.Cohort {
		n.Flags |= linkage.Cohort
	}
	if e.Status != "" && slices.Contains(r.rules.Kinds[kind].Unsettled, e.Status) {
		n.Flags |= linkage.Unsettled
	}
	return n, nil
}

// hop returns a link as seen from its from, under a number; dated tells that it
// has dates.
func (r *reader) hop(l *jinqiao.TopologyLink, to, number uint32) (hop linkage.Hop, dated bool, err error) {
	rel, known := r.relationships[l.Relationship]
	if !known {
		return hop, false, fmt.Errorf("link %s: unknown relationship %q", jinqiao.LinkID(l.Number), l.Relationship)
	}
	scope, err := r.scope(l.Scope)
	if err != nil {
		return hop, false, err
	}
	rank, _ := linkage.RankOf(l.Assertion, l.Confidence)
	dated = l.Since != "" || l.Until != ""
	return linkage.NewHop(to, number, linkage.HopFacts{
		Relationship: rel, Scope: scope, Rank: rank, Forward: true, Collective: l.Collective, Dated: dated,
		Unsettled: l.Stage != "" && slices.Contains(r.rules.Relationships[rel].Unsettled, l.Stage),
	}), dated, nil
}

// twin is the flag that a link of a relationship gives both its ends.
func (r *reader) twin(relationship string) linkage.NodeFlags {
	if r.rules.Relationships[r.relationships[relationship]].Identity {
		return linkage.Twin
	}
	return 0
}

func (r *reader) scope(id string) (uint32, error) {
	n, known := r.scopeNumbers[id]
	if known {
		return n, nil
	}
	n = uint32(len(r.scopes))
	if n > linkage.MaxScope {
		return 0, jinqiao.Errorf(jinqiao.CodeTooLarge, "more than %d different scopes", linkage.MaxScope)
	}
	r.scopeNumbers[id] = n
	r.scopes = append(r.scopes, id)
	return n, nil
}
