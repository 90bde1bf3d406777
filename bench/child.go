package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/ingest"
	"jinqiao/internal/termless"
	"jinqiao/linkage"
	"jinqiao/store/sqlite"
)

// An outcome is what a child process reports of its work. Imports run in
// processes of their own, so that the memory of one is not that of another.
type outcome struct {
	Seconds float64
	CPU     float64 // seconds of computing, of all processors
	Peak    int64   // most RssAnon, in bytes
}

// child does the work of a child process and prints its outcome.
func child(ctx context.Context, args []string) error {
	if len(args) != 4 {
		return errors.New("child: want work, from, to and the file for a profile, which may be empty")
	}
	work := map[string]func(ctx context.Context, from, to string) error{"import": importFiles, "import-bare": importBare, "insert": insertRows, "serve": serveMixed, "arrays": buildArrays}[args[0]]
	if work == nil {
		return fmt.Errorf("child: unknown work %q", args[0])
	}
	if args[0] == "arrays" && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // as the server that does the same
	}
	w := watchMemory(os.Getpid())
	start := time.Now()
	if err := profiled(args[3], func() error { return work(ctx, args[1], args[2]) }); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(outcome{time.Since(start).Seconds(), cpuTime().Seconds(), w.end()})
}

// importFiles imports a folder of JSONL into a new store, as the command
// `jinqiao import` does.
func importFiles(ctx context.Context, folder, path string) (err error) {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	sources, err := ingest.Paths(folder)
	if err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, sqlite.Options{Path: path, Ontology: ontology})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	report, err := ingest.Import(ctx, store, ontology, sources, ingest.Options{})
	if err != nil {
		return err
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("refused: %s", report.Problems[0])
	}
	return nil
}

// importBare imports without the index of terms.
func importBare(ctx context.Context, folder, path string) error {
	return importFiles(termless.Context(ctx), folder, path)
}

// buildArrays opens a store and reads its topology into memory, which is the least
// that a start does.
func buildArrays(ctx context.Context, path, _ string) (err error) {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	rules, err := linkage.NewRules(ontology, ontology.ScopedKinds())
	if err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, sqlite.Options{Path: path, Ontology: ontology})
	if err != nil {
		return err
	}
	_, _, err = adjacency.Build(ctx, rules, store.ScanTopology)
	return errors.Join(err, store.Close())
}
