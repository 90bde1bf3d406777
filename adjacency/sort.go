package adjacency

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"jinqiao/linkage"
)

// sort turns links into hops: by their near end, then their far end, then the
// number behind their id. Each processor has a range of entities, whose rows it
// fills from all links and then sorts: what it writes to at random stays small, and
// it waits for nobody.
func (b *builder) sort() {
	g := b.base
	b.inRanges(b.count)
	g.first = make([]uint32, len(g.nodes)+1)
	for i, n := range g.nodes {
		g.first[i+1] = g.first[i] + n.Degree
	}
	g.hops = make([]linkage.Hop, g.first[len(g.nodes)])
	b.inRanges(b.fill)
	b.from, b.out = nil, nil
	b.inRanges(b.sortRows)
}

// inRanges calls do with ranges of entities, all of them at once.
func (b *builder) inRanges(do func(first, end uint32)) {
	n, parts := uint64(len(b.base.nodes)), uint64(runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() { do(uint32(n*i/parts), uint32(n*(i+1)/parts)) })
	}
	all.Wait()
}

// count counts the links at the entities of a range, one to itself once.
func (b *builder) count(first, end uint32) {
	for i, from := range b.from {
		to := b.out[i].To
		if from-first < end-first {
			b.base.nodes[from].Degree++
		}
		if to-first < end-first && to != from {
			b.base.nodes[to].Degree++
		}
	}
}

// fill puts hops into the rows of a range.
func (b *builder) fill(first, end uint32) {
	g := b.base
	next := slices.Clone(g.first[first:end])
	for i, from := range b.from {
		hop := b.out[i]
		if near := from - first; near < end-first {
			g.hops[next[near]] = hop
			next[near]++
		}
		if near := hop.To - first; near < end-first && hop.To != from {
			g.hops[next[near]] = hop.Back(from)
			next[near]++
		}
	}
}

func (b *builder) sortRows(first, end uint32) {
	g := b.base
	for e := first; e < end; e++ {
		slices.SortFunc(g.row(e), func(x, y linkage.Hop) int {
			if x.To != y.To {
				return cmp.Compare(x.To, y.To)
			}
			return cmp.Compare(g.numbers[x.Link], g.numbers[y.Link])
		})
	}
}
