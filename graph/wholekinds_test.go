package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/graph"
)

// limits notes the largest page that a store is asked for.
type limits struct {
	jinqiao.Store
	largest int
}

func (l *limits) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	for _, q := range plan.Entities {
		l.largest = max(l.largest, q.Page.Limit)
	}
	return l.Store.Read(ctx, plan)
}

// TestLargeKinds asks for a table with too many rows, of which no more is read than
// tells, and for a network around all of a kind, of which none is.
func TestLargeKinds(t *testing.T) {
	store := &limits{Store: example(t).Store}
	err := store.Apply(context.Background(), jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for i := range graph.MaxTableSide + 5 {
			if !yield(jinqiao.Change{Entity: &jinqiao.Entity{ID: fmt.Sprintf("team-%04d", i), Kind: "Team", Name: fmt.Sprintf("team %d", -i)}}, nil) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
	for query, want := range map[string]struct {
		says    string
		largest int
	}{
		`{ crossTab(rows: {teams: {}}, columns: {cities: {}}, along: {text: "(:Team)--(:City)"}) { linked } }`: {"crossTab.rows: a table has 1000 rows at most", graph.MaxTableSide + 1},
		`{ subgraph(seeds: {teams: {}}, hops: 0, first: 1) { nodes { x } totals { nodes } } }`:                 {`"nodes": 1020`, 0},
	} {
		store.largest = 0
		got := post(t, handler, query, "")
		if !strings.Contains(got, want.says) || store.largest != want.largest {
			t.Errorf("%s: a page of %d, want %d\n%s", query, store.largest, want.largest, got)
		}
	}
}
