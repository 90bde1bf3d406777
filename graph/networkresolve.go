package graph

import (
	"context"
	"slices"

	"jinqiao/graph/model"
	"jinqiao/linkage"
)

// Subgraph returns a network for a canvas.
func (q *query) Subgraph(ctx context.Context, _ map[string]any, _ *int, _ *bool, _ []string, _ []float64, _, _ map[string]any, _ *int) (*model.Subgraph, error) {
	_, f, err := current(ctx)
	if err != nil {
		return nil, err
	}
	w := f.network
	topology, seeds, _, err := q.ground(ctx, w.pathField)
	if err == nil {
		seeds, err = w.seeds(ctx, topology, seeds)
	}
	if err != nil {
		return nil, err
	}
	network := &linkage.Network{Counted: true, Completeness: linkage.Completeness{Exact: true, ProvenLength: w.growth.Hops}}
	if len(seeds) > 0 {
		if network, err = q.draw(ctx, topology, w, seeds); err != nil {
			return nil, w.placed(err)
		}
	}
	return q.scene(ctx, w, network, seeds)
}

// seeds returns the ids of the seeds, of which ground may have told the kinds alone.
// What a filter takes is in the order of ids, on which places depend, whoever told it.
func (w *networkField) seeds(ctx context.Context, topology linkage.Graph, ids []string) (seeds []string, err error) {
	if kinds := w.options.FromKinds; kinds != nil {
		if ids, err = linkage.IDs(ctx, topology, kinds, maxSet+1); err == nil && len(ids) > maxSet {
			err = tooManyEnds(w.from.key)
		}
		return ids, err
	}
	if !w.from.listed && idsIn(w.from.filter) == nil {
		slices.Sort(ids)
	}
	return ids, nil
}

func (q *query) draw(ctx context.Context, topology linkage.Graph, w *networkField, seeds []string) (*linkage.Network, error) {
	return inTurn(ctx, q, func(ctx context.Context) (*linkage.Network, error) {
		if w.connect {
			return linkage.Connect(ctx, topology, seeds, w.known, w.options, w.growth.Changed)
		}
		return linkage.Surround(ctx, topology, seeds, w.known, w.growth, w.options, w.first)
	})
}

// scene fetches what was asked of the entities and links of a network.
func (q *query) scene(ctx context.Context, w *networkField, n *linkage.Network, seeds []string) (*model.Subgraph, error) {
	s := &model.Scene{Network: n, Known: w.known, KnownAt: w.at, Seeds: seeds}
	entities, links := []string{}, []string{} // not nil: nothing, not all
	if w.rows {
		for _, m := range n.Members {
			entities = append(entities, m.ID)
		}
		for _, h := range n.Completeness.SkippedHubs {
			if !slices.Contains(entities, h.Entity) {
				entities = append(entities, h.Entity)
			}
		}
	}
	if w.links {
		for _, l := range n.Links {
			links = append(links, l.ID)
		}
	}
	var err error
	if s.Entities, s.Links, err = q.rows(ctx, w.pathField, entities, links, model.Relationships(n)); err != nil {
		return nil, err
	}
	if w.rows || w.links {
		gone(s, w)
	}
	return model.OfScene(ctx, s), nil
}

// gone drops what was deleted between the search and the reading.
func gone(s *model.Scene, w *networkField) {
	missing := map[string]bool{}
	s.Network.Members = slices.DeleteFunc(s.Network.Members, func(m linkage.Member) bool {
		missing[m.ID] = w.rows && s.Entities[m.ID] == nil
		return missing[m.ID]
	})
	s.Network.Links = slices.DeleteFunc(s.Network.Links, func(l linkage.NetworkLink) bool {
		return missing[l.From] || missing[l.To] || w.links && s.Links[l.ID] == nil
	})
	s.Network.Completeness.SkippedHubs = slices.DeleteFunc(s.Network.Completeness.SkippedHubs, func(h linkage.SkippedHub) bool {
		return w.rows && s.Entities[h.Entity] == nil
	})
}
