package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

// A topology gives searches the state of the graph: a mirror in memory while it is
// provably fresh, else the store itself, which is asked round by round.
type topology struct {
	rules    *linkage.Rules
	store    jinqiao.Store
	shared   bool
	mirror   *adjacency.Mirror // nil if there is to be none
	log      *slog.Logger
	renewing atomic.Bool

	mu     sync.Mutex
	reason string // why the store is asked, empty while the mirror is
}

// mirrorFlag says how many links may be held in memory.
type mirrorFlag struct {
	Mirror string `help:"Whether searches for paths use the topology in memory, at some 40 bytes a link: auto (up to 25 million links), off, or a number of links up to which they do." default:"auto" env:"JINQIAO_MIRROR"`
}

const autoLimit = 25_000_000

func (f mirrorFlag) limit() (int, error) {
	switch f.Mirror {
	case "auto", "":
		return autoLimit, nil
	case "off":
		return 0, nil
	}
	n, err := strconv.Atoi(f.Mirror)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("--mirror %s: write auto, off, or a number of links", f.Mirror)
	}
	return n, nil
}

// newTopology returns the topology of a store; shared tells that others may write
// to it.
func newTopology(o *jinqiao.Ontology, store jinqiao.Store, shared bool, flag mirrorFlag, log *slog.Logger) (*topology, error) {
	limit, err := flag.limit()
	if err != nil {
		return nil, err
	}
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		return nil, err
	}
	t := &topology{rules: rules, store: store, shared: shared, log: log, reason: "the mirror is being read"}
	if limit == 0 {
		t.reason = "the mirror is off (--mirror)"
		return t, nil
	}
	versions, _ := store.(adjacency.Shared)
	if shared && versions == nil {
		t.reason = "the store does not tell what others write"
		return t, nil
	}
	if !shared {
		versions = nil
	}
	t.mirror = adjacency.NewMirror(rules, store, versions, limit)
	return t, nil
}

// prepare reads the mirror. It fails only where an embedded store cannot be read.
func (t *topology) prepare(ctx context.Context) error {
	if t.mirror == nil {
		t.log.Info("paths are searched in the store", "reason", t.reason)
		return nil
	}
	err := t.mirror.Load(ctx)
	if err == nil {
		t.use("")
		return nil
	}
	t.use(err.Error())
	if t.shared || errors.Is(err, adjacency.ErrLarge) {
		return nil
	}
	return err
}

// current returns the state of the graph for one search: it holds all that was
// committed before by anybody.
func (t *topology) current(ctx context.Context) (linkage.Graph, error) {
	if t.mirror == nil {
		return linkage.NewStored(t.rules, t.store), nil
	}
	g, err := t.mirror.Fresh(ctx)
	if err == nil {
		t.use("")
		return g, nil
	}
	t.use(err.Error())
	if t.renewing.CompareAndSwap(false, true) {
		go t.renew(context.WithoutCancel(ctx))
	}
	return linkage.NewStored(t.rules, t.store), nil
}

// renew reads the mirror again behind those who search.
func (t *topology) renew(ctx context.Context) {
	defer t.renewing.Store(false)
	if err := t.mirror.Renew(ctx); err != nil {
		t.log.Debug("the mirror was not renewed", "cause", err)
	}
}

// way tells whether searches use the mirror, and if not, why.
func (t *topology) way() (mirror bool, reason string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.reason == "", t.reason
}

// use notes and logs which way searches go.
func (t *topology) use(reason string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.reason == reason {
		return
	}
	t.reason = reason
	if reason == "" {
		t.log.Info("paths are searched in memory")
		return
	}
	t.log.Info("paths are searched in the store", "reason", reason)
}
