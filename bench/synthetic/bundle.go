package synthetic

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"

	"jinqiao"
)

// A bundle is all links of one relationship between two kinds.
type bundle struct {
	relationship *jinqiao.Relationship
	from, to     *population
	count        int
}

// planBundles divides the links among relationships, and those of each among
// its pairs of kinds by how many entities they start at.
func (g *Graph) planBundles(links int) ([]bundle, error) {
	var bundles []bundle
	var weights []float64
	for _, rel := range g.ontology.Relationships {
		pairs := g.pairs(rel)
		starts := 0
		for _, b := range pairs {
			starts += b.from.size
		}
		for _, b := range pairs {
			bundles = append(bundles, b)
			weights = append(weights, share(tables.Relationships, rel.Name)*float64(b.from.size)/float64(starts))
		}
	}
	if links < len(bundles) {
		return nil, fmt.Errorf("%d links are too few for %d pairs of kinds", links, len(bundles))
	}
	for i, n := range shares(weights, links, 1) {
		bundles[i].count = n
	}
	return bundles, level(bundles)
}

// pairs returns a bundle for each pair of kinds that a relationship joins; one
// without direction has each pair once.
func (g *Graph) pairs(rel *jinqiao.Relationship) []bundle {
	var pairs []bundle
	for _, e := range rel.Ends {
		twice := rel.Symmetric && slices.ContainsFunc(pairs, func(b bundle) bool {
			return b.from.kind.Name == e.To && b.to.kind.Name == e.From
		})
		if !twice {
			pairs = append(pairs, bundle{relationship: rel, from: g.byName[e.From], to: g.byName[e.To]})
		}
	}
	return pairs
}

// level moves links from bundles that have no room for them to those that have.
func level(bundles []bundle) error {
	over, room := 0, 0
	for i := range bundles {
		b := &bundles[i]
		if most := b.room(); b.count > most {
			over += b.count - most
			b.count = most
		}
		room += b.room() - b.count
	}
	if over > room {
		return fmt.Errorf("no room for %d of the links", over-room)
	}
	for left := over; left > 0; {
		before := left
		for i := range bundles {
			b := &bundles[i]
			more := min(left, b.room()-b.count, 1+int(float64(over)*float64(b.room()-b.count)/float64(room)))
			b.count += more
			left -= more
		}
		if left == before {
			return fmt.Errorf("no room for %d of the links", left)
		}
	}
	return nil
}

// room is how many links a bundle can take, each start half of the ends open to it.
func (b *bundle) room() int {
	if b.from == b.to {
		return (b.from.size - 1) / 2 * (b.from.size / 2)
	}
	return b.from.size * half(b.to.size)
}

func half(n int) int { return (n + 1) / 2 }

// open is how many ends are open to the start of a rank. Between entities of one
// kind it is those of lower rank: no link leads back, or from a thing to itself.
func (b *bundle) open(rank int) int {
	if b.from == b.to {
		return rank
	}
	return b.to.size
}

// most is how many links the start of a rank may have.
func (b *bundle) most(rank int) int {
	if b.from == b.to {
		return rank / 2
	}
	return half(b.to.size)
}

// links yields the links of a bundle. Ranks with many links come first; ends
// are drawn by zipf, which makes the hubs.
func (b *bundle) links(g *Graph, place int) iter.Seq[*jinqiao.Link] {
	return func(yield func(*jinqiao.Link) bool) {
		r := rand.New(g.source(1000+place, 0))
		for from, to := range b.ends(r) {
			if !yield(g.link(r, b, from, to)) {
				return
			}
		}
	}
}

// ends yields the numbers of the ends of each link. Between two pairs, the
// properties of the link are to be drawn.
func (b *bundle) ends(r *rand.Rand) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		made := 0
		var ends []int
		for rank := range b.from.size {
			want := int(math.Round(float64(b.count)*b.shareUpTo(rank+1))) - made
			ends = b.draw(r, ends[:0], rank, min(max(want, 0), b.most(rank)))
			for _, end := range ends {
				made++
				if !yield(b.from.number(rank), b.to.number(end)) {
					return
				}
			}
		}
	}
}

// shareUpTo is the part of a bundle's links that start at ranks below n: a curve
// on which the first rank has several times the mean.
func (b *bundle) shareUpTo(n int) float64 {
	size := float64(b.from.size)
	if b.from == b.to {
		// What the lowest ranks cannot take has to find a place above them.
		return float64(n) / size
	}
	bend := size / 50
	return (math.Sqrt(float64(n)+bend) - math.Sqrt(bend)) / (math.Sqrt(size+bend) - math.Sqrt(bend))
}

// draw appends n different ends for the start of a rank.
func (b *bundle) draw(r *rand.Rand, ends []int, rank, n int) []int {
	open := b.open(rank)
	for range n {
		end := zipf(r, open)
		for slices.Contains(ends, end) {
			end = (end + 1 + r.IntN(3)) % open
		}
		ends = append(ends, end)
	}
	return ends
}
