package linkage

import (
	"fmt"
	"slices"

	"jinqiao"
)

// A Reader turns what a store tells of the topology into the numbers of a Graph.
type Reader struct {
	rules         *Rules
	kinds         map[string]uint8
	relationships map[string]int
	scopes        []string
	scopeNumbers  map[string]uint32
}

// NewReader returns a reader that goes on from scopes by number, as Scopes
// returned them; nil for none.
func NewReader(rules *Rules, scopes []string) *Reader {
	if scopes == nil {
		scopes = []string{""}
	}
	r := &Reader{rules: rules, kinds: map[string]uint8{}, relationships: map[string]int{}, scopes: slices.Clone(scopes), scopeNumbers: map[string]uint32{}}
	for i, id := range scopes {
		r.scopeNumbers[id] = uint32(i)
	}
	for i, k := range rules.Kinds {
		r.kinds[k.Name] = uint8(i)
	}
	for i, rel := range rules.Relationships {
		r.relationships[rel.Name] = i
	}
	return r
}

// Scopes returns the ids of the scopes met so far, by number; the first is none.
func (r *Reader) Scopes() []string { return r.scopes }

// Node returns the facts of an entity.
func (r *Reader) Node(e *jinqiao.TopologyEntity) (Node, error) {
	kind, known := r.kinds[e.Kind]
	if !known {
		return Node{}, fmt.Errorf("entity %s: unknown kind %q", e.ID, e.Kind)
	}
	n := Node{Kind: kind, Degree: uint32(e.Degree)}
	if e.Twin {
		n.Flags |= Twin
	}
	if e.Hub {
		n.Flags |= Hub
	}
	if e.Cohort {
		n.Flags |= Cohort
	}
	if e.Status != "" && slices.Contains(r.rules.Kinds[kind].Unsettled, e.Status) {
		n.Flags |= Unsettled
	}
	return n, nil
}

// Hop returns a link as seen from its from, under a number; dated tells that it
// has dates.
func (r *Reader) Hop(l *jinqiao.TopologyLink, to, number uint32) (hop Hop, dated bool, err error) {
	rel, known := r.relationships[l.Relationship]
	if !known {
		return hop, false, fmt.Errorf("link %s: unknown relationship %q", jinqiao.LinkID(l.Number), l.Relationship)
	}
	scope, err := r.scope(l.Scope)
	if err != nil {
		return hop, false, err
	}
	rank, _ := RankOf(l.Assertion, l.Confidence)
	dated = l.Since != "" || l.Until != ""
	return NewHop(to, number, HopFacts{
		Relationship: rel, Scope: scope, Rank: rank, Forward: true, Collective: l.Collective, Dated: dated,
		Unsettled: l.Stage != "" && slices.Contains(r.rules.Relationships[rel].Unsettled, l.Stage),
	}), dated, nil
}

// Twin is the flag that a link gives both its ends.
func (r *Reader) Twin(h Hop) NodeFlags {
	if r.rules.identity[h.relationship()] {
		return Twin
	}
	return 0
}

func (r *Reader) scope(id string) (uint32, error) {
	n, known := r.scopeNumbers[id]
	if known {
		return n, nil
	}
	n = uint32(len(r.scopes))
	if n > MaxScope {
		return 0, jinqiao.Errorf(jinqiao.CodeTooLarge, "more than %d different scopes", MaxScope)
	}
	r.scopeNumbers[id] = n
	r.scopes = append(r.scopes, id)
	return n, nil
}
