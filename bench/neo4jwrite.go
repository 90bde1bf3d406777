package main

import (
	"fmt"
	"strings"
	"time"

	"jinqiao"
	"jinqiao/ingest"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

const (
	importShare = 0.6 // of the rows a second of MERGE
	mergeRows   = 2000
	// copied is how many rows are read at once, outside what is measured, to be
	// written again.
	copied = 20_000
)

// neo4jImportFigure imports the files of a size into a new database, and writes
// the same rows with MERGE into another that has the same constraints and indexes.
func (b *bench) neo4jImportFigure(s size) error {
	if err := b.write(s); err != nil {
		return err
	}
	from, err := neo4jtest.Start(neo4jtest.Config{Heap: serverHeap, Cache: serverCache})
	if err != nil {
		return err
	}
	defer from.Close()
	took, err := b.importInto(s, from.URI())
	if err != nil {
		return err
	}
	merged, err := b.mergeInto(from.URI())
	if err != nil {
		return err
	}
	rows := float64(s.entities + s.links)
	ratio := merged.Seconds() / took.Seconds()
	b.report.add(row{what: "Neo4j, import of JSONL into a new database", size: s.name,
		got:    fmt.Sprintf("%.1f s, %.0f rows/s", took.Seconds(), rows/took.Seconds()),
		beside: fmt.Sprintf("driver, UNWIND … MERGE of the same rows: %.1f s, %.0f rows/s", merged.Seconds(), rows/merged.Seconds()),
		ratio:  fmt.Sprintf("%.2f of the rate", ratio), reach: fmt.Sprintf("≥ %.3g of the rate", importShare), missed: ratio < importShare})
	return nil
}

// importInto imports the files of a size as the command does. Making constraints
// and indexes does not count.
func (b *bench) importInto(s size, uri string) (time.Duration, error) {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return 0, err
	}
	sources, err := ingest.Paths(b.files(s))
	if err != nil {
		return 0, err
	}
	store, err := neo4j.Open(b.ctx, neo4j.Options{URI: uri, Ontology: ontology})
	if err != nil {
		return 0, err
	}
	defer store.Close()
	start := time.Now()
	report, err := ingest.Import(b.ctx, store, ontology, sources, ingest.Options{})
	if err == nil && len(report.Problems) > 0 {
		err = fmt.Errorf("refused: %s", report.Problems[0])
	}
	return time.Since(start), err
}

// mergeInto writes all that a database holds into a new one, and returns how long
// the writing took.
func (b *bench) mergeInto(from string) (time.Duration, error) {
	to, err := neo4jtest.Start(neo4jtest.Config{Heap: serverHeap, Cache: serverCache})
	if err != nil {
		return 0, err
	}
	defer to.Close()
	ontology, err := jinqiao.Standard()
	if err != nil {
		return 0, err
	}
	store, err := neo4j.Open(b.ctx, neo4j.Options{URI: to.URI(), Ontology: ontology}) // makes constraints and indexes
	if err != nil {
		return 0, err
	}
	defer store.Close()
	source, err := openRawDriver(from)
	if err != nil {
		return 0, err
	}
	defer source.driver.Close(b.ctx)
	target, err := openRawDriver(to.URI())
	if err != nil {
		return 0, err
	}
	defer target.driver.Close(b.ctx)
	var took time.Duration
	for _, k := range ontology.Kinds {
		spent, err := merge(source, target, "MATCH (e:"+k.Name+") WHERE e.id > $after WITH e ORDER BY e.id LIMIT $limit RETURN collect({id: e.id, p: properties(e)})",
			"UNWIND $rows AS r MERGE (e:Entity {id: r.id}) SET e:"+k.Name+", e += r.p RETURN count(*)")
		if err != nil {
			return 0, err
		}
		took += spent
	}
	for _, r := range ontology.Relationships {
		spent, err := merge(source, target, strings.ReplaceAll("MATCH (a)-[l:$T]->(b) WHERE l.id > $after WITH a, l, b ORDER BY l.id LIMIT $limit RETURN collect({id: l.id, a: a.id, b: b.id, p: properties(l)})", "$T", r.Name),
			"UNWIND $rows AS r MATCH (a:Entity {id: r.a}) MATCH (b:Entity {id: r.b}) MERGE (a)-[l:"+r.Name+" {id: r.id}]->(b) SET l += r.p RETURN count(*)")
		if err != nil {
			return 0, err
		}
		took += spent
	}
	return took, nil
}

// merge writes what one statement reads with another, in portions, and returns how
// long the writing took.
func merge(source, target *rawDriver, read, write string) (took time.Duration, err error) {
	for after := ""; ; {
		record, err := source.read(read, map[string]any{"after": after, "limit": copied})
		if err != nil {
			return 0, err
		}
		rows, _ := record[0].([]any)
		if len(rows) == 0 {
			return took, nil
		}
		last, _ := rows[len(rows)-1].(map[string]any)
		after, _ = last["id"].(string)
		start := time.Now()
		for len(rows) > 0 {
			n := min(mergeRows, len(rows))
			if _, err := target.write(write, map[string]any{"rows": rows[:n]}); err != nil {
				return 0, err
			}
			rows = rows[n:]
		}
		took += time.Since(start)
	}
}
