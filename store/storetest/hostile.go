package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"jinqiao"
)

// mischief is what texts are made of that would hurt a careless store: the syntax
// of indexes and statements, and characters that few expect.
var mischief = []string{
	`"`, `'`, `\`, `*`, `?`, `~`, `^`, `:`, `(`, `)`, `[`, `{`, `/`, `+`, `-`, `&&`, `||`, `!`, " AND ", " OR ", " NOT ", " TO ", "NEAR(", "name:", "$x", "{x}",
	"; DROP TABLE entity; --", "' OR 1=1 --", "%", "_", "`", "MATCH (n) DETACH DELETE n //", "\x00", "\x01", "\xff", "\xed\xa0\x80", "\xed\xb0\x80", "\uFFFD", "\uFFFE",
	"😀", "👩‍👩‍👧", "\u202e", "\u200f", "\u200b", "\ufeff", "e\u0301", "𠮷", "　", " ", "\t", "\n", "\r", "\v", "\f", "，", "。", "“", "科", "协", "泰安", "有限公司",
	"…", "·", "⇥", "▪", "＝", "ˈ", "κ", "an", "x", "9", "",
}

// hostileText asks in every way for texts that would hurt a careless store. Each
// is answered, or refused with a code that says why, and what is there stays.
func hostileText(o *jinqiao.Ontology, store jinqiao.Store) error {
	model := NewModel(o)
	changes := []jinqiao.Change{firm("f1", "泰安科协有限公司", 1), firm("f2", "“x AND y” (1=1)", 2), firm("f3", "e\u0301😀𠮷", 3), firm("f4", "…", 4)}
	if err := errors.Join(write(model, changes...), write(store, changes...)); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(20, 26))
	for range 120 {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(mischief[r.IntN(len(mischief))])
		}
		if err := hostile(model, store, b.String()); err != nil {
			return err
		}
	}
	for _, piece := range []string{"科", "a ", "\x00", "😀", `"`, "an", "“", "\xff"} {
		if err := hostile(model, store, strings.Repeat(piece, 10_000)); err != nil {
			return err
		}
	}
	return holdsOnly(store, len(changes))
}

// hostile asks for one text and compares with the model.
func hostile(model, store jinqiao.Store, text string) error {
	ctx := context.Background()
	for _, typing := range []bool{false, true} {
		q := &jinqiao.TextQuery{Text: text, Typing: typing, Limit: 5, Total: true}
		want, err := model.Search(ctx, q)
		if err != nil {
			return err
		}
		got, err := store.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("search %.60q: %s: %w", text, jinqiao.CodeOf(err), err)
		}
		if len(got.Hits) != len(want.Hits) || got.Total != want.Total {
			return fmt.Errorf("search %.60q finds %d of %d, want %d of %d", text, len(got.Hits), got.Total, len(want.Hits), want.Total)
		}
	}
	plan := &jinqiao.Plan{}
	page := jinqiao.Page{Limit: 5}
	filters := []jinqiao.Filter{jinqiao.Matches{Text: text}, jinqiao.Named{text}}
	for _, op := range []jinqiao.Op{jinqiao.OpEq, jinqiao.OpContains, jinqiao.OpStartsWith, jinqiao.OpEndsWith} {
		filters = append(filters, jinqiao.Test{Property: "name", Type: jinqiao.TypeString, Op: op, Values: []any{text}})
	}
	for _, f := range filters {
		plan.Entities = append(plan.Entities, &jinqiao.EntityQuery{Filter: f, Page: page, Total: true})
	}
	if err := beside(model, store, plan); err != nil {
		return fmt.Errorf("filters by %.60q: %w", text, err)
	}
	q := &jinqiao.AggregateQuery{Filter: jinqiao.Any(filters), By: []jinqiao.GroupBy{{Property: "name", Type: jinqiao.TypeString}}, Limit: 10}
	if _, err := store.Aggregate(ctx, q); err != nil {
		return fmt.Errorf("groups by %.60q: %w", text, err)
	}
	return nil
}
