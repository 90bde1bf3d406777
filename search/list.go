package search

import (
	"cmp"
	"slices"

	"jinqiao"
)

// A List is a Source that looks at every entity: slow, and right by its
// simplicity. It serves one search at a time.
type List struct {
	entities []*jinqiao.Entity
	degrees  []int
	all      []Candidate
}

// NewList returns the list of these entities, in any order, with the number of
// links of each.
func NewList(entities []*jinqiao.Entity, degrees []int, codes map[string][]string) *List {
	l := &List{entities: entities, degrees: degrees}
	for i, e := range entities {
		text := Text(Names(e, codes[e.Kind]))
		l.all = append(l.all, Candidate{ID: e.ID, Text: text, Standing: StandingOf(text, e.Cohort != nil, degrees[i]), Ref: int64(i), document: NewDocument(text)})
	}
	slices.SortStableFunc(l.all, func(a, b Candidate) int { return cmp.Compare(a.Standing, b.Standing) })
	return l
}

// Find visits every entity.
func (l *List) Find(_ *Query, _ Tier, from Standing, visit func(Candidate) bool) error {
	for _, c := range l.all {
		if c.Standing >= from && !visit(c) {
			break
		}
	}
	return nil
}

// First returns every entity, however many they are, so that all are ranked
// together.
func (l *List) First(*Query, *Rank, int) ([]Candidate, bool, error) { return l.all, true, nil }

// Load returns the entities of candidates.
func (l *List) Load(found []Candidate) ([]*jinqiao.Entity, []int, error) {
	var entities []*jinqiao.Entity
	var degrees []int
	for _, c := range found {
		entities, degrees = append(entities, l.entities[c.Ref]), append(degrees, l.degrees[c.Ref])
	}
	return entities, degrees, nil
}
