package export

import (
	"context"
	"slices"
	"strings"

	"jinqiao"
)

// maxNodes and maxLinks are how many entities and links a file may hold: what the
// API gives at once.
const (
	maxNodes = 20_000
	maxLinks = 100_000
)

// scene is an answer of the field subgraph.
type scene struct {
	Nodes        []sceneNode
	Edges        []sceneEdge
	Completeness struct {
		Status  string
		Reasons []string
	}
	Totals struct {
		Nodes, Edges int
		Exact        bool
	}
}

type sceneNode struct {
	Key, Color     string
	X, Y, Size     float64
	Degree, Hidden int
	Seed           bool

	entity *entity // loaded afterwards; nil if it is gone by then
}

type sceneEdge struct {
	Key, Source, Target, Label, Relationship string
	Weight                                   float64

	link *link // likewise
}

const sceneQuery = `query ($seeds: EntitySet!, $hops: Int, $connect: Boolean, $expand: Expansion, $options: PathOptions, $first: Int, $language: Language!) {
  scene: subgraph(seeds: $seeds, hops: $hops, connect: $connect, expand: $expand, options: $options, first: $first) {
    nodes { key color x y size degree hidden seed }
    edges { key source target label(language: $language) relationship weight }
    completeness { status reasons }
    totals { nodes edges exact }
  }
}`

// Network returns the entities and links that a request asks for.
func (s *Source) Network(ctx context.Context, r *Request) (*Network, error) {
	if r.Paths() {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "paths are exported as a brief: brief.md or brief.docx; a network is asked for by ids or seeds").At("from")
	}
	more := map[string]any{}
	if !r.has("first") {
		more["first"] = maxNodes
	}
	var links []string
	if r.IDs != nil {
		seeds, named, err := s.seeds(ctx, r.IDs)
		if err != nil {
			return nil, err
		}
		links = named
		more["seeds"], more["hops"] = map[string]any{"ids": seeds}, 0
	}
	var data struct{ Scene scene }
	if err := s.into(ctx, &data, sceneQuery, r, more); err != nil {
		return nil, err
	}
	if links != nil {
		named := map[string]bool{}
		for _, id := range links {
			named[id] = true
		}
		data.Scene.Edges = slices.DeleteFunc(data.Scene.Edges, func(e sceneEdge) bool { return !named[e.Key] })
	}
	if err := s.load(ctx, r, &data.Scene); err != nil {
		return nil, err
	}
	return s.network(r, &data.Scene), nil
}

// seeds returns the entities that ids name, by themselves or as ends of links,
// and the links; these are nil where none is named.
func (s *Source) seeds(ctx context.Context, ids []string) (entities, links []string, err error) {
	if len(ids) == 0 {
		return nil, nil, jinqiao.Errorf(jinqiao.CodeBadInput, "ids is empty; name the entities to export").At("ids")
	}
	for _, id := range ids {
		if jinqiao.IsLinkID(id) {
			links = append(links, id)
		} else {
			entities = append(entities, id)
		}
	}
	if len(entities) > maxNodes || len(links) > maxLinks {
		return nil, nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "%d ids of entities and %d of links; a file holds %d entities and %d links at most",
			len(entities), len(links), maxNodes, maxLinks).At("ids")
	}
	if links == nil {
		return entities, nil, nil
	}
	unknown := jinqiao.Errorf(jinqiao.CodeNotFound, "no such links").At("ids")
	ends, err := fetch[struct{ From, To struct{ ID string } }](ctx, s, "ZH", links, "... on Link { from { id } to { id } }")
	if err != nil {
		return nil, nil, err
	}
	for i, link := range ends {
		if link == nil {
			unknown.IDs = append(unknown.IDs, links[i])
			continue
		}
		entities = append(entities, link.From.ID, link.To.ID)
	}
	if unknown.IDs != nil {
		unknown.Message += ": " + strings.Join(unknown.IDs, ", ")
		return nil, nil, unknown
	}
	slices.Sort(entities)
	return slices.Compact(entities), links, nil
}
