// Package synthetic makes graphs of any size in the form of the example data:
// every kind and every relationship of an ontology, skewed degrees with a few
// hubs, Chinese names, cohorts, scopes, conclusions and evidence. The same
// options always give the same graph, and no more of it than one entity or link
// is in memory at a time.
package synthetic

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"jinqiao"
)

// Version changes with what is made, so that a cache can tell.
const Version = 2

// Options say which graph to make.
type Options struct {
	Entities int // at least one of each kind
	Links    int
	Seed     uint64
}

// A Graph is a graph that is made as it is read. Its methods may be called at once.
type Graph struct {
	ontology *jinqiao.Ontology
	seed     uint64
	kinds    []*population
	byName   map[string]*population
	bundles  []bundle
	cities   *population // nil where the ontology has no scope
	papers   *population // to which evidence points; nil where there is none
}

// A population is all entities of one kind. Its members have a rank, by which
// they draw links, and a number, by which they are named; see random.go.
type population struct {
	kind   *jinqiao.Kind
	place  int // in the ontology
	size   int
	stride int // between the numbers of neighbouring ranks
}

// New plans a graph. It fails if there is no room for the links asked for.
func New(o *jinqiao.Ontology, options Options) (*Graph, error) {
	if options.Entities < len(o.Kinds) {
		return nil, fmt.Errorf("%d entities are too few for %d kinds", options.Entities, len(o.Kinds))
	}
	g := &Graph{ontology: o, seed: options.Seed, byName: map[string]*population{}}
	for i, size := range shares(kindWeights(o), options.Entities, 1) {
		p := &population{kind: o.Kinds[i], place: i, size: size, stride: strideOf(size)}
		g.kinds = append(g.kinds, p)
		g.byName[p.kind.Name] = p
	}
	for _, ref := range o.References {
		if ref.Field == "scope" {
			g.cities = g.byName[ref.Kinds[0]]
		}
	}
	if len(o.EvidenceKinds) > 0 {
		g.papers = g.byName[o.EvidenceKinds[0]]
	}
	var err error
	g.bundles, err = g.planBundles(options.Links)
	return g, err
}

// Entities yields all entities: documents first, because evidence names them,
// then kind by kind in the order of the ontology. It never yields an error.
func (g *Graph) Entities() iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) {
		line := 0
		for p, number := range g.members() {
			line++
			c := jinqiao.Change{Entity: g.entity(p, number), Place: jinqiao.Place{File: EntitiesFile, Line: line}}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// members yields all members of all populations, in the order of Entities.
func (g *Graph) members() iter.Seq2[*population, int] {
	return func(yield func(*population, int) bool) {
		order := slices.Clone(g.kinds)
		if g.papers != nil {
			order = slices.DeleteFunc(order, func(p *population) bool { return p == g.papers })
			order = slices.Insert(order, 0, g.papers)
		}
		for _, p := range order {
			for number := range p.size {
				if !yield(p, number) {
					return
				}
			}
		}
	}
}

// Links yields all links, with their ids, by relationship and kinds of ends. It
// never yields an error.
func (g *Graph) Links() iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) {
		line := 0
		for i := range g.bundles {
			for l := range g.bundles[i].links(g, i) {
				line++
				if !yield(jinqiao.Change{Link: l, Place: jinqiao.Place{File: LinksFile, Line: line}}, nil) {
					return
				}
			}
		}
	}
}

// ID returns the id of the entity of this kind that has a rank: 0 draws most
// links. It is "" where there is none.
func (g *Graph) ID(kind string, rank int) string {
	p := g.byName[kind]
	if p == nil || rank < 0 || rank >= p.size {
		return ""
	}
	return p.id(p.number(rank))
}

// Size returns how many entities of a kind there are.
func (g *Graph) Size(kind string) int {
	if p := g.byName[kind]; p != nil {
		return p.size
	}
	return 0
}

func (p *population) id(number int) string {
	var room [20]byte
	digits := strconv.AppendInt(room[:0], int64(number), 10)
	return p.kind.Singular + "-" + "000000"[min(6, len(digits)):] + string(digits)
}
