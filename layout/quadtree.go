package layout

import "math"

// wide is how large a square may be, seen from afar, to act as one (Barnes and Hut).
const wide = 0.9

// A quadtree holds points in squares, each split into four.
type quadtree struct {
	squares []square
	stack   []int32
}

type square struct {
	mass   float64
	centre Point // of mass
	size   float64
	first  int32 // of four squares in a row, 0 for none
	only   int32 // 1 + the point in it, if there is one alone
}

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

// act calls push for what acts on point i at p: where it is from there, and its mass.
func (t *quadtree) act(p Point, i int, push func(dx, dy, mass float64)) {
	t.stack = append(t.stack[:0], 0)
	for len(t.stack) > 0 {
		s := &t.squares[t.stack[len(t.stack)-1]]
		t.stack = t.stack[:len(t.stack)-1]
		if s.mass == 0 || int(s.only) == i+1 {
			continue
		}
		dx, dy := s.centre.X-p.X, s.centre.Y-p.Y
		if s.first == 0 || s.size*s.size < wide*wide*(dx*dx+dy*dy) {
			if dx == 0 && dy == 0 { // at one place: apart, each its own way
				angle := golden * float64(i)
				dx, dy = 0.1*math.Cos(angle), 0.1*math.Sin(angle)
			}
			push(dx, dy, s.mass)
			continue
		}
		t.stack = append(t.stack, s.first, s.first+1, s.first+2, s.first+3)
	}
}
