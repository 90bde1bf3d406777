package neo4j

import (
	"context"

	"jinqiao"
)

// JoinTopology returns the links between entities of near and of far, which are
// named by Ref, and their ends with Ref and ID alone.
func (s *Store) JoinTopology(ctx context.Context, near, far []int64) (*jinqiao.Topology, error) {
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	if len(near) == 0 || len(far) == 0 {
		return &jinqiao.Topology{}, nil
	}
	data, err := s.guarded(ctx, s.joining(), map[string]any{"near": near, "far": far})
	if err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	t := &jinqiao.Topology{}
	if found := answered(data); len(found) == 2 {
		entities, _ := found[0].([]any)
		links, _ := found[1].([]any)
		t.Entities, t.Links = endsOf(entities), s.topologyLinks(links)
	}
	return t, nil
}

// joining returns the expression for the links from $near to $far. Only numbers are
// looked at of those that lead elsewhere.
func (s *schema) joining() string {
	return "COLLECT { UNWIND $near AS n MATCH (a:" + entityLabel + ") WHERE id(a) = n MATCH (a)-[l:" + alternatives(s.relationships) + "]-(b:" + entityLabel + ") WHERE id(b) IN $far" +
		" WITH collect(DISTINCT l) AS links, collect(DISTINCT a) + collect(DISTINCT b) AS ends" +
		" CALL (ends) { UNWIND ends AS e WITH DISTINCT e RETURN [" + collected("id(e)", "e.id") + "] AS entities }" +
		" CALL (links) { UNWIND links AS l WITH l, startNode(l) AS e, endNode(l) AS f RETURN [" + collected(s.topologyLink()...) + "] AS columns }" +
		" RETURN [entities, columns] }"
}

// AmidTopology returns the entities between those of near and of far, named by Ref.
// That others have relationships of their own was noticed when known entities were
// read.
func (s *Store) AmidTopology(ctx context.Context, near, far []int64) (*jinqiao.Topology, error) {
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	if len(near) == 0 || len(far) == 0 {
		return &jinqiao.Topology{}, nil
	}
	data, err := s.guarded(ctx, s.amid(!s.strangers.Load()), map[string]any{"near": near, "far": far})
	if err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	return &jinqiao.Topology{Entities: s.topologyEntities(answered(data))}, nil
}

// amid returns the expression for the entities with links to $near and to $far.
func (s *schema) amid(alone bool) string {
	next := " MATCH (a:" + entityLabel + ") WHERE id(a) = n MATCH (a)-[:" + alternatives(s.relationships) + "]-(b:" + entityLabel + ") "
	return "COLLECT { UNWIND $near AS n" + next + "WITH collect(DISTINCT id(b)) AS around" +
		" UNWIND $far AS n" + next + "WHERE id(b) IN around WITH DISTINCT b AS e RETURN " + s.withDegrees(alone) + " }"
}

func endsOf(columns []any) []jinqiao.TopologyEntity {
	c := table(columns)
	ends := make([]jinqiao.TopologyEntity, 0, c.len())
	if len(columns) == 2 && len(c.column(1)) == c.len() {
		for i := range c.len() {
			ends = append(ends, jinqiao.TopologyEntity{Ref: c.number(0, i), ID: c.text(1, i)})
		}
	}
	return ends
}
