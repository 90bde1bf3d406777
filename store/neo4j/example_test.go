package neo4j_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/ingest"
	"jinqiao/store/neo4j/neo4jtest"
	"jinqiao/store/sqlite"
)

// load imports the example data.
func load(t *testing.T, s jinqiao.Store) {
	t.Helper()
	sources, err := ingest.FS(data.Shandong, "shandong")
	if err != nil {
		t.Fatal(err)
	}
	report, err := ingest.Import(context.Background(), s, standard(t), sources, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Problems) > 0 {
		t.Fatal(report.Problems[0])
	}
}

// TestExampleData scans the example data from both stores and wants the same
// lines.
func TestExampleData(t *testing.T) {
	embedded, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer embedded.Close()
	lines := map[string][]string{}
	for name, s := range map[string]jinqiao.Store{"sqlite": embedded, "neo4j": open(t, standard(t))} {
		load(t, s)
		err := s.Scan(context.Background(), func(c jinqiao.Change) error {
			lines[name] = append(lines[name], string(ingest.Encode(c)))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(lines["sqlite"]) < 1000 || len(lines["sqlite"]) != len(lines["neo4j"]) {
		t.Fatalf("%d lines from SQLite, %d from Neo4j", len(lines["sqlite"]), len(lines["neo4j"]))
	}
	for i, want := range lines["sqlite"] {
		if got := lines["neo4j"][i]; got != want {
			t.Fatalf("line %d: got %s want %s", i, got, want)
		}
	}
}

// TestDocumentedQueries runs every query of the documentation.
func TestDocumentedQueries(t *testing.T) {
	load(t, open(t, standard(t)))
	text, err := os.ReadFile("../../docs/neo4j.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```cypher\n")[1:]
	if len(blocks) < 10 {
		t.Errorf("%d queries are documented, want ten", len(blocks))
	}
	for _, block := range blocks {
		query, _, _ := strings.Cut(block, "```")
		records := cypher(t, neo4jtest.Shared(t), query, nil)
		if len(records) == 0 {
			t.Errorf("nothing is found by\n%s", query)
		}
		for _, r := range records {
			t.Log(r.Values)
		}
	}
}
