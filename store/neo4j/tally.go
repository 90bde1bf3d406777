package neo4j

import (
	"maps"
	"slices"
	"strings"

	"jinqiao"
)

// The counts of the store stand on its node, as properties whose names are made
// of these and of what is counted.
const (
	entitiesCount = "entities_"
	cohortsCount  = "cohorts_"
	linksCount    = "links_"
)

// tally holds by how much rows change the counts, by the name of the property.
type tally map[string]int

func (t tally) entity(kind string, cohort bool, n int) {
	t[entitiesCount+kind] += n
	if cohort {
		t[cohortsCount+kind] += n
	}
}

func (t tally) link(relationship, assertion string, n int) {
	t[linksCount+relationship+" "+assertion] += n
}

// countsOf returns by how much rows change the counts.
func countsOf(rows []row) tally {
	counts := tally{}
	for _, r := range rows {
		r.tally(counts)
	}
	return counts
}

// changes returns the names and the differences that are not zero.
func (t tally) changes() map[string]any {
	changes := map[string]any{}
	for name, n := range maps.All(t) {
		if n != 0 {
			changes[name] = n
		}
	}
	return changes
}

// readTally adds the counts to statistics.
func (s *schema) readTally(meta map[string]any, stats *jinqiao.Statistics) {
	count := func(name string) int {
		n, _ := meta[name].(int64)
		return int(n)
	}
	for _, kind := range s.kinds {
		if n := count(entitiesCount + kind); n > 0 {
			stats.Entities = append(stats.Entities, jinqiao.KindCount{Kind: kind, Count: n, Cohorts: count(cohortsCount + kind)})
		}
	}
	for name := range meta {
		class, ok := strings.CutPrefix(name, linksCount)
		if n := count(name); ok && n > 0 {
			relationship, assertion, _ := strings.Cut(class, " ")
			stats.Links = append(stats.Links, jinqiao.RelationshipCount{Relationship: relationship, Assertion: assertion, Count: n})
		}
	}
}

func keysOf(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
