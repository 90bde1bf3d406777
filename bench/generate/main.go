// Command generate writes a synthetic graph as JSONL, for importing and measuring.
package main

import (
	"flag"
	"fmt"
	"os"

	"jinqiao"
	"jinqiao/bench/synthetic"
)

func main() {
	var o synthetic.Options
	flag.IntVar(&o.Entities, "entities", 20_000, "how many entities")
	flag.IntVar(&o.Links, "links", 100_000, "how many links")
	flag.Uint64Var(&o.Seed, "seed", 1, "another graph of the same form for each seed")
	out := flag.String("out", "", "folder for entities.jsonl and links.jsonl; it is made if it is missing")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := generate(o, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(o synthetic.Options, folder string) error {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	graph, err := synthetic.New(ontology, o)
	if err != nil {
		return err
	}
	return graph.WriteFiles(folder)
}
