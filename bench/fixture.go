package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"jinqiao"
	"jinqiao/bench/stores"
	"jinqiao/bench/synthetic"
	"jinqiao/graph"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
	"jinqiao/store/sqlite"

	_ "modernc.org/sqlite" // the driver, for SQL beside the store
)

const seed = 1

// A fixture is a graph in a store that is ready to be asked.
type fixture struct {
	size     size
	graph    *synthetic.Graph
	ontology *jinqiao.Ontology
	path     string // of the store
	store    *recorder
	raw      *sql.DB // the same file without the store
	ctx      context.Context
	handler  http.Handler
}

// A recorder is a store that keeps the last plan it was given.
type recorder struct {
	jinqiao.Store
	plan atomic.Pointer[jinqiao.Plan]
}

// Read answers a plan and keeps it.
func (r *recorder) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	r.plan.Store(plan)
	return r.Store.Read(ctx, plan)
}

// prepare makes what is missing of the graphs, and their stores.
func (b *bench) prepare(chosen []size) error {
	ontology, err := b.place()
	if err != nil {
		return err
	}
	for _, s := range chosen {
		if err := b.build(s, ontology); err != nil {
			return fmt.Errorf("make the graph of %s: %w", s.name, err)
		}
	}
	return nil
}

// place finds the folder for graphs of the ontology.
func (b *bench) place() (*jinqiao.Ontology, error) {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return nil, err
	}
	if b.folder == "" {
		if b.folder, err = os.UserCacheDir(); err != nil {
			b.folder = os.TempDir()
		}
		b.folder = filepath.Join(b.folder, "jinqiao-bench")
	}
	all := b.folder
	b.folder = filepath.Join(all, fmt.Sprintf("%d-%s", synthetic.Version, ontology.Version))
	if err := os.MkdirAll(b.folder, 0o755); err != nil {
		return nil, err
	}
	return ontology, b.tellStale(os.Stderr, all)
}

// tellStale says what earlier versions of the generator, the ontology and the
// stores have left in the folder of all graphs. Another clone of the project may
// still use it, so that it is not removed.
func (b *bench) tellStale(w io.Writer, all string) error {
	folders, err := filepath.Glob(filepath.Join(all, "[0-9]*-*"))
	if err != nil {
		return err
	}
	stores, err := filepath.Glob(filepath.Join(b.folder, "*-v*"))
	if err != nil {
		return err
	}
	current := func(path string) bool {
		return path == b.folder || slices.ContainsFunc(sizes, func(s size) bool {
			return path == b.graphDatabase(s) || strings.HasPrefix(path, b.database(s))
		})
	}
	for _, path := range slices.DeleteFunc(append(folders, stores...), current) {
		fmt.Fprintln(w, "of another version, may be deleted:", path)
	}
	return nil
}

// files is the folder with the JSONL of a size.
func (b *bench) files(s size) string { return filepath.Join(b.folder, s.name) }

// database is the path of the store of a size. It names the version of the file,
// since no other can be opened.
func (b *bench) database(s size) string {
	return filepath.Join(b.folder, fmt.Sprintf("%s-v%d.db", s.name, sqlite.SchemaVersion))
}

// graphDatabase is the folder of the Neo4j of a size, for its server and its model.
func (b *bench) graphDatabase(s size) string {
	return filepath.Join(b.folder, fmt.Sprintf("%s-neo4j-%s-v%d", s.name, neo4jtest.Wanted(), neo4j.SchemaVersion))
}

// build makes the store of a size, unless it is there.
func (b *bench) build(s size, ontology *jinqiao.Ontology) error {
	if _, err := os.Stat(b.database(s)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	fmt.Fprintf(os.Stderr, "making %s in %s\n", s.name, b.folder)
	g, err := s.graph(ontology)
	if err != nil {
		return err
	}
	return stores.SQLite(b.ctx, b.database(s), ontology, g)
}

// write makes the files of a size, unless they are there.
func (b *bench) write(s size) error {
	if _, err := os.Stat(b.files(s)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	g, err := s.graph(ontology)
	if err != nil {
		return err
	}
	part := b.files(s) + ".part"
	if err := g.WriteFiles(part); err != nil {
		return err
	}
	return os.Rename(part, b.files(s))
}

func (s size) graph(o *jinqiao.Ontology) (*synthetic.Graph, error) {
	return synthetic.New(o, synthetic.Options{Entities: s.entities, Links: s.links, Seed: seed})
}

// fixture opens what prepare has made.
func (b *bench) fixture(s size) (*fixture, error) {
	if f := b.open[s.name]; f != nil {
		return f, nil
	}
	ontology, err := jinqiao.Standard()
	if err != nil {
		return nil, err
	}
	f := &fixture{ctx: b.ctx, size: s, ontology: ontology, path: b.database(s)}
	if f.graph, err = s.graph(ontology); err != nil {
		return nil, err
	}
	store, err := sqlite.Open(b.ctx, sqlite.Options{Path: f.path, Ontology: ontology})
	if err != nil {
		return nil, err
	}
	f.store = &recorder{Store: store}
	b.open[s.name] = f
	f.handler = graph.NewHandler(graph.Options{Store: f.store, Ontology: ontology})
	f.raw, err = openRaw(f.path, "query_only(1)")
	return f, err
}

// openRaw opens a SQLite file with the settings that the store has for reading.
func openRaw(path string, pragmas ...string) (*sql.DB, error) {
	name := "file:" + path + "?_pragma=mmap_size(4294967296)&_pragma=cache_size(-16384)"
	for _, p := range pragmas {
		name += "&_pragma=" + p
	}
	return sql.Open("sqlite", name)
}

// close closes all fixtures, so that other processes can have their stores.
func (b *bench) close() error {
	var err error
	for name, f := range b.open {
		if f.raw != nil {
			err = errors.Join(err, f.raw.Close())
		}
		err = errors.Join(err, f.store.Close())
		delete(b.open, name)
	}
	return err
}
