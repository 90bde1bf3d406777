package ingest

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"jinqiao"
)

// keptProblems is how many problems of a source a report holds: enough to see
// what is wrong, and little memory when every row is.
const keptProblems = 1000

// Counts say what became of rows.
type Counts struct {
	Created, Updated, Unchanged, Refused int
}

func (c *Counts) add(d Counts) {
	c.Created += d.Created
	c.Updated += d.Updated
	c.Unchanged += d.Unchanged
	c.Refused += d.Refused
}

// A Report tells what an import or a check found and did.
type Report struct {
	Counts  // of all sources
	Sources []SourceReport

	// Entities and Links count those that are, or would be, in the store
	// because of this, each once; Inferred counts links.
	Entities, Links, Inferred int

	// Problems are those of all sources, in order of source and line: up to a
	// thousand of each. Further counts the rest.
	Problems []jinqiao.Problem
	Further  int

	checked bool // nothing was to be written
}

// A SourceReport tells it of one source.
type SourceReport struct {
	Counts
	Name     string
	Rows     int
	Refused  bool // as a whole
	Problems int  // how many there are, kept or not
}

// WriteTo prints the report for people.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	p := &printer{w: w}
	for _, problem := range r.Problems {
		p.line("%s", problem)
	}
	if r.Further > 0 {
		p.line("and %d further %s", r.Further, plural(r.Further, "problem"))
	}
	for _, s := range r.Sources {
		p.line("%s", s.line(r.checked))
	}
	if len(r.Sources) > 1 && !r.checked {
		p.line("in all: %s", r.Counts)
	}
	p.line("%s", r.Contents())
	return p.n, p.err
}

// Contents says how many entities and links there are, as in "534 entities,
// 858 links, of them 187 inferred".
func (r *Report) Contents() string {
	return fmt.Sprintf("%d %s, %d %s, of them %d inferred",
		r.Entities, plural(r.Entities, "entity"), r.Links, plural(r.Links, "link"), r.Inferred)
}

// String says what became of rows.
func (c Counts) String() string {
	return fmt.Sprintf("%d created, %d updated, %d unchanged, %d refused", c.Created, c.Updated, c.Unchanged, c.Refused)
}

// line says what became of a source.
func (s SourceReport) line(checked bool) string {
	if checked {
		return fmt.Sprintf("%s: %d %s, %d %s", s.Name, s.Rows, plural(s.Rows, "row"), s.Problems, plural(s.Problems, "problem"))
	}
	line := s.Name + ": " + s.Counts.String()
	if s.Refused {
		line += " (nothing of this file was written)"
	}
	return line
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	if word == "entity" {
		return "entities"
	}
	return word + "s"
}

// A printer writes lines until one fails.
type printer struct {
	w   io.Writer
	n   int64
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err != nil {
		return
	}
	n, err := fmt.Fprintf(p.w, format+"\n", args...)
	p.n, p.err = p.n+int64(n), err
}

// A file is a source with what is known of it so far.
type file struct {
	name    string
	rows    int
	refused bool
	counts  Counts

	problems []jinqiao.Problem
	found    int
}

// problem keeps a problem, if it is among the first of the file by line.
func (f *file) problem(p jinqiao.Problem) {
	f.found++
	f.problems = append(f.problems, p)
	if len(f.problems) >= 2*keptProblems {
		f.trim()
	}
}

func (f *file) trim() {
	slices.SortStableFunc(f.problems, func(a, b jinqiao.Problem) int {
		return cmp.Or(cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Field, b.Field))
	})
	if len(f.problems) > keptProblems {
		f.problems = slices.Clip(f.problems[:keptProblems])
	}
}
