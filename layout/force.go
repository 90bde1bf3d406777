package layout

import "math"

// relax lets forces act on the nodes of a part until they are nearly still:
// linked ones attract each other, all repel each other. Nodes that are fixed act
// and do not move.
func (g *graph) relax(part []int, at []Point, fixed map[int]Point) {
	f := &forces{at: make([]Point, len(part)), push: make([]Point, len(part)), mass: make([]float64, len(part)), still: make([]bool, len(part))}
	index := make(map[int]int, len(part))
	for i, n := range part {
		index[n] = i
		f.at[i] = at[n]
		f.mass[i] = 1 + math.Log1p(float64(len(g.of(n))))/2
		_, f.still[i] = fixed[n]
	}
	for _, e := range g.edges {
		a, in := index[e[0]]
		b, too := index[e[1]]
		if in && too {
			f.edges = append(f.edges, [2]int{a, b})
			f.pull = append(f.pull, 1/math.Sqrt(float64(min(len(g.of(e[0])), len(g.of(e[1]))))))
		}
	}
	f.run(rounds(len(part)), fixed, g.done)
	for i, n := range part {
		at[n] = f.at[i]
	}
}

// rounds is how often forces act: what a few milliseconds allow.
func rounds(nodes int) int { return max(25, min(100, 7_500/nodes)) }

type forces struct {
	at, push []Point
	mass     []float64
	still    []bool
	edges    [][2]int
	pull     []float64 // of edges: less where both ends have many
	tree     quadtree
}

// run moves nodes by what pushes them, by ever smaller steps, until done is closed.
func (f *forces) run(rounds int, fixed map[int]Point, done <-chan struct{}) {
	all := make([]int, len(f.at))
	for i := range all {
		all[i] = i
	}
	widest := 0.6 * Length // what is placed around fixed nodes is near to its place
	if len(fixed) == 0 {
		widest = max(widest, radius(f.at, all, centre(f.at, all))/8)
	}
	for round := range rounds {
		select {
		case <-done:
			return
		default:
		}
		left := float64(rounds-round) / float64(rounds)
		limit := 0.02*Length + widest*left*left
		clear(f.push)
		f.repel()
		f.attract()
		for i, p := range f.push {
			length := math.Sqrt(p.X*p.X + p.Y*p.Y)
			if f.still[i] || length == 0 {
				continue
			}
			step := min(length, limit) / length
			f.at[i].X += p.X * step
			f.at[i].Y += p.Y * step
		}
	}
}

// attract pulls the ends of each edge together, the more the longer it is, and
// everything a little to the middle.
func (f *forces) attract() {
	for k, e := range f.edges {
		a, b := e[0], e[1]
		dx, dy := f.at[b].X-f.at[a].X, f.at[b].Y-f.at[a].Y
		by := math.Sqrt(dx*dx+dy*dy) / Length * f.pull[k] * 0.5
		f.push[a].X += dx * by
		f.push[a].Y += dy * by
		f.push[b].X -= dx * by
		f.push[b].Y -= dy * by
	}
	var c Point
	for _, p := range f.at {
		c.X += p.X / float64(len(f.at))
		c.Y += p.Y / float64(len(f.at))
	}
	for i, p := range f.at {
		f.push[i].X -= (p.X - c.X) * 0.02
		f.push[i].Y -= (p.Y - c.Y) * 0.02
	}
}

// repulsion is such that two nodes that are linked rest a Length apart.
const repulsion = 0.25 * Length * Length

// repel pushes each node away from all others; those far away act together.
func (f *forces) repel() {
	f.tree.build(f.at, f.mass)
	for i := range f.at {
		if !f.still[i] {
			push := f.tree.repulsion(f.at[i], i)
			f.push[i].X += push.X * repulsion * f.mass[i]
			f.push[i].Y += push.Y * repulsion * f.mass[i]
		}
	}
}
