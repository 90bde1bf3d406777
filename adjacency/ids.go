package adjacency

import (
	"sort"

	"jinqiao/linkage"
)

// ids are the ids of all entities in their order, in one string. Where each
// begins is written for the first of a block only; the lengths of those before it
// in the block, which nodes have, lead to the others. A Go map of two million
// strings takes ten times the memory, a hash table of numbers twice.
type ids struct {
	text   string
	starts []uint32 // in text, of the first of each block
}

// blockSize is how many ids a block has.
const blockSize = 8

// id returns the id of an entity.
func (b *base) id(e uint32) string {
	start := b.ids.starts[e/blockSize]
	for i := e &^ (blockSize - 1); i < e; i++ {
		start += uint32(b.nodes[i].length)
	}
	return b.ids.text[start : start+uint32(b.nodes[e].length)]
}

// find returns the number of an entity, linkage.None for an unknown id.
func (b *base) find(id string) uint32 {
	blocks := sort.Search(len(b.ids.starts), func(i int) bool {
		start := b.ids.starts[i]
		return b.ids.text[start:start+uint32(b.nodes[i*blockSize].length)] > id
	})
	if blocks == 0 {
		return linkage.None
	}
	first := (blocks - 1) * blockSize
	rest := b.ids.text[b.ids.starts[blocks-1]:]
	for e := first; e < min(first+blockSize, b.len()); e++ {
		length := b.nodes[e].length
		if rest[:length] == id {
			return uint32(e)
		}
		rest = rest[length:]
	}
	return linkage.None
}

func (s *ids) size() int { return len(s.text) + 4*len(s.starts) }
