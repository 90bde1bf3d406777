package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"

	"jinqiao"
	"jinqiao/bench/stores"
	"jinqiao/graph"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// questions are what is asked of Neo4j: in GraphQL, and in the Cypher that gives
// the same in one record.
//
//go:embed neo4j
var questions embed.FS

func question(name string) string {
	text, err := questions.ReadFile("neo4j/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// Memory of the servers that are measured. The cache holds the large graph's pages
// as it holds those of the smaller ones.
const (
	serverHeap  = "4g"
	serverCache = "2g"
	largeCache  = "8g"
)

// A graphServer is a Neo4j whose database holds the graph of a size, seen
// through Jinqiao and through the driver alone.
type graphServer struct {
	*fixture
	raw  *rawDriver
	stop func()
}

// graphServer starts the Neo4j of a size, or takes the one that was named.
func (b *bench) graphServer(s size) (*graphServer, error) {
	if g := b.servers[s.name]; g != nil {
		return g, nil
	}
	ontology, err := jinqiao.Standard()
	if err != nil {
		return nil, err
	}
	f := &fixture{ctx: b.ctx, size: s, ontology: ontology}
	if f.graph, err = s.graph(ontology); err != nil {
		return nil, err
	}
	uri, stop, err := b.filledServer(f)
	if err != nil {
		return nil, err
	}
	store, err := neo4j.Open(b.ctx, neo4j.Options{URI: uri, Ontology: ontology})
	if err != nil {
		stop()
		return nil, err
	}
	f.store = &recorder{Store: store}
	f.handler = graph.NewHandler(graph.Options{Store: f.store, Ontology: ontology})
	g := &graphServer{fixture: f, stop: stop}
	if g.raw, err = openRawDriver(uri); err != nil {
		return nil, errors.Join(err, g.close(b.ctx))
	}
	b.servers[s.name] = g
	return g, nil
}

func (g *graphServer) close(ctx context.Context) error {
	err := g.store.Close()
	if g.raw != nil {
		err = errors.Join(err, g.raw.driver.Close(ctx))
	}
	g.stop()
	return err
}

func (b *bench) endServers() error {
	var err error
	for name, g := range b.servers {
		err = errors.Join(err, g.close(b.ctx))
		delete(b.servers, name)
	}
	return err
}

// filledServer returns the address of a server with the graph of a fixture. Its
// folder is there under its name only when the graph is complete.
func (b *bench) filledServer(f *fixture) (uri string, stop func(), err error) {
	if b.neo4j != "" {
		return b.neo4j, func() {}, fillServer(b.ctx, b.neo4j, f)
	}
	folder := b.graphDatabase(f.size)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(os.Stderr, "making %s of Neo4j in %s\n", f.size.name, folder)
		if err := stores.Neo4j(b.ctx, folder, serverHeap, f.ontology, f.graph); err != nil {
			return "", nil, err
		}
	}
	cache := serverCache
	if f.size.large() {
		cache = largeCache
	}
	server, err := startServer(folder, cache)
	if err != nil {
		return "", nil, err
	}
	return server.URI(), server.Close, nil
}

func startServer(folder, cache string) (*neo4jtest.Server, error) {
	return neo4jtest.Start(neo4jtest.Config{Folder: folder, Heap: serverHeap, Cache: cache})
}

// fillServer writes the graph into an empty database. One that holds as much
// already is left as it is, any other is refused.
func fillServer(ctx context.Context, uri string, f *fixture) (err error) {
	store, err := neo4j.Open(ctx, neo4j.Options{URI: uri, Ontology: f.ontology})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	count, err := store.Count(ctx)
	if err != nil {
		return err
	}
	entities, links := 0, 0
	for _, c := range count.Entities {
		entities += c.Count
	}
	for _, c := range count.Links {
		links += c.Count
	}
	switch {
	case entities == f.size.entities && links == f.size.links:
		return nil
	case entities+links > 0:
		return fmt.Errorf("the database at %s holds %d entities and %d links, not the %d and %d of %s", uri, entities, links, f.size.entities, f.size.links, f.size.name)
	}
	fmt.Fprintf(os.Stderr, "writing %s into Neo4j\n", f.size.name)
	for _, changes := range []iter.Seq2[jinqiao.Change, error]{f.graph.Entities(), f.graph.Links()} {
		if err := store.Apply(ctx, jinqiao.Batch{Changes: changes, Bulk: true}); err != nil {
			return err
		}
	}
	return nil
}
