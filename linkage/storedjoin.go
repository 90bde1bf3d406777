package linkage

import (
	"context"
	"maps"
	"slices"

	"jinqiao"
)

// A JoinStore is a TopologyStore that finds the links among entities without
// reading all others at them.
type JoinStore interface {
	TopologyStore

	// JoinTopology returns the links that join an entity of near with one of far,
	// both ways, each once, and of the entities at their ends no more than Ref and
	// ID. Entities are named by the Ref that ExpandTopology gave them, which may
	// meanwhile be that of another: the ids tell.
	JoinTopology(ctx context.Context, near, far []int64) (*jinqiao.Topology, error)

	// AmidTopology returns the entities that have links with both some of near and
	// some of far, as ExpandTopology does, and no links.
	AmidTopology(ctx context.Context, near, far []int64) (*jinqiao.Topology, error)
}

// fewLinks is up to how many links a round reads all of them: as long as that
// takes no longer than a further round.
const fewLinks = 200

// fewAmid is up to how many links at the cheaper of two sides all of them are read
// rather than what is amid both, which takes three rounds.
const fewAmid = 150

// Glance visits the hops from entities to those of among.
func (g *Stored) Glance(ctx context.Context, step jinqiao.RouteStep, entities, among []uint32, visit func(i int, hops []Hop) bool) (done bool, err error) {
	number := g.parts.number(step)
	if g.joins == nil || g.unread(number, entities) <= g.few {
		return false, nil
	}
	if err := g.glance(ctx, number, entities, among); err != nil {
		return false, err
	}
	for i, e := range entities {
		hops, read := g.read(number, e)
		if !read {
			hops = g.glimpse[e]
		}
		if !visit(i, hops) {
			break
		}
	}
	return true, ctx.Err()
}

// Amid returns the neighbours of both some of near and some of far.
func (g *Stored) Amid(ctx context.Context, step jinqiao.RouteStep, near, far []uint32) (amid []uint32, done bool, err error) {
	number := g.parts.number(step)
	if g.joins == nil || min(g.unread(number, near), g.unread(number, far)) <= min(g.few, fewAmid) {
		return nil, false, nil
	}
	t, err := g.joins.AmidTopology(ctx, g.refsOf(near), g.refsOf(far))
	if err != nil {
		return nil, false, err
	}
	numbers, err := g.meet(t)
	return slices.Collect(maps.Values(numbers)), true, err
}

// refsOf returns the references of entities, each once.
func (g *Stored) refsOf(entities []uint32) []int64 {
	refs := make([]int64, len(entities))
	for i, e := range entities {
		refs[i] = g.refs[e]
	}
	slices.Sort(refs)
	return slices.Compact(refs)
}

// unread counts the links of those entities of which not all that a step wants are
// known.
func (g *Stored) unread(step int, entities []uint32) (links int) {
	for _, e := range entities {
		if _, read := g.read(step, e); !read {
			links += int(g.nodes[e].Degree)
		}
	}
	return links
}

// glance asks for the hops to some entities, of entities that were not read.
func (g *Stored) glance(ctx context.Context, step int, entities, among []uint32) error {
	near, far := make(map[int64]bool), make(map[int64]bool, len(among))
	for _, e := range entities {
		if _, read := g.read(step, e); !read {
			near[g.refs[e]] = true
			delete(g.glimpse, e)
		}
	}
	for _, e := range among {
		far[g.refs[e]] = true
	}
	t, err := g.joins.JoinTopology(ctx, keys(near), keys(far))
	if err != nil {
		return err
	}
	same := map[int64]uint32{} // those that are still named so
	for _, e := range t.Entities {
		if n, met := g.byRef[e.Ref]; met && g.ids[n] == e.ID {
			same[e.Ref] = n
		}
	}
	for i := range t.Links {
		l := &t.Links[i]
		from, known := same[l.From]
		to, known2 := same[l.To]
		if !known || !known2 {
			continue
		}
		hop, err := g.hop(l, to)
		if err != nil {
			return err
		}
		if near[l.From] {
			g.glimpse[from] = append(g.glimpse[from], hop)
		}
		if near[l.To] && to != from {
			g.glimpse[to] = append(g.glimpse[to], hop.Back(from))
		}
	}
	for _, e := range entities {
		g.sort(g.glimpse[e])
	}
	return nil
}

func keys(set map[int64]bool) []int64 {
	all := make([]int64, 0, len(set))
	for ref := range set {
		all = append(all, ref)
	}
	slices.Sort(all)
	return all
}

// Join visits the hops between the entities of each pair, from the first to the
// second.
func (g *Stored) Join(ctx context.Context, pairs [][2]uint32, visit func(i int, hops []Hop)) error {
	for i, p := range pairs {
		hops, known := g.between(p[0], p[1])
		if !known {
			err := g.Expand(ctx, p[:1], func(_ int, all []Hop) bool {
				hops = toward(all, p[1])
				return true
			})
			if err != nil {
				return err
			}
		}
		visit(i, hops)
	}
	return nil
}

// between returns the hops from near to far as far as either was looked at; known
// is false where neither tells.
func (g *Stored) between(near, far uint32) (hops []Hop, known bool) {
	if row, read := g.rows[near]; read {
		return toward(row, far), true
	}
	if row, read := g.rows[far]; read {
		return back(toward(row, near), far), true
	}
	if hops = toward(g.glimpse[near], far); hops != nil {
		return hops, true
	}
	if hops = toward(g.parts.hops[near], far); hops != nil {
		return hops, true
	}
	hops = back(toward(g.glimpse[far], near), far)
	return hops, hops != nil
}

func toward(hops []Hop, to uint32) (found []Hop) {
	for _, h := range hops {
		if h.To == to {
			found = append(found, h)
		}
	}
	return found
}

// back returns the same links seen from their other end: hops of far to near.
func back(hops []Hop, far uint32) (turned []Hop) {
	for _, h := range hops {
		turned = append(turned, h.Back(far))
	}
	return turned
}
