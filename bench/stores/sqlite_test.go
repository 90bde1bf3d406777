package stores_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/bench/stores"
	"jinqiao/bench/synthetic"
	"jinqiao/ingest"
	"jinqiao/store/sqlite"
)

// TestSQLite wants a store that was made directly to hold, table by table, what
// an import of the same graph's files writes.
func TestSQLite(t *testing.T) {
	o, g := graph(t, 1000, 19_500)
	folder := t.TempDir()
	direct, imported := filepath.Join(folder, "direct.db"), filepath.Join(folder, "imported.db")
	if err := stores.SQLite(t.Context(), direct, o, g); err != nil {
		t.Fatal(err)
	}
	importFiles(t, o, g, imported)
	got, want := contents(t, direct), contents(t, imported)
	if len(want) < 12 {
		t.Fatalf("only %d tables and settings were compared", len(want))
	}
	for name, rows := range want {
		if len(rows) == 0 {
			t.Errorf("%s is empty", name)
		}
		if !slices.Equal(got[name], rows) {
			t.Errorf("%s: %d rows that differ from the %d of the import, first %s", name, len(got[name]), len(rows), difference(got[name], rows))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d tables, want %d", len(got), len(want))
	}
	if err := stores.SQLite(t.Context(), direct, o, g); err == nil {
		t.Error("a store was overwritten")
	}
}

// difference returns the first rows that are not the same.
func difference(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("%q, want %q", got[i], want[i])
		}
	}
	return "behind the end of one"
}

func graph(t *testing.T, entities, links int) (*jinqiao.Ontology, *synthetic.Graph) {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	g, err := synthetic.New(o, synthetic.Options{Entities: entities, Links: links, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return o, g
}

func importFiles(t *testing.T, o *jinqiao.Ontology, g *synthetic.Graph, path string) {
	t.Helper()
	files := filepath.Join(t.TempDir(), "files")
	if err := g.WriteFiles(files); err != nil {
		t.Fatal(err)
	}
	sources, err := ingest.Paths(files)
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	report, err := ingest.Import(t.Context(), store, o, sources, ingest.Options{})
	if err != nil || len(report.Problems) > 0 {
		t.Fatal(err, report)
	}
}

// contents returns the rows of all tables, sorted, the settings of the file, and
// the index of terms as it is read: its tables hold one state in different forms,
// by how often they were merged.
func contents(t *testing.T, path string) map[string][]string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // a temporary table belongs to its connection
	if _, err := db.Exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'term', 'instance')"); err != nil {
		t.Fatal(err)
	}
	queries := map[string]string{
		"application_id": "PRAGMA application_id", "user_version": "PRAGMA user_version", "schema": "SELECT type, name, sql FROM sqlite_schema",
		"state": "SELECT revision FROM state", "index of terms": "SELECT term, doc FROM temp.terms",
	}
	for _, name := range rows(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'term%' AND name <> 'state'") {
		queries[name] = "SELECT * FROM " + name
	}
	tables := map[string][]string{}
	for name, query := range queries {
		tables[name] = rows(t, db, query)
	}
	return tables
}

func rows(t *testing.T, db *sql.DB, query string) (list []string) {
	t.Helper()
	result, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(query, err)
	}
	defer result.Close()
	columns, err := result.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for result.Next() {
		if err := result.Scan(into...); err != nil {
			t.Fatal(err)
		}
		list = append(list, strings.Trim(fmt.Sprint(values), "[]"))
	}
	if err := result.Err(); err != nil {
		t.Fatal(query, err)
	}
	slices.Sort(list)
	return list
}
