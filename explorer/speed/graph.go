package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"

	"jinqiao/explorer/live"
)

// makeGraph generates a graph into a store and returns its name and the entity
// around which a network has just as many links as asked for, but for a hundredth.
// It is half as large again: not all of a graph hangs together.
func makeGraph(binary, folder string, s scene) (store, seed string, err error) {
	links := s.links
	for try := range 6 {
		file := filepath.Join(folder, fmt.Sprintf("%d-%d.db", s.entities, try))
		generate := exec.Command("go", "run", "jinqiao/bench/generate", "-entities", strconv.Itoa(s.entities*3/2), "-links", strconv.Itoa(links), "-store", file)
		if out, err := generate.CombinedOutput(); err != nil {
			return "", "", fmt.Errorf("%s: %w\n%s", generate, err, out)
		}
		store = "sqlite:" + file
		var drawn int
		if seed, drawn, err = count(binary, folder, store, s.entities); err != nil {
			return "", "", err
		}
		if off := drawn - s.links; max(off, -off) <= s.links/100 {
			return store, seed, nil
		}
		links = links * s.links / max(drawn, 1)
	}
	return "", "", fmt.Errorf("no graph has a network of %d entities and about %d links", s.entities, s.links)
}

// count returns the entity with most links, and the links of the network around it.
func count(binary, folder, store string, entities int) (seed string, links int, err error) {
	base, stop, err := live.Serve(binary, folder, store)
	if err != nil {
		return "", 0, err
	}
	defer stop()
	var best struct {
		Entities struct{ Nodes []struct{ ID string } }
	}
	if err := ask(base, "{entities(orderBy: [{links: {}}], first: 1) {nodes {id}}}", &best); err != nil {
		return "", 0, err
	}
	if len(best.Entities.Nodes) == 0 {
		return "", 0, errors.New("the store is empty")
	}
	seed = best.Entities.Nodes[0].ID
	var network struct {
		Subgraph struct{ Edges []struct{ Key string } }
	}
	err = ask(base, fmt.Sprintf("{subgraph(seeds: {ids: [%q]}, hops: %d, first: %d) {edges {key}}}", seed, hops, entities), &network)
	return seed, len(network.Subgraph.Edges), err
}

// ask reads the answer to a query.
func ask(base, query string, into any) error {
	r, err := http.Get(base + "/graphql?query=" + url.QueryEscape(query))
	if err != nil {
		return err
	}
	defer r.Body.Close()
	answer := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: into}
	if err := json.NewDecoder(r.Body).Decode(&answer); err != nil {
		return err
	}
	if len(answer.Errors) > 0 {
		return errors.New(answer.Errors[0].Message)
	}
	return nil
}
