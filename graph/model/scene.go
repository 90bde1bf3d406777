package model

import (
	"context"
	"math"
	"slices"
	"sync"

	"jinqiao"
	"jinqiao/layout"
	"jinqiao/linkage"
)

// A Scene is a network, with the entities and links that were asked for.
type Scene struct {
	Network  *linkage.Network
	Entities map[string]*jinqiao.EntityRow
	Links    map[string]*jinqiao.LinkRow
	Known    []string       // what the canvas has
	KnownAt  []layout.Point // where, if it told
	Seeds    []string       // known ones too
}

// Subgraph is a network for a canvas.
type Subgraph struct {
	*Scene
	places func() []layout.Point
}

// OfScene returns a scene. Its places are worked out when they are asked for, not
// to the end where ctx is done.
func OfScene(ctx context.Context, s *Scene) *Subgraph {
	return &Subgraph{s, sync.OnceValue(func() []layout.Point { return s.place(ctx) })}
}

// Relationships lists those of the links of a network, each once.
func Relationships(n *linkage.Network) []string {
	names := []string{} // not nil: none, not all
	for i, r := range ontology().Relationships {
		if slices.ContainsFunc(n.Links, func(l linkage.NetworkLink) bool { return l.Relationship == i }) {
			names = append(names, r.Name)
		}
	}
	return names
}

// place lays out the members, and the known entities where they are linked to
// them.
func (s *Scene) place(ctx context.Context) []layout.Point {
	index := make(map[string]int, len(s.Network.Members)+len(s.Known))
	for i, m := range s.Network.Members {
		index[m.ID] = i
	}
	n := layout.Network{Nodes: len(s.Network.Members), Fixed: map[int]layout.Point{}}
	linked := s.linked()
	for i, id := range s.Known {
		if _, there := index[id]; there || i >= len(s.KnownAt) && !linked[id] {
			continue
		}
		index[id] = n.Nodes
		if i < len(s.KnownAt) {
			n.Fixed[n.Nodes] = s.KnownAt[i]
		}
		n.Nodes++
	}
	for _, l := range s.Network.Links {
		from, here := index[l.From]
		to, there := index[l.To]
		if here && there {
			n.Edges = append(n.Edges, [2]int{from, to})
		}
	}
	for _, id := range s.Seeds {
		if i, there := index[id]; there {
			n.Seeds = append(n.Seeds, i)
		}
	}
	return layout.Place(ctx, n)
}

// linked returns what the layout is about: ends of links, and seeds.
func (s *Scene) linked() map[string]bool {
	linked := map[string]bool{}
	for _, l := range s.Network.Links {
		linked[l.From], linked[l.To] = true, true
	}
	for _, id := range s.Seeds {
		linked[id] = true
	}
	return linked
}

// Nodes returns the entities that are new.
func (s *Subgraph) Nodes() []*SceneNode {
	nodes := make([]*SceneNode, len(s.Network.Members))
	for i := range nodes {
		nodes[i] = &SceneNode{s, &s.Network.Members[i], i}
	}
	return nodes
}

// Edges returns the links.
func (s *Subgraph) Edges() []*SceneEdge {
	edges := make([]*SceneEdge, len(s.Network.Links))
	for i := range edges {
		edges[i] = &SceneEdge{s, &s.Network.Links[i]}
	}
	return edges
}

// Changed returns what new links change at known entities.
func (s *Subgraph) Changed() []*SceneChange {
	return convert(s.Network.Changed, func(m linkage.Member) *SceneChange { return &SceneChange{m.ID, m.Hidden} })
}

// Categories returns all kinds.
func (s *Subgraph) Categories() []*SceneCategory {
	categories := make([]*SceneCategory, len(ontology().Kinds))
	for i, k := range ontology().Kinds {
		categories[i] = &SceneCategory{k, k.Enum, colour(i), 0}
	}
	for _, m := range s.Network.Members {
		categories[m.Kind].Count++
	}
	return categories
}

// Groups returns the seeds by what joins them.
func (s *Subgraph) Groups() [][]string { return orEmpty(s.Network.Groups) }

// Completeness returns what is not shown, and why.
func (s *Subgraph) Completeness() *Completeness {
	return &Completeness{s.Network.Completeness, s.Entities, nil}
}

