package main

import (
	"context"

	"jinqiao"
	"jinqiao/ingest"
)

type checkCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files or folders as for import; without any the store is checked."`
}

// Run prints every problem with its place, and fails if there are any.
func (c *checkCommand) Run(ctx context.Context, e *environment) error {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	if len(c.Paths) == 0 {
		return c.checkStore(ctx, e, ontology)
	}
	sources, err := ingest.Paths(c.Paths...)
	if err != nil {
		return err
	}
	report, err := ingest.Check(ctx, ontology, sources)
	if err != nil {
		return err
	}
	return reported(e.stdout, report)
}

func (c *checkCommand) checkStore(ctx context.Context, e *environment, ontology *jinqiao.Ontology) error {
	if err := e.exists(); err != nil {
		return err
	}
	store, err := e.open(ctx, e, ontology)
	if err != nil {
		return err
	}
	defer store.Close()
	report, err := ingest.CheckStore(ctx, ontology, store)
	if err != nil {
		return err
	}
	return reported(e.stdout, report)
}
