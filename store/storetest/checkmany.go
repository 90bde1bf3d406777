package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jinqiao"
)

// manyFound checks texts that most of 1,400 entities have, page by page to the end;
// one that has the last standing there is, after which the next tiers are looked
// into; and more slips than a page shows, which are counted to the last.
func manyFound(o *jinqiao.Ontology, store jinqiao.Store) error {
	changes := []jinqiao.Change{craft("c0"), craft("c1"), firm("exact-1", "科技", 1), firm("exact-2", "科技", 2), firm("alone", "甲（科技）乙", 3)}
	for i := range 1200 {
		changes = append(changes, firm(fmt.Sprintf("f%d", i), fmt.Sprintf("科技%d号", i%900), i))
	}
	for i := range 200 {
		changes = append(changes, firm(fmt.Sprintf("g%d", i), fmt.Sprintf("甲%d科技", i), i), makes(fmt.Sprintf("f%d", 7*i%90), fmt.Sprintf("c%d", i%2), i))
	}
	for i := range 40 {
		changes = append(changes, firm(fmt.Sprintf("h%d", i), fmt.Sprintf("远洋渔业捕捞%d队", i), i))
	}
	last := firm("last", "鲸"+strings.Repeat("长", 70), 4)
	last.Entity.Cohort = &jinqiao.Cohort{}
	changes = append(changes, last)
	model := NewModel(o)
	if err := errors.Join(write(model, changes...), write(store, changes...)); err != nil {
		return err
	}
	for _, q := range []jinqiao.TextQuery{
		{Text: "鲸", Total: true}, {Text: "远洋渔叶捕捞", Total: true}, {Text: "yuanyangyuyebulao", Total: true},
		{Text: "科", Total: true}, {Text: "科技", Total: true}, {Text: "k", Typing: true}, {Text: "keji"},
		{Text: "科技", Filter: jinqiao.Test{Property: "size", Type: jinqiao.TypeInt, Op: jinqiao.OpGt, Values: []any{150}}},
	} {
		if err := foundToEnd(model, store, q); err != nil {
			return err
		}
	}
	return nil
}

// foundToEnd compares all pages of what a text finds.
func foundToEnd(model, store jinqiao.Store, q jinqiao.TextQuery) error {
	for q.Limit = 9; ; q.Limit = 500 {
		want, err := model.Search(context.Background(), &q)
		if err != nil {
			return err
		}
		got, err := store.Search(context.Background(), &q)
		if err != nil {
			return err
		}
		if got, want := printHits(got), printHits(want); got != want {
			return fmt.Errorf("search %+v: got\n%.3000s\nwant\n%.3000s", q, got, want)
		}
		if !want.HasNext {
			return nil
		}
		q.After = got.Hits[len(got.Hits)-1].Position
	}
}
