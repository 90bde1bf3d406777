package neo4j_test

import (
	"context"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// cypher runs a statement beside the store and returns its records.
func cypher(t testing.TB, uri, text string, params map[string]any) []*driver.Record {
	t.Helper()
	ctx := context.Background()
	d, err := driver.NewDriverWithContext(uri, driver.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	s := d.NewSession(ctx, driver.SessionConfig{})
	defer s.Close(ctx)
	result, err := s.Run(ctx, text, params)
	if err != nil {
		t.Fatal(err)
	}
	records, err := result.Collect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// open opens a store in the shared server's database, emptied before.
func open(t *testing.T, o *jinqiao.Ontology) jinqiao.Store {
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	s, err := neo4j.Open(ctx, neo4j.Options{URI: uri, Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
