package sqlite

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"jinqiao"
)

// TestColumnsFollowWrites compares counts over what is kept from revision to
// revision with counts over what is read anew, after each of many small writes.
func TestColumnsFollowWrites(t *testing.T) {
	s, w := counted(t)
	for range 60 {
		s.write(t, w.change())
		for _, q := range countings {
			kept, err := s.Aggregate(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			s.columns.kept = nil
			anew, err := s.Aggregate(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(sets(kept), sets(anew)) {
				t.Fatalf("after %s, by %v: kept\n%v, anew\n%v", w.last, q.By, sets(kept), sets(anew))
			}
		}
		for _, q := range countings { // so that all parts are kept again
			if _, err := s.Aggregate(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestColumnsAreKept wants a write to let go of what follows from it, and of
// nothing else.
func TestColumnsAreKept(t *testing.T) {
	s, _ := counted(t)
	kept := func() map[string]*once {
		for _, q := range countings {
			if _, err := s.Aggregate(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		return s.columns.kept.parts
	}
	before := kept()
	for _, c := range []struct {
		write jinqiao.Change
		lost  int
	}{
		{entity("Industry", "industry-1", "another name"), 0},
		{entity("Enterprise", "firm-1", "another name"), 1},                  // the property of enterprises
		{entity("Expert", "expert-1", "one more"), 2},                        // what there is, and what lies in cohorts
		{link("IN_INDUSTRY", "firm-1", "industry-30", ""), 1},                // links of this relationship
		{link("IN_INDUSTRY", "firm-1", "industry-30", "with a property"), 0}, // but not what is said of them
	} {
		s.write(t, c.write)
		after, lost := kept(), 0
		for name, part := range before {
			if after[name] != part {
				lost++
			}
		}
		if lost != c.lost {
			t.Errorf("%v %v: %d of %d parts are read again, want %d", c.write.Entity, c.write.Link, lost, len(before), c.lost)
		}
		before = after
	}
	if len(before) < 5 {
		t.Errorf("%d parts are kept", len(before))
	}
}

var countings = []*jinqiao.AggregateQuery{
	{Filter: jinqiao.OfKind{"Enterprise"}, Limit: 1000, By: []jinqiao.GroupBy{{Property: "legalForm", Type: jinqiao.TypeString}}},
	{Filter: jinqiao.OfKind{"Enterprise"}, Limit: 1000, By: []jinqiao.GroupBy{{Ways: []jinqiao.Way{{Trail: jinqiao.Trail{Relationships: []string{"IN_INDUSTRY"}, Direction: jinqiao.Out}}}}}},
	{Filter: jinqiao.OfKind{"Enterprise", "Industry"}, Limit: 1000, By: []jinqiao.GroupBy{{Property: "kind", Type: jinqiao.TypeString}}},
}

// A countedStore holds more than is read for a few members alone.
type countedStore struct{ *Store }

// A writer makes random changes.
type writer struct {
	*rand.Rand
	last string
}

func counted(t *testing.T) (countedStore, *writer) {
	t.Helper()
	var changes []jinqiao.Change
	for i := range 40 {
		changes = append(changes, entity("Industry", fmt.Sprint("industry-", i), "industry"))
	}
	for i := range few + 100 {
		changes = append(changes, entity("Enterprise", fmt.Sprint("firm-", i), "firm"), link("IN_INDUSTRY", fmt.Sprint("firm-", i), fmt.Sprint("industry-", i%20), ""))
	}
	cohort := entity("Enterprise", "firm-0", "firms")
	cohort.Entity.Cohort = &jinqiao.Cohort{}
	changes = append(changes, cohort)
	store := countedStore{opened(t)}
	store.write(t, changes...)
	return store, &writer{Rand: rand.New(rand.NewPCG(5, 5))}
}

func (s countedStore) write(t *testing.T, changes ...jinqiao.Change) {
	t.Helper()
	if err := s.Apply(t.Context(), jinqiao.Batch{Changes: allOf(changes), SkipRefused: true}); err != nil {
		t.Fatal(err)
	}
}

func (w *writer) firm() string     { return fmt.Sprint("firm-", w.IntN(60)) }
func (w *writer) industry() string { return fmt.Sprint("industry-", w.IntN(40)) }

func (w *writer) change() (c jinqiao.Change) {
	switch w.IntN(5) {
	case 0:
		c = entity("Enterprise", fmt.Sprint("firm-", few+w.IntN(200)), "firm")
	case 1:
		c = entity("Enterprise", w.firm(), "firm")
		c.Entity.Properties["legalForm"] = fmt.Sprint("form ", w.IntN(3))
	case 2:
		c = entity("Enterprise", w.firm(), "firms")
		size := w.IntN(9)
		c.Entity.Cohort = &jinqiao.Cohort{Size: &size}
	case 3:
		c = link("IN_INDUSTRY", w.firm(), w.industry(), "")
	case 4:
		c = link(oneIn(w, "PART_OF", "MEMBER_OF", "SAME_AS"), w.firm(), w.firm(), "")
	}
	w.last = fmt.Sprintf("%+v %+v", c.Entity, c.Link)
	return c
}

func oneIn(w *writer, from ...string) string { return from[w.IntN(len(from))] }

func entity(kind, id, name string) jinqiao.Change {
	return jinqiao.Change{Entity: &jinqiao.Entity{ID: id, Kind: kind, Name: name, Properties: map[string]any{}}}
}

func link(relationship, from, to, note string) jinqiao.Change {
	l := &jinqiao.Link{Relationship: relationship, From: from, To: to, Properties: map[string]any{}}
	if note != "" {
		l.Properties["note"] = note
	}
	return jinqiao.Change{Link: l}
}

// sets returns an aggregation as text, whatever the order of its groups.
func sets(a *jinqiao.Aggregation) map[string]string {
	all := map[string]string{"cohorts": fmt.Sprintf("%v", a.Within), "same": fmt.Sprintf("%v", a.Same)}
	for _, g := range a.Groups {
		all[fmt.Sprint(g.Keys)] = fmt.Sprint(g.Named, g.Cohorts, g.Noted)
	}
	return all
}
