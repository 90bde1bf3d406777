package neo4j

import (
	"context"
	"strings"
	"time"

	"jinqiao"
)

// Read answers a plan, all of it from one state of the store, in one statement.
func (s *Store) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	st, err := compile(s.schema, plan)
	if err != nil {
		return nil, s.readable(ctx, "read from the store", err)
	}
	columns, err := s.guarded(ctx, st.text, st.params)
	if err != nil {
		return nil, s.readable(ctx, "read from the store", err)
	}
	r := &reader{schema: s.schema, tree: st.tree}
	a := r.answer(plan, st, columns)
	if r.err != nil {
		return nil, r.err
	}
	return a, nil
}

// expansion is the list of the columns of links as a traversal sees them, from
// an entity e to another, f.
var expansion = []string{"l.id", "type(l)", "startNode(l) = e", "e.id", "coalesce(f.id, '')", "coalesce(l.assertion, '')", "coalesce(l.confidence, '')",
	"coalesce(l.collective, false)", "coalesce(l.scope, '')", "coalesce(l.stage, '')"}

// Expand returns the links at the given entities, both ways, by link id.
func (s *Store) Expand(ctx context.Context, ids []string, relationships []string) ([]jinqiao.Hop, error) {
	types := s.knownRelationships(relationships)
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	if len(ids) == 0 || len(types) == 0 {
		return nil, nil
	}
	data, err := s.guarded(ctx, expansionText(types), map[string]any{"ids": unique(ids)})
	if err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	return hops(data), nil
}

// expansionText returns the list of the columns of the links at the entities of
// $ids.
func expansionText(types []string) string {
	columns := make([]string, len(expansion))
	for i, x := range expansion {
		columns[i] = "collect(" + x + ")"
	}
	return "COLLECT { UNWIND $ids AS id MATCH (e:" + entityLabel + " {id: id}) MATCH (e)-[l:" + alternatives(types) + "]-(f) RETURN [" + strings.Join(columns, ", ") + "] }"
}

// Count tells what the store holds, from counts that are kept with each write.
func (s *Store) Count(ctx context.Context) (*jinqiao.Statistics, error) {
	data, err := s.guarded(ctx, "COLLECT { MATCH (c:"+metaLabel+") RETURN properties(c) }", nil)
	if err != nil {
		return nil, s.readable(ctx, "count what the store holds", err)
	}
	stats := &jinqiao.Statistics{Store: "neo4j", Reindex: s.reindexed(0)}
	if len(data) == 0 {
		return stats, nil
	}
	meta, _ := data[0].(map[string]any)
	revision, _ := meta["revision"].(int64)
	stats.Revision = revision
	stats.Unfinished, _ = meta["journal"].(string)
	if at, _ := meta["changedAt"].(string); at != "" {
		if stats.ChangedAt, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, s.readable(ctx, "count what the store holds", err)
		}
	}
	s.readTally(meta, stats)
	entities := 0
	for _, c := range stats.Entities {
		entities += c.Count
	}
	stats.Reindex = s.reindexed(entities)
	return stats, nil
}
