package layout

import "math"

// wide is how large a square may be, seen from afar, to act as one (Barnes and Hut).
const wide = 1.3

// A quadtree holds points in squares, each split into four.
type quadtree struct {
	squares []square
}

type square struct {
	mass   float64
	centre Point // of mass
	size   float64
	first  int32 // of four squares in a row, 0 for none
	only   int32 // 1 + the point in it, if there is one alone
}

// far is beyond which nodes hardly push each other, so that a single link does
// not have to be long.
const far = 5 * Length

// weakening is by how much less two nodes push each other, by the square of how far
// apart they are.
func weakening(d2 float64) float64 { return (d2 + 1) * (1 + d2*(1/(far*far))) }

// maxSplits keeps points at one place from being split for ever.
const maxSplits = 24

func (t *quadtree) build(at []Point, mass []float64) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, p := range at {
		low.X, low.Y = min(low.X, p.X), min(low.Y, p.Y)
		high.X, high.Y = max(high.X, p.X), max(high.Y, p.Y)
	}
	size := max(high.X-low.X, high.Y-low.Y) + 1
	t.squares = append(t.squares[:0], square{size: size})
	for i, p := range at {
		t.insert(i, p, mass, at, low, size)
	}
}

func (t *quadtree) insert(i int, p Point, mass []float64, at []Point, low Point, size float64) {
	here := int32(0)
	for split := 0; ; split++ {
		s := &t.squares[here]
		s.add(p, mass[i])
		if s.first == 0 && (s.mass == mass[i] || split == maxSplits) {
			s.only = int32(i) + 1
			return
		}
		size /= 2
		if s.first == 0 {
			t.split(here, size, mass, at, low)
			s = &t.squares[here]
		}
		quarter, corner := quarterOf(p, low, size)
		here, low = s.first+quarter, corner
	}
}

// split moves the one point of a square into one of its quarters.
func (t *quadtree) split(here int32, size float64, mass []float64, at []Point, low Point) {
	first := int32(len(t.squares))
	for range 4 {
		t.squares = append(t.squares, square{size: size})
	}
	s := &t.squares[here]
	old := s.only - 1
	s.first, s.only = first, 0
	quarter, _ := quarterOf(at[old], low, size)
	child := &t.squares[first+quarter]
	child.add(at[old], mass[old])
	child.only = old + 1
}

func (s *square) add(p Point, mass float64) {
	all := s.mass + mass
	s.centre.X += (p.X - s.centre.X) * mass / all
	s.centre.Y += (p.Y - s.centre.Y) * mass / all
	s.mass = all
}

func quarterOf(p, low Point, size float64) (quarter int32, corner Point) {
	corner = low
	if p.X >= low.X+size {
		quarter, corner.X = 1, low.X+size
	}
	if p.Y >= low.Y+size {
		quarter, corner.Y = quarter+2, low.Y+size
	}
	return quarter, corner
}

// repulsion returns what pushes point i at p away from all others.
func (t *quadtree) repulsion(p Point, i int) (push Point) {
	var stack [4 * (maxSplits + 1)]int32
	for top := 1; top > 0; {
		top--
		s := &t.squares[stack[top]]
		if s.mass == 0 || int(s.only) == i+1 {
			continue
		}
		dx, dy := p.X-s.centre.X, p.Y-s.centre.Y
		d2 := dx*dx + dy*dy
		if s.first == 0 || s.size*s.size < wide*wide*d2 {
			if d2 == 0 { // at one place: apart, each its own way
				dy, dx = math.Sincos(golden * float64(i))
			}
			by := s.mass / weakening(d2)
			push.X += dx * by
			push.Y += dy * by
			continue
		}
		for quarter := range int32(4) {
			stack[top] = s.first + quarter
			top++
		}
	}
	return push
}
