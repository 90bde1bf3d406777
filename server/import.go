package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/mattn/go-isatty"

	"jinqiao"
	"jinqiao/ingest"
)

type importCommand struct {
	Paths   []string `arg:"" name:"path" help:"Files of entities or links (JSONL), or folders with entities.jsonl and links.jsonl."`
	OnError string   `help:"What becomes of a file with a bad row: abort leaves out the file, skip only the row." enum:"abort,skip" default:"abort" env:"JINQIAO_ON_ERROR"`
}

// Run imports and prints a report. Refused rows make it fail, after the rest was
// written.
func (c *importCommand) Run(ctx context.Context, e *environment) error {
	sources, err := ingest.Paths(c.Paths...)
	if err != nil {
		return err
	}
	ontology, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	store, err := e.open(ctx, e, ontology)
	if err != nil {
		return err
	}
	defer store.Close()
	report, err := ingest.Import(ctx, store, ontology, sources, ingest.Options{
		SkipBad:    c.OnError == "skip",
		OnProgress: progress(e.stderr),
	})
	if err != nil {
		return err
	}
	return reported(e.stdout, report)
}

// reported prints a report and fails if there were problems.
func reported(w io.Writer, report *ingest.Report) error {
	if _, err := report.WriteTo(w); err != nil {
		return err
	}
	if len(report.Problems) > 0 {
		return errReported
	}
	return nil
}

// progress returns what shows progress on a terminal; nil where there is none.
func progress(w io.Writer) func(phase string, done, total int) {
	f, ok := w.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return nil
	}
	return func(phase string, done, total int) {
		if total > 0 {
			fmt.Fprintf(w, "\r\033[K%s %d of %d (%d %%)", phase, done, total, done*100/total)
		} else {
			fmt.Fprintf(w, "\r\033[K%s %d", phase, done)
		}
		if done == total {
			fmt.Fprint(w, "\r\033[K")
		}
	}
}
