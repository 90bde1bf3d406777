package layout_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"jinqiao/layout"
)

// random returns a tree with some more edges, in which few nodes have many.
func random(n, m int, seed uint64) layout.Network {
	r := rand.New(rand.NewPCG(seed, 2))
	g := layout.Network{Nodes: n, Seeds: []int{0}}
	for i := 1; i < n; i++ {
		g.Edges = append(g.Edges, [2]int{i, r.IntN(max(1, i/4))})
	}
	for range m - n {
		g.Edges = append(g.Edges, [2]int{r.IntN(n), r.IntN(n)})
	}
	return g
}

func distance(a, b layout.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func check(t *testing.T, g layout.Network, at []layout.Point) {
	t.Helper()
	if len(at) != g.Nodes {
		t.Fatalf("%d places for %d nodes", len(at), g.Nodes)
	}
	for i, p := range at {
		if math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0) {
			t.Fatalf("node %d is at %v", i, p)
		}
		if f, ok := g.Fixed[i]; ok && f != p {
			t.Errorf("node %d is fixed at %v and is at %v", i, f, p)
		}
	}
}

func TestShapes(t *testing.T) {
	star := layout.Network{Nodes: 300}
	chain := layout.Network{Nodes: 300}
	for i := 1; i < 300; i++ {
		star.Edges = append(star.Edges, [2]int{0, i})
		chain.Edges = append(chain.Edges, [2]int{i - 1, i})
	}
	for name, g := range map[string]layout.Network{
		"nothing": {}, "one": {Nodes: 1, Edges: [][2]int{{0, 0}}}, "two": {Nodes: 2, Edges: [][2]int{{0, 1}, {1, 0}, {0, 1}}},
		"apart": {Nodes: 50, Seeds: []int{3, 3}}, "star": star, "chain": chain, "random": random(300, 800, 1),
		"large": random(20_000, 50_000, 1), "long": {Nodes: 3000, Edges: long(3000)},
	} {
		t.Run(name, func(t *testing.T) {
			at := layout.Place(context.Background(), g)
			check(t, g, at)
			if again := layout.Place(context.Background(), g); !slices.Equal(at, again) {
				t.Error("the same network is placed in two ways")
			}
		})
	}
}

func long(n int) (edges [][2]int) {
	for i := 1; i < n; i++ {
		edges = append(edges, [2]int{i - 1, i})
	}
	return edges
}

// TestLegible asks what a reader needs: nodes apart, linked ones near.
func TestLegible(t *testing.T) {
	for seed := range uint64(10) {
		g := random(150, 220, seed)
		at := layout.Place(context.Background(), g)
		edges, all, pairs, close := 0.0, 0.0, 0, 0
		for _, e := range g.Edges {
			edges += distance(at[e[0]], at[e[1]]) / float64(len(g.Edges))
		}
		for i := range at {
			for j := range i {
				d := distance(at[i], at[j])
				all, pairs = all+d, pairs+1
				if d < layout.Length/8 {
					close++
				}
			}
		}
		if edges > all/float64(pairs)*0.6 {
			t.Errorf("seed %d: edges are %.0f long, any two nodes %.0f apart", seed, edges, all/float64(pairs))
		}
		if close > 3 {
			t.Errorf("seed %d: %d pairs of nodes lie on each other", seed, close)
		}
	}
}

func TestSeedsAreTheMiddle(t *testing.T) {
	g := random(100, 200, 3)
	g.Seeds = []int{5, 9}
	at := layout.Place(context.Background(), g)
	if d := distance(layout.Point{}, layout.Point{X: at[5].X + at[9].X, Y: at[5].Y + at[9].Y}); d > 1e-6 {
		t.Errorf("the seeds are at %v and %v", at[5], at[9])
	}
}

// TestExtend places new nodes around a canvas, a few of which nothing joins to it.
func TestExtend(t *testing.T) {
	g := random(100, 150, 4)
	before := layout.Place(context.Background(), g)
	g.Fixed = map[int]layout.Point{}
	for i, p := range before {
		g.Fixed[i] = layout.Point{X: p.X + 1000, Y: p.Y}
	}
	for i := 100; i < 120; i++ {
		g.Edges = append(g.Edges, [2]int{i, i % 3})
	}
	g.Nodes = 125
	at := layout.Place(context.Background(), g)
	check(t, g, at)
	for i := 100; i < 120; i++ {
		if d := distance(at[i], at[i%3]); d > 6*layout.Length {
			t.Errorf("node %d is %.0f from what it hangs on", i, d)
		}
		for j := range i {
			if distance(at[i], at[j]) < 1 {
				t.Errorf("nodes %d and %d lie on each other", i, j)
			}
		}
	}
}

// TestNothingHangsOnTheCanvas places nodes that no edge joins to what has a place.
func TestNothingHangsOnTheCanvas(t *testing.T) {
	g := random(50, 60, 6)
	g.Fixed = map[int]layout.Point{50: {X: 5, Y: 5}}
	g.Nodes = 51
	check(t, g, layout.Place(context.Background(), g))
}

func TestFixedAtOnePlace(t *testing.T) {
	g := layout.Network{Nodes: 200, Fixed: map[int]layout.Point{}}
	for i := range 100 {
		g.Fixed[i] = layout.Point{}
		g.Edges = append(g.Edges, [2]int{i, i + 100})
	}
	check(t, g, layout.Place(context.Background(), g))
}

// TestNobodyWaits expects that no force acts when nobody waits for the places.
func TestNobodyWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g := random(2000, 5000, 1)
	at := layout.Place(ctx, g)
	check(t, g, at)
	longer := func(at []layout.Point) (sum float64) {
		for _, e := range g.Edges {
			sum += distance(at[e[0]], at[e[1]])
		}
		return sum
	}
	if longer(at) <= longer(layout.Place(context.Background(), g)) {
		t.Error("links are as short as if all forces had acted")
	}
}

func BenchmarkPlace(b *testing.B) {
	for name, g := range map[string]layout.Network{"300": random(300, 800, 1), "2000": random(2000, 5000, 1), "20000": random(20_000, 50_000, 1)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				layout.Place(context.Background(), g)
			}
		})
	}
}
