// Package layout gives the nodes of a network places on a plane: near to what
// they are linked to, apart from all else. The same network has the same places
// every time; nothing is drawn at random.
package layout

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Length is how long a link between two nodes of few links is meant to be, in
// pixels of a canvas at its natural size.
const Length = 80.0

// maxForce is up to how many nodes are placed by forces. Beyond, 100 times as
// many take the same time as discs around what they hang on.
const maxForce = 2000

// A Point is a place; y grows upwards or downwards, as the canvas has it.
type Point struct{ X, Y float64 }

// A Network is what is to be placed.
type Network struct {
	Nodes int
	Edges [][2]int      // pairs of nodes; loops and repetitions do no harm
	Seeds []int         // what the network is about: its middle
	Fixed map[int]Point // nodes that have a place and keep it
}

// Place returns a place for each node. Without fixed nodes the middle of the
// seeds, or of all nodes where there are none, is at (0, 0). When ctx is done, it
// returns soon, with places that are worth less.
func Place(ctx context.Context, n Network) []Point {
	g := newGraph(n)
	g.done = ctx.Done()
	if len(n.Fixed) > 0 {
		return g.extend(n.Fixed)
	}
	at := make([]Point, n.Nodes)
	g.pack(g.components(n.Seeds), at)
	middle(at, n.Seeds)
	return at
}

// A graph is a network with its neighbours.
type graph struct {
	first      []int // of the neighbours of a node; those of the next follow
	neighbours []int
	edges      [][2]int
	done       <-chan struct{} // no more forces are to act
}

func newGraph(n Network) *graph {
	g := &graph{first: make([]int, n.Nodes+1)}
	for _, e := range n.Edges {
		if e[0] != e[1] {
			g.edges = append(g.edges, [2]int{min(e[0], e[1]), max(e[0], e[1])})
		}
	}
	slices.SortFunc(g.edges, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	g.edges = slices.Compact(g.edges)
	for _, e := range g.edges {
		g.first[e[0]+1]++
		g.first[e[1]+1]++
	}
	for i := range n.Nodes {
		g.first[i+1] += g.first[i]
	}
	g.neighbours = make([]int, 2*len(g.edges))
	next := slices.Clone(g.first)
	for _, e := range g.edges {
		g.neighbours[next[e[0]]], g.neighbours[next[e[1]]] = e[1], e[0]
		next[e[0]]++
		next[e[1]]++
	}
	return g
}

func (g *graph) of(node int) []int { return g.neighbours[g.first[node]:g.first[node+1]] }

func (g *graph) nodes() int { return len(g.first) - 1 }

// components returns the connected parts, each as its nodes in the order in
// which a walk from its root comes to them: the first seed in it, else the node
// with the most neighbours. Those with seeds come first, of each sort the large ones.
func (g *graph) components(seeds []int) [][]int {
	seen := make([]bool, g.nodes())
	var parts [][]int
	for _, s := range seeds {
		if !seen[s] {
			parts = append(parts, g.walk(s, seen))
		}
	}
	larger := func(a, b []int) int { return len(b) - len(a) }
	slices.SortStableFunc(parts, larger)
	withSeeds := len(parts)
	byDegree := make([]int, g.nodes())
	for i := range byDegree {
		byDegree[i] = i
	}
	slices.SortStableFunc(byDegree, func(a, b int) int { return len(g.of(b)) - len(g.of(a)) })
	for _, node := range byDegree {
		if !seen[node] {
			parts = append(parts, g.walk(node, seen))
		}
	}
	slices.SortStableFunc(parts[withSeeds:], larger)
	return parts
}

func (g *graph) walk(root int, seen []bool) []int {
	part := []int{root}
	seen[root] = true
	for i := 0; i < len(part); i++ {
		for _, n := range g.of(part[i]) {
			if !seen[n] {
				seen[n] = true
				part = append(part, n)
			}
		}
	}
	return part
}

// pack lays out each part by itself and puts the others in rows below the first.
func (g *graph) pack(parts [][]int, at []Point) {
	if len(parts) == 0 {
		return
	}
	g.place(parts[0], at)
	g.below(parts[1:], at, boxOf(at, parts[0]))
}

// below lays out parts in rows below a box.
func (g *graph) below(parts [][]int, at []Point, above box) {
	area := 0.0
	boxes := make([]box, len(parts))
	for i, part := range parts {
		g.place(part, at)
		boxes[i] = boxOf(at, part)
		area += boxes[i].width() * boxes[i].height()
	}
	width := max(above.width(), math.Sqrt(area)*1.3)
	left := (above.low.X + above.high.X - width) / 2
	x, y, row := left, above.high.Y, 0.0
	for i, part := range parts {
		b := boxes[i]
		if x > left && x+b.width() > left+width {
			x, y, row = left, y+row, 0
		}
		for _, node := range part {
			at[node].X += x - b.low.X
			at[node].Y += y - b.low.Y
		}
		x, row = x+b.width(), max(row, b.height())
	}
}

// A box is where nodes are, with a margin.
type box struct{ low, high Point }

func boxOf(at []Point, nodes []int) box {
	const margin = Length / 2
	b := box{Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}}
	for _, n := range nodes {
		b.low.X, b.low.Y = min(b.low.X, at[n].X-margin), min(b.low.Y, at[n].Y-margin)
		b.high.X, b.high.Y = max(b.high.X, at[n].X+margin), max(b.high.Y, at[n].Y+margin)
	}
	return b
}

func (b box) width() float64  { return b.high.X - b.low.X }
func (b box) height() float64 { return b.high.Y - b.low.Y }

func (g *graph) place(part []int, at []Point) {
	g.discs(part, at)
	if len(part) > 2 && len(part) <= maxForce {
		g.relax(part, at, nil)
	}
}

func centre(at []Point, nodes []int) (c Point) {
	for _, n := range nodes {
		c.X += at[n].X / float64(len(nodes))
		c.Y += at[n].Y / float64(len(nodes))
	}
	return c
}

func radius(at []Point, nodes []int, c Point) (r float64) {
	for _, n := range nodes {
		r = max(r, math.Hypot(at[n].X-c.X, at[n].Y-c.Y))
	}
	return r
}

// middle moves all so that the seeds' centre is at the origin.
func middle(at []Point, seeds []int) {
	if len(seeds) == 0 {
		for i := range at {
			seeds = append(seeds, i)
		}
	}
	c := centre(at, seeds)
	for i := range at {
		at[i].X, at[i].Y = at[i].X-c.X, at[i].Y-c.Y
	}
}
