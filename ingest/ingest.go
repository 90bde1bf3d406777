// Package ingest reads entities and links from files of JSON lines, checks them
// against the ontology, against each other and against a store, and writes them.
//
// Rows go through temporary files that are divided by id, so that the memory an
// import needs does not grow with its input: each part is sorted and compared
// by itself. Nothing is written to the store before all of it was checked, and
// what is then written is what was checked, even if a file changes meanwhile.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"

	"jinqiao"
)

// Options say how to import. The zero value is good.
type Options struct {
	// SkipBad leaves out bad rows, and rows that need one that is left out, and
	// writes the rest. Without it, a file with any problem is refused whole, and
	// so is a file that needs an entity of a refused one.
	SkipBad bool

	// OnProgress is told now and then how far the import is: in rows for "read"
	// and "write", in parts for "check". A total of 0 is not known.
	OnProgress func(phase string, done, total int)

	// TempDir is where temporary files go, about as large as the input; that
	// of the system if empty.
	TempDir string
}

// Import reads sources and writes them to a store in one batch: entities first,
// whatever their source, then links. The same row twice is no problem; two
// different rows with one id are. The report tells of what was refused; an error
// means that the import could not be done, and then nothing was written.
func Import(ctx context.Context, store jinqiao.Store, o *jinqiao.Ontology, sources []Source, options Options) (*Report, error) {
	j, err := newJob(o, store, options)
	if err != nil {
		return nil, err
	}
	defer j.close()
	if options.SkipBad {
		j.mode = skip
	}
	if err := j.read(ctx, sources); err != nil {
		return nil, err
	}
	if err := j.check(ctx); err != nil {
		return nil, err
	}
	j.refuse()
	if err := j.write(ctx); err != nil {
		return nil, err
	}
	return j.report(), nil
}

// mode says what a problem leads to.
type mode int

const (
	whole     mode = iota // its file is refused
	skip                  // its row is left out
	checkOnly             // nothing
)

// A job is one import or check on its way.
type job struct {
	o       *jinqiao.Ontology
	store   jinqiao.Store // nil: nothing but the sources counts
	options Options
	mode    mode
	files   []*file
	dir     string

	// In parts by id or link number. States, answers and marks speak of rows by
	// their place in a part of entities or links.
	entities, entityStates *spool
	links, linkStates      *spool
	entityRefs, linkRefs   *spool // who names an entity, in the part of its id
	answers                *spool // what linkRefs came to, in the part of the link
	marks                  *spool // entities to be left out after others were

	kinds  map[string]int // name of a kind → its number, from 1
	rules  [][]string     // kinds that may be named; nil for any
	ruleOf map[string]int // field of a link → its rule; the last is for evidence
	empty  bool           // the store has no entities
	needs  map[string]int // see depend
	edges  []edge

	entityCount, linkCount, inferred int
}

func newJob(o *jinqiao.Ontology, store jinqiao.Store, options Options) (*job, error) {
	dir, err := os.MkdirTemp(options.TempDir, "jinqiao-import-*")
	if err != nil {
		return nil, fmt.Errorf("create a temporary folder: %w", plain(err))
	}
	j := &job{o: o, store: store, options: options, dir: dir, needs: map[string]int{}}
	for _, s := range j.spools() {
		if *s, err = newSpool(dir); err != nil {
			return nil, errors.Join(err, j.close())
		}
	}
	j.kinds = map[string]int{}
	for i, k := range o.Kinds {
		j.kinds[k.Name] = i + 1
	}
	j.rules, j.ruleOf = [][]string{nil}, map[string]int{"from": 0, "to": 0}
	for i, ref := range o.References {
		j.rules = append(j.rules, ref.Kinds)
		j.ruleOf[ref.Field] = i + 1
	}
	j.rules = append(j.rules, o.EvidenceKinds)
	return j, nil
}

func (j *job) spools() []**spool {
	return []**spool{&j.entities, &j.entityStates, &j.links, &j.linkStates, &j.entityRefs, &j.linkRefs, &j.answers, &j.marks}
}

// close removes what is left of the temporary files.
func (j *job) close() error {
	for _, s := range j.spools() {
		if *s != nil {
			_ = (*s).close() // nothing of it is needed any more
		}
	}
	return os.RemoveAll(j.dir)
}

// rule returns the rule for a field that names an entity.
func (j *job) rule(field string) int {
	if r, ok := j.ruleOf[field]; ok {
		return r
	}
	return len(j.rules) - 1
}

func (j *job) progress(phase string, done, total int) {
	if j.options.OnProgress != nil {
		j.options.OnProgress(phase, done, total)
	}
}

func (j *job) place(file, line int) jinqiao.Place {
	return jinqiao.Place{File: j.files[file].name, Line: line}
}

// fault notes a problem with a row.
func (j *job) fault(file, line int, subject, field, format string, args ...any) {
	j.files[file].problem(jinqiao.Problem{
		Place: j.place(file, line), Subject: subject, Field: field, Message: fmt.Sprintf(format, args...),
	})
}

// report tells what came of it all.
func (j *job) report() *Report {
	r := &Report{Entities: j.entityCount, Links: j.linkCount, Inferred: j.inferred}
	for _, f := range j.files {
		f.trim()
		r.Sources = append(r.Sources, SourceReport{f.counts, f.name, f.rows, f.refused, f.found})
		r.Problems = append(r.Problems, f.problems...)
		r.Further += f.found - len(f.problems)
		r.add(f.counts)
	}
	return r
}
