package main

import (
	"context"
	"sync/atomic"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

// A topology keeps the graph's topology in memory for searches. An embedded
// store has no other writer while it is served, so it is built once.
type topology struct {
	rules *linkage.Rules
	built atomic.Pointer[adjacency.Graph]
}

func newTopology(o *jinqiao.Ontology) (*topology, error) {
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		return nil, err
	}
	return &topology{rules: rules}, nil
}

// build reads the whole store.
func (t *topology) build(ctx context.Context, store jinqiao.Store) error {
	g, err := adjacency.Build(ctx, t.rules, store.Scan)
	if err != nil {
		return err
	}
	t.built.Store(g)
	return nil
}

// current returns the topology, once it is built.
func (t *topology) current(context.Context) (linkage.Graph, error) {
	g := t.built.Load()
	if g == nil {
		return nil, jinqiao.Errorf(jinqiao.CodeUnavailable, "the graph is being read into memory; ask again in a moment (/readyz tells when)")
	}
	return g, nil
}
