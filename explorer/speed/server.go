package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

func buildServer(folder string) (string, error) {
	binary := filepath.Join(folder, "jinqiao")
	return binary, command(exec.Command("go", "build", "-o", binary, "jinqiao/server"))
}

// makeGraph generates a graph into a store and returns its name and the entity
// around which a network has just as many links as asked for, but for a hundredth.
// It is half as large again: not all of a graph hangs together.
func makeGraph(binary, folder string, s scene) (store, seed string, err error) {
	links := s.links
	for try := range 6 {
		file := filepath.Join(folder, fmt.Sprintf("%d-%d.db", s.entities, try))
		generate := exec.Command("go", "run", "jinqiao/bench/generate", "-entities", strconv.Itoa(s.entities*3/2), "-links", strconv.Itoa(links), "-store", file)
		if err := command(generate); err != nil {
			return "", "", err
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
	base, stop, err := serve(binary, folder, store)
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

func command(cmd *exec.Cmd) error {
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", cmd, err, out)
	}
	return nil
}

var address = regexp.MustCompile(`(http://\S+)/graphql`)

// serve starts a server on a store, or on the example data; stop ends it.
func serve(binary, folder, store string) (base string, stop func(), err error) {
	args := []string{"serve", "--addr", "127.0.0.1:0"}
	if store != "" {
		args = append(args, "--store", store)
	}
	cmd := exec.Command(binary, args...)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() { cmd.Process.Kill(); cmd.Wait() }
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, out)
			return m[1], stop, nil
		}
	}
	stop()
	return "", nil, errors.New("the server ended without an address")
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
