package layout

import (
	"cmp"
	"math"
	"slices"
)

// golden is the angle by which neighbours on a spiral are apart, so that they
// fill a disc evenly.
var golden = math.Pi * (3 - math.Sqrt(5))

// leafDisc is the radius of the disc of a node on which nothing hangs.
const leafDisc = Length / 3

// A disc holds a node and what hangs on it, as seen from the node, which is at
// (0, 0) and has the discs of its children around it.
type disc struct {
	radius float64
	middle Point // of the disc
	at     Point // of its middle, as seen from the parent
}

// discs places a part, which is in the order of a walk, as a tree of discs: what
// hangs on a node lies around it, small discs inside; each disc turns its node
// to the parent.
func (g *graph) discs(part []int, at []Point) {
	t := g.tree(part)
	discs := make([]disc, len(part))
	for i := len(part) - 1; i >= 0; i-- {
		around(&discs[i], t.children[i], discs)
	}
	turns := make([]float64, len(part))
	at[part[0]] = Point{}
	for i := 1; i < len(part); i++ {
		d, parent := discs[i], t.parent[i]
		to := turned(d.at, turns[parent])
		if d.middle != (Point{}) {
			turns[i] = math.Atan2(to.Y, to.X) - math.Atan2(d.middle.Y, d.middle.X)
		}
		back := turned(d.middle, turns[i])
		from := at[part[parent]]
		at[part[i]] = Point{from.X + to.X - back.X, from.Y + to.Y - back.Y}
	}
}

func turned(p Point, by float64) Point {
	sin, cos := math.Sincos(by)
	return Point{p.X*cos - p.Y*sin, p.X*sin + p.Y*cos}
}

// around puts the discs of children, by their sizes, around their parent: on a
// ring if they are few, else on a spiral.
func around(d *disc, children []int, discs []disc) {
	d.radius = leafDisc
	if len(children) == 0 {
		return
	}
	slices.SortStableFunc(children, func(a, b int) int { return cmp.Compare(discs[a].radius, discs[b].radius) })
	if len(children) < 12 {
		onRing(children, discs)
	} else {
		onSpiral(children, discs)
	}
	weight := leafDisc
	for _, c := range children {
		weight += discs[c].radius
	}
	for _, c := range children {
		d.middle.X += discs[c].at.X * discs[c].radius / weight
		d.middle.Y += discs[c].at.Y * discs[c].radius / weight
	}
	d.radius += math.Hypot(d.middle.X, d.middle.Y)
	for _, c := range children {
		d.radius = max(d.radius, math.Hypot(discs[c].at.X-d.middle.X, discs[c].at.Y-d.middle.Y)+discs[c].radius)
	}
}

func onRing(children []int, discs []disc) {
	sum, r := 0.0, Length*0.8
	for _, c := range children {
		sum += discs[c].radius
		r = max(r, leafDisc+discs[c].radius)
	}
	r = max(r, sum/math.Pi)
	angle := 0.0
	for _, c := range children {
		share := 2 * math.Pi * discs[c].radius / sum
		discs[c].at = turned(Point{r, 0}, angle+share/2)
		angle += share
	}
}

func onSpiral(children []int, discs []disc) {
	area := leafDisc * leafDisc
	for k, c := range children {
		size := discs[c].radius
		area += size * size
		r := max(math.Sqrt(area)*1.2, leafDisc+size)
		discs[c].at = turned(Point{r, 0}, golden*float64(k))
	}
}

// A tree says on what each node of a part hangs, by its position in the part.
type tree struct {
	parent   []int
	children [][]int
}

func (g *graph) tree(part []int) tree {
	index := make(map[int]int, len(part))
	for i, n := range part {
		index[n] = i
	}
	t := tree{make([]int, len(part)), make([][]int, len(part))}
	taken := make([]bool, len(part))
	taken[0] = true
	for i, n := range part {
		for _, m := range g.of(n) {
			if j, in := index[m]; in && !taken[j] {
				taken[j] = true
				t.parent[j] = i
				t.children[i] = append(t.children[i], j)
			}
		}
	}
	return t
}
