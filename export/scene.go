package export

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// maxNodes is how many entities a file may hold: what the API gives at once.
const maxNodes = 20_000

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
	Color          string
	X, Y, Size     float64
	Degree, Hidden int
	Seed           bool
	Entity         struct {
		ID, Kind, KindLabel, Label, Name string
		NameEn                           *string
		Aliases                          []string
		Hub                              bool
		Cohort                           *struct{ Text string }
		Properties                       []Property
		Evidence                         []sceneEvidence
	}
}

type sceneEdge struct {
	Key, Source, Target, Label, Relationship string
	Weight                                   float64
	Link                                     sceneLink
}

type sceneLink struct {
	Text, Assertion string
	Confidence      *string
	Collective      bool
	Scope, By       struct{ ID, Label string }
	Evidence        []sceneEvidence

	recorded map[string]any // what the ontology says links may have
}

// recordedPrefix stands before the names of what is recorded, for which the
// answer could have other fields.
const recordedPrefix = "p_"

// UnmarshalJSON reads the fields of every link and what else is recorded.
func (l *sceneLink) UnmarshalJSON(b []byte) error {
	type plain sceneLink
	if err := json.Unmarshal(b, (*plain)(l)); err != nil {
		return err
	}
	return json.Unmarshal(b, &l.recorded)
}

type sceneEvidence struct {
	Document      struct{ ID, Label string }
	Locator, AsOf *string
	Citation      string
}

// sceneQuery asks for a network with all that is recorded of it. What may be
// recorded of a link is read from the ontology.
func sceneQuery(o *jinqiao.Ontology) string {
	evidence := "evidence { document { id label(language: $language) } locator asOf citation(language: $language) }"
	link := "text(language: $language) assertion confidence collective scope { id label(language: $language) } by { id label(language: $language) } " + evidence
	for _, p := range o.LinkProps {
		link += fmt.Sprintf(" %s%s: %s", recordedPrefix, p.Name, p.Name)
		if p.Type == jinqiao.TypePeriod {
			link += " { text }"
		}
	}
	return `query ($seeds: EntitySet!, $hops: Int, $connect: Boolean, $expand: Expansion, $options: PathOptions, $first: Int, $language: Language!) {
  scene: subgraph(seeds: $seeds, hops: $hops, connect: $connect, expand: $expand, options: $options, first: $first) {
    nodes {
      color x y size degree hidden seed
      entity {
        id kind kindLabel(language: $language) label(language: $language) name nameEn aliases hub
        cohort { text(language: $language) }
        properties(language: $language) { name label value text }
        ` + evidence + `
      }
    }
    edges { key source target label(language: $language) relationship weight link { ` + link + ` } }
    completeness { status reasons }
    totals { nodes edges exact }
  }
}`
}

const endsQuery = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Link { from { id } to { id } } } }`

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
	if err := s.into(ctx, &data, sceneQuery(s.Ontology), r, more); err != nil {
		return nil, err
	}
	if links != nil {
		data.Scene.Edges = slices.DeleteFunc(data.Scene.Edges, func(e sceneEdge) bool { return !slices.Contains(links, e.Key) })
	}
	return s.network(r, &data.Scene), nil
}

// seeds returns the entities that ids name, by themselves or as ends of links,
// and the links; these are nil where none is named.
func (s *Source) seeds(ctx context.Context, ids []string) (entities, links []string, err error) {
	if len(ids) == 0 {
		return nil, nil, jinqiao.Errorf(jinqiao.CodeBadInput, "ids is empty; name the entities to export").At("ids")
	}
	if len(ids) > maxNodes {
		return nil, nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "%d ids; a file holds %d entities at most", len(ids), maxNodes).At("ids")
	}
	for _, id := range ids {
		if jinqiao.IsLinkID(id) {
			links = append(links, id)
		} else {
			entities = append(entities, id)
		}
	}
	if links == nil {
		return entities, nil, nil
	}
	var data struct {
		Nodes []*struct{ From, To struct{ ID string } }
	}
	if err := s.into(ctx, &data, endsQuery, &Request{}, map[string]any{"ids": links}); err != nil {
		return nil, nil, err
	}
	unknown := jinqiao.Errorf(jinqiao.CodeNotFound, "no such links").At("ids")
	for i, link := range data.Nodes {
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
