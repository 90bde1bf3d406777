package synthetic

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"

	"jinqiao"
)

// The files that WriteFiles makes, as in a folder of example data.
const (
	EntitiesFile = "entities.jsonl"
	LinksFile    = "links.jsonl"
)

// WriteFiles writes the graph into a folder, which is made if it is missing.
func (g *Graph) WriteFiles(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := writeFile(filepath.Join(folder, EntitiesFile), g.Entities()); err != nil {
		return err
	}
	return writeFile(filepath.Join(folder, LinksFile), g.Links())
}

func writeFile(path string, changes iter.Seq2[jinqiao.Change, error]) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := WriteLines(w, changes); err != nil {
		return err
	}
	return w.Flush()
}

// WriteLines writes changes as JSON, one a line, without ids of links, which
// follow from the rest.
func WriteLines(w io.Writer, changes iter.Seq2[jinqiao.Change, error]) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for c, err := range changes {
		if err != nil {
			return err
		}
		if err := out.Encode(record(c)); err != nil {
			return err
		}
	}
	return nil
}

// record returns the fields of a line; what is not known is left out.
func record(c jinqiao.Change) map[string]any {
	if c.Link != nil {
		return linkRecord(c.Link)
	}
	e := c.Entity
	fields := map[string]any{"kind": e.Kind, "id": e.ID, "name": e.Name}
	maps.Copy(fields, e.Properties)
	if e.Aliases != nil {
		fields["aliases"] = e.Aliases
	}
	if e.Hub {
		fields["hub"] = true
	}
	if e.Cohort != nil {
		cohort := map[string]any{"size": e.Cohort.Size}
		setText(cohort, "qualifier", e.Cohort.Qualifier)
		fields["cohort"] = cohort
	}
	return withEvidence(fields, e.Evidence)
}

func linkRecord(l *jinqiao.Link) map[string]any {
	fields := map[string]any{"relationship": l.Relationship, "from": l.From, "to": l.To, "assertion": l.Assertion}
	maps.Copy(fields, l.Properties)
	setText(fields, "key", l.Key)
	setText(fields, "confidence", l.Confidence)
	setText(fields, "scope", l.Scope)
	if l.Collective {
		fields["collective"] = true
	}
	return withEvidence(fields, l.Evidence)
}

func setText(fields map[string]any, name, text string) {
	if text != "" {
		fields[name] = text
	}
}

func withEvidence(fields map[string]any, evidence []jinqiao.Evidence) map[string]any {
	if len(evidence) == 0 {
		return fields
	}
	var list []map[string]any
	for _, v := range evidence {
		piece := map[string]any{"document": v.Document}
		setText(piece, "locator", v.Locator)
		setText(piece, "asOf", string(v.AsOf))
		list = append(list, piece)
	}
	fields["evidence"] = list
	return fields
}
