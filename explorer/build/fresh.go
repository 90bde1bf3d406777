package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// sum tells the sources of a bundle from others: the page's own, the packages,
// and this tool. Files that the server reads as they are do not count.
func (s site) sum() (string, error) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		return "", fmt.Errorf("find sources: %w", err)
	}
	files = append(files, "go.sum", "package-lock.json")
	err = filepath.WalkDir(s.source, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".graphql") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("find sources: %w", err)
	}
	hash := sha256.New()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("read sources: %w", err)
		}
		fmt.Fprintf(hash, "%s %d\n", file, len(text))
		hash.Write(text)
	}
	return hex.EncodeToString(hash.Sum(nil)) + "\n", nil
}

// recorded is where the sum of a bundle's sources stands.
func (s site) recorded() string { return s.output + ".sum" }

func (s site) isMadeFrom(sum string) bool {
	text, err := os.ReadFile(s.recorded())
	return err == nil && string(text) == sum
}

func (s site) record(sum string) error {
	if err := os.WriteFile(s.recorded(), []byte(sum), 0o644); err != nil {
		return fmt.Errorf("record sources: %w", err)
	}
	return nil
}

// install fetches the pinned packages, and nothing but them, unless they are
// there already.
func install() error {
	const installed = "node_modules/.installed"
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		return fmt.Errorf("read package-lock.json: %w", err)
	}
	if text, err := os.ReadFile(installed); err == nil && string(text) == string(lock) {
		return nil
	}
	cmd := exec.Command("npm", "ci")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm ci: %w", err)
	}
	if err := os.WriteFile(installed, lock, 0o644); err != nil {
		return fmt.Errorf("record packages: %w", err)
	}
	return nil
}
