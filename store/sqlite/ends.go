package sqlite

import "database/sql/driver"

// An end is an entity as a link needs it; zero where there is none.
type end struct{ ord, kind int64 }

// ends remembers entities by id, because most links of a batch join the same
// few, or those that were written before them.
type ends map[string]end

// mostEnds bounds what a batch remembers: about 30 MB.
const mostEnds = 1 << 18

func (m ends) put(id string, e end) {
	if len(m) >= mostEnds {
		clear(m)
	}
	m[id] = e
}

// end returns the entity of an id.
func (w *batch) end(id string) (e end, err error) {
	if e, ok := w.ends[id]; ok {
		return e, nil
	}
	err = w.c.each(background, "SELECT ord, kind FROM entity WHERE id = ?", []any{id}, func(row []driver.Value) error {
		e = end{row[0].(int64), row[1].(int64)}
		w.ends.put(id, e)
		return nil
	})
	return e, err
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
	return w.c.run(background, i.drop)
}
