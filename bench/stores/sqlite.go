// Package stores makes stores that hold synthetic graphs, without the files in
// between that an import reads.
package stores

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"jinqiao"
	"jinqiao/bench/synthetic"
	"jinqiao/ingest"
	"jinqiao/store/sqlite"
)

// SQLite makes an embedded store of a graph: the rows are those that an import of
// its files writes. The file is there under its name only when it is complete; one
// that is there is an error.
func SQLite(ctx context.Context, path string, o *jinqiao.Ontology, g *synthetic.Graph) error {
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("%s is there already", path))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	part := path + ".part"
	if err := remove(part); err != nil {
		return err
	}
	if err := fill(ctx, part, o, sorted(g, filepath.Dir(path))); err != nil {
		return errors.Join(err, remove(part))
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return remove(part)
}

// sorted yields a graph in the order of an import.
func sorted(g *synthetic.Graph, folder string) iter.Seq2[jinqiao.Change, error] {
	return g.Sorted(synthetic.Parts{Count: ingest.Parts, Of: ingest.PartOf}, folder)
}

// remove removes a store, with what SQLite keeps beside it.
func remove(path string) error {
	left, err := filepath.Glob(path + "*")
	for _, name := range left {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

func fill(ctx context.Context, path string, o *jinqiao.Ontology, changes iter.Seq2[jinqiao.Change, error]) error {
	store, err := sqlite.Open(ctx, sqlite.Options{Path: path, Ontology: o})
	if err != nil {
		return err
	}
	return errors.Join(store.Apply(ctx, jinqiao.Batch{Changes: changes, Bulk: true}), store.Close())
}
