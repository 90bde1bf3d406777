package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jinqiao"
	"jinqiao/bench/synthetic"
	"jinqiao/ingest"
)

// mixedQueries are what callers read, each as often as it is listed.
//
//go:embed mixed
var mixedQueries embed.FS

var mixedOrder = []string{"node", "entity", "search", "page", "suggest", "paths", "entity", "filter", "reach", "suggest", "node", "subgraph", "search", "aggregate", "paths", "statistics"}

const (
	mixedCallers  = 16 // of them one writes
	mixedPause    = 500 * time.Millisecond
	mixedBatches  = 50 // are written again and again, each time with other contents
	mixedEntities = 20 // of a batch
	mixedLinks    = 60
)

// mixedFigure serves a copy of a store while 16 callers read and write, minute by
// minute. It is taken only when it is asked for how many minutes.
func (b *bench) mixedFigure(s size) error {
	if b.minutes <= 0 {
		return nil
	}
	requests, posts, err := b.mixedWork(s)
	if err != nil {
		return err
	}
	if err := b.close(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(b.folder, "mixed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "mixed.db")
	if err := copyFile(b.database(s), path); err != nil {
		return err
	}
	p, err := b.startMixed(path)
	if err != nil {
		return err
	}
	defer p.end()
	minutes, err := p.load(requests, posts, time.Duration(b.minutes*float64(time.Minute)))
	if err != nil {
		return err
	}
	b.report.add(mixedRows(s, b.minutes, minutes)...)
	return p.end()
}

// mixedWork returns the requests of readers and of the writer.
func (b *bench) mixedWork(s size) (reads [][]byte, writes []func(round int) []byte, err error) {
	f, err := b.fixture(s)
	if err != nil {
		return nil, nil, err
	}
	names, err := f.someNames()
	if err != nil {
		return nil, nil, err
	}
	texts, ids := pieces(names), f.mixedIDs()
	for i := range requestsKept {
		name := mixedOrder[i%len(mixedOrder)]
		query, err := mixedQueries.ReadFile("mixed/" + name + ".graphql")
		if err != nil {
			return nil, nil, err
		}
		variables := map[string]any{"id": ids[i%len(ids)], "other": ids[(i*31+7)%len(ids)], "text": texts[i%len(texts)]}
		if i < len(mixedOrder) && name != "paths" && name != "reach" && name != "subgraph" {
			if answer, err := ask(f.handler, string(query), variables); err != nil {
				return nil, nil, fmt.Errorf("%s: %w, %v", name, err, answer)
			}
		}
		reads = append(reads, request(string(query), variables))
	}
	writes, err = f.mixedWrites()
	return reads, writes, err
}

// mixedWrites returns batches of entities that are there, and links between such,
// which change from round to round.
func (f *fixture) mixedWrites() ([]func(round int) []byte, error) {
	other, err := synthetic.New(f.ontology, synthetic.Options{Entities: f.size.entities, Links: f.size.links, Seed: seed + 1})
	if err != nil {
		return nil, err
	}
	entities := firstOf(f.graph.Entities(), mixedBatches*mixedEntities)
	links := firstOf(other.Links(), mixedBatches*mixedLinks)
	var batches []func(int) []byte
	for i := range mixedBatches {
		es, ls := entities[i*mixedEntities:][:mixedEntities], links[i*mixedLinks:][:mixedLinks]
		batches = append(batches, func(round int) []byte {
			var body bytes.Buffer
			note := fmt.Sprintf("第%d次写入", round)
			for _, c := range es {
				c.Entity.Aliases = []string{note}
				body.Write(ingest.Encode(c))
			}
			for _, c := range ls {
				c.Link.Properties["note"] = note
				body.Write(ingest.Encode(c))
			}
			return body.Bytes()
		})
	}
	return batches, nil
}

func firstOf(changes func(func(jinqiao.Change, error) bool), n int) (list []jinqiao.Change) {
	for c := range changes {
		if list = append(list, c); len(list) == n {
			break
		}
	}
	return list
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// startMixed starts the process that serves and imports.
func (b *bench) startMixed(path string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return b.launch(self, func(addr string) []string { return []string{"child", "serve", path, addr, b.profileOf("serve")} })
}

// A minute is what callers saw in one minute.
type minute struct {
	sample
	reads, writes int
	memory        int64 // most RssAnon of the server
}

// load has 16 callers read and write for a time, in at least two parts of at most a
// minute. The first error ends it.
func (p *process) load(reads [][]byte, writes []func(int) []byte, length time.Duration) ([]minute, error) {
	part := min(time.Minute, length/2)
	readers, err := checked(p.addr, mixedCallers-1, reads)
	if err != nil {
		return nil, err
	}
	var minutes []minute
	written := 0
	for began := time.Now(); time.Since(began) < length-part/2; {
		m := minute{}
		w := watchMemory(p.command.Process.Pid)
		var group sync.WaitGroup
		var wrong error
		end := time.Now().Add(part)
		group.Go(func() { m.writes, wrong = p.write(writes, written, end) })
		m.sample, err = readers.run(part)
		group.Wait()
		if err := errors.Join(err, wrong); err != nil {
			return nil, fmt.Errorf("in minute %d: %w", len(minutes)+1, err)
		}
		written += m.writes
		m.memory, m.reads = w.end(), int(m.rate*part.Seconds())
		minutes = append(minutes, m)
		fmt.Fprintf(os.Stderr, "minute %d: %s, %d writes, RssAnon %s\n", len(minutes), m.sample, m.writes, megabytes(m.memory))
	}
	return minutes, nil
}

// checked is over with a look at each answer: one with an error ends it.
func checked(addr string, workers int, requests [][]byte) (side, error) {
	clients := make([]*client, workers)
	for i := range clients {
		var err error
		if clients[i], err = dial(addr); err != nil {
			return side{}, err
		}
	}
	return side{"mixed", workers, func(worker, i int) error {
		sent := requests[(i*7+worker*131)%len(requests)]
		body, err := clients[worker].post(sent)
		if err == nil && bytes.HasPrefix(body, []byte(`{"errors"`)) {
			err = fmt.Errorf("%.300s to %s", body, sent)
		}
		return err
	}}, nil
}

// write posts one batch after another, with pauses, until the end.
func (p *process) write(batches []func(int) []byte, from int, end time.Time) (n int, err error) {
	for ; time.Now().Before(end); n++ {
		at := from + n
		body := batches[at%len(batches)](at)
		answer, err := http.Post("http://"+p.addr+"/import", "application/x-ndjson", bytes.NewReader(body))
		if err != nil {
			return n, err
		}
		text, _ := io.ReadAll(io.LimitReader(answer.Body, 500))
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			return n, fmt.Errorf("import: %s %s", answer.Status, text)
		}
		time.Sleep(mixedPause)
	}
	return n, nil
}

// mixedRows compare the end with the begin: ten minutes of an hour, else as large a
// part.
func mixedRows(s size, length float64, all []minute) []row {
	n := max(1, min(10, len(all)/6))
	reads, writes := 0, 0
	for _, m := range all {
		reads, writes = reads+m.reads, writes+m.writes
	}
	first, last := median(samples(all[:n]), p50), median(samples(all[len(all)-n:]), p50)
	settled := all[min(n, len(all)-n):] // after the first ten minutes
	before, after := most(settled[:min(n, len(settled))]), most(all[len(all)-n:])
	ratio := float64(last) / float64(first)
	grown := float64(after) / float64(before)
	return []row{
		{what: fmt.Sprintf("mixed load, 16 callers, %.3g minutes: p50 at the end", length), size: s.name, got: short(last), beside: "at the begin: " + short(first),
			ratio: fmt.Sprintf("%.2f ×", ratio), reach: "0.9 to 1.1 ×", missed: ratio < 0.9 || ratio > 1.1},
		{what: "mixed load: RssAnon at the end", size: s.name, got: megabytes(after), beside: "after the begin: " + megabytes(before),
			ratio: fmt.Sprintf("%.2f ×", grown), reach: "no growth (≤ 1.05 ×)", missed: grown > 1.05},
		{what: "mixed load: answers without an error", size: s.name, got: fmt.Sprintf("%d reads, %d imports of %d rows", reads, writes, mixedEntities+mixedLinks)},
	}
}

func samples(minutes []minute) (list []sample) {
	for _, m := range minutes {
		list = append(list, m.sample)
	}
	return list
}

func p50(s sample) time.Duration { return s.p50 }

func most(minutes []minute) (bytes int64) {
	for _, m := range minutes {
		bytes = max(bytes, m.memory)
	}
	return bytes
}
