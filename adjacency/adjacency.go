// Package adjacency holds the topology of a graph in memory, in compact arrays,
// with what the rules for paths ask and no more: 24 bytes for the two hops of a
// link, 8 for its number, and 8 for an entity besides its id. What was written
// since lies over the arrays, generation by generation (Live).
package adjacency

import (
	"cmp"
	"context"
	"strings"
	"sync"

	"jinqiao/linkage"
)

// A Graph is one state of a graph. It does not change, and its methods may be
// called at once.
type Graph struct {
	rules *linkage.Rules
	*base
	overlay
}

// An overlay is what a generation has besides its base. Lists are shared with
// later generations, which append to them; entities and links of the base come
// before those of the overlay in the order of numbers.
type overlay struct {
	names   []string  // ids of entities
	found   *sync.Map // number by id of entities, those of later generations too
	facts   pages[linkage.Node]
	rows    pages[[]linkage.Hop]
	added   []added
	scopes  []string
	changed [][]uint32 // entities whose facts changed, by generation since the base
}

// An added link is one of an overlay. A link that was replaced is another one.
type added struct {
	number   uint64
	validity linkage.Validity
}

var _ linkage.Successor = (*Graph)(nil)

// Rules returns the rules by which kinds and relationships are numbered.
func (g *Graph) Rules() *linkage.Rules { return g.rules }

// Len returns the number of entities.
func (g *Graph) Len() int { return g.base.len() + len(g.names) }

// Node returns the facts of an entity.
func (g *Graph) Node(entity uint32) linkage.Node {
	if page := g.facts.page(entity); page != nil {
		return page[entity%pageSize]
	}
	return g.base.node(entity)
}

// ID returns the id of an entity.
func (g *Graph) ID(entity uint32) string {
	if i := int(entity) - g.base.len(); i >= 0 {
		return g.names[i]
	}
	return g.base.id(entity)
}

// Compare orders entities by id; those of the base are numbered so.
func (g *Graph) Compare(a, b uint32) int {
	if n := uint32(g.base.len()); a < n && b < n || a == b {
		return cmp.Compare(a, b)
	}
	return strings.Compare(g.ID(a), g.ID(b))
}

// Lookup returns the numbers of entities, linkage.None for unknown ids.
func (g *Graph) Lookup(_ context.Context, ids []string) ([]uint32, error) {
	found := make([]uint32, len(ids))
	for i, id := range ids {
		found[i] = g.find(id)
	}
	return found, nil
}

func (g *Graph) find(id string) uint32 {
	n := g.base.find(id)
	if n != linkage.None || len(g.names) == 0 {
		return n
	}
	if n, ok := g.found.Load(id); ok && int(n.(uint32)) < g.Len() {
		return n.(uint32)
	}
	return linkage.None
}

// All returns all entities of some kinds.
func (g *Graph) All(_ context.Context, kinds uint64) (found []uint32, _ error) {
	for e := range uint32(g.Len()) {
		if kinds>>g.Node(e).Kind&1 != 0 {
			found = append(found, e)
		}
	}
	return found, nil
}

// Expand visits the hops of entities, straight from the arrays.
func (g *Graph) Expand(ctx context.Context, entities []uint32, visit func(i int, hops []linkage.Hop) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, e := range entities {
		if !visit(i, g.row(e)) {
			return nil
		}
	}
	return nil
}

func (g *Graph) row(e uint32) []linkage.Hop {
	if page := g.rows.page(e); page != nil {
		if row := page[e%pageSize]; row != nil {
			return row
		}
	}
	return g.base.row(e)
}

// Validity returns when a link holds.
func (g *Graph) Validity(link uint32) linkage.Validity {
	if i := int(link) - len(g.numbers); i >= 0 {
		return g.added[i].validity
	}
	return g.dates.of(link)
}

// LinkNumber returns the number behind the id of a link.
func (g *Graph) LinkNumber(link uint32) uint64 {
	if i := int(link) - len(g.numbers); i >= 0 {
		return g.added[i].number
	}
	return g.numbers[link]
}

// Since returns the entities whose facts differ from those in an earlier
// generation over the same base.
func (g *Graph) Since(earlier linkage.Graph) (changed []uint32, ok bool) {
	old, ok := earlier.(*Graph)
	if !ok || old.base != g.base || len(old.changed) > len(g.changed) {
		return nil, false
	}
	for _, entities := range g.changed[len(old.changed):] {
		changed = append(changed, entities...)
	}
	return changed, true
}

// Links returns the number of links that are held, replaced ones included.
func (g *Graph) Links() int { return len(g.numbers) + len(g.added) }

// Size returns the bytes that the arrays of the base take.
func (g *Graph) Size() int { return g.base.size() }
