package model

import (
	"context"
	"strings"

	"jinqiao"
	"jinqiao/linkage"
)

// Found is an answer about paths, with the entities and links that it names.
type Found struct {
	Result   *linkage.Result
	Entities map[string]*jinqiao.EntityRow
	Links    map[string]*jinqiao.LinkRow
	Tag      string           // which list it is, for its cursors
	Order    linkage.Order    // under which the cursors hold
	Later    bool             // the page comes after a cursor
	Network  *linkage.Network // the paths as one, if it was asked for
}

// Subgraph returns the paths of the page as one network.
func (f *Found) Subgraph(ctx context.Context) *Subgraph {
	f.Network.Completeness = f.Result.Completeness
	return OfScene(ctx, &Scene{Network: f.Network, Entities: f.Entities, Links: f.Links, Seeds: f.ends()})
}

// ends returns where the paths start and end.
func (f *Found) ends() (ends []string) {
	for _, m := range f.Network.Members {
		if m.Seed {
			ends = append(ends, m.ID)
		}
	}
	return ends
}

func (f *Found) cursor(i int) string {
	return EncodeCursor(f.Tag, jinqiao.Position{f.Result.Paths[i].Cursor(f.Order)})
}

// PageInfo returns where the page lies in its list.
func (f *Found) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: f.Result.More, HasPreviousPage: f.Later}
	if n := len(f.Result.Paths); n > 0 {
		first, last := f.cursor(0), f.cursor(n-1)
		info.StartCursor, info.EndCursor = &first, &last
	}
	return info
}

// Completeness returns what the answer is worth.
func (f *Found) Completeness() *Completeness {
	return &Completeness{f.Result.Completeness, f.Entities, f}
}

func (f *Found) paths() []*Path {
	numbers := f.numbers()
	return convert(f.Result.Paths, func(p *linkage.Path) *Path { return &Path{f, p, numbers} })
}

// PathConnection is a page of paths.
type PathConnection struct{ *Found }

// Edges returns the paths with their cursors.
func (c *PathConnection) Edges() []*PathEdge {
	edges := make([]*PathEdge, len(c.Result.Paths))
	for i, p := range c.paths() {
		edges[i] = &PathEdge{c.cursor(i), p}
	}
	return edges
}

// Nodes returns the paths.
func (c *PathConnection) Nodes() []*Path { return c.paths() }

// PathEdge is a path in a list.
type PathEdge struct {
	Cursor string
	Node   *Path
}

// ReachConnection is a page of entities that can be reached.
type ReachConnection struct{ *Found }

// Edges returns the entities with their cursors.
func (c *ReachConnection) Edges() []*ReachEdge {
	edges := make([]*ReachEdge, len(c.Result.Paths))
	for i, p := range c.paths() {
		edges[i] = &ReachEdge{c.cursor(i), &Reached{p}}
	}
	return edges
}

// TotalCount returns how many can be reached in all; nil where it is not known.
func (c *ReachConnection) TotalCount() *int {
	if !c.Result.Counted {
		return nil
	}
	return &c.Result.Total
}

// Nodes returns the entities.
func (c *ReachConnection) Nodes() []*Reached {
	return convert(c.paths(), func(p *Path) *Reached { return &Reached{p} })
}

// ReachEdge is an entity in a list.
type ReachEdge struct {
	Cursor string
	Node   *Reached
}

// Reached is an entity with its best path.
type Reached struct{ path *Path }

// Entity returns the entity.
func (r *Reached) Entity() Entity {
	ids := r.path.p.Entities
	return Of(r.path.found.Entities[ids[len(ids)-1]])
}

// Length returns the length of its best path.
func (r *Reached) Length() int { return r.path.Length() }

// Path returns its best path.
func (r *Reached) Path() *Path { return r.path }

// Path is a way from one end to another.
type Path struct {
	found   *Found
	p       *linkage.Path
	numbers map[string]int // of sources, see Found.numbers
}

// Key returns the links of the path, which tell it from others.
func (p *Path) Key() string {
	ids := convert(p.p.Steps, func(s linkage.Step) string { return strings.TrimPrefix(s.Link, "l_") })
	return strings.Join(append([]string{p.p.Entities[0]}, ids...), "-")
}

// Length returns the number of steps.
func (p *Path) Length() int { return len(p.p.Steps) }

// Nodes returns the entities, from end to end.
func (p *Path) Nodes() []Entity {
	return convert(p.p.Entities, func(id string) Entity { return Of(p.found.Entities[id]) })
}

// Steps returns the steps.
func (p *Path) Steps() []*Step {
	steps := make([]*Step, len(p.p.Steps))
	for i, s := range p.p.Steps {
		steps[i] = &Step{p.found, s, p.p.Entities[i], p.p.Entities[i+1]}
	}
	return steps
}

// Inferred returns how many of its links are inferred.
func (p *Path) Inferred() int { return p.p.Inferred }

// Confidence returns that of its weakest inferred link.
func (p *Path) Confidence() *string { return orNil(p.p.Confidence) }

// Step joins two neighbours on a path.
type Step struct {
	found    *Found
	s        linkage.Step
	from, to string
}

// From returns where the step starts.
func (s *Step) From() Entity { return Of(s.found.Entities[s.from]) }

// To returns where the step ends.
func (s *Step) To() Entity { return Of(s.found.Entities[s.to]) }

// Link returns the link that it uses.
func (s *Step) Link() *Link { return OfLink(s.found.Links[s.s.Link]) }

// Forward reports whether it follows the link from its start to its end.
func (s *Step) Forward() bool { return s.s.Forward }

// Parallel returns other links that would do.
func (s *Step) Parallel() []*Link {
	return convert(s.s.Parallel, func(id string) *Link { return OfLink(s.found.Links[id]) })
}
