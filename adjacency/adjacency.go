// Package adjacency holds the topology of a graph in memory, in compact arrays,
// with what the rules for paths ask and no more: 24 bytes for the two hops of a
// link, 8 for its number, and about 40 for an entity and its id.
package adjacency

import (
	"cmp"
	"context"
	"slices"

	"jinqiao/linkage"
)

// A Graph is one state of a graph, as Build read it. It does not change, and
// its methods may be called at once. Entities are numbered in the order of
// their ids and links in that of theirs, where the scan gave them so.
type Graph struct {
	rules   *linkage.Rules
	ids     ids
	nodes   []linkage.Node
	first   []uint32 // of the hops of an entity; those of the next follow
	hops    []linkage.Hop
	numbers []uint64 // of links

	dated      []uint32 // links with dates, ascending
	validities []linkage.Validity
}

var _ linkage.Graph = (*Graph)(nil)

// Rules returns the rules by which kinds and relationships are numbered.
func (g *Graph) Rules() *linkage.Rules { return g.rules }

// Len returns the number of entities.
func (g *Graph) Len() int { return len(g.nodes) }

// Node returns the facts of an entity.
func (g *Graph) Node(entity uint32) linkage.Node { return g.nodes[entity] }

// Compare orders entities by id, as their numbers are.
func (g *Graph) Compare(a, b uint32) int { return cmp.Compare(a, b) }

// All returns all entities of some kinds.
func (g *Graph) All(_ context.Context, kinds uint64) (found []uint32, _ error) {
	for e, n := range g.nodes {
		if kinds>>n.Kind&1 != 0 {
			found = append(found, uint32(e))
		}
	}
	return found, nil
}

// Links returns the number of links.
func (g *Graph) Links() int { return len(g.numbers) }

// ID returns the id of an entity.
func (g *Graph) ID(entity uint32) string { return g.ids.id(entity) }

// LinkNumber returns the number behind the id of a link.
func (g *Graph) LinkNumber(link uint32) uint64 { return g.numbers[link] }

// Lookup returns the numbers of entities, linkage.None for unknown ids.
func (g *Graph) Lookup(_ context.Context, ids []string) ([]uint32, error) {
	found := make([]uint32, len(ids))
	for i, id := range ids {
		found[i] = g.ids.find(id)
	}
	return found, nil
}

// Expand visits the hops of entities, straight from the arrays.
func (g *Graph) Expand(ctx context.Context, entities []uint32, visit func(i int, hops []linkage.Hop) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, e := range entities {
		if !visit(i, g.hops[g.first[e]:g.first[e+1]]) {
			return nil
		}
	}
	return nil
}

// Validity returns when a link holds.
func (g *Graph) Validity(link uint32) linkage.Validity {
	if i, dated := slices.BinarySearch(g.dated, link); dated {
		return g.validities[i]
	}
	return linkage.AnyDay
}

// Size returns the bytes that the arrays take.
func (g *Graph) Size() int {
	return len(g.ids.text) + 4*(len(g.ids.ends)+len(g.ids.slots)) + 8*len(g.nodes) + 4*len(g.first) +
		12*len(g.hops) + 8*len(g.numbers) + 4*len(g.dated) + 8*len(g.validities)
}
