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

// makeGraph generates a graph into a store and returns its name. It is half as
// large again: not all of a graph hangs together.
func makeGraph(folder string, s scene) (string, error) {
	file := filepath.Join(folder, strconv.Itoa(s.entities)+".db")
	return "sqlite:" + file, command(exec.Command("go", "run", "jinqiao/bench/generate", "-entities", strconv.Itoa(s.entities*3/2), "-links", strconv.Itoa(s.links*3/2), "-store", file))
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

// mostLinked asks for the entity with most links.
func mostLinked(base string) (string, error) {
	r, err := http.Get(base + "/graphql?query=" + url.QueryEscape("{entities(orderBy: [{links: {}}], first: 1) {nodes {id}}}"))
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	var answer struct {
		Data struct {
			Entities struct{ Nodes []struct{ ID string } }
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&answer); err != nil {
		return "", err
	}
	if len(answer.Data.Entities.Nodes) == 0 {
		return "", errors.New("the store is empty")
	}
	return answer.Data.Entities.Nodes[0].ID, nil
}
