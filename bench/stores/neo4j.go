package stores

import (
	"context"
	"errors"
	"fmt"
	"os"

	"jinqiao"
	"jinqiao/bench/synthetic"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// CSV writes a graph for Neo4j's bulk importer into a folder.
func CSV(ctx context.Context, folder string, o *jinqiao.Ontology, g *synthetic.Graph) (*neo4j.CSV, error) {
	return neo4j.WriteCSV(ctx, folder, o, synthetic.AsImported(g.Entities()), g.Links())
}

// Neo4j makes the database of a graph in the folder of a server that is still to be
// started (neo4jtest.Config). The folder is there under its name only when the
// database is complete; one that is there is an error.
func Neo4j(ctx context.Context, folder, heap string, o *jinqiao.Ontology, g *synthetic.Graph) error {
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("%s is there already", folder))
	}
	part, files := folder+".part", folder+".csv"
	for _, left := range []string{part, files} {
		if err := os.RemoveAll(left); err != nil {
			return err
		}
	}
	defer os.RemoveAll(files)
	csv, err := CSV(ctx, files, o, g)
	if err != nil {
		return err
	}
	if _, err := neo4jtest.Import(part, heap, csv.Arguments()); err != nil {
		return err
	}
	return os.Rename(part, folder)
}
