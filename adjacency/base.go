package adjacency

import "jinqiao/linkage"

// A base is the topology that was read as a whole. It does not change. Entities
// are numbered in the order of their ids.
type base struct {
	nodes   []node // and one more, whose row would be the next
	ids     ids
	hops    []linkage.Hop
	numbers []uint64 // of links
	dates   dates
}

// A node is what a base holds of an entity, in eight bytes. Its degree is the
// length of its row.
type node struct {
	first  uint32 // of its hops; those of the next entity follow
	kind   uint8
	flags  linkage.NodeFlags
	length uint8 // of its id, in bytes
}

// len returns the number of entities.
func (b *base) len() int { return max(0, len(b.nodes)-1) }

func (b *base) node(e uint32) linkage.Node {
	n := &b.nodes[e]
	return linkage.Node{Degree: b.nodes[e+1].first - n.first, Kind: n.kind, Flags: n.flags}
}

func (b *base) row(e uint32) []linkage.Hop {
	if int(e) >= b.len() {
		return nil
	}
	return b.hops[b.nodes[e].first:b.nodes[e+1].first]
}

// size returns the bytes that the arrays take.
func (b *base) size() int {
	return 8*len(b.nodes) + b.ids.size() + 12*len(b.hops) + 8*len(b.numbers) + b.dates.size()
}
