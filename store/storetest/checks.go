package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jinqiao"
)

// A check is a part of the contract that is written in Go. It gets a new, empty
// store of the small ontology and returns what was wrong.
type check struct {
	name  string
	check func(*jinqiao.Ontology, jinqiao.Store) error
}

var checks = []check{
	{"context ended", contextEnded},
	{"context ends during apply", contextEndsDuringApply},
	{"context ends during scan", contextEndsDuringScan},
	{"error of changes", errorOfChanges},
	{"error of visit", errorOfVisit},
	{"what was written is a copy", writtenIsCopy},
	{"statistics", statistics},
	{"bulk", bulk},
	{"reads during a slow apply", readsDuringApply},
	{"one state", oneState},
	{"many writers", manyWriters},
	{"hub", hub},
	{"many found", manyFound},
	{"topology", topology},
	{"watch", watch},
	{"long lists", longLists},
	{"long texts", longTexts},
	{"hostile text", hostileText},
	{"groups", groups},
	{"groups beside a model", groupsBeside},
}

// write applies changes, of which none may be refused.
func write(store jinqiao.Store, changes ...jinqiao.Change) error {
	return store.Apply(context.Background(), jinqiao.Batch{Changes: each(changes)})
}

// firm returns an entity of the small ontology.
func firm(id, name string, size int) jinqiao.Change {
	return jinqiao.Change{Entity: &jinqiao.Entity{ID: id, Kind: "Firm", Name: name, Properties: map[string]any{"size": size}}}
}

func craft(id string) jinqiao.Change {
	return jinqiao.Change{Entity: &jinqiao.Entity{ID: id, Kind: "Craft", Name: id}}
}

func makes(firm, craft string, order int) jinqiao.Change {
	l := &jinqiao.Link{Relationship: "MAKES", From: firm, To: craft, Assertion: "STATED", Properties: map[string]any{"order": order}}
	l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, ""))
	return jinqiao.Change{Link: l}
}

// everything asks for all that a store holds, up to 200 of each.
func everything() *jinqiao.Plan {
	return &jinqiao.Plan{
		Entities: []*jinqiao.EntityQuery{{Page: jinqiao.Page{Limit: 200}, Total: true, Select: &jinqiao.EntitySelect{Properties: true, Degree: true}}},
		Links:    []*jinqiao.LinkQuery{{Page: jinqiao.Page{Limit: 200}, Total: true, Select: &jinqiao.LinkSelect{Properties: true}}},
	}
}

// contents returns the text of all that a store holds.
func contents(store jinqiao.Store) (string, error) {
	plan := everything()
	a, err := store.Read(context.Background(), plan)
	if err != nil {
		return "", err
	}
	return printAnswer(plan, a, true), nil
}

// isTimeout checks that an error is an Error with CodeTimeout.
func isTimeout(what string, err error) error {
	if e, ok := errors.AsType[*jinqiao.Error](err); !ok || e.Code != jinqiao.CodeTimeout {
		return fmt.Errorf("%s under a context that has ended: got %#v, want an Error with %s", what, err, jinqiao.CodeTimeout)
	}
	return nil
}

func contextEnded(_ *jinqiao.Ontology, store jinqiao.Store) error {
	if err := write(store, firm("a", "甲", 1)); err != nil {
		return err
	}
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	late, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	return errors.Join(endedIn(canceled, store), endedIn(late, store))
}

func endedIn(ctx context.Context, store jinqiao.Store) error {
	_, read := store.Read(ctx, everything())
	_, searched := store.Search(ctx, &jinqiao.TextQuery{Text: "甲", Limit: 10})
	_, counted := store.Count(ctx)
	_, aggregated := store.Aggregate(ctx, &jinqiao.AggregateQuery{Limit: 1})
	visit := func(jinqiao.Change) error { return nil }
	return errors.Join(
		isTimeout("Read", read),
		isTimeout("Search", searched),
		isTimeout("Count", counted),
		isTimeout("Aggregate", aggregated),
		isTimeout("Scan", store.Scan(ctx, visit)),
		isTimeout("ScanTopology", second(store.ScanTopology(ctx, func(*jinqiao.Topology) error { return nil }))),
		isTimeout("ExpandTopology", second(store.ExpandTopology(ctx, []string{"a"}, true))),
		isTimeout("Apply", store.Apply(ctx, jinqiao.Batch{Changes: each([]jinqiao.Change{firm("b", "乙", 1)})})),
		holdsOnly(store, 1),
	)
}

func second[T any](_ T, err error) error { return err }

// holdsOnly checks how many entities a store holds.
func holdsOnly(store jinqiao.Store, n int) error {
	a, err := store.Read(context.Background(), everything())
	if err != nil {
		return err
	}
	if got := a.Entities[0].Total; got != n {
		return fmt.Errorf("the store holds %d entities, want %d", got, n)
	}
	return nil
}

func contextEndsDuringApply(_ *jinqiao.Ontology, store jinqiao.Store) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := store.Apply(ctx, jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		if yield(firm("a", "甲", 1), nil) {
			cancel()
			yield(firm("b", "乙", 1), nil)
		}
	}})
	return errors.Join(isTimeout("Apply", err), holdsOnly(store, 0), write(store, firm("c", "丙", 1)), holdsOnly(store, 1))
}

