// Command build makes the pages' bundles anew: the playground's from
// ../playground, the explorer's from ../app, both with the packages that
// package-lock.json pins, into ../static.
//
// A bundle whose sources are those it was made from is left alone, so that npm
// is needed only when something changed. The same sources and packages give the
// same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// A site is a page with its scripts: where its sources are, where its bundle
// goes, and how that is made.
type site struct {
	name, source, output string
	bundle               func() (map[string]bool, error) // the files that went in
	copied               []string                        // files that go in as they are
}

var sites = []site{
	{"playground", playgroundSource, playgroundOutput, bundlePlayground, []string{"index.html", "icon.svg"}},
	{"explorer", appSource, appOutput, bundleApp, []string{"index.html", "icon.svg"}},
}

func main() {
	all := flag.Bool("all", false, "make the bundles anew though their sources did not change")
	flag.Parse()
	if err := run(*all); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(all bool) error {
	for _, s := range sites {
		sum, err := s.sum()
		if err != nil {
			return err
		}
		if !all && s.isMadeFrom(sum) {
			continue
		}
		if err := s.make(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := s.record(sum); err != nil {
			return err
		}
		if err := copyAxe(); err != nil {
			return err
		}
	}
	return nil
}

func (s site) make() error {
	if err := install(); err != nil {
		return err
	}
	if err := os.RemoveAll(s.output); err != nil {
		return fmt.Errorf("clear output: %w", err)
	}
	used, err := s.bundle()
	if err != nil {
		return err
	}
	for _, name := range s.copied {
		if err := copyFile(filepath.Join(s.source, name), filepath.Join(s.output, name)); err != nil {
			return err
		}
	}
	return writeLicences(s, used)
}

// copyAxe puts the checker of accessibility where the tests find it.
func copyAxe() error {
	if err := os.MkdirAll("../testdata", 0o755); err != nil {
		return fmt.Errorf("copy axe: %w", err)
	}
	return copyFile("node_modules/axe-core/axe.min.js", "../testdata/axe.min.js")
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("copy file: %w", err)
	}
	if err := os.WriteFile(to, text, 0o644); err != nil {
		return fmt.Errorf("copy file: %w", err)
	}
	return nil
}
