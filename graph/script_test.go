package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/graph"
	"jinqiao/ingest"
	"jinqiao/linkage"
	"jinqiao/store/sqlite"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata")

// counted counts the calls that reach a store, so that a query that makes one
// for each row shows.
type counted struct {
	jinqiao.Store
	calls atomic.Int64
}

func (c *counted) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	c.calls.Add(1)
	answer, err := c.Store.Read(ctx, plan)
	if err == nil {
		withhold(plan, answer)
	}
	return answer, err
}

func (c *counted) Count(ctx context.Context) (*jinqiao.Statistics, error) {
	c.calls.Add(1)
	return c.Store.Count(ctx)
}

func (c *counted) Aggregate(ctx context.Context, q *jinqiao.AggregateQuery) (*jinqiao.Aggregation, error) {
	c.calls.Add(1)
	return c.Store.Aggregate(ctx, q)
}

func (c *counted) Search(ctx context.Context, q *jinqiao.TextQuery) (*jinqiao.TextAnswer, error) {
	c.calls.Add(1)
	return c.Store.Search(ctx, q)
}

// example returns a store with the example data.
func example(t testing.TB) *counted {
	t.Helper()
	o := ontology(t)
	store, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "test.db"), Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	sources, err := ingest.FS(data.Shandong, "shandong")
	if err != nil {
		t.Fatal(err)
	}
	report, err := ingest.Import(context.Background(), store, o, sources, ingest.Options{})
	if err != nil || len(report.Problems) > 0 {
		t.Fatal(err, report)
	}
	return &counted{Store: store}
}

func ontology(t testing.TB) *jinqiao.Ontology {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestScripts runs the dialogues of testdata: a query, perhaps its variables,
// and below the line how many calls reach the store and what is answered.
func TestScripts(t *testing.T) {
	store := example(t)
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
	for _, file := range scripts(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			runScript(t, file, handler, store)
		})
	}
}

// TestScriptsInStore expects the same answers where paths are searched in the store
// itself, which also tells then what is of a kind.
func TestScriptsInStore(t *testing.T) {
	store := example(t)
	rules, err := linkage.NewRules(ontology(t), ontology(t).ScopedKinds())
	if err != nil {
		t.Fatal(err)
	}
	inStore := func(context.Context) (linkage.Graph, error) { return linkage.NewStored(rules, store), nil }
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: inStore})
	for _, file := range scripts(t) {
		for _, b := range blocks(t, file) {
			_, want, _ := strings.Cut(b.want, "\n")
			if got := post(t, handler, b.query, b.variables); got != want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", b.asked, got, want)
			}
		}
	}
}

func scripts(t *testing.T) []string {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	return files
}

// A block of a script is a query and what is answered.
type block struct{ asked, query, variables, want string }

func blocks(t *testing.T, file string) (blocks []block) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range strings.Split(strings.TrimSpace(string(text)), "\n\n\n") {
		asked, want, _ := strings.Cut(b, "\n----\n")
		query, variables, _ := strings.Cut(asked, "\nvariables ")
		blocks = append(blocks, block{asked, query, variables, strings.TrimSpace(want)})
	}
	return blocks
}

func runScript(t *testing.T, file string, handler http.Handler, store *counted) {
	var rewritten strings.Builder
	for _, b := range blocks(t, file) {
		store.calls.Store(0)
		answer := post(t, handler, b.query, b.variables)
		got := fmt.Sprintf("store calls: %d\n%s", store.calls.Load(), answer)
		fmt.Fprintf(&rewritten, "%s\n----\n%s\n\n\n", b.asked, got)
		if !*update && got != b.want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", b.asked, got, b.want)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.TrimSpace(rewritten.String())+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// post asks and returns the answer, indented.
func post(t testing.TB, handler http.Handler, query, variables string) string {
	t.Helper()
	body := map[string]any{"query": query}
	if variables != "" {
		body["variables"] = json.RawMessage(variables)
	}
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(b))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	var out bytes.Buffer
	if err := json.Indent(&out, w.Body.Bytes(), "", " "); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return out.String()
}
