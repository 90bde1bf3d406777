package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/store/sqlite"
)

// ids returns the ids of the entities for which a filter holds.
func ids(t testing.TB, s *sqlite.Store, f jinqiao.Filter) string {
	a, err := s.Read(context.Background(), &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: f, Page: jinqiao.Page{Limit: 100}}}})
	if err != nil {
		t.Fatalf("%#v: %v", f, err)
	}
	var list []string
	for _, row := range a.Entities[0].Rows {
		list = append(list, row.Entity.ID)
	}
	return strings.Join(list, " ")
}

// TestAnyText stores and finds texts that SQL, JSON or C could trip over.
func TestAnyText(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store.db"))
	defer s.Close()
	for i, text := range []string{
		"a\x00b", "\x00", `"quoted" \ back`, "line\nbreak\ttab", "%_*?[]", "'; DROP TABLE entity; --", "😀𠮷", "\u2028", "{}", "null", "1", "ǅ",
		strings.Repeat("长", 5000),
	} {
		id := fmt.Sprint("e", i)
		e := &jinqiao.Entity{ID: id, Kind: standard(t).Kinds[0].Name, Name: "x" + text, Aliases: []string{text, "y" + text},
			Properties: map[string]any{"note": text, "list": []string{text, ""}},
			Evidence:   []jinqiao.Evidence{{Document: text, Locator: text}}}
		apply(t, s, jinqiao.Change{Entity: e})
		a, err := s.Read(context.Background(), &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: []string{id}, Select: &jinqiao.EntitySelect{Properties: true, Evidence: true}}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Entities[0].Rows[0].Entity; !reflect.DeepEqual(got, e) {
			t.Errorf("%.20q: got %+v, want %+v", text, got, e)
		}
		test := func(property string, typ jinqiao.Type, exact bool, op jinqiao.Op, values ...any) jinqiao.Filter {
			return jinqiao.All{
				jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpEq, Values: []any{id}},
				jinqiao.Test{Property: property, Type: typ, Exact: exact, Op: op, Values: values},
			}
		}
		many := []any{text}
		for i := range 20 {
			many = append(many, fmt.Sprint("other", i))
		}
		for _, f := range []jinqiao.Filter{
			test("note", jinqiao.TypeString, false, jinqiao.OpEq, text),
			test("note", jinqiao.TypeString, true, jinqiao.OpEq, text),
			test("note", jinqiao.TypeString, false, jinqiao.OpContains, text),
			test("note", jinqiao.TypeString, true, jinqiao.OpEndsWith, text),
			test("note", jinqiao.TypeString, true, jinqiao.OpIn, many...),
			test("name", jinqiao.TypeString, false, jinqiao.OpEndsWith, text),
			test("name", jinqiao.TypeString, false, jinqiao.OpStartsWith, "x"+text),
			test("name", jinqiao.TypeString, true, jinqiao.OpContains, text),
			test("list", jinqiao.TypeList, true, jinqiao.OpHas, text),
			test("list", jinqiao.TypeList, false, jinqiao.OpHasAny, many...),
			test("aliases", jinqiao.TypeList, false, jinqiao.OpHasAll, text, "Y"+text),
			jinqiao.All{jinqiao.Named{"X" + text}, jinqiao.EvidencedBy{text}},
		} {
			if got := ids(t, s, f); got != id {
				t.Errorf("%.20q: %.200s: got %q", text, fmt.Sprintf("%+v", f), got)
			}
		}
		for _, op := range []jinqiao.Op{jinqiao.OpNe, jinqiao.OpNotIn} {
			if got := ids(t, s, test("note", jinqiao.TypeString, true, op, many...)); got != "" {
				t.Errorf("%.20q: %s found it", text, op)
			}
		}
	}
}

// TestAnyQuery searches for what nobody should.
func TestAnyQuery(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store.db"))
	defer s.Close()
	apply(t, s, entity(t, "a"))
	for _, text := range []string{
		"", " ", "\x00", "😀", "\xed\xa0\x80", `"`, "AND", "NOT *", "a*", "^a", "text:a", strings.Repeat("名", 10000), strings.Repeat("a ", 5000),
		strings.Repeat("a", 100_000), strings.Repeat("名 称 ", 3000), "\u0301", "Ⅳ",
	} {
		if _, err := s.Search(context.Background(), &jinqiao.TextQuery{Text: text, Limit: 10}); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
		ids(t, s, jinqiao.Matches{Text: text})
	}
	if got := ids(t, s, jinqiao.Matches{Text: strings.Repeat("称 名 ", 3000)}); got != "a" {
		t.Errorf("got %q", got)
	}
}

// TestLargeFilters asks for more than SQLite takes in one piece.
func TestLargeFilters(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store.db"))
	defer s.Close()
	apply(t, s, entity(t, "a"))
	var values []any
	var either jinqiao.Any
	for i := range 5000 {
		values = append(values, fmt.Sprint("b", i))
		either = append(either, jinqiao.Test{Property: "note", Type: jinqiao.TypeString, Op: jinqiao.OpEq, Values: []any{fmt.Sprint(i)}})
	}
	either = append(either, jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Op: jinqiao.OpIn, Values: append(values, "a")})
	if got := ids(t, s, either); got != "a" {
		t.Errorf("got %q", got)
	}
	var deep jinqiao.Filter = jinqiao.All{}
	for range 60 {
		deep = jinqiao.Not{Filter: jinqiao.All{deep, jinqiao.Any{}}}
	}
	_, err := s.Read(context.Background(), &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: deep}}})
	if jinqiao.CodeOf(err) != jinqiao.CodeTooComplex {
		t.Errorf("a filter 120 deep: %v", err)
	}
}
