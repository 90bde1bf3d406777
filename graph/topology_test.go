package graph_test

import (
	"context"
	"testing"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/graph"
	"jinqiao/linkage"
)

// topologyOf reads the topology of a store as it is now.
func topologyOf(t testing.TB, store jinqiao.Store) graph.Topology {
	t.Helper()
	rules, err := linkage.NewRules(ontology(t), ontology(t).ScopedKinds())
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := adjacency.Build(context.Background(), rules, store.ScanTopology)
	if err != nil {
		t.Fatal(err)
	}
	return func(context.Context) (linkage.Graph, error) { return g, nil }
}
