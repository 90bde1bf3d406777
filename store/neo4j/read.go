package neo4j

import (
	"context"
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
