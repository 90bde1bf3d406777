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
	if near := nearTo(queue, at, fixed); len(near) > 0 && len(near) <= maxForce {
		g.relax(near, at, fixed)
	}
	g.beside(at, placed, queue)
	return at
}

// nearTo returns the new nodes, and those that have a place near them.
func nearTo(placed []int, at []Point, fixed map[int]Point) (near []int) {
	var free []int
	for _, n := range placed {
		if _, ok := fixed[n]; !ok {
			free = append(free, n)
		}
	}
	b := boxOf(at, free)
	for _, n := range placed {
		if p := at[n]; p.X > b.low.X-far && p.X < b.high.X+far && p.Y > b.low.Y-far && p.Y < b.high.Y+far {
			near = append(near, n)
		}
	}
	return near
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

// beside lays out what hangs on nothing that has a place, below all else.
func (g *graph) beside(at []Point, placed []bool, there []int) {
	var parts [][]int
	for n := range g.nodes() {
		if !placed[n] {
			parts = append(parts, g.walk(n, placed))
		}
	}
	g.below(parts, at, boxOf(at, there))
}