// Totals returns how much there is in all.
func (s *Subgraph) Totals() *SceneTotals {
	return &SceneTotals{s.Network.Entities, s.Network.LinkCount, s.Network.Counted}
}

// SceneChange is what new links change at a known entity.
type SceneChange struct {
	Key    string
	Hidden int
}

// SceneTotals is how much there is.
type SceneTotals struct {
	Nodes, Edges int
	Exact        bool
}

// SceneCategory is a kind on a canvas.
type SceneCategory struct {
	k           *jinqiao.Kind
	Kind, Color string
	Count       int
}

// Name returns the kind in words.
func (c *SceneCategory) Name(language string) string { return c.k.Label.In(language) }

// SceneNode is an entity on a canvas.
type SceneNode struct {
	scene *Subgraph
	m     *linkage.Member
	index int
}

// Key returns the id.
func (n *SceneNode) Key() string { return n.m.ID }

// Label returns the name.
func (n *SceneNode) Label(language string) string {
	return nameIn(n.scene.Entities[n.m.ID].Entity, language)
}

// Kind returns the kind.
func (n *SceneNode) Kind() string { return ontology().Kinds[n.m.Kind].Enum }

// KindIndex returns the place of the kind in the ontology.
func (n *SceneNode) KindIndex() int { return n.m.Kind }

// Color returns the colour of the kind.
func (n *SceneNode) Color() string { return colour(n.m.Kind) }

// X returns the place.
func (n *SceneNode) X() float64 { return rounded(n.scene.places()[n.index].X) }

// Y returns the place.
func (n *SceneNode) Y() float64 { return rounded(n.scene.places()[n.index].Y) }

// rounded keeps a tenth of a pixel, which is enough and half as long.
func rounded(x float64) float64 { return math.Round(x*10)/10 + 0 } // no -0

// Size returns the diameter.
func (n *SceneNode) Size() float64 { return rounded(6 + 2*math.Log2(1+float64(n.m.Degree))) }

// Degree returns the number of recorded links.
func (n *SceneNode) Degree() int { return n.m.Degree }

// Hidden returns how many of them lead elsewhere.
func (n *SceneNode) Hidden() int { return n.m.Hidden }

// Seed reports whether it is what the network is about.
func (n *SceneNode) Seed() bool { return n.m.Seed }

// Data returns the same, nested.
func (n *SceneNode) Data() *SceneNodeData { return &SceneNodeData{n} }

// Position returns the place, nested.
func (n *SceneNode) Position() *ScenePosition { return &ScenePosition{n.X(), n.Y()} }

// Entity returns the entity.
func (n *SceneNode) Entity() Entity { return Of(n.scene.Entities[n.m.ID]) }

// SceneNodeData is what is known of an entity on a canvas.
type SceneNodeData struct{ *SceneNode }

// ScenePosition is a place on a canvas.
type ScenePosition struct{ X, Y float64 }

// SceneEdge is a link on a canvas.
type SceneEdge struct {
	scene *Subgraph
	l     *linkage.NetworkLink
}

// Key returns the id.
func (e *SceneEdge) Key() string { return e.l.ID }

// Source returns where it starts.
func (e *SceneEdge) Source() string { return e.l.From }

// Target returns where it ends.
func (e *SceneEdge) Target() string { return e.l.To }

func (e *SceneEdge) of() *jinqiao.Relationship { return ontology().Relationships[e.l.Relationship] }

// Label returns the short name of the relationship.
func (e *SceneEdge) Label(language string) string { return e.of().Label.In(language) }

// Relationship returns the relationship.
func (e *SceneEdge) Relationship() string { return e.of().Name }

// Weight returns 1 for what is stated, less for what is inferred.
func (e *SceneEdge) Weight() float64 { return 1 - float64(e.l.Rank)/4 }

// Inferred reports whether it is inferred.
func (e *SceneEdge) Inferred() bool { return e.l.Rank > linkage.Stated }

// Data returns the same, nested.
func (e *SceneEdge) Data() *SceneEdgeData { return &SceneEdgeData{e} }

// Link returns the link.
func (e *SceneEdge) Link() *Link { return OfLink(e.scene.Links[e.l.ID]) }

// SceneEdgeData is what is known of a link on a canvas.
type SceneEdgeData struct{ *SceneEdge }
