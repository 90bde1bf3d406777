package main

import (
	"context"

	"jinqiao/linkage"
)

// A plainSearch finds the length of the shortest way between two entities over
// any links, up to six: what a search costs that knows no rules. It goes from both
// ends, the smaller side first, and keeps who was met by when.
type plainSearch struct {
	g     linkage.Graph
	met   [2][]uint32 // by entity: the search that met it
	mark  uint32
	sides [2][]uint32
	next  []uint32
}

func newPlainSearch(g linkage.Graph) *plainSearch { return &plainSearch{g: g} }

const plainLength = 6

// shortest returns the length, -1 for none.
func (p *plainSearch) shortest(ctx context.Context, pair [2]string) (int, error) {
	ends, err := p.g.Lookup(ctx, pair[:])
	if err != nil {
		return 0, err
	}
	p.mark++
	for side := range p.met {
		p.sides[side] = append(p.sides[side][:0], ends[side])
		p.meet(side, ends[side])
	}
	for length := range plainLength {
		side := 0
		if len(p.sides[1]) < len(p.sides[0]) {
			side = 1
		}
		met, err := p.widen(ctx, side)
		switch {
		case err != nil:
			return 0, err
		case met:
			return length + 1, nil
		case len(p.sides[side]) == 0:
			return -1, nil
		}
	}
	return -1, nil
}

// widen goes one step on from one side; it reports whether the sides have met.
func (p *plainSearch) widen(ctx context.Context, side int) (met bool, err error) {
	p.next = p.next[:0]
	err = p.g.Expand(ctx, p.sides[side], func(_ int, hops []linkage.Hop) bool {
		for _, h := range hops {
			if !p.meet(side, h.To) {
				continue
			}
			p.next = append(p.next, h.To)
			if other := p.met[1-side]; int(h.To) < len(other) && other[h.To] == p.mark {
				met = true
				return false
			}
		}
		return true
	})
	p.sides[side], p.next = p.next, p.sides[side]
	return met, err
}

// meet takes note of an entity, and reports whether it is new to a side.
func (p *plainSearch) meet(side int, e uint32) bool {
	for int(e) >= len(p.met[side]) {
		p.met[side] = append(p.met[side], make([]uint32, max(p.g.Len()-len(p.met[side]), 1))...)
	}
	if p.met[side][e] == p.mark {
		return false
	}
	p.met[side][e] = p.mark
	return true
}
