package neo4j

import "jinqiao/search"

// A finder makes the clauses of a search. They bind e to an entity. Their text
// depends on the sort of the query and on kinds and filter, and not on what is looked
// for, so that the server plans them once.
type finder struct {
	*compiler
	condition string // of kinds and filter, on e
	filtered  bool   // there is a filter
	alone     bool   // all relationships of the database are of the ontology
}

func (s *source) finder() *finder {
	b := newBuilder(s.s.schema)
	return &finder{
		compiler:  &compiler{builder: b},
		condition: and(b.ofKinds("e", s.q.Kinds), b.entity(s.q.Filter, "e", 0)),
		filtered:  s.q.Filter != nil,
	}
}

// found returns the clauses for what the index of terms finds for a query, up to limit,
// -1 for all.
func (f *finder) found(query string, limit int) string {
	text := "CALL db.index.fulltext.queryNodes('" + termIndex + "', " + query
	// The index cuts before a filter is tried.
	if limit >= 0 && !f.filtered {
		text += ", {limit: " + f.newParam(limit) + "}"
	}
	text += ") YIELD node AS e WITH e" + where(f.condition)
	if limit >= 0 && f.filtered {
		text += " WITH e LIMIT " + f.newParam(limit)
	}
	return text
}

// needed is found for a need.
func (f *finder) needed(need search.Need, limit int) string {
	return f.found(f.newParam(termQuery(need)), limit)
}

// walked returns the clauses for the entities after one of a standing and id for which
// a condition holds. They can be had in the order of both.
func (f *finder) walked(from search.Standing, id, condition string) string {
	rank := f.newParam(int(from))
	return "MATCH (e:" + entityLabel + ")" + where(and("e."+rankField+" >= "+rank, "e.id IS NOT NULL", f.condition, condition,
		"CASE WHEN e."+rankField+" = "+rank+" THEN e.id > "+f.newParam(id)+" ELSE true END"))
}

// inTier is the condition that e, whose places are bound, is found in a tier.
func (f *finder) inTier(q *search.Query, t search.Tier) string {
	alone, most := tierPlaces(t)
	if alone == nil {
		return f.inWays(q.Needles(t), most, place.bound)
	}
	// Ways of one list each are alternatives, as the needles of a list are.
	texts := []any{}
	for _, way := range q.Needles(t) {
		for _, n := range way[0] {
			texts = append(texts, n.Text)
		}
	}
	return "any(n IN " + f.newParam(texts) + " WHERE " + alone.variable + alone.operator + ")"
}
