package neo4j

import (
	"slices"
	"strings"

	"jinqiao/search"
)

// A ranking is what the server answered: how many entities each need finds, up to one
// more than mostFound; of what needs find that do not find more, the first hits with
// the places of their tiers; and the first slips, nil if they were not read.
type ranking struct {
	sizes  []int
	places []int
	hits   []search.Candidate
	slips  []search.Candidate
}

// tooMany returns the place of the first need that finds too many, -1 for none.
func (r *ranking) tooMany() int {
	return slices.IndexFunc(r.sizes, func(n int) bool { return n > mostFound })
}

// before returns the hits of tiers before a place.
func (r *ranking) before(place int) []search.Candidate {
	n := 0
	for n < len(r.places) && r.places[n] < place {
		n++
	}
	return r.hits[:n]
}

// askRanked returns what needs find, ranked: up to n hits that come after a rank; nil
// if nothing can be found.
func (s *source) askRanked(q *search.Query, needs []search.Need, after search.Rank, n int, slips bool) (*ranking, error) {
	slips = slips && s.need(q, search.Slip) != nil && !q.LastResort(search.Slip)
	data, err := s.ask(func(f *finder) string { return s.rankedText(f, q, needs, after, n, slips) })
	if err != nil || len(data) == 0 {
		return nil, err
	}
	r, c := &ranking{}, cellsOf(data[0])
	for _, size := range c.list() {
		n, _ := size.(int64)
		r.sizes = append(r.sizes, int(n))
	}
	for _, at := range c.list() {
		n, _ := at.(int64)
		r.places = append(r.places, int(n))
	}
	r.hits = s.hits(c.list())
	if slips && c.number() <= mostFound {
		r.slips = s.hits(c.list())
	}
	return r, nil
}

func (s *source) rankedText(f *finder, q *search.Query, needs []search.Need, after search.Rank, n int, slips bool) string {
	queries := make([]any, len(needs))
	for i, need := range needs {
		queries[i] = termQuery(need)
	}
	most, limit := f.newParam(mostFound), f.newParam(n)
	text := "UNWIND " + f.newParam(queries) + " AS query CALL (query) { " + f.found("query", mostFound+1) + " RETURN collect(e) AS found }" +
		" WITH collect(found) AS lists CALL (lists) { UNWIND lists AS list UNWIND CASE WHEN size(list) > " + most + " THEN [] ELSE list END AS e WITH DISTINCT e" + f.ranked(q, after) +
		" WITH e, at, r ORDER BY at, r, e.id LIMIT " + limit + " RETURN collect(at) AS places, collect(" + f.hit() + ") AS hits }"
	cells := "[list IN lists | size(list)], places, hits"
	if slips {
		text += f.slipped(q, s.need(q, search.Slip), "size(head(lists)) <= "+most+" AND size(hits) < "+limit, most, n)
		cells += ", size(near), slips"
	}
	return "COLLECT { " + text + " RETURN [" + cells + "] }"
}

// askWalked returns the first n hits of the tier at a place that come after a rank of
// that place, from all entities in the order of standing.
func (s *source) askWalked(q *search.Query, at int, after search.Rank, n int) ([]search.Candidate, error) {
	var better [][][]search.Needle
	for _, t := range q.Order()[:at] {
		if t <= q.BroadestTier() {
			better = append(better, q.Needles(t)...)
		}
	}
	data, err := s.ask(func(f *finder) string {
		walked := f.walked(after.Standing, after.ID, and(f.inWays(q.Needles(q.Order()[at]), len(places), of("e")), not(f.inWays(better, len(places), of("e")))))
		return "COLLECT { " + walked + " WITH e ORDER BY e." + rankField + ", e.id LIMIT " + f.newParam(n) + " RETURN " + f.hit() + " }"
	})
	return s.hits(data), err
}

// ranked returns the clauses that bind at to the place of the best tier in which e is
// found and r to its standing, and leave out what is found in none or does not come
// after a rank.
func (f *finder) ranked(q *search.Query, after search.Rank) string {
	var cases strings.Builder
	for at, t := range q.Order() {
		if t <= q.BroadestTier() {
			cases.WriteString(" WHEN " + f.inTier(q, t) + " THEN " + f.newParam(at))
		}
	}
	at, standing := f.newParam(after.Place), f.newParam(int(after.Standing))
	return " WITH e, e." + rankField + " AS r, " + variablesOf(q) + " WITH e, r, CASE" + cases.String() + " END AS at" +
		" WHERE at > " + at + " OR at = " + at + " AND (r > " + standing + " OR r = " + standing + " AND e.id > " + f.newParam(after.ID) + ")"
}

// variablesOf returns what binds the variables of places for the tiers of a query.
func variablesOf(q *search.Query) string {
	if q.BroadestTier() <= search.Scattered {
		return "e._runs AS x"
	}
	return "e._runs AS x, e._pinyin AS y, e._initials AS z"
}
