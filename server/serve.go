package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/ingest"
)

type serveCommand struct {
	Addr       string   `help:"Address to listen on." default:"127.0.0.1:8080" env:"JINQIAO_ADDR"`
	CORS       []string `name:"cors" help:"Origins whose pages may use the API, separated by commas or given more than once; * for all. None without it." placeholder:"ORIGIN" env:"JINQIAO_CORS"`
	Example    *bool    `help:"Load the example data into a store that was never written. On by default only when no --store is given." negatable:"" env:"JINQIAO_EXAMPLE"`
	mirrorFlag `embed:""`
}

// Run serves until it is told to stop. The port is taken before the store is
// touched, so that a second server on the same port changes nothing.
func (c *serveCommand) Run(ctx context.Context, e *environment) error {
	if err := checkOrigins(c.CORS); err != nil {
		return err
	}
	if _, err := c.limit(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another with --addr", c.Addr, plainCause(err))
	}
	defer listener.Close()
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	store, err := e.store(ctx, e, ontology)
	if err != nil {
		return err
	}
	defer store.Close()
	return c.serve(ctx, e, listener, store, ontology)
}

// serve answers at once that it is alive, and that it is ready when the data is
// there. It waits for a store on another machine for as long as it has to.
func (c *serveCommand) serve(ctx context.Context, e *environment, listener net.Listener, store jinqiao.Store, ontology *jinqiao.Ontology) error {
	var state readiness
	state.waiting("the data is being loaded")
	topology, err := newTopology(ontology, store, !e.embedded(), c.mirrorFlag, e.log)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           routes(e.log, store, ontology, topology, c.CORS, &state),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	defer shutDown(server)
	sparing()
	for _, step := range []func() error{
		func() error { return connect(ctx, store) },
		func() error { return c.prepare(ctx, e, store, ontology) },
		func() error { return topology.prepare(ctx) },
	} {
		if err := state.persistently(ctx, e, step); err != nil {
			return err
		}
	}
	settle()
	state.ready()
	go reindex(ctx, e, store)
	announce(e, listener.Addr())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		e.log.Info("stopping")
		return nil
	}
}

// reindex brings the indexes of a store that others write to up to what they have
// written, while it is served.
func reindex(ctx context.Context, e *environment, store jinqiao.Store) {
	s, ok := store.(interface {
		Reindex(context.Context) (behind int, err error)
	})
	if !ok {
		return
	}
	behind, err := s.Reindex(ctx)
	switch {
	case err != nil && ctx.Err() == nil:
		e.log.Warn("the index could not be checked against what others wrote", "error", err)
	case behind > 0:
		e.log.Info("indexed what others wrote", "entities", behind)
	}
}

// garbage is by how much the heap may grow between collections, in percent, when
// GOGC does not say. Answers are short-lived: at 50 MB in use, 400 takes a fifth
// off the time of a query of 600 entities.
const garbage = 400

// starting is garbage while the topology is read: what is made then are large
// arrays, and much besides that is soon of no use.
const starting = 50

// sparing sets the collector for starting.
func sparing() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(starting)
	}
}

// settle gives back what starting took, and sets the collector for serving.
func settle() {
	debug.FreeOSMemory()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}

// shutDown lets requests that are under way finish, for a while.
func shutDown(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		server.Close()
	}
}

// prepare loads the example data where it is wanted.
func (c *serveCommand) prepare(ctx context.Context, e *environment, store jinqiao.Store, ontology *jinqiao.Ontology) error {
	wanted := e.Store == ""
	if c.Example != nil {
		wanted = *c.Example
	}
	statistics, err := store.Count(ctx)
	if err != nil {
		return err
	}
	if !wanted || statistics.Revision > 0 {
		fmt.Fprintf(e.stdout, "The store holds %s.\n", contents(statistics))
		return nil
	}
	sources, err := ingest.FS(data.Shandong, "shandong")
	if err != nil {
		return err
	}
	report, err := ingest.Import(ctx, store, ontology, sources, ingest.Options{})
	if err != nil {
		return fmt.Errorf("load the example data: %w", err)
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("load the example data: %s", report.Problems[0])
	}
	if statistics, err = store.Count(ctx); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Loaded the example data: %s.\n", contents(statistics))
	return nil
}

// contents says how much a store holds.
func contents(s *jinqiao.Statistics) string {
	entities, links, inferred := 0, 0, 0
	for _, c := range s.Entities {
		entities += c.Count
	}
	for _, c := range s.Links {
		links += c.Count
		if c.Assertion == "INFERRED" {
			inferred += c.Count
		}
	}
	return fmt.Sprintf("%d entities, %d links, of them %d inferred", entities, links, inferred)
}

func announce(e *environment, addr net.Addr) {
	base := "http://" + addr.String()
	fmt.Fprintf(e.stdout, "Explorer    %s/\nPlayground  %s/playground\nGraphQL     %s/graphql\nSchema      %s/schema.graphqls\nStop with Ctrl-C.\n", base, base, base, base)
}

// plainCause returns the innermost error, which says it without the addresses
// and system calls around it.
func plainCause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
