package layout

import (
	"math"
	"slices"
)

// golden is the angle by which neighbours on a spiral are apart, so that they
// fill a disc evenly.
var golden = math.Pi * (3 - math.Sqrt(5))

// leafDisc is the radius of the disc of a node on which nothing hangs.
const leafDisc = Length / 3

// discs places a part, which is in the order of a walk, as a tree of discs: what
// hangs on a node lies on a spiral around it, small discs inside.
func (g *graph) discs(part []int, at []Point) {
	t := g.tree(part)
	size := make([]float64, len(part))
	offset := make([]Point, len(part))
	for i := len(part) - 1; i >= 0; i-- {
		size[i] = around(t.children[i], size, offset)
	}
	at[part[0]] = Point{}
	for i := 1; i < len(part); i++ {
		parent := at[part[t.parent[i]]]
		at[part[i]] = turned(parent, offset[i], float64(i))
	}
}

// turned puts an offset at a parent. Each is turned a little, so that spirals
// within spirals do not lie on one line.
func turned(parent, offset Point, by float64) Point {
	sin, cos := math.Sincos(by * 0.01)
	return Point{parent.X + offset.X*cos - offset.Y*sin, parent.Y + offset.X*sin + offset.Y*cos}
}

// around puts children, by their sizes, around their parent, and returns the
// radius of the disc that holds them.
func around(children []int, size []float64, offset []Point) float64 {
	if len(children) == 0 {
		return leafDisc
	}
	slices.SortStableFunc(children, func(a, b int) int {
		switch {
		case size[a] < size[b]:
			return -1
		case size[a] > size[b]:
			return 1
		}
		return 0
	})
	area, reach := leafDisc*leafDisc, 0.0
	for k, c := range children {
		area += size[c] * size[c]
		r := max(math.Sqrt(area)*1.2, leafDisc+size[c])
		angle := golden * float64(k)
		if len(children) < 12 { // too few for a spiral: one ring
			angle = 2 * math.Pi * float64(k) / float64(len(children))
			r = max(r, Length*0.8)
		}
		offset[c] = Point{r * math.Cos(angle), r * math.Sin(angle)}
		reach = max(reach, r+size[c])
	}
	return reach
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
