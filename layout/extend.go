package layout

import "math"

// extend places what is new around what has a place: near the middle of what it
// is linked to, then moved by forces.
func (g *graph) extend(fixed map[int]Point) []Point {
	at := make([]Point, g.nodes())
	placed := make([]bool, g.nodes())
	var queue, part []int
	for n := range g.nodes() {
		if p, ok := fixed[n]; ok {
			at[n], placed[n] = p, true
			queue, part = append(queue, n), append(part, n)
		}
	}
	c := centre(at, part)
	for i := 0; i < len(queue); i++ {
		g.hang(queue[i], c, at, placed, &queue)
	}
	if len(queue) <= maxForce {
		g.relax(queue, at, fixed)
	}
	g.beside(at, placed, queue)
	return at
}

// hang places the neighbours of a node that have no place: on a fan that opens
// away from the middle of all.
func (g *graph) hang(node int, c Point, at []Point, placed []bool, queue *[]int) {
	var free []int
	for _, n := range g.of(node) {
		if !placed[n] {
			free = append(free, n)
		}
	}
	outwards := math.Atan2(at[node].Y-c.Y, at[node].X-c.X)
	for k, n := range free {
		angle := outwards + (float64(k)-float64(len(free)-1)/2)*min(0.5, 2*math.Pi/float64(len(free)))
		r := Length * (1 + math.Sqrt(float64(len(free)))/6)
		at[n] = Point{at[node].X + r*math.Cos(angle), at[node].Y + r*math.Sin(angle)}
		placed[n] = true
		*queue = append(*queue, n)
	}
}

// beside lays out what hangs on nothing that has a place, beside all else.
func (g *graph) beside(at []Point, placed []bool, there []int) {
	var parts [][]int
	for n := range g.nodes() {
		if !placed[n] {
			parts = append(parts, g.walk(n, placed))
		}
	}
	if parts == nil {
		return
	}
	c := centre(at, there)
	r := ring{placed: true}
	r.inner = radius(at, there, c) + Length/2
	r.outer = r.inner
	for _, part := range parts {
		g.place(part, at)
		own := centre(at, part)
		to := r.next(radius(at, part, own) + Length/2)
		for _, n := range part {
			at[n].X += c.X + to.X - own.X
			at[n].Y += c.Y + to.Y - own.Y
		}
	}
}