func contextEndsDuringScan(_ *jinqiao.Ontology, store jinqiao.Store) error {
	var changes []jinqiao.Change
	for i := range 3000 {
		changes = append(changes, firm(fmt.Sprintf("f%d", i), "商号", i))
	}
	if err := write(store, changes...); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return isTimeout("Scan", store.Scan(ctx, func(jinqiao.Change) error {
		cancel()
		return nil
	}))
}

func errorOfChanges(_ *jinqiao.Ontology, store jinqiao.Store) error {
	broken := errors.New("the file is broken")
	for _, skip := range []bool{false, true} {
		err := store.Apply(context.Background(), jinqiao.Batch{SkipRefused: skip, Changes: func(yield func(jinqiao.Change, error) bool) {
			_ = yield(firm("a", "甲", 1), nil) && yield(makes("a", "missing", 1), nil) && yield(jinqiao.Change{}, broken)
		}})
		if !errors.Is(err, broken) {
			return fmt.Errorf("Apply returned %v, want the error of Changes", err)
		}
	}
	return errors.Join(holdsOnly(store, 0), write(store, firm("a", "甲", 1)), holdsOnly(store, 1))
}

func errorOfVisit(_ *jinqiao.Ontology, store jinqiao.Store) error {
	if err := write(store, firm("a", "甲", 1), firm("b", "乙", 1), craft("c"), makes("a", "c", 1)); err != nil {
		return err
	}
	enough := errors.New("enough")
	for n := 1; n <= 4; n++ {
		calls := 0
		err := store.Scan(context.Background(), func(jinqiao.Change) error {
			if calls++; calls == n {
				return enough
			}
			return nil
		})
		if !errors.Is(err, enough) || calls != n {
			return fmt.Errorf("Scan called visit %d times and returned %v, want %d times and the error of visit", calls, err, n)
		}
	}
	return nil
}

func writtenIsCopy(_ *jinqiao.Ontology, store jinqiao.Store) error {
	c, d, l := firm("a", "甲", 1), craft("c"), makes("a", "c", 1)
	c.Entity.Aliases = []string{"阿甲"}
	if err := write(store, c, d, l); err != nil {
		return err
	}
	before, err := contents(store)
	if err != nil {
		return err
	}
	c.Entity.Name, c.Entity.Aliases[0], c.Entity.Properties["size"] = "乙", "阿乙", 2
	l.Link.Assertion, l.Link.Properties["order"] = "INFERRED", 2
	after, err := contents(store)
	return errors.Join(err, same("after the caller changed what it had written", after, before))
}

func statistics(_ *jinqiao.Ontology, store jinqiao.Store) error {
	ctx := context.Background()
	s, err := store.Count(ctx)
	if err != nil {
		return err
	}
	if s.Store == "" || !s.ChangedAt.IsZero() || len(s.Entities)+len(s.Links) > 0 {
		return fmt.Errorf("statistics of a new store: got %+v, want the name of the store and nothing else", s)
	}
	begin := time.Now().Add(-2 * time.Second)
	if err := write(store, firm("a", "甲", 1)); err != nil {
		return err
	}
	first, err := store.Count(ctx)
	if err != nil {
		return err
	}
	if first.ChangedAt.Before(begin) || first.ChangedAt.After(time.Now().Add(2*time.Second)) {
		return fmt.Errorf("changed at %v, want a time about now", first.ChangedAt)
	}
	if err := errors.Join(write(store, firm("a", "甲", 1)), write(store)); err != nil {
		return err
	}
	second, err := store.Count(ctx)
	if err != nil {
		return err
	}
	if first.Revision != s.Revision+1 || second.Revision != first.Revision || !second.ChangedAt.Equal(first.ChangedAt) {
		return fmt.Errorf("after one change: got %+v, then after none: %+v", first, second)
	}
	return nil
}

// bulk checks that the hint changes nothing, on a new store and on a full one.
func bulk(o *jinqiao.Ontology, store jinqiao.Store) error {
	model := NewModel(o)
	for round := range 3 {
		var changes []jinqiao.Change
		for i := range 300 {
			changes = append(changes, firm(fmt.Sprintf("f%d", i%(200+round)), "商号", i*round))
		}
		changes = append(changes, craft("c"), makes("f1", "c", round), makes("f1", "none", 1))
		for _, s := range []jinqiao.Store{model, store} {
			err := s.Apply(context.Background(), jinqiao.Batch{Changes: each(changes), SkipRefused: true, Bulk: round != 1})
			if err != nil {
				return err
			}
		}
		if err := beside(model, store, everything()); err != nil {
			return err
		}
	}
	return nil
}

// beside compares the answers of a model and of a store.
func beside(model, store jinqiao.Store, plan *jinqiao.Plan) error {
	want, err := model.Read(context.Background(), plan)
	if err != nil {
		return err
	}
	got, err := store.Read(context.Background(), plan)
	if err != nil {
		return fmt.Errorf("%w\nplan: %s", err, planText(plan))
	}
	if err := same("answer", printAnswer(plan, got, true), printAnswer(plan, want, true)); err != nil {
		return fmt.Errorf("%w\nplan: %s", err, planText(plan))
	}
	return nil
}

// ids returns f0 to f(n-1), the last first.
func ids(n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("f%d", i))
	}
	slices.Reverse(all)
	return all
}
