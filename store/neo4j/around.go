package neo4j

import (
	"context"
	"slices"

	"jinqiao"
)

// ExpandTopology returns the links at entities, and the entities at both ends.
func (s *Store) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	if len(ids) == 0 {
		return &jinqiao.Topology{}, nil
	}
	params := map[string]any{"ids": unique(ids)}
	alone := !s.strangers.Load()
	data, err := s.guarded(ctx, s.around(links, alone), params)
	if err == nil && alone && !onlyOwn(data) {
		s.strangers.Store(true)
		data, err = s.guarded(ctx, s.around(links, false), params)
	}
	if err != nil {
		return nil, s.readable(ctx, "read links from the store", err)
	}
	t := &jinqiao.Topology{}
	if around := answered(data); len(around) == 3 {
		entities, _ := around[0].([]any)
		links, _ := around[1].([]any)
		t.Entities, t.Links = s.topologyEntities(entities), s.topologyLinks(links)
	}
	return t, nil
}

// answered returns what the one row of around has.
func answered(data []any) []any {
	if len(data) == 0 {
		return nil
	}
	list, _ := data[0].([]any)
	return list
}

// onlyOwn reports whether what around or along returned, the last of it, was counted
// where there are no relationships but those of the ontology.
func onlyOwn(data []any) bool {
	found := answered(data)
	return len(found) > 0 && found[len(found)-1] == true
}

// around returns the expression for the entities and, if they are wanted, the
// links about $ids, each as one list of columns, and whether all relationships of
// the database are of the ontology. Where they are, all at an entity count, which
// is one look instead of one for each relationship. The planner sees into COLLECT,
// not into what is made of it.
func (s *schema) around(links, alone bool) string {
	types := alternatives(s.relationships)
	entities, own := s.withDegrees(alone), s.onlyOwn()
	if !links {
		return "COLLECT { UNWIND $ids AS id MATCH (e:" + entityLabel + " {id: id}) WITH " + entities + " AS entities RETURN [entities, [], " + own + "] }"
	}
	return "COLLECT { UNWIND $ids AS id MATCH (a:" + entityLabel + " {id: id}) OPTIONAL MATCH (a)-[l:" + types + "]-(b:" + entityLabel + ")" +
		" WITH collect(DISTINCT l) AS links, collect(DISTINCT a) + collect(DISTINCT b) AS ends" +
		" CALL (ends) { UNWIND ends AS e WITH DISTINCT e RETURN " + entities + " AS entities }" +
		" CALL (links) { UNWIND links AS l WITH l, startNode(l) AS e, endNode(l) AS f RETURN [" + collected(s.topologyLink()...) + "] AS columns }" +
		" RETURN [entities, columns, " + own + "] }"
}

// onlyOwn is the condition that all relationships of the database are of the ontology.
// The server knows these numbers by heart.
func (s *schema) onlyOwn() string {
	return "COUNT { ()-[]->() } = COUNT { ()-[:" + alternatives(s.relationships) + "]->() }"
}

// withDegrees returns the lists of the columns of entities e; alone tells that all
// relationships of the database are of the ontology.
func (s *schema) withDegrees(alone bool) string {
	return "[" + collected(s.degreed(alone)...) + "]"
}

// degreed returns the columns of an entity e, with its degree.
func (s *schema) degreed(alone bool) []string {
	twin := "false"
	if len(s.identity) > 0 {
		twin = "COUNT { (e)-[:" + alternatives(s.identity) + "]-() } > 0"
	}
	return append(slices.Clone(topologyEntity), s.degree(alone), twin)
}

// degree is the number of links of an entity e.
func (s *schema) degree(alone bool) string {
	if alone {
		return "COUNT { (e)--() }"
	}
	return "COUNT { (e)-[:" + alternatives(s.relationships) + "]-() }"
}
