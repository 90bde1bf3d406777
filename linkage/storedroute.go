package linkage

import (
	"context"
	"fmt"

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
	hops map[uint32][]Hop
	have map[uint32]bool // links among them
	told map[part]bool
}

// A part are the hops of an entity that a step wants.
type part struct {
	entity uint32
	step   string
}

func newParts() *parts {
	return &parts{map[uint32][]Hop{}, map[uint32]bool{}, map[part]bool{}}
}

// aheadMost is up to how many links of a step are read before it is known whether
// the search goes there.
const aheadMost = 2000

// partRound is how many links the entities may have of which one round asks for a
// part.
const partRound = 10 * round

// Ahead reads what lies along a route.
func (g *Stored) Ahead(ctx context.Context, ids []string, r jinqiao.Route) error {
	if g.routes == nil {
		return nil
	}
	r.Most = aheadMost
	return g.follow(ctx, ids, r)
}

// Along visits the hops of entities that a step wants, and others.
func (g *Stored) Along(ctx context.Context, entities []uint32, step jinqiao.RouteStep, dates bool, visit func(i int, hops []Hop) bool) (done bool, err error) {
	if g.routes == nil {
		return false, nil
	}
	r := jinqiao.Route{Steps: []jinqiao.RouteStep{step}, Dates: dates}
	for start := 0; start < len(entities); {
		ids, end := g.untold(entities, start, fmt.Sprint(step))
		if len(ids) > 0 {
			if err := g.follow(ctx, ids, r); err != nil {
				return true, err
			}
		}
		for ; start < end; start++ {
			hops, read := g.rows[entities[start]]
			if !read {
				hops = g.parts.hops[entities[start]]
			}
			if !visit(start, hops) {
				return true, nil
			}
		}
	}
	return true, ctx.Err()
}

// untold returns the ids of entities from start on of which a part is not known, as
// many as one round takes, and where the next begins.
func (g *Stored) untold(entities []uint32, start int, step string) (ids []string, end int) {
	links, asked := 0, map[uint32]bool{}
	for end = start; end < len(entities) && links < partRound && len(ids) < round; end++ {
		e := entities[end]
		if _, read := g.rows[e]; read || asked[e] || g.parts.told[part{e, step}] {
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

func (g *Stored) takeParts(t *jinqiao.RouteTopology, steps []jinqiao.RouteStep) error {
	numbers, err := g.meet(&t.Topology)
	if err != nil {
		return err
	}
	changed := map[uint32]bool{}
	add := func(at uint32, h Hop) {
		g.parts.hops[at] = append(g.parts.hops[at], h)
		changed[at] = true
	}
	for i := range t.Links {
		l := &t.Links[i]
		from, known := numbers[l.From]
		to, known2 := numbers[l.To]
		if !known || !known2 {
			continue // one of its ends is no entity
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
	for i, refs := range t.Passed {
		step := fmt.Sprint(steps[i])
		for _, ref := range refs {
			if e, known := numbers[ref]; known {
				g.parts.told[part{e, step}] = true
			}
		}
	}
	return nil
}
