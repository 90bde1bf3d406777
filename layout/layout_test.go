package layout_test

import (
	"math/rand/v2"
	"testing"

	"jinqiao/layout"
)

func random(n, m int) layout.Network {
	r := rand.New(rand.NewPCG(1, 2))
	g := layout.Network{Nodes: n, Seeds: []int{0}}
	for i := 1; i < n; i++ {
		g.Edges = append(g.Edges, [2]int{i, r.IntN(max(1, i/4))})
	}
	for range m - n {
		g.Edges = append(g.Edges, [2]int{r.IntN(n), r.IntN(n)})
	}
	return g
}

func BenchmarkPlace(b *testing.B) {
	for name, g := range map[string]layout.Network{"300": random(300, 800), "2000": random(2000, 5000), "20000": random(20000, 50000)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				layout.Place(g)
			}
		})
	}
}
