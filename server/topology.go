package main

import (
	"context"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

// A topology gives searches the topology of the graph in memory. An embedded
// store has no other writer while it is served, so it is read once; another
// store is read for each search, so that what others wrote is in it.
type topology struct {
	rules  *linkage.Rules
	store  jinqiao.Store
	shared bool          // others may write to the store
	read   chan struct{} // closed when graph is there
	graph  linkage.Graph
}

func newTopology(o *jinqiao.Ontology, store jinqiao.Store, shared bool) (*topology, error) {
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		return nil, err
	}
	return &topology{rules: rules, store: store, shared: shared, read: make(chan struct{})}, nil
}

// prepare reads the topology of an embedded store. It is called once.
func (t *topology) prepare(ctx context.Context) error {
	if t.shared {
		return nil
	}
	g, _, err := adjacency.Build(ctx, t.rules, t.store.ScanTopology)
	if err != nil {
		return err
	}
	t.graph = g
	close(t.read)
	return nil
}

// current returns a topology that is not older than the store.
func (t *topology) current(ctx context.Context) (linkage.Graph, error) {
	if t.shared {
		g, _, err := adjacency.Build(ctx, t.rules, t.store.ScanTopology)
		return g, err
	}
	select {
	case <-t.read:
		return t.graph, nil
	default:
		return nil, jinqiao.Errorf(jinqiao.CodeUnavailable, "the graph is being read into memory; ask again in a moment (/readyz tells when)")
	}
}
