package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// The smallest machine: one processor, and memory in bytes. The collector is told
// to keep to less, since not all memory is its own.
const (
	smallMemory = 64e6
	smallLimit  = "40MiB"
	coldStart   = 300 * time.Millisecond
)

// smallFigure serves the example data on one processor with little memory, and
// measures how soon it is ready and what it takes.
func (b *bench) smallFigure(size) error {
	folder, err := os.MkdirTemp("", "jinqiao-small-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary, err := b.buildServer(folder)
	if err != nil {
		return err
	}
	store := filepath.Join(folder, "example.db")
	p, err := b.startSmall(binary, store, true)
	if err != nil {
		return err
	}
	b.report.add(row{what: "first start on one processor, with the example data to be loaded", got: short(p.ready)})
	if err := p.end(); err != nil {
		return err
	}
	if err := b.coldStarts(binary, store); err != nil {
		return err
	}
	return b.smallMemory(binary, store)
}

func (b *bench) coldStarts(binary, store string) error {
	var took []time.Duration
	for range startsMeasured {
		p, err := b.startSmall(binary, store, false)
		if err != nil {
			return err
		}
		took = append(took, p.ready)
		if err := p.end(); err != nil {
			return err
		}
	}
	slices.Sort(took)
	middle := took[len(took)/2]
	b.report.add(row{what: "cold start on the example data", got: short(middle), reach: fmt.Sprintf("≤ %.1f s", coldStart.Seconds()), missed: middle > coldStart})
	return nil
}

// smallMemory asks everything that callers of the mixed load ask, from four
// connections.
func (b *bench) smallMemory(binary, store string) error {
	var requests [][]byte
	for i, name := range mixedOrder {
		query, err := mixedQueries.ReadFile("mixed/" + name + ".graphql")
		if err != nil {
			return err
		}
		cities := []string{"city-heze", "city-taian", "city-shizhong"}
		requests = append(requests, request(string(query), map[string]any{"id": cities[i%3], "other": cities[(i+1)%3], "text": "菏泽"}))
	}
	p, err := b.startSmall(binary, store, false)
	if err != nil {
		return err
	}
	defer p.end()
	clients, err := checked(p.addr, 4, requests)
	if err != nil {
		return err
	}
	w := watchMemory(p.command.Process.Pid)
	got, err := clients.run(b.round * time.Duration(b.rounds))
	peak := w.end()
	if err != nil {
		return err
	}
	b.report.add(row{what: "peak RssAnon serving the example data on one processor", got: megabytes(peak), beside: "4 clients: " + got.String(),
		reach: "≤ 64 MB", missed: peak > smallMemory})
	return p.end()
}

// startSmall starts a server with an embedded store and what little it may have.
func (b *bench) startSmall(binary, store string, example bool) (*process, error) {
	return b.launch(binary, func(addr string) []string {
		return []string{"serve", "--addr", addr, "--store", "sqlite:" + store, fmt.Sprintf("--example=%t", example), "--log", "error"}
	}, "GOMAXPROCS=1", "GOMEMLIMIT="+smallLimit)
}
