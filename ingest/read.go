package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"

	"jinqiao"
)

// Read reads rows of JSON lines, strictly, and calls visit with each: with what
// a row holds, as far as it can be told, and what is wrong with it by itself. An
// error of visit ends it and is returned.
func Read(ctx context.Context, o *jinqiao.Ontology, name string, r io.Reader, visit func(jinqiao.Change, []jinqiao.Problem) error) error {
	return readRows(ctx, o, name, r, func(row parsed) error { return visit(row.change, row.problems) })
}

// A parsed is a row as it was read.
type parsed struct {
	change   jinqiao.Change
	problems []jinqiao.Problem
	number   uint64 // of a link
	body     []byte // as Encode writes it, without the line break; nil if there are problems
}

// A chunk is some lines, decoded by one goroutine while others do theirs.
type chunk struct {
	lines []line
	rows  []parsed
	err   error // with which the source ended after these lines
	done  chan struct{}
}

const (
	chunkBytes = 128 << 10
	chunkLines = 512
	decoders   = 2 // with a third goroutine that spools, what two cores can use
)

// readRows decodes a source in several goroutines and visits its rows in order.
func readRows(ctx context.Context, o *jinqiao.Ontology, name string, r io.Reader, visit func(parsed) error) error {
	ctx, cancel := context.WithCancel(ctx)
	inOrder := make(chan *chunk, decoders)
	work := make(chan *chunk, decoders)
	go split(ctx, r, inOrder, work)
	for range decoders {
		go decodeChunks(o, name, work)
	}
	defer func() { // no goroutine outlives the call
		cancel()
		for c := range inOrder {
			<-c.done
		}
	}()
	for c := range inOrder {
		<-c.done
		for _, row := range c.rows {
			if err := visit(row); err != nil {
				return err
			}
		}
		if errors.Is(c.err, io.EOF) {
			return nil
		}
		if c.err != nil {
			return fmt.Errorf("read %s: %w", name, plain(c.err))
		}
	}
	return ctx.Err()
}

// split cuts a source into chunks, until it ends or ctx does.
func split(ctx context.Context, r io.Reader, inOrder, work chan<- *chunk) {
	defer close(inOrder)
	defer close(work)
	lines := newLineReader(r)
	for ctx.Err() == nil {
		c := gather(lines)
		select {
		case inOrder <- c:
			work <- c
		case <-ctx.Done():
			return
		}
		if c.err != nil {
			return
		}
	}
}

func gather(lines *lineReader) *chunk {
	c := &chunk{done: make(chan struct{})}
	buf := make([]byte, 0, chunkBytes+chunkBytes/8)
	for len(buf) < chunkBytes && len(c.lines) < chunkLines {
		var l line
		if l, buf, c.err = lines.next(buf); c.err != nil {
			break
		}
		c.lines = append(c.lines, l)
	}
	return c
}

func decodeChunks(o *jinqiao.Ontology, name string, work <-chan *chunk) {
	d := newDecoder(o)
	for c := range work {
		c.rows = make([]parsed, len(c.lines))
		for i, l := range c.lines {
			c.rows[i] = d.parse(jinqiao.Place{File: name, Line: l.number}, l)
		}
		c.lines = nil
		close(c.done)
	}
}

func (d *decoder) parse(place jinqiao.Place, l line) (p parsed) {
	p.change, p.problems = d.decode(place, l)
	if len(p.problems) == 0 {
		p.number = d.number
		p.body = appendRow(make([]byte, 0, len(l.text)), p.change)
	}
	return p
}

// read takes in all sources.
func (j *job) read(ctx context.Context, sources []Source) error {
	done := 0
	for i, s := range sources {
		j.files = append(j.files, &file{name: s.Name})
		if err := j.readSource(ctx, i, s, &done); err != nil {
			return err
		}
	}
	j.progress("read", done, done)
	return nil
}

func (j *job) readSource(ctx context.Context, i int, s Source, done *int) error {
	r, err := s.Open()
	if err != nil {
		return fmt.Errorf("read %s: %w", s.Name, plain(err))
	}
	defer r.Close()
	return readRows(ctx, j.o, s.Name, r, func(row parsed) error {
		if *done++; *done%10_000 == 0 {
			j.progress("read", *done, 0)
		}
		return j.take(i, row)
	})
}

// take spools a row of a file, and what it names.
func (j *job) take(file int, row parsed) error {
	f := j.files[file]
	f.rows++
	for _, p := range row.problems {
		f.problem(p)
	}
	if e := row.change.Entity; e != nil {
		return j.takeEntity(file, row)
	}
	if row.change.Link != nil && row.body != nil {
		return j.takeLink(file, row)
	}
	return nil
}

// takeEntity spools a bad entity too, so that what needs it can be told why it
// is not there.
func (j *job) takeEntity(file int, row parsed) error {
	e, line := row.change.Entity, row.change.Place.Line
	if !jinqiao.ValidID(e.ID) {
		return nil
	}
	p := PartOf(e.ID)
	at := j.entities.parts[p].records
	r := entityRow{file: file, line: line, bad: row.body == nil, id: e.ID, kind: e.Kind, body: row.body}
	if err := j.entities.add(p, r.append(nil)); err != nil || r.bad {
		return err
	}
	ref := refRow{file: file, line: line, part: p, index: at, subject: e.ID}
	return j.takeRefs(j.entityRefs, ref, j.o.EntityReferences(e))
}

func (j *job) takeLink(file int, row parsed) error {
	l, line := row.change.Link, row.change.Place.Line
	p := partOfLink(row.number)
	at := j.links.parts[p].records
	r := linkRow{number: row.number, file: file, line: line, relationship: l.Relationship, inferred: l.Confidence != "", body: row.body}
	if err := j.links.add(p, r.append(nil)); err != nil {
		return err
	}
	return j.takeRefs(j.linkRefs, refRow{file: file, line: line, part: p, index: at}, j.o.LinkReferences(l))
}

func (j *job) takeRefs(to *spool, ref refRow, named []jinqiao.Mention) error {
	var room [128]byte
	for _, n := range named {
		ref.field, ref.rule, ref.id = n.Field, j.rule(n.Field), []byte(n.ID)
		if err := to.add(PartOf(n.ID), ref.append(room[:0])); err != nil {
			return err
		}
	}
	return nil
}
