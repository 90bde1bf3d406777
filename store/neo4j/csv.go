package neo4j

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// CSV are the files from which Neo4j's own bulk importer makes the database of a
// store: of each a head and a body.
type CSV struct {
	Nodes, Relationships [][]string // files that belong together
}

// Arguments returns what the importer has to be told, behind the name of the
// database.
func (c *CSV) Arguments() []string {
	args := []string{"--array-delimiter=U+001F", "--multiline-fields=true", "--legacy-style-quoting=false", "--id-type=string"}
	for _, files := range c.Nodes {
		args = append(args, "--nodes="+strings.Join(files, ","))
	}
	for _, files := range c.Relationships {
		args = append(args, "--relationships="+strings.Join(files, ","))
	}
	return args
}

const arrayDelimiter = "\x1f"

// WriteCSV writes a graph for the bulk importer into a folder, which is made if it is
// missing: the database is then the one that Apply fills with one batch of the same
// changes. Nothing is checked: ids have to be unique, and ends to be there. What the
// form cannot tell from something else, a list of nothing or of one empty text, is an
// error.
func WriteCSV(ctx context.Context, folder string, o *jinqiao.Ontology, entities, links iter.Seq2[jinqiao.Change, error]) (*CSV, error) {
	s, err := newSchema(o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	w := &csvWriter{schema: s, ctx: ctx, folder: folder, degrees: map[string]int{}, counts: tally{}}
	return w.write(entities, links)
}

type csvWriter struct {
	*schema
	ctx     context.Context
	folder  string
	degrees map[string]int // by id of an entity
	counts  tally
	foreign bool
}

func (w *csvWriter) write(entities, links iter.Seq2[jinqiao.Change, error]) (*CSV, error) {
	relationships, err := w.table("links", []string{":START_ID(entity)", ":END_ID(entity)", ":TYPE"}, links, w.link)
	if err != nil {
		return nil, err
	}
	nodes, err := w.table("entities", []string{":ID(entity)", ":LABEL"}, entities, w.entity)
	if err != nil {
		return nil, err
	}
	own, err := w.table("store", []string{":ID(store)", ":LABEL"}, w.once(), w.store)
	return &CSV{append(nodes, own...), relationships}, err
}

// table writes the rows of changes.
func (w *csvWriter) table(name string, fixed []string, changes iter.Seq2[jinqiao.Change, error], row func(jinqiao.Change) ([]string, map[string]any, error)) (files [][]string, err error) {
	t := &csvTable{path: filepath.Join(w.folder, name), head: fixed, places: map[string]int{}}
	defer func() { err = errors.Join(err, t.end()) }()
	for c, err := range changes {
		if err == nil {
			err = w.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		cells, properties, err := row(c)
		if err != nil {
			return nil, err
		}
		if err := t.add(cells, properties); err != nil {
			return nil, err
		}
	}
	err = t.end()
	return t.files, err
}

func (w *csvWriter) link(c jinqiao.Change) ([]string, map[string]any, error) {
	l := c.Link
	id, own := w.linkID(l)
	w.foreign = w.foreign || !own
	for _, end := range unique([]string{l.From, l.To}) {
		w.degrees[end]++
	}
	w.counts.link(l.Relationship, l.Assertion, 1)
	properties, err := w.linkProperties(l, id)
	return []string{l.From, l.To, l.Relationship}, properties, err
}

func (w *csvWriter) entity(c jinqiao.Change) ([]string, map[string]any, error) {
	e := c.Entity
	w.counts.entity(e.Kind, e.Cohort != nil, 1)
	properties, err := w.entityProperties(e)
	if err != nil {
		return nil, nil, err
	}
	rank, _ := properties[rankField].(int)
	properties[rankField] = int(search.Standing(rank).WithDegree(w.degrees[e.ID]))
	return []string{e.ID, entityLabel + arrayDelimiter + e.Kind}, properties, nil
}

func (w *csvWriter) once() iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) { yield(jinqiao.Change{}, nil) }
}

// store returns the node that the store keeps for itself.
func (w *csvWriter) store(jinqiao.Change) ([]string, map[string]any, error) {
	properties := map[string]any{"key": "store", "version": SchemaVersion, "revision": 1, "seq": 0, "changedAt": now()}
	if w.foreign {
		properties["foreign"] = true
	}
	maps.Copy(properties, w.counts.changes())
	return []string{"store", metaLabel}, properties, nil
}

// A csvTable writes rows. The importer wants all rows of a file to have all columns,
// and which there are is known at the end: each row with a new one begins a new file.
type csvTable struct {
	path   string // of the files, without their endings
	files  [][]string
	head   []string
	places map[string]int
	cells  []string
	file   *os.File // nil where none is begun
	out    *bufio.Writer
}

func (t *csvTable) add(fixed []string, properties map[string]any) error {
	if t.cells == nil {
		t.cells = make([]string, len(t.head))
	}
	for i, cell := range fixed {
		t.cells[i] = csvQuoted(cell)
	}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		cell, kind, err := csvCell(properties[name])
		if err != nil {
			return fmt.Errorf("%s of %s: %w", name, fixed[0], err)
		}
		place, err := t.column(name + ":" + kind)
		if err != nil {
			return err
		}
		t.cells[place] = cell
	}
	if err := t.begin(); err != nil {
		return err
	}
	for i, cell := range t.cells {
		if i > 0 {
			t.out.WriteByte(',')
		}
		t.out.WriteString(cell)
		t.cells[i] = ""
	}
	return t.out.WriteByte('\n')
}

// column returns the place of a column, with which a new file begins if it is new.
func (t *csvTable) column(name string) (int, error) {
	if place, known := t.places[name]; known {
		return place, nil
	}
	place := len(t.head)
	t.places[name] = place
	t.head, t.cells = append(t.head, csvQuoted(name)), append(t.cells, "")
	return place, t.end()
}

// begin begins a file with the columns that there are, unless one is begun.
func (t *csvTable) begin() (err error) {
	if t.file != nil {
		return nil
	}
	head, body := fmt.Sprintf("%s.%d.head.csv", t.path, len(t.files)), fmt.Sprintf("%s.%d.csv", t.path, len(t.files))
	if err := os.WriteFile(head, []byte(strings.Join(t.head, ",")+"\n"), 0o644); err != nil {
		return err
	}
	if t.file, err = os.Create(body); err != nil {
		return err
	}
	t.out, t.files = bufio.NewWriterSize(t.file, 1<<20), append(t.files, []string{head, body})
	return nil
}

// end ends the file that is begun.
func (t *csvTable) end() error {
	if t.file == nil {
		return nil
	}
	f := t.file
	t.file = nil
	return errors.Join(t.out.Flush(), f.Close())
}

var errCSVList = errors.New("a list of nothing, or of one empty text, cannot be written for the bulk importer")

// csvCell returns a value as it is written, and its type in the head.
func csvCell(value any) (cell, kind string, err error) {
	switch v := value.(type) {
	case string:
		return csvQuoted(v), "string", nil
	case int:
		return strconv.Itoa(v), "long", nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), "double", nil
	case bool:
		return strconv.FormatBool(v), "boolean", nil
	case []string:
		if len(v) == 0 || len(v) == 1 && v[0] == "" || slices.ContainsFunc(v, func(s string) bool { return strings.Contains(s, arrayDelimiter) }) {
			err = errCSVList
		}
		return csvQuoted(strings.Join(v, arrayDelimiter)), "string[]", err
	}
	return "", "", fmt.Errorf("a value cannot be a %T", value)
}

func csvQuoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
