package sqlite

import (
	"context"
	"database/sql/driver"
	"path/filepath"
	"strings"
	"testing"

	"jinqiao"
)

// TestPlans looks at how SQLite means to answer what is asked most: always by an
// index, and sorted by it where the list may be long.
func TestPlans(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	s, err := Open(ctx, Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := &reader{s, s.writer, ctx, map[int64]string{}}
	kinds := []string{o.Kinds[0].Name, o.Kinds[1].Name}
	relationships := []string{o.Relationships[0].Name}
	after := jinqiao.Page{Limit: 50, After: jinqiao.Position{"a", "b"}}
	before := jinqiao.Page{Limit: 50, Backward: true, Before: jinqiao.Position{"a", "b"}}
	id := jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Op: jinqiao.OpEq, Values: []any{"a"}}
	link := jinqiao.Page{Limit: 5, After: jinqiao.Position{jinqiao.LinkID(7)}}
	entities := func(q jinqiao.EntityQuery) (*listing, error) { return r.listing(&q) }
	parts := func(q jinqiao.LinkQuery) (*listing, error) { return r.partListing(&q) }
	links := func(q jinqiao.LinkQuery) (*listing, error) { return r.linkListing(&q) }
	list := func(l *listing, err error) *listing {
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	for _, c := range []struct {
		name         string
		l            *listing
		page         jinqiao.Page
		want         string
		sorts, scans bool
	}{
		{"all", list(entities(jinqiao.EntityQuery{})), after, "entity_sort (sort>?)", false, false},
		{"all, backward", list(entities(jinqiao.EntityQuery{})), before, "entity_sort (sort<?)", false, false},
		{"one kind", list(entities(jinqiao.EntityQuery{Filter: jinqiao.OfKind(kinds[:1])})), after, "entity_kind (kind=? AND sort>?)", false, false},
		{"two kinds", list(entities(jinqiao.EntityQuery{Filter: jinqiao.OfKind(kinds)})), after, "entity_kind (kind=? AND sort>?)", true, true},
		{"id", list(entities(jinqiao.EntityQuery{Filter: id})), jinqiao.Page{}, "entity_1 (id=?)", true, false},
		{"name", list(entities(jinqiao.EntityQuery{Filter: jinqiao.Named{"a"}})), jinqiao.Page{}, "PRIMARY KEY (hash=?)", true, false},
		{"text", list(entities(jinqiao.EntityQuery{Filter: jinqiao.Matches{Text: "学会"}})), jinqiao.Page{}, "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)", true, true},
		{"far end", list(entities(jinqiao.EntityQuery{Filter: jinqiao.Linked{Trail: jinqiao.Trail{Direction: jinqiao.Out}, Node: id, Min: 1, Max: -1}})),
			jinqiao.Page{}, "link_in (target=?)", true, false},
		{"links of one run", list(parts(jinqiao.LinkQuery{Trail: jinqiao.Trail{Relationships: relationships, Kinds: kinds[:1], Direction: jinqiao.Out}})),
			link, "link_out (source=? AND relationship=? AND target_kind=? AND rowid>?)", false, false},
		{"links of two runs", list(parts(jinqiao.LinkQuery{Trail: jinqiao.Trail{Relationships: relationships, Kinds: kinds, Direction: jinqiao.In}})),
			link, "link_in (target=? AND relationship=? AND source_kind=? AND rowid>?)", true, true},
		{"links", list(links(jinqiao.LinkQuery{})), link, "PRIMARY KEY (rowid>?)", false, false},
		{"links of a relationship", list(links(jinqiao.LinkQuery{Filter: jinqiao.OfRelationship(relationships)})), link,
			"link_relationship (relationship=? AND rowid>?)", false, false},
		{"links from an entity", list(links(jinqiao.LinkQuery{Filter: jinqiao.FromIs{Filter: id}})), jinqiao.Page{}, "link_out (source=?)", true, false},
	} {
		condition, err := c.l.between(c.page)
		if err != nil {
			t.Fatal(err)
		}
		e := c.l.statement(condition, 51, c.page.Backward)
		plan := explain(t, s.writer, e)
		if !strings.Contains(plan, c.want) || !c.sorts && strings.Contains(plan, "TEMP B-TREE") || !c.scans && strings.Contains(plan, "SCAN e") {
			t.Errorf("%s: want %q in\n%s\n%s", c.name, c.want, e.text, plan)
		}
	}
}

func explain(t *testing.T, c *conn, e expr) string {
	var b strings.Builder
	args := of(2)(e.args)
	err := c.each(context.Background(), "EXPLAIN QUERY PLAN "+e.text, args, func(row []driver.Value) error {
		b.WriteString(text(row[3]) + "\n")
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", e.text, err)
	}
	return b.String()
}

// TestStatementsAreKept checks that no statement is prepared anew when its
// values change.
func TestStatementsAreKept(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	s, err := Open(ctx, Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: o, Readers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	size := 0
	for i := range 20 {
		_, err := s.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{
			Filter: jinqiao.OfKind{o.Kinds[i%len(o.Kinds)].Name},
			Page:   jinqiao.Page{Limit: i, After: jinqiao.Position{string(rune('a' + i)), "id"}},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.readers.borrow(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			size = len(c.statements)
		}
		if len(c.statements) != size {
			t.Errorf("round %d: %d statements, at first %d", i, len(c.statements), size)
		}
		s.readers.giveBack(c)
	}
}
