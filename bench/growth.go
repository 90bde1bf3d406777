package main

import (
	"fmt"
	"slices"
)

// mostGrowth is how much a figure may grow from the smallest size to the largest.
var mostGrowth = map[string]float64{"200k": 1.5, "2m": 2}

// A probe makes one side of a fixture, and says how to end what it needs.
type probe struct {
	name string
	side func(*fixture) (side, func(), error)
}

var probes = []probe{
	{"node by HTTP, c=1", func(f *fixture) (side, func(), error) {
		s := serve(f.handler)
		requests, _ := nodeRequests(f)
		one, err := over("node", s.addr, 1, requests)
		return one, s.close, err
	}},
	{"three levels by HTTP", func(f *fixture) (side, func(), error) {
		s := serve(f.handler)
		pages, err := f.threeLevelPages()
		if err != nil {
			return side{}, s.close, err
		}
		one, err := threeLevelsOverHTTP(s, pages)
		return one, s.close, err
	}},
	{"three levels, the store's answer", func(f *fixture) (side, func(), error) {
		pages, err := f.threeLevelPages()
		return f.plansInStore(pages), nothing, err
	}},
	{"entity by id in the store", func(f *fixture) (side, func(), error) { return f.entitySide(), nothing, nil }},
	{"page 1 of 50 by name", func(f *fixture) (side, func(), error) { return f.entityPage(place{page: 1}), nothing, nil }},
	{"page 1 of 50 links by id", func(f *fixture) (side, func(), error) { return f.linkPage(place{page: 1}), nothing, nil }},
	{"deep page of 50 by name", func(f *fixture) (side, func(), error) {
		deep, err := f.deepEntities()
		return f.entityPage(deep), nothing, err
	}},
}

func nothing() {}

// growthFigure compares the largest size with the smallest.
func (b *bench) growthFigure(chosen []size) error {
	small, err := b.fixture(chosen[0])
	if err != nil {
		return err
	}
	large, err := b.fixture(chosen[len(chosen)-1])
	if err != nil {
		return err
	}
	for _, p := range probes {
		if err := b.grow(p, small, large); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	for _, sides := range []func(*fixture) ([]side, func(), error){searchSides, filterSides, b.pathSides} {
		if err := b.growAll(sides, small, large); err != nil {
			return err
		}
	}
	return b.growLooked(small, large)
}

// growLooked records at how many links the searches for paths look, which is what
// they have to do more of in a graph whose entities have more links.
func (b *bench) growLooked(small, large *fixture) error {
	var medians [2][]int
	for side, f := range []*fixture{small, large} {
		m, done, err := b.mirroredMaze(f.size)
		if err != nil {
			return err
		}
		defer done()
		g, err := m.topology(m.ctx)
		if err != nil {
			return err
		}
		for _, q := range pathQuestions {
			var counts []int
			for i := range lookedQuestions {
				n, err := q.ask(m, g, i)
				if err != nil {
					return fmt.Errorf("%s: %w", q.name, err)
				}
				counts = append(counts, n)
			}
			slices.Sort(counts)
			medians[side] = append(medians[side], counts[len(counts)/2])
		}
	}
	for i, q := range pathQuestions {
		less, more := medians[0][i], medians[1][i]
		b.report.add(row{what: q.name + ", links looked at", size: small.size.name + " → " + large.size.name, got: fmt.Sprintf("median %d", more),
			beside: fmt.Sprintf("%s: %d", small.size.name, less), ratio: fmt.Sprintf("%.2f ×", float64(more)/float64(max(less, 1)))})
	}
	return nil
}

// lookedQuestions is of how many questions the links are counted.
const lookedQuestions = 64

// growAll compares sides that are made together.
func (b *bench) growAll(sides func(*fixture) ([]side, func(), error), small, large *fixture) error {
	var made [2][]side
	for i, f := range []*fixture{small, large} {
		list, end, err := sides(f)
		if err != nil {
			return err
		}
		defer end()
		made[i] = list
	}
	for i := range made[0] {
		one := func(f *fixture) (side, func(), error) {
			if f == small {
				return made[0][i], nothing, nil
			}
			return made[1][i], nothing, nil
		}
		if err := b.grow(probe{made[0][i].name, one}, small, large); err != nil {
			return fmt.Errorf("%s: %w", made[0][i].name, err)
		}
	}
	return nil
}

func searchSides(f *fixture) (sides []side, end func(), err error) {
	list, err := f.searchings()
	for _, q := range list {
		sides = append(sides, f.searchSide(q))
	}
	return sides, nothing, err
}

func filterSides(f *fixture) (sides []side, end func(), err error) {
	list, err := f.filterings()
	if err != nil {
		return nil, nil, err
	}
	for _, q := range list {
		one, err := f.filterSide(q)
		if err != nil {
			return nil, nil, err
		}
		sides = append(sides, one)
	}
	return sides, nothing, nil
}

func (b *bench) pathSides(f *fixture) (sides []side, end func(), err error) {
	m, done, err := b.mirroredMaze(f.size)
	if err != nil {
		return nil, nil, err
	}
	for _, q := range pathQuestions {
		sides = append(sides, m.side(q))
	}
	return sides, done, nil
}

func (b *bench) grow(p probe, small, large *fixture) error {
	var sides []side
	for _, f := range []*fixture{small, large} {
		s, end, err := p.side(f)
		if end != nil {
			defer end()
		}
		if err != nil {
			return err
		}
		sides = append(sides, s)
	}
	got, err := b.compare(sides...)
	if err != nil {
		return err
	}
	b.report.add(slower(p.name+", growth", small.size.name+" → "+large.size.name, got[1], got[0], small.size.name, mostGrowth[large.size.name]))
	return nil
}
