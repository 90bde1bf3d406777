package linkage

import (
	"context"
	"slices"

	"jinqiao"
)

// Connect joins seeds by paths, with few links: each seed is joined to another
// of its group by a path that the options allow, and no path joins two groups.
// Entities and links are those of these paths, links that could stand in for
// another included. Known entities are not sent. docs/linkage.md says how far the
// network may be from the smallest.
//
// Errors are as for Paths; more than MaxConnect seeds are one too.
func Connect(ctx context.Context, g Graph, seeds, known []string, o Options, changed bool) (*Network, error) {
	if len(o.Through) > 0 {
		return nil, bad("options.through", "seeds are joined by the nearest ways; leave it out")
	}
	numbers, _, err := lookup(ctx, g, seeds, o.Avoid)
	if err != nil {
		return nil, err
	}
	if len(numbers) > MaxConnect {
		return nil, bad("seeds", "%d seeds; at most %d can be joined", len(numbers), MaxConnect)
	}
	c := &connection{ctx: ctx, g: g, o: o, left: connectBudget * o.Budget, steps: map[[2]uint32]bool{}, hubs: map[string]int{}}
	c.completeness = Completeness{Exact: true, ProvenLength: o.MaxLength}
	ids := make([]string, len(numbers))
	for i, n := range numbers {
		ids[i] = g.ID(n)
	}
	for rest := ids; len(rest) > 0; {
		var group []string
		if group, rest, err = c.join(rest); err != nil {
			return nil, err
		}
		c.groups = append(c.groups, group)
	}
	n, err := Along(late(ctx), g, c.paths, ids, known, changed)
	if err != nil {
		return nil, err
	}
	n.Groups, n.Completeness = c.groups, c.completeness
	return n, nil
}

// connectBudget is how many times the budget of one search all may spend.
const connectBudget = 4

// connectChoice is how many of the nearest paths are compared for what they add.
const connectChoice = 8

// A connection joins seeds, the nearest first, as Prim's algorithm does on the
// distances between them. What a seed is joined to is another seed and not an
// entity on the way, at which the rules for turns would not have been asked.
type connection struct {
	ctx          context.Context
	g            Graph
	o            Options
	left         int // links that may be looked at
	groups       [][]string
	paths        []*Path
	steps        map[[2]uint32]bool // pairs of entities that are joined
	hubs         map[string]int
	completeness Completeness
}

// join joins the first of ids to all others that it can; rest are the others.
func (c *connection) join(ids []string) (group, rest []string, err error) {
	group, rest = ids[:1:1], slices.Clone(ids[1:])
	for len(rest) > 0 {
		p, err := c.nearest(group, rest)
		if err != nil || p == nil {
			return group, rest, err
		}
		c.paths = append(c.paths, p)
		end := p.Entities[len(p.Entities)-1]
		group = append(group, end)
		rest = slices.DeleteFunc(rest, func(id string) bool { return id == end })
	}
	return group, rest, nil
}

// nearest returns one of the nearest paths between two sets, that which adds the
// fewest steps; nil if there is none.
func (c *connection) nearest(from, to []string) (*Path, error) {
	if c.left <= 0 {
		c.truncate(Completeness{Reasons: []string{ReasonBudget}})
		return nil, nil
	}
	o := c.o
	o.Budget = min(o.Budget, c.left)
	q, err := prepare(c.ctx, c.g, from, to, o)
	if err != nil {
		return nil, err
	}
	s := begin(c.ctx, c.g, q)
	defer s.end()
	s.page = &page{g: c.g, limit: connectChoice}
	s.nearest = o.Order == Shortest
	proven := s.run(1)
	if s.err != nil {
		return nil, s.err
	}
	c.left -= s.expansions
	c.add(s.completeness(proven))
	best := c.choose(s.page.found, o.Order)
	if best == nil {
		return nil, nil
	}
	c.take(best)
	told, err := tell(late(c.ctx), c.g, q, []*found{best})
	if err != nil {
		return nil, err
	}
	return told[0], nil
}

// choose returns that of the first paths, as near or as strong as the first of
// all, that adds the fewest steps.
func (c *connection) choose(paths []*found, order Order) (best *found) {
	fewest := 0
	for _, f := range paths {
		if f.length > paths[0].length || f.weight.weakest != paths[0].weight.weakest && order == Strongest {
			break
		}
		if n := c.added(f); best == nil || n < fewest {
			best, fewest = f, n
		}
	}
	return best
}

func (c *connection) add(of Completeness) {
	c.completeness.Expansions += of.Expansions
	for _, h := range of.SkippedHubs {
		if _, there := c.hubs[h.Entity]; !there {
			c.hubs[h.Entity] = h.Degree
			c.completeness.SkippedHubs = append(c.completeness.SkippedHubs, h)
		}
	}
	slices.SortFunc(c.completeness.SkippedHubs, compareHubs)
	c.completeness.SkippedHubs = c.completeness.SkippedHubs[:min(len(c.completeness.SkippedHubs), maxSkippedHubs)]
	if !of.Exact {
		c.truncate(of)
	}
}

func (c *connection) truncate(of Completeness) {
	c.completeness.Exact = false
	c.completeness.ProvenLength = min(c.completeness.ProvenLength, of.ProvenLength)
	for _, r := range of.Reasons {
		if !slices.Contains(c.completeness.Reasons, r) {
			c.completeness.Reasons = append(c.completeness.Reasons, r)
		}
	}
}

// added counts the steps of a path that are new.
func (c *connection) added(f *found) (n int) {
	for i := range f.length {
		if !c.steps[stepOf(f, i)] {
			n++
		}
	}
	return n
}

func (c *connection) take(f *found) {
	for i := range f.length {
		c.steps[stepOf(f, i)] = true
	}
}

func stepOf(f *found, i int) [2]uint32 {
	a, b := f.entities[i], f.entities[i+1]
	return [2]uint32{min(a, b), max(a, b)}
}

// Along returns the network of paths: their entities, in their order, the links
// of their steps and those parallel to them. Ends are its seeds, if none are
// given; seeds are in it, whether on a path or not. The paths have to be of this
// graph or of an earlier state; what is gone is left out.
func Along(ctx context.Context, g Graph, paths []*Path, seeds, known []string, changed bool) (*Network, error) {
	ids := slices.Clone(seeds)
	links := map[uint64]bool{}
	for _, p := range paths {
		if seeds == nil {
			ids = append(ids, p.Entities[0], p.Entities[len(p.Entities)-1])
		}
	}
	ends := ids[:len(ids):len(ids)]
	for _, p := range paths {
		ids = append(ids, p.Entities...)
		for _, s := range p.Steps {
			for _, id := range append([]string{s.Link}, s.Parallel...) {
				n, _ := jinqiao.ParseLinkID(id)
				links[n] = true
			}
		}
	}
	numbers, err := g.Lookup(ctx, append(ids, known...))
	if err != nil {
		return nil, err
	}
	there := setOf(numbers[len(ids):])
	d := &drawing{ctx: ctx, g: g, shown: there, seeds: setOf(numbers[:len(ends)])}
	d.keep = func(_ uint32, h Hop) bool { return links[g.LinkNumber(h.Link)] }
	for _, e := range numbers[:len(ids)] {
		if e != None && !d.shown.has(e) {
			d.shown.add(e)
			d.members = append(d.members, e)
		}
	}
	n, err := d.draw(changed)
	if err == nil {
		n.LinkCount = len(n.Links)
		n.Completeness.Exact = true
	}
	return n, err
}
