package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/sqlite"
)

// defaultStore is used when --store is not given.
const defaultStore = "sqlite:jinqiao.db"

// A storeFlags says where the graph is kept.
type storeFlags struct {
	Store         string `help:"Where the graph is kept: sqlite:PATH, neo4j://HOST, neo4j+s://HOST or bolt://HOST." placeholder:"URL" env:"JINQIAO_STORE"`
	Neo4jUser     string `name:"neo4j-user" help:"User at the Neo4j server; the password comes from JINQIAO_NEO4J_PASSWORD, or from the file that JINQIAO_NEO4J_PASSWORD_FILE names." default:"neo4j" env:"JINQIAO_NEO4J_USER"`
	Neo4jDatabase string `name:"neo4j-database" help:"Database at the Neo4j server; the user's own if not given." env:"JINQIAO_NEO4J_DATABASE"`
}

// path returns the file of an embedded store; ok is false for another.
func (f storeFlags) path() (path string, ok bool) {
	url := f.Store
	if url == "" {
		url = defaultStore
	}
	path, ok = strings.CutPrefix(url, "sqlite:")
	return path, ok && path != ""
}

// embedded reports whether the store has no other writer while it is open.
func (f storeFlags) embedded() bool {
	_, ok := f.path()
	return ok
}

// exists fails if there is no store, where opening it would make one.
func (f storeFlags) exists() error {
	path, ok := f.path()
	if !ok {
		return nil
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("there is no store at %s; name one with --store", path)
	}
	return nil
}

// open opens the store. The caller closes it.
func (f storeFlags) open(ctx context.Context, e *environment, o *jinqiao.Ontology) (jinqiao.Store, error) {
	store, err := f.store(ctx, e, o)
	if err != nil {
		return nil, err
	}
	if err := connect(ctx, store); err != nil {
		store.Close()
		return nil, err
	}
	return store, nil
}

// connect opens a store that is on another machine.
func connect(ctx context.Context, store jinqiao.Store) error {
	if s, remote := store.(*neo4j.Store); remote {
		return s.Connect(ctx)
	}
	return nil
}

// store returns the store, opened if it is embedded, else still to be connected.
// The caller closes it.
func (f storeFlags) store(ctx context.Context, e *environment, o *jinqiao.Ontology) (jinqiao.Store, error) {
	if path, ok := f.path(); ok {
		return sqlite.Open(ctx, sqlite.Options{Path: path, Ontology: o})
	}
	scheme, _, ok := strings.Cut(f.Store, "://")
	if !ok || !strings.HasPrefix(scheme, "neo4j") && !strings.HasPrefix(scheme, "bolt") {
		return nil, fmt.Errorf("--store %s: unknown kind of store; write sqlite:PATH, neo4j://HOST, neo4j+s://HOST or bolt://HOST", f.Store)
	}
	password, err := secret("JINQIAO_NEO4J_PASSWORD")
	if err != nil {
		return nil, err
	}
	return neo4j.New(neo4j.Options{
		URI:      f.Store,
		User:     f.Neo4jUser,
		Password: password,
		Database: f.Neo4jDatabase,
		Ontology: o,
		Notice:   func(msg string) { e.log.Info(msg) },
	})
}

// secret returns an environment variable, or what the file holds that NAME_FILE names.
func secret(name string) (string, error) {
	file := os.Getenv(name + "_FILE")
	if file == "" {
		return os.Getenv(name), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimSpace(string(text)), nil
}
