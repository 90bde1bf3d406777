package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// What an import may take: seconds by size, and memory.
var importLimits = map[string]float64{"200k": 90, "2m": 600}

const importMemory = 1e9

// indexShare is how large the index of names may be, beside entities.
const indexShare = 1.2

// importFigure imports the files of a size into a new store, in a process of its
// own, and writes the same rows with SQL in another.
func (b *bench) importFigure(s size) error {
	if err := errors.Join(b.close(), b.write(s)); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(b.folder, "import-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	stored := filepath.Join(folder, "imported.db")
	imported, err := b.inChild("import", b.files(s), stored)
	if err != nil {
		return err
	}
	inserted, err := b.inChild("insert", stored, filepath.Join(folder, "inserted.db"))
	if err != nil {
		return err
	}
	disk, err := os.Stat(stored)
	if err != nil {
		return err
	}
	index, entities, err := b.indexOnDisk(stored)
	if err != nil {
		return err
	}
	rate := float64(s.entities+s.links) / imported.Seconds
	r := row{what: "import of JSONL into a new store", size: s.name,
		got:    fmt.Sprintf("%.1f s, %.0f rows/s (CPU %.1f s)", imported.Seconds, rate, imported.CPU),
		beside: fmt.Sprintf("raw INSERTs: %.1f s (CPU %.1f s)", inserted.Seconds, inserted.CPU),
		ratio:  fmt.Sprintf("%.2f ×", imported.Seconds/inserted.Seconds)}
	if limit := importLimits[s.name]; limit > 0 {
		r.reach, r.missed = fmt.Sprintf("≤ %.0f s", limit), imported.Seconds > limit
	}
	b.report.add(r,
		row{what: "peak RssAnon of the import", size: s.name, got: megabytes(imported.Peak), beside: "raw INSERTs: " + megabytes(inserted.Peak),
			reach: "≤ 1 GB", missed: imported.Peak > importMemory},
		row{what: "store on disk", size: s.name, got: megabytes(disk.Size())},
		row{what: "index of names on disk", size: s.name, got: megabytes(index), beside: "entities: " + megabytes(entities),
			ratio: fmt.Sprintf("%.2f ×", float64(index)/float64(entities)), reach: fmt.Sprintf("≤ %.1f ×", indexShare), missed: float64(index) > indexShare*float64(entities)})
	return nil
}

// indexOnDisk returns how many bytes of a store are pages of its index of names,
// and how many are pages of entities, without their other indexes.
func (b *bench) indexOnDisk(path string) (index, entities int64, err error) {
	db, err := openRaw(path, "query_only(1)")
	if err != nil {
		return 0, 0, err
	}
	defer db.Close()
	const pages = `SELECT sum(pgsize) FILTER (WHERE name IN ('vocabulary', 'label', 'standing') OR name LIKE 'term\_%' ESCAPE '\'),
		sum(pgsize) FILTER (WHERE name = 'entity') FROM dbstat WHERE aggregate = TRUE`
	err = db.QueryRowContext(b.ctx, pages).Scan(&index, &entities)
	return index, entities, err
}

// inChild runs this program again for one piece of work.
func (b *bench) inChild(work, from, to string) (o outcome, err error) {
	self, err := os.Executable()
	if err != nil {
		return o, err
	}
	command := exec.CommandContext(b.ctx, self, "child", work, from, to, b.profileOf(work))
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return o, fmt.Errorf("%s: %w", work, err)
	}
	return o, json.Unmarshal(out, &o)
}
