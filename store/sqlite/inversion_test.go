package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/search"
)

// scratch opens a database with the tables of a store.
func scratch(t *testing.T) *conn {
	t.Helper()
	c, err := connect(newDriver(), filepath.Join(t.TempDir(), "scratch.db"), []pragma{{"synchronous", "OFF", ""}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.close() })
	if err := c.run(background, tables); err != nil {
		t.Fatal(err)
	}
	return c
}

// opened opens an empty store.
func opened(t *testing.T) *Store {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// indexTables returns what stands in the tables of the index of terms.
func indexTables(t *testing.T, c *conn) []string {
	t.Helper()
	var all []string
	for _, table := range []string{"term_data", "term_idx", "term_docsize", "standing", "vocabulary"} {
		err := c.each(background, "SELECT * FROM "+table, nil, func(row []driver.Value) error {
			all = append(all, fmt.Sprintf("%s %x", table, row))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// intact has FTS5 check its index.
func intact(t *testing.T, c *conn) {
	t.Helper()
	if err := c.run(background, "INSERT INTO term (term, rank) VALUES ('integrity-check', 0)"); err != nil {
		t.Error(err)
	}
}

// indexed is a row of the index of terms as FTS5 is given it.
type indexed struct {
	slot  int64
	terms string
}

// sameAsFTS5 compares an index that is written at once with that which FTS5 makes of
// the same rows, in the order of slots.
func sameAsFTS5(t *testing.T, a *arrangement, rows []indexed) {
	t.Helper()
	got, want := scratch(t), scratch(t)
	insert := func(text string, args ...any) {
		if _, err := want.exec(background, text, args...); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []*conn{got, want} {
		if err := c.run(background, "BEGIN"); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.write(got); err != nil {
		t.Fatal(err)
	}
	for i, slot := range a.slots {
		insert("INSERT INTO standing VALUES (?, ?, ?)", ordAt(slot), a.degrees[i], slot)
	}
	for _, r := range rows {
		insert("INSERT INTO term (rowid, text) VALUES (?, ?)", r.slot, r.terms)
		for term := range strings.FieldsSeq(r.terms) {
			if search.Listed(term) {
				insert("INSERT INTO vocabulary VALUES (?) ON CONFLICT DO NOTHING", term)
			}
		}
	}
	for _, c := range []*conn{got, want} {
		if err := c.run(background, "COMMIT"); err != nil {
			t.Fatal(err)
		}
	}
	intact(t, got)
	g, w := indexTables(t, got), indexTables(t, want)
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("row %d: got %.300s, want %.300s", i, g[i], w[i])
		}
	}
	if len(g) != len(w) {
		t.Errorf("got %d rows, want %d", len(g), len(w))
	}
}

// TestInversion wants the tables of few and of many entities to be those of FTS5.
func TestInversion(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	places := []rune("泰安济南菏泽青岛重庆淄博威海烟台")
	for _, n := range []int{1, 3, 12_000} {
		v, links := newInversion(lowest, map[int64]string{1: "FIRM"}), touched{}
		var rows []indexed
		for i := range n {
			text := search.Text([]string{fmt.Sprintf("科技%d号 word%d %c", random.IntN(90000), random.IntN(50), places[random.IntN(len(places))])})
			cohort, degree, ord := i%7 == 0, random.IntN(40), int64(i+lowest)
			v.put(newcomer{1, cohort, text})
			links.renamed(ord)
			for range degree {
				links.linked(ord)
			}
			rows = append(rows, indexed{slotOf(search.StandingOf(text, cohort, degree), ord), search.Terms("FIRM", text)})
		}
		v.stop()
		slices.SortFunc(rows, func(a, b indexed) int { return int(a.slot - b.slot) })
		sameAsFTS5(t, v.arrange(links), rows)
	}
}

// TestMostInverted wants an inversion of too many terms to give up.
func TestMostInverted(t *testing.T) {
	v, links := newInversion(lowest, map[int64]string{1: "FIRM"}), touched{}
	v.most = 100
	for i := range 1000 {
		v.put(newcomer{1, false, search.Text([]string{"泰安科技"})})
		links.renamed(int64(i + lowest))
	}
	v.stop()
	if a := v.arrange(links); a != nil {
		t.Errorf("got %d entities arranged", len(a.slots))
	}
}

// TestLongList wants the same of a term whose pages have an index of two levels.
func TestLongList(t *testing.T) {
	const n = 450_000
	v := &inversion{terms: []string{"x"}, counts: []uint32{n}, sizes: slices.Repeat([]int32{1}, n), sum: n}
	a := &arrangement{inversion: v, degrees: make([]int, n), order: []uint32{0}}
	var rows []indexed
	for i := range n {
		slot := int64(i)<<36 + int64(i) + 1 // far from the last: such rows take most room
		v.lists, a.slots, a.places = append(v.lists, []uint32{0}), append(a.slots, slot), append(a.places, i)
		rows = append(rows, indexed{slot, "x"})
	}
	sameAsFTS5(t, a, rows)
}

// TestRenamedInBatch wants an entity that a large batch writes twice to be found by
// its last name only.
func TestRenamedInBatch(t *testing.T) {
	s := opened(t)
	var changes []jinqiao.Change
	for _, name := range []string{"泰安科技", "菏泽科技"} {
		changes = append(changes, jinqiao.Change{Entity: &jinqiao.Entity{ID: "a", Kind: s.ontology.Kinds[0].Name, Name: name}})
	}
	if err := s.Apply(t.Context(), jinqiao.Batch{Bulk: true, Changes: allOf(changes)}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"泰安": 0, "菏泽": 1} {
		if a, err := s.Search(t.Context(), &jinqiao.TextQuery{Text: text, Limit: 9, Total: true}); err != nil || a.Total != want {
			t.Errorf("%s finds %+v, %v; want %d", text, a, err, want)
		}
	}
}

// TestWritesAfterInversion wants what is written after a large batch, and after one
// that was rolled back, to be found beside what it wrote.
func TestWritesAfterInversion(t *testing.T) {
	s := opened(t)
	entity := func(id, name string) jinqiao.Change {
		return jinqiao.Change{Entity: &jinqiao.Entity{ID: id, Kind: s.ontology.Kinds[0].Name, Name: name}}
	}
	first := []jinqiao.Change{entity("a", "泰安科技"), entity("b", "济南科技")}
	broken := fmt.Errorf("broken")
	err := s.Apply(t.Context(), jinqiao.Batch{Bulk: true, Changes: func(yield func(jinqiao.Change, error) bool) {
		_ = yield(first[0], nil) && yield(jinqiao.Change{}, broken)
	}})
	if err != broken {
		t.Fatalf("got %v", err)
	}
	for i, batch := range []jinqiao.Batch{
		{Bulk: true, Changes: allOf(first)},
		{Changes: allOf([]jinqiao.Change{entity("a", "菏泽科技"), entity("c", "淄博科技")})},
		{Bulk: true, Changes: allOf([]jinqiao.Change{entity("d", "威海科技")})},
	} {
		if err := s.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		intact(t, s.writer)
		for text, want := range map[string]int{"科技": []int{2, 3, 4}[i], "泰安": []int{1, 0, 0}[i], "kj": []int{2, 3, 4}[i]} {
			if a, err := s.Search(t.Context(), &jinqiao.TextQuery{Text: text, Limit: 9, Total: true}); err != nil || a.Total != want {
				t.Errorf("after batch %d %s finds %+v, %v; want %d", i, text, a, err, want)
			}
		}
	}
}
