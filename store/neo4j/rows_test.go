package neo4j_test

import (
	"fmt"
	"testing"

	"jinqiao"
	"jinqiao/search"
	"jinqiao/store/neo4j/neo4jtest"
)

func partOf(from, to int) jinqiao.Change {
	return jinqiao.Change{Link: &jinqiao.Link{Relationship: "PART_OF", From: fmt.Sprintf("city-%06d", from), To: fmt.Sprintf("city-%06d", to), Assertion: "STATED"}}
}

// TestStandingsFollowLinks writes links among entities that are new, that were there,
// and between both.
func TestStandingsFollowLinks(t *testing.T) {
	s, uri := open(t, standard(t)), neo4jtest.Shared(t)
	first, second := cities(20), cities(30)
	for i := range 19 {
		first = append(first, partOf(i+1, 0))
	}
	for i := range 10 {
		second = append(second, partOf(i, 19), partOf(20+i, 1), partOf(20+i, 29-i))
	}
	second = append(second, partOf(1, 0))
	for _, changes := range [][]jinqiao.Change{first, second, second} {
		outcomes(t, s, changes)
		for _, r := range cypher(t, uri, "MATCH (e:Entity) RETURN e.id, e._rank, COUNT { (e)--() }", nil) {
			rank, degree := search.Standing(r.Values[1].(int64)), int(r.Values[2].(int64))
			if rank != rank.WithDegree(degree) {
				t.Errorf("%v has %d links and the standing of another number", r.Values[0], degree)
			}
		}
	}
}

// TestLargeBatchMeetsLinksOfOthers has somebody write a link with Cypher of a
// relationship of which the store counts none. A large batch has it, too.
func TestLargeBatchMeetsLinksOfOthers(t *testing.T) {
	s, uri := open(t, standard(t)), neo4jtest.Shared(t)
	outcomes(t, s, cities(3))
	mine := partOf(0, 1)
	cypher(t, uri, "MATCH (a {id: $from}), (b {id: $to}) CREATE (a)-[:PART_OF {id: $id, assertion: 'STATED'}]->(b)",
		map[string]any{"from": mine.Link.From, "to": mine.Link.To, "id": jinqiao.LinkID(jinqiao.LinkNumber("PART_OF", mine.Link.From, mine.Link.To, ""))})
	n := outcomes(t, s, append(cities(9999), mine, partOf(0, 2)))
	if n[jinqiao.Unchanged] != 3 || n[jinqiao.Updated] != 1 || n[jinqiao.Created] != 9997 {
		t.Error(n)
	}
}
