package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

const (
	writers        = 8
	writersBatches = 20
	writersRows    = 50
)

// neo4jWritersFigure has programs write the same entities at once, each in an order
// of its own, and counts deadlocks that the server tells of.
func (b *bench) neo4jWritersFigure(s size) error {
	server, err := neo4jtest.Start(neo4jtest.Config{Heap: serverHeap, Cache: serverCache})
	if err != nil {
		return err
	}
	defer server.Close()
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	f := &fixture{ctx: b.ctx, size: s, ontology: ontology}
	if f.graph, err = s.graph(ontology); err != nil {
		return err
	}
	first, err := neo4j.Open(b.ctx, neo4j.Options{URI: server.URI(), Ontology: ontology})
	if err != nil {
		return err
	}
	defer first.Close() // the schema is there before others come, who would wait for each other to make it
	tap, err := openTap(strings.TrimPrefix(server.URI(), "bolt://"), "DeadlockDetected")
	if err != nil {
		return err
	}
	defer tap.listener.Close()
	start := time.Now()
	conflicts, err := f.writeAtOnce("bolt://" + tap.addr())
	if err != nil {
		return err
	}
	took, deadlocks := time.Since(start), tap.seen.Load()
	b.report.add(row{what: fmt.Sprintf("Neo4j, %d programs write the same %d entities, %d times each", writers, writersRows, writersBatches), size: s.name,
		got:    fmt.Sprintf("%.1f s, %.0f batches/s, %d deadlocks", took.Seconds(), writers*writersBatches/took.Seconds(), deadlocks),
		beside: fmt.Sprintf("told to write again, since another was faster: %d", conflicts), reach: "no deadlocks", missed: deadlocks > 0})
	return nil
}

// writeAtOnce returns how often a writer was told that another was faster.
func (f *fixture) writeAtOnce(uri string) (conflicts int64, err error) {
	var told atomic.Int64
	errs := make([]error, writers)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() { errs[w] = f.writer(uri, w, &told) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return told.Load(), nil
}

func (f *fixture) writer(uri string, number int, told *atomic.Int64) error {
	store, err := neo4j.Open(f.ctx, neo4j.Options{URI: uri, Ontology: f.ontology})
	if err != nil {
		return err
	}
	defer store.Close()
	kind := largestKind(f)
	for n := range writersBatches {
		batch := func(yield func(jinqiao.Change, error) bool) {
			for rank := range writersRows {
				e := &jinqiao.Entity{ID: f.graph.ID(kind.Name, (rank*7+number)%writersRows), Kind: kind.Name, Name: fmt.Sprintf("%d of %d", n, number)}
				if !yield(jinqiao.Change{Entity: e}, nil) {
					return
				}
			}
		}
		if err := applied(f.ctx, store, batch, told); err != nil {
			return err
		}
	}
	return nil
}

func applied(ctx context.Context, store *neo4j.Store, changes func(func(jinqiao.Change, error) bool), told *atomic.Int64) error {
	for {
		err := store.Apply(ctx, jinqiao.Batch{Changes: changes})
		if err == nil || jinqiao.CodeOf(err) != jinqiao.CodeConflict {
			return err
		}
		told.Add(1)
	}
}
