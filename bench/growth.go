package main

import "fmt"

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
	return nil
}

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
