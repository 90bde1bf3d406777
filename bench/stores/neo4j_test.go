package stores_test

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/bench/stores"
	"jinqiao/bench/synthetic"
	"jinqiao/ingest"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// TestNeo4j wants a database that the bulk importer made to be taken for a store, and
// to hold what Apply writes, property by property. One server has both, one after
// the other: most of the time goes into starting one.
func TestNeo4j(t *testing.T) {
	o, g := graph(t, 150, 750)
	folder := filepath.Join(t.TempDir(), "server")
	if err := stores.Neo4j(t.Context(), folder, "600m", o, g); err != nil {
		t.Fatal(err)
	}
	uri := neo4jtest.New(t, neo4jtest.Config{Folder: folder}).URI()
	bulk := openNeo4j(t, uri, o)
	got := everything(t, bulk, uri)
	hits, err := bulk.Search(t.Context(), &jinqiao.TextQuery{Text: "产业", Limit: 3})
	if err != nil || len(hits.Hits) == 0 {
		t.Errorf("the index of the imported database finds %v, %v", hits, err)
	}
	change := jinqiao.Change{Entity: &jinqiao.Entity{ID: "new", Kind: o.Kinds[0].Name, Name: "新"}}
	if err := bulk.Apply(t.Context(), jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) { yield(change, nil) }}); err != nil {
		t.Errorf("write to the imported database: %v", err)
	}
	neo4jtest.Wipe(t, uri)
	store := openNeo4j(t, uri, o)
	if err := store.Apply(t.Context(), jinqiao.Batch{Changes: both(g), Bulk: true}); err != nil {
		t.Fatal(err)
	}
	want := everything(t, store, uri)
	if len(got) != len(want) {
		t.Errorf("%d rows, want %d", len(got), len(want))
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		if got[id] != want[id] {
			t.Fatalf("%s: got  %s\nwant %s", id, got[id], want[id])
		}
	}
}

// everything returns what the store reads, and what stands in its database.
func everything(t *testing.T, s jinqiao.Store, uri string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for what, of := range map[string]func(jinqiao.Store, string) (map[string]string, error){"scan": scanned, "count": counted, "properties": raw} {
		rows, err := of(s, uri)
		if err != nil || len(rows) == 0 {
			t.Fatal(what, len(rows), err)
		}
		for id, row := range rows {
			all[what+" of "+id] = row
		}
	}
	return all
}

func openNeo4j(t *testing.T, uri string, o *jinqiao.Ontology) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: uri, Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func both(g *synthetic.Graph) iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) {
		for _, changes := range []iter.Seq2[jinqiao.Change, error]{synthetic.AsImported(g.Entities()), g.Links()} {
			for c, err := range changes {
				if !yield(c, err) {
					return
				}
			}
		}
	}
}

func scanned(s jinqiao.Store, _ string) (map[string]string, error) {
	all := map[string]string{}
	err := s.Scan(context.Background(), func(c jinqiao.Change) error {
		if c.Entity != nil {
			all[c.Entity.ID] = string(ingest.Encode(c))
			return nil
		}
		all[c.Link.ID] = string(ingest.Encode(c))
		return nil
	})
	return all, err
}

func counted(s jinqiao.Store, _ string) (map[string]string, error) {
	all := map[string]string{}
	n, err := s.Count(context.Background())
	if err != nil {
		return nil, err
	}
	for _, c := range n.Entities {
		all[c.Kind] = fmt.Sprint(c)
	}
	for _, c := range n.Links {
		all[c.Relationship+c.Assertion] = fmt.Sprint(c)
	}
	all["revision"] = fmt.Sprint(n.Revision, n.Unfinished)
	return all, nil
}

// raw returns everything that stands in the database, but when it was written.
func raw(_ jinqiao.Store, uri string) (map[string]string, error) {
	ctx := context.Background()
	d, err := driver.NewDriverWithContext(uri, driver.NoAuth())
	if err != nil {
		return nil, err
	}
	defer d.Close(ctx)
	all := map[string]string{}
	for _, query := range []string{
		"MATCH (n) WHERE NOT n:Jinqiao RETURN n.id AS id, labels(n) AS labels, properties(n) AS p",
		"MATCH (a)-[l]->(b) RETURN l.id AS id, [a.id, type(l), b.id] AS labels, properties(l) AS p",
		"MATCH (m:Jinqiao) RETURN 'store' AS id, labels(m) AS labels, [m.key, m.version, m.revision, m.seq % 2, m.foreign] AS p",
	} {
		result, err := driver.ExecuteQuery(ctx, d, query, nil, driver.EagerResultTransformer)
		if err != nil {
			return nil, err
		}
		for _, r := range result.Records {
			all[fmt.Sprint(r.Values[0])] = fmt.Sprintf("%v %#v", r.Values[1], r.Values[2])
		}
	}
	return all, nil
}
