package sqlite

import (
	"cmp"
	"fmt"
	"slices"

	"jinqiao/internal/termless"
)

// A large batch that fills an empty table does so without its indexes, which are
// made at the end, and with a larger cache.

// bulkCache is how many KiB of pages are kept meanwhile.
const bulkCache = 128 << 10

// direct has a large batch write into the file itself instead of the log, from
// which all would have to be copied, and whose pages are the slower to find the
// more there are. A rollback journal makes it whole or nothing as well; since it has
// what was there before, it is empty. But readers wait for the writer: so only a
// store that was never written is filled so, while nobody reads.
func (s *Store) direct() (end func()) {
	none := func() {}
	if revision, err := s.writer.number(background, "SELECT revision FROM state"); err != nil || revision > 0 {
		return none
	}
	if !s.readers.pause() {
		return none
	}
	s.writer.run(background, "PRAGMA journal_mode = DELETE") // where it is refused, the log goes on
	return func() {
		s.writer.run(background, "PRAGMA journal_mode = WAL")
		s.readers.resume()
	}
}

// strip takes the indexes off an empty table that a large batch is about to
// fill.
func (w *batch) strip(i indexing) error {
	if !w.bulk || w.looked[i.table] {
		return nil
	}
	w.looked[i.table] = true
	some, err := w.c.number(background, "SELECT EXISTS (SELECT 1 FROM "+i.table+")")
	if err != nil || some > 0 {
		return err
	}
	w.stripped = append(w.stripped, i)
	if i.table == entityIndexes.table && !termless.Asked(w.ctx) {
		w.inverted = newInversion(lowest, w.s.names.kindNames)
	}
	if err := w.c.run(background, fmt.Sprintf("PRAGMA cache_size = -%d", bulkCache)); err != nil {
		return err
	}
	return w.c.run(background, i.drop)
}

// dress makes the indexes that were taken off.
func (w *batch) dress() error {
	if err := w.insertLabels(); err != nil {
		return err
	}
	for _, i := range w.stripped {
		if err := w.c.run(w.ctx, i.make); err != nil {
			return err
		}
	}
	return nil
}

// shrink gives the larger cache back. It has no other consequence if it fails.
func (w *batch) shrink() {
	for _, p := range writePragmas {
		if p.name == "cache_size" {
			w.c.run(background, "PRAGMA cache_size = "+p.value+"; PRAGMA shrink_memory")
		}
	}
}

// A labelRow is a row of the index of labels.
type labelRow struct{ hash, ord int64 }

// mostLabels bounds how many rows wait: 64 MB.
const mostLabels = 1 << 22

// insertLabels inserts the rows that wait, in their order, which is several times
// faster than as they come.
func (w *batch) insertLabels() error {
	slices.SortFunc(w.labels, func(a, b labelRow) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.ord, b.ord)) })
	for _, l := range w.labels {
		if _, err := w.c.exec(background, "INSERT INTO label VALUES (?, ?)", l.hash, l.ord); err != nil {
			return err
		}
	}
	w.labels = nil
	return nil
}
