package sqlite

import (
	"database/sql/driver"
	"slices"

	"jinqiao/search"
)

// A slot is the place of an entity in the index of terms: its standing, then its
// ord.
const (
	ordBits = 40
	ordMask = "1099511627775" // 1<<ordBits - 1, as it stands in SQL
)

func slotOf(s search.Standing, ord int64) int64 { return int64(s)<<ordBits | ord }

func standingAt(slot int64) search.Standing { return search.Standing(slot >> ordBits) }

func ordAt(slot int64) int64 { return slot & (1<<ordBits - 1) }

// rank brings the index of terms up to what the batch has changed. Terms are
// inserted in the order of slots: otherwise FTS5 would write each row by itself.
func (w *batch) rank() error {
	var slots []int64
	err := w.touched.each(func(ord int64, links int, renamed bool) error {
		slot, moved, err := w.place(ord, links, renamed)
		if moved {
			slots = append(slots, slot)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(slots)
	w.indexed = len(slots)
	return w.insertTerms(slots)
}

// place writes the standing of an entity. moved reports whether its terms have to
// be inserted at its slot; those at an old one are gone by then.
func (w *batch) place(ord int64, links int, renamed bool) (slot int64, moved bool, err error) {
	degree, old := 0, int64(-1)
	err = w.c.each(background, "SELECT degree, slot FROM standing WHERE ord = ?", []any{ord}, func(row []driver.Value) error {
		degree, old = int(row[0].(int64)), row[1].(int64)
		return nil
	})
	if err != nil {
		return 0, false, err
	}
	degree += links
	if renamed || old < 0 {
		e, err := w.searched(ord)
		if err != nil {
			return 0, false, err
		}
		slot = slotOf(search.StandingOf(e.text, e.cohort, degree), ord)
	} else {
		slot = slotOf(standingAt(old).WithDegree(degree), ord)
	}
	if old >= 0 && (renamed || slot != old) {
		if _, err := w.c.exec(background, "DELETE FROM term WHERE rowid = ?", old); err != nil {
			return 0, false, err
		}
	}
	_, err = w.c.exec(background, "INSERT INTO standing VALUES (?, ?, ?) ON CONFLICT (ord) DO UPDATE SET degree = excluded.degree, slot = excluded.slot", ord, degree, slot)
	return slot, renamed || slot != old, err
}

// searched is what the index needs of an entity.
type searched struct {
	kind   int64
	cohort bool
	text   string
}

func (w *batch) searched(ord int64) (e searched, err error) {
	err = w.c.each(background, "SELECT kind, cohort, runs FROM entity WHERE ord = ?", []any{ord}, func(row []driver.Value) error {
		e = searched{row[0].(int64), row[1] != int64(0), text(row[2])}
		return nil
	})
	return e, err
}
