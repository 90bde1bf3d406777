// Command build makes the playground's bundle anew, from ../playground and the
// packages that package-lock.json pins, into ../static/playground.
//
// The same sources and packages give the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const (
	source = "../playground"
	output = "../static/playground"
)

func main() {
	installed := flag.Bool("installed", false, "use node_modules as it is")
	flag.Parse()
	if err := run(*installed); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(installed bool) error {
	if !installed {
		if err := install(); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(output); err != nil {
		return fmt.Errorf("clear output: %w", err)
	}
	used, err := bundle()
	if err != nil {
		return err
	}
	for _, name := range []string{"index.html", "icon.svg"} {
		if err := copyFile(name); err != nil {
			return err
		}
	}
	return writeLicences(used)
}

// install fetches the pinned packages, and nothing but them.
func install() error {
	cmd := exec.Command("npm", "ci")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm ci: %w", err)
	}
	return nil
}

func copyFile(name string) error {
	text, err := os.ReadFile(filepath.Join(source, name))
	if err != nil {
		return fmt.Errorf("copy page: %w", err)
	}
	if err := os.WriteFile(filepath.Join(output, name), text, 0o644); err != nil {
		return fmt.Errorf("copy page: %w", err)
	}
	return nil
}
