package linkage

import (
	"context"
	"fmt"
	"slices"

	"jinqiao"
)

// A RouteStore is a TopologyStore that goes along a pattern by itself.
type RouteStore interface {
	TopologyStore

	// RouteTopology returns what lies along a route from entities; ids that nothing
	// has are passed over.
	RouteTopology(ctx context.Context, ids []string, r jinqiao.Route) (*jinqiao.RouteTopology, error)
}

// parts are what routes have told of the hops of entities, at both their ends.
type parts struct {
	hops    map[uint32][]Hop
	have    map[uint32]bool // links among them
	told    map[part]bool
	numbers map[string]int // of steps
}

// A part are the hops of an entity that a step wants.
type part struct {
	entity uint32
	step   int
}

func newParts() *parts {
	return &parts{map[uint32][]Hop{}, map[uint32]bool{}, map[part]bool{}, map[string]int{}}
}

// number returns the number of a step, the same for one that wants the same.
func (p *parts) number(step jinqiao.RouteStep) int {
	text := fmt.Sprint(step)
	n, met := p.numbers[text]
	if !met {
		n = len(p.numbers)
		p.numbers[text] = n
	}
	return n
}

// aheadMost is up to how many links of a step are read before it is known whether
// the search goes there.
const aheadMost = 2000

// partRound is how many links the entities may have of which one round asks for a
// part.
const partRound = 10 * round

// Ahead reads what lies along a route. Of a single step, nothing is read twice.
func (g *Stored) Ahead(ctx context.Context, ids []string, r jinqiao.Route) error {
	if g.routes == nil {
		return nil
	}
	if len(r.Steps) == 1 {
		step := g.parts.number(r.Steps[0])
		ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
			e, met := g.numbers[id]
			return met && g.parts.told[part{e, step}]
		})
	}
	if len(ids) == 0 {
		return nil
	}
	r.Most = g.most
	return g.follow(ctx, ids, r)
}

// read returns the hops of an entity if all that a step wants are among them.
func (g *Stored) read(step int, e uint32) (hops []Hop, read bool) {
	if hops, read = g.rows[e]; read {
		return hops, true
	}
	return g.parts.hops[e], g.parts.told[part{e, step}]
}

// Along visits the hops of entities that a step wants, and others.
func (g *Stored) Along(ctx context.Context, entities []uint32, step jinqiao.RouteStep, dates bool, visit func(i int, hops []Hop) bool) (done bool, err error) {
	if g.routes == nil {
		return false, nil
	}
	r := jinqiao.Route{Steps: []jinqiao.RouteStep{step}, Dates: dates}
	number, most := g.parts.number(step), partRound
	if step.Kinds == nil { // it may want nearly all of them
		most = round
	}
	for start := 0; start < len(entities); {
		ids, end := g.untold(entities, start, number, most)
		if len(ids) > 0 {
			if err := g.follow(ctx, ids, r); err != nil {
				return true, err
			}
		}
		for ; start < end; start++ {
			hops, _ := g.read(number, entities[start])
			if !visit(start, hops) {
				return true, nil
			}
		}
	}
	return true, ctx.Err()
}

// untold returns the ids of entities from start on of which a part is not known, as
// many as one round takes, with most links or few more, and where the next begins.
func (g *Stored) untold(entities []uint32, start, step, most int) (ids []string, end int) {
	links, asked := 0, map[uint32]bool{}
	for end = start; end < len(entities) && links < most && len(ids) < round; end++ {
		e := entities[end]
		if _, read := g.read(step, e); read || asked[e] {
			continue
		}
		asked[e] = true
		ids = append(ids, g.ids[e])
		links += int(g.nodes[e].Degree)
	}
	return ids, end
}

// follow asks for what lies along a route, and takes note of it.
func (g *Stored) follow(ctx context.Context, ids []string, r jinqiao.Route) error {
	return halved(ctx, ids, true, func(ctx context.Context, ids []string) (*jinqiao.RouteTopology, error) {
		return g.routes.RouteTopology(ctx, ids, r)
	}, func(_ []string, t *jinqiao.RouteTopology) error { return g.takeParts(t, r.Steps) })
}

// pass takes note of which parts are known from now on, and returns the entities.
func (p *parts) pass(passed [][]int64, steps []jinqiao.RouteStep, numbers map[int64]uint32) (whole map[uint32]bool) {
	whole = map[uint32]bool{}
	for i, refs := range passed {
		step := p.number(steps[i])
		for _, ref := range refs {
			if e, known := numbers[ref]; known {
				whole[e], p.told[part{e, step}] = true, true
			}
		}
	}
	return whole
}

func (g *Stored) takeParts(t *jinqiao.RouteTopology, steps []jinqiao.RouteStep) error {
	numbers, err := g.meet(&t.Topology)
	if err != nil {
		return err
	}
	whole := g.parts.pass(t.Passed, steps, numbers)
	changed := map[uint32]bool{}
	add := func(at uint32, h Hop) {
		g.parts.hops[at] = append(g.parts.hops[at], h)
		changed[at] = true
	}
	for i := range t.Links {
		l := &t.Links[i]
		from, known := numbers[l.From]
		to, known2 := numbers[l.To]
		switch {
		case !known || !known2:
			continue // one of its ends is no entity
		case !whole[from] && !whole[to]:
			continue // others that join the same two may have been left out
		}
		hop, err := g.hop(l, to)
		if err != nil {
			return err
		}
		if g.parts.have[hop.Link] {
			continue
		}
		g.parts.have[hop.Link] = true
		add(from, hop)
		if to != from {
			add(to, hop.Back(from))
		}
	}
	for e := range changed {
		g.sort(g.parts.hops[e])
	}
	return nil
}
