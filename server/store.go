package main

import (
	"context"
	"fmt"
	"strings"

	"jinqiao"
	"jinqiao/store/sqlite"
)

// defaultStore is used when --store is not given.
const defaultStore = "sqlite:jinqiao.db"

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
