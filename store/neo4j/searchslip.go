package neo4j

import "jinqiao/search"

// slips are the first entities that may be one slip away from a query, in the order
// of standing and id.
type slips struct {
	candidates []search.Candidate
	complete   bool // there are no others
	wanted     int
}

// moreSlips is how many are read beyond those that are wanted: of some the pieces
// stand in another order.
const moreSlips = 8

// slipped returns the clauses that bind near to what has the need of a slip, and slips
// to the first hits among it, if a condition holds.
func (f *finder) slipped(q *search.Query, need search.Need, condition, most string, wanted int) string {
	variables, slip := "e._runs AS x", ""
	if pieces := q.SlipPieces(); pieces != nil {
		pairs := make([]any, len(pieces))
		for i, p := range pieces {
			pairs[i] = []any{p[0], p[1]}
		}
		slip = "any(p IN " + f.newParam(pairs) + " WHERE x CONTAINS p[0] AND x CONTAINS p[1])"
	} else {
		variables = variablesOf(q)
		slip = f.inTier(q, search.Slip)
	}
	return " CALL (lists, hits) { WITH lists, hits WHERE " + condition + " " + f.needed(need, mostFound+1) + " RETURN collect(e) AS near }" +
		" CALL (near) { UNWIND CASE WHEN size(near) > " + most + " THEN [] ELSE near END AS e WITH e, " + variables +
		" WHERE " + slip + " AND NOT " + f.inTier(q, q.BroadestTier()) +
		" WITH e ORDER BY e." + rankField + ", e.id LIMIT " + f.newParam(wanted+moreSlips) + " RETURN collect(" + f.hit() + ") AS slips }"
}

// visit visits the slips, and reports whether no others are needed.
func (s *slips) visit(q *search.Query, visit func(search.Candidate) bool) bool {
	n := 0
	for _, c := range s.candidates {
		if q.Tier(search.NewDocument(c.Text)) == search.Slip {
			n++
		}
	}
	if !s.complete && n < s.wanted {
		return false
	}
	for _, c := range s.candidates {
		if !visit(c) {
			break
		}
	}
	return true
}
