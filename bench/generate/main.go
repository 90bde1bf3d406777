// Command generate writes a synthetic graph as JSONL, for importing and measuring,
// as an embedded store, or as CSV for the bulk importer of Neo4j.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"jinqiao"
	"jinqiao/bench/stores"
	"jinqiao/bench/synthetic"
)

// targets are where a graph is to be written; "" for those where it is not.
type targets struct{ files, store, csv string }

func main() {
	var o synthetic.Options
	var to targets
	flag.IntVar(&o.Entities, "entities", 20_000, "how many entities")
	flag.IntVar(&o.Links, "links", 100_000, "how many links")
	flag.Uint64Var(&o.Seed, "seed", 1, "another graph of the same form for each seed")
	flag.StringVar(&to.files, "out", "", "folder for entities.jsonl and links.jsonl; it is made if it is missing")
	flag.StringVar(&to.store, "store", "", "file for an embedded store, which must not be there")
	flag.StringVar(&to.csv, "neo4j-csv", "", "folder for the CSV of Neo4j's bulk importer; its arguments are printed")
	flag.Parse()
	if to == (targets{}) || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := generate(context.Background(), o, to); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(ctx context.Context, options synthetic.Options, to targets) error {
	o, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	g, err := synthetic.New(o, options)
	if err != nil {
		return err
	}
	if to.files != "" {
		err = g.WriteFiles(to.files)
	}
	if to.store != "" {
		err = errors.Join(err, stores.SQLite(ctx, to.store, o, g))
	}
	if to.csv != "" {
		err = errors.Join(err, writeCSV(ctx, to.csv, o, g))
	}
	return err
}

func writeCSV(ctx context.Context, folder string, o *jinqiao.Ontology, g *synthetic.Graph) error {
	csv, err := stores.CSV(ctx, folder, o, g)
	if err != nil {
		return err
	}
	fmt.Println(strings.Join(csv.Arguments(), " "))
	return nil
}
