// Package layout gives the nodes of a network places on a plane: near to what
// they are linked to, apart from all else. The same network has the same places
// every time; nothing is drawn at random.
package layout

import (
	"cmp"
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
// seeds, or of all nodes where there are none, is at (0, 0).
func Place(n Network) []Point {
	g := newGraph(n)
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
// with the most neighbours. Those with seeds come first, then the large ones.
func (g *graph) components(seeds []int) [][]int {
	seen := make([]bool, g.nodes())
	var parts [][]int
	for _, s := range seeds {
		if !seen[s] {
			parts = append(parts, g.walk(s, seen))
		}
	}
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
	slices.SortStableFunc(parts[withSeeds:], func(a, b []int) int { return len(b) - len(a) })
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

// pack lays out each part by itself and puts the parts side by side: the first
// in the middle, the others on rings around it.
func (g *graph) pack(parts [][]int, at []Point) {
	ring := ring{}
	for _, part := range parts {
		g.place(part, at)
		c := centre(at, part)
		r := radius(at, part, c) + Length/2
		to := ring.next(r)
		for _, node := range part {
			at[node].X += to.X - c.X
			at[node].Y += to.Y - c.Y
		}
	}
}

func (g *graph) place(part []int, at []Point) {
	g.discs(part, at)
	if len(part) > 2 && len(part) <= maxForce {
		g.relax(part, at, nil)
	}
}

// A ring is where the next disc goes: along a circle until it is full, then
// along a wider one.
type ring struct {
	inner, outer float64 // of the circle that is being filled
	angle        float64
	placed       bool
}

func (r *ring) next(size float64) Point {
	if !r.placed {
		r.placed, r.inner, r.outer = true, size, size
		return Point{}
	}
	for {
		middle := r.inner + size
		half := math.Asin(min(1, size/middle))
		if r.angle+2*half <= 2*math.Pi || r.angle == 0 {
			angle := r.angle + half
			r.angle += 2 * half
			r.outer = max(r.outer, r.inner+2*size)
			return Point{middle * math.Cos(angle), middle * math.Sin(angle)}
		}
		r.angle, r.inner = 0, r.outer
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
