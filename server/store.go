package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"jinqiao"
	"jinqiao/store/sqlite"
)

// defaultStore is used when --store is not given.
const defaultStore = "sqlite:jinqiao.db"

// existing fails if there is no store at a URL, which opening it would make.
func existing(url string) error {
	if url == "" {
		url = defaultStore
	}
	path, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return nil
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("there is no store at %s; name one with --store", path)
	}
	return nil
}

// openStore opens the store of a URL. The caller closes it.
func openStore(ctx context.Context, url string, o *jinqiao.Ontology) (jinqiao.Store, error) {
	if url == "" {
		url = defaultStore
	}
	scheme, path, ok := strings.Cut(url, ":")
	if !ok || scheme != "sqlite" || path == "" {
		return nil, fmt.Errorf("--store %s: unknown kind of store; write sqlite:PATH, for example %s", url, defaultStore)
	}
	return sqlite.Open(ctx, sqlite.Options{Path: path, Ontology: o})
}
