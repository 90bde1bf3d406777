package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/signal"
	"strings"
	"syscall"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/graph"
	"jinqiao/ingest"
	"jinqiao/linkage"
	"jinqiao/store/sqlite"
)

// serveMixed serves a store as the product does, and imports what is posted to it.
// The product has one process for both as well: the store of one file has one
// writer. It ends when it is told to.
func serveMixed(ctx context.Context, path, addr string) (err error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, sqlite.Options{Path: path, Ontology: ontology})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	topology, err := mirrored(ctx, ontology, store)
	if err != nil {
		return err
	}
	api := graph.NewHandler(graph.Options{Store: store, Ontology: ontology, Topology: topology})
	mux := http.NewServeMux()
	mux.Handle("/graphql", api)
	mux.HandleFunc("/import", func(w http.ResponseWriter, r *http.Request) { importPosted(w, r, store, ontology) })
	mux.HandleFunc("/readyz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ready") })
	server := &http.Server{Addr: addr, Handler: mux}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return server.Shutdown(context.Background())
	}
}

// mirrored reads the topology of an embedded store, which follows what is written.
func mirrored(ctx context.Context, o *jinqiao.Ontology, store jinqiao.Store) (graph.Topology, error) {
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		return nil, err
	}
	m := adjacency.NewMirror(rules, store, nil, 1<<30)
	return func(ctx context.Context) (linkage.Graph, error) { return m.Fresh(ctx) }, m.Load(ctx)
}

// importPosted imports lines as the command does.
func importPosted(w http.ResponseWriter, r *http.Request, store jinqiao.Store, o *jinqiao.Ontology) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	source := ingest.Source{Name: "posted", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(body))), nil }}
	report, err := ingest.Import(r.Context(), store, o, []ingest.Source{source}, ingest.Options{})
	if err == nil && len(report.Problems) > 0 {
		err = fmt.Errorf("refused: %s", report.Problems[0])
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	text := fmt.Sprint(report.Created+report.Updated, " written\n")
	w.Header().Set("Content-Length", fmt.Sprint(len(text)))
	io.WriteString(w, text)
}
