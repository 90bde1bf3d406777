package adjacency

import (
	"slices"

	"jinqiao/linkage"
)

// A base is the topology that was read as a whole. It does not change. Entities
// are numbered in the order of their ids.
type base struct {
	ids     ids
	nodes   []linkage.Node
	first   []uint32 // of the hops of an entity; those of the next follow
	hops    []linkage.Hop
	numbers []uint64 // of links

	dated      []uint32 // links with dates, ascending
	validities []linkage.Validity
}

func (b *base) row(e uint32) []linkage.Hop {
	if int(e) >= len(b.nodes) {
		return nil
	}
	return b.hops[b.first[e]:b.first[e+1]]
}

func (b *base) validity(link uint32) linkage.Validity {
	if i, dated := slices.BinarySearch(b.dated, link); dated {
		return b.validities[i]
	}
	return linkage.AnyDay
}

// size returns the bytes that the arrays take.
func (b *base) size() int {
	return len(b.ids.text) + 4*(len(b.ids.ends)+len(b.ids.slots)) + 8*len(b.nodes) + 4*len(b.first) +
		12*len(b.hops) + 8*len(b.numbers) + 4*len(b.dated) + 8*len(b.validities)
}
