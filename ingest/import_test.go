package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/ingest"
	"jinqiao/store/sqlite"
	"jinqiao/store/storetest"
)

func standard(t testing.TB) *jinqiao.Ontology {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func openStore(t testing.TB, o *jinqiao.Ontology) jinqiao.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "test.db"), Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestExample(t *testing.T) {
	ctx, o := context.Background(), standard(t)
	sources, err := ingest.FS(data.Shandong, "shandong")
	if err != nil {
		t.Fatal(err)
	}
	store := openStore(t, o)
	for _, want := range []ingest.Counts{{Created: 534 + 858}, {Unchanged: 534 + 858}} {
		r, err := ingest.Import(ctx, store, o, sources, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Contents(); got != "534 entities, 858 links, of them 187 inferred" {
			t.Errorf("contents: %s", got)
		}
		if r.Counts != want || len(r.Problems) > 0 {
			t.Errorf("got %s, problems %v; want %s", r.Counts, r.Problems, want)
		}
	}
}

const (
	cityA = `{"kind":"City","id":"city-a","name":"甲市"}` + "\n"
	cityB = `{"kind":"City","id":"city-b","name":"乙市"}` + "\n"
	inAB  = `{"relationship":"LOCATED_IN","from":"city-b","to":"city-a","assertion":"STATED"}` + "\n"
)

// A counting store counts batches, and refuses what it is told to.
type counting struct {
	jinqiao.Store
	batches int
	refuse  string // id
}

func (c *counting) Apply(_ context.Context, b jinqiao.Batch) error {
	c.batches++
	refused := false
	for change, err := range b.Changes {
		if err != nil {
			return err
		}
		o := jinqiao.Outcome{Result: jinqiao.Created}
		if idOf(change) == c.refuse {
			o = jinqiao.Outcome{Result: jinqiao.Refused, Problem: &jinqiao.Problem{Message: "it has an end no more"}}
			refused = true
		}
		b.OnOutcome(change, o)
	}
	if refused && !b.SkipRefused {
		return jinqiao.Errorf(jinqiao.CodeConflict, "refused")
	}
	return nil
}

func TestOneBatch(t *testing.T) {
	linkID := jinqiao.LinkID(jinqiao.LinkNumber("LOCATED_IN", "city-b", "city-a", ""))
	for _, c := range []struct {
		name, text, refuse string
		skip               bool
		batches            int
		want               ingest.Counts
		problem            string
	}{
		{"all in one", cityA + cityB + inAB, "", false, 1, ingest.Counts{Created: 3}, ""},
		{"none where nothing is accepted", inAB, "", false, 0, ingest.Counts{Refused: 1}, "a.jsonl:1: LOCATED_IN city-b → city-a: from: there is no city-b, neither in these files nor in the store"},
		{"none where nothing is left", inAB, "", true, 0, ingest.Counts{Refused: 1}, "a.jsonl:1: LOCATED_IN city-b → city-a: from: there is no city-b, neither in these files nor in the store"},
		{"none where nothing is given", "", "", false, 0, ingest.Counts{}, ""},
		{"nothing where the store refuses one", cityA + cityB + inAB, linkID, false, 1, ingest.Counts{Refused: 3}, "a.jsonl:3: LOCATED_IN city-b → city-a: it has an end no more"},
		{"the rest where the store refuses one", cityA + cityB + inAB, linkID, true, 1, ingest.Counts{Created: 2, Refused: 1}, "a.jsonl:3: LOCATED_IN city-b → city-a: it has an end no more"},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := &counting{Store: storetest.NewModel(standard(t)), refuse: c.refuse}
			temp := t.TempDir()
			r, err := ingest.Import(context.Background(), store, standard(t), []ingest.Source{ingest.Bytes("a.jsonl", []byte(c.text))}, ingest.Options{SkipBad: c.skip, TempDir: temp})
			if err != nil {
				t.Fatal(err)
			}
			if store.batches != c.batches || r.Counts != c.want {
				t.Errorf("%d batches, %s; want %d, %s", store.batches, r.Counts, c.batches, c.want)
			}
			if c.problem != "" && (len(r.Problems) == 0 || r.Problems[0].String() != c.problem) {
				t.Errorf("problems %v, want %s", r.Problems, c.problem)
			}
			mustBeEmpty(t, temp)
		})
	}
}

func mustBeEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestFails checks that an import that cannot be done writes nothing and leaves
// nothing behind.
func TestFails(t *testing.T) {
	good := ingest.Bytes("good", []byte(cityA))
	broken := errors.New("the disk is gone")
	for _, c := range []struct {
		name   string
		source ingest.Source
		want   string
	}{
		{"no file", ingest.Source{Name: "x.jsonl", Open: func() (io.ReadCloser, error) { return os.Open("none.jsonl") }}, "read x.jsonl: none.jsonl: no such file or directory"},
		{"a file that breaks off", ingest.Source{Name: "x.jsonl", Open: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader(cityB), iotest.ErrReader(broken))), nil
		}}, "read x.jsonl: the disk is gone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			store, temp := &counting{Store: storetest.NewModel(standard(t))}, t.TempDir()
			_, err := ingest.Import(context.Background(), store, standard(t), []ingest.Source{good, c.source}, ingest.Options{TempDir: temp})
			if err == nil || err.Error() != c.want || store.batches > 0 {
				t.Errorf("error %v after %d batches, want %s", err, store.batches, c.want)
			}
			mustBeEmpty(t, temp)
		})
	}
}

// TestCancel cancels an import in each of its phases.
func TestCancel(t *testing.T) {
	o := standard(t)
	var text strings.Builder
	for i := range 12_000 {
		fmt.Fprintf(&text, "{\"kind\":\"City\",\"id\":\"c%d\",\"name\":\"市\"}\n", i)
	}
	for _, phase := range []string{"read", "check", "write"} {
		t.Run(phase, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			store, temp := storetest.NewModel(o), t.TempDir()
			_, err := ingest.Import(ctx, store, o, []ingest.Source{ingest.Bytes("a", []byte(text.String()))}, ingest.Options{
				TempDir: temp,
				OnProgress: func(p string, done, total int) {
					if p == phase {
						cancel()
					}
				},
			})
			if jinqiao.CodeOf(err) != jinqiao.CodeTimeout {
				t.Errorf("error %v, want that of the context", err)
			}
			count := 0
			if err := store.Scan(context.Background(), func(jinqiao.Change) error { count++; return nil }); err != nil || count > 0 {
				t.Errorf("%d rows were written, %v", count, err)
			}
			mustBeEmpty(t, temp)
		})
	}
}

func TestManyProblems(t *testing.T) {
	text := strings.Repeat("{}\n", 3500)
	r, err := ingest.Check(context.Background(), standard(t), []ingest.Source{ingest.Bytes("a.jsonl", []byte(text))})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1000 || r.Further != 2500 || r.Problems[999].Place.Line != 1000 {
		t.Errorf("%d problems and %d further, the last at %s", len(r.Problems), r.Further, r.Problems[len(r.Problems)-1].Place)
	}
	var b strings.Builder
	if _, err := r.WriteTo(&b); err != nil || !strings.Contains(b.String(), "\nand 2500 further problems\na.jsonl: 3500 rows, 3500 problems\n") {
		t.Errorf("%v: the report ends in %s", err, b.String()[b.Len()-120:])
	}
}

// TestCheckStore checks a store that was written without checks.
func TestCheckStore(t *testing.T) {
	o, ctx := standard(t), context.Background()
	link := func(rel, from, to string) *jinqiao.Link {
		return &jinqiao.Link{ID: jinqiao.LinkID(jinqiao.LinkNumber(rel, from, to, "")), Relationship: rel, From: from, To: to, Assertion: "STATED", Scope: "city-a"}
	}
	changes := []jinqiao.Change{
		{Entity: &jinqiao.Entity{ID: "city-a", Kind: "City", Name: "甲市", Properties: map[string]any{"level": "BIG"}}},
		{Entity: &jinqiao.Entity{ID: "city-b", Kind: "City", Name: "乙市", Evidence: []jinqiao.Evidence{{Document: "doc"}}}},
		{Entity: &jinqiao.Entity{ID: "industry-a", Kind: "Industry", Name: "轴承"}},
		{Link: link("HAS_INDUSTRY", "city-a", "industry-a")},
		{Link: link("HAS_INDUSTRY", "industry-a", "city-a")},
	}
	store := storetest.NewModel(o)
	err := store.Apply(ctx, jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := ingest.CheckStore(ctx, o, store)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if _, err := r.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	want := `HAS_INDUSTRY industry-a → city-a: HAS_INDUSTRY does not lead from Industry to City; it leads from City to Industry
city-a: level: "BIG" is not allowed here; it is one of PROVINCE, PREFECTURE, COUNTY, DISTRICT, ZONE, TOWNSHIP
city-b: evidence[0].document: there is no doc in what was checked
store: 5 rows, 3 problems
2 entities, 1 link, of them 0 inferred
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
