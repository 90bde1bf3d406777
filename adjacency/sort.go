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
	hops := uint32(0)
	for i := range g.nodes {
		degree := g.nodes[i].first
		g.nodes[i].first = hops
		hops += degree
	}
	g.hops = make([]linkage.Hop, hops)
	b.inRanges(b.fill)
	b.from, b.out = nil, nil
	b.inRanges(b.sortRows)
}

// inRanges calls do with ranges of entities, all of them at once.
func (b *builder) inRanges(do func(first, end uint32)) {
	n, parts := uint64(b.base.len()), uint64(runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() { do(uint32(n*i/parts), uint32(n*(i+1)/parts)) })
	}
	all.Wait()
}

// count counts the links at the entities of a range, one to itself once, where the
// begins of their rows will be.
func (b *builder) count(first, end uint32) {
	for i, from := range b.from {
		to := b.out[i].To
		if from-first < end-first {
			b.base.nodes[from].first++
		}
		if to-first < end-first && to != from {
			b.base.nodes[to].first++
		}
	}
}

// fill puts hops into the rows of a range.
func (b *builder) fill(first, end uint32) {
	g := b.base
	next := make([]uint32, end-first)
	for i := range next {
		next[i] = g.nodes[first+uint32(i)].first
	}
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
