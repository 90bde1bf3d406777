package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"jinqiao"
	"jinqiao/export"
	"jinqiao/graph"
)

type exportCommand struct {
	Path  string `arg:"" name:"path" help:"A folder for the whole store, as entities.jsonl and links.jsonl that import reads; or a file for a selection, whose format follows from its ending: .gexf, .graphml, .json, nodes.csv, edges.csv, .xlsx, and for a brief .md and .docx."`
	Force bool   `help:"Replace what is there."`

	IDs      string `name:"ids" help:"Ids of entities, separated by commas; of links, for these and their ends only." placeholder:"ID,…"`
	Seeds    string `help:"What the network is about: ids, or an EntitySet of the API as JSON." placeholder:"SET"`
	Hops     *int   `help:"How many links to go from the seeds; 1 without it."`
	Connect  bool   `help:"Join the seeds by paths instead."`
	Expand   string `help:"Over which links to grow, as JSON (Expansion of the API)." placeholder:"JSON"`
	From     string `help:"For a brief of paths: one end, as --seeds." placeholder:"SET"`
	To       string `help:"For a brief of paths: the other end." placeholder:"SET"`
	Along    string `help:"For a brief of paths: a pattern that they fit." placeholder:"PATTERN"`
	Options  string `help:"Options for paths, as JSON (PathOptions of the API)." placeholder:"JSON"`
	First    *int   `help:"How many entities, or paths, at most."`
	Language string `help:"zh or en; zh without it." placeholder:"zh"`
	Title    string `help:"Title; made from what is asked without it."`
}

// Run writes the whole store to a folder, or a selection to a file. A file is
// there whole or not at all.
func (c *exportCommand) Run(ctx context.Context, e *environment) error {
	format, err := formatOf(c.Path)
	if err != nil {
		return err
	}
	values := c.values()
	if format == nil && len(values) > 0 {
		return fmt.Errorf("a folder takes the whole store; for a selection name a file, such as %s.gexf", filepath.Clean(c.Path))
	}
	if err := e.exists(); err != nil {
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
	if format == nil {
		return c.whole(ctx, e, store)
	}
	request, err := export.ReadQuery(values)
	if err != nil {
		return err
	}
	source, err := newSource(ctx, e, store, ontology)
	if err != nil {
		return err
	}
	return written(c.Path, c.Force, func(f *os.File) error {
		_, err := source.Write(ctx, f, format, request)
		return err
	})
}

// formatOf returns the format that the ending of a path asks for; nil for a folder.
func formatOf(path string) (*export.Format, error) {
	base := filepath.Base(path)
	if filepath.Ext(base) == "" {
		return nil, nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, nil
	}
	for i, f := range export.Formats {
		_, ending, _ := strings.Cut(f.Name, ".")
		if base == f.Name || ending != "csv" && strings.HasSuffix(base, "."+ending) || strings.HasSuffix(base, "-"+f.Name) {
			return &export.Formats[i], nil
		}
	}
	return nil, fmt.Errorf("%s: no format has this ending; there are %s (CSV files are called nodes.csv or edges.csv, or end in -nodes.csv or -edges.csv)", path, strings.Join(exportNames(), ", "))
}

// values are the flags that were given, as the parameters of a request.
func (c *exportCommand) values() url.Values {
	values := url.Values{}
	for name, value := range map[string]string{"ids": c.IDs, "seeds": c.Seeds, "expand": c.Expand, "from": c.From, "to": c.To,
		"along": c.Along, "options": c.Options, "language": c.Language, "title": c.Title} {
		if value != "" {
			values.Set(name, value)
		}
	}
	for name, value := range map[string]*int{"hops": c.Hops, "first": c.First} {
		if value != nil {
			values.Set(name, strconv.Itoa(*value))
		}
	}
	if c.Connect {
		values.Set("connect", "true")
	}
	return values
}

// newSource returns what answers exports. One export is not worth a mirror.
func newSource(ctx context.Context, e *environment, store jinqiao.Store, ontology *jinqiao.Ontology) (*export.Source, error) {
	topology, err := newTopology(ontology, store, !e.embedded(), mirrorFlag{"off"}, e.log)
	if err != nil {
		return nil, err
	}
	api := graph.NewHandler(graph.Options{
		Store: store, Ontology: ontology, Topology: topology.current,
		Report: func(reference string, err error) { e.log.Error("internal error", "reference", reference, "error", err) },
	})
	return &export.Source{Ask: api.Ask, Ontology: ontology, Now: time.Now}, nil
}

// whole writes every entity and link of one state of the store.
func (c *exportCommand) whole(ctx context.Context, e *environment, store jinqiao.Store) error {
	if err := os.MkdirAll(c.Path, 0o755); err != nil {
		return err
	}
	entitiesPath, linksPath := filepath.Join(c.Path, "entities.jsonl"), filepath.Join(c.Path, "links.jsonl")
	if !c.Force && there(linksPath) {
		return alreadyThere(linksPath)
	}
	var counts [2]int
	err := written(entitiesPath, c.Force, func(entities *os.File) error {
		return written(linksPath, c.Force, func(links *os.File) (err error) {
			counts, err = dump(ctx, store, entities, links)
			return err
		})
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.stdout, "Wrote %d entities to %s and %d links to %s.\n", counts[0], entitiesPath, counts[1], linksPath)
	return err
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}

func alreadyThere(path string) error {
	return fmt.Errorf("%s is there; --force replaces it", path)
}

// written has a file written beside its place and moves it there when it is whole.
func written(path string, force bool, write func(*os.File) error) error {
	if !force && there(path) {
		return alreadyThere(path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".jinqiao-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of no effect once it is moved
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
