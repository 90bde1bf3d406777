package sqlite

import (
	"database/sql/driver"
	"hash/maphash"
)

// An end is an entity as a link needs it; zero where there is none.
type end struct{ ord, kind int64 }

// ends remembers entities by id, because most links of a batch join the same
// few, or those that were written before them. It is an open hash table of places
// in a list, half full at most, with all ids in one text: the entities of a large
// batch take 60 bytes each, a third of what they take in a map.
type ends struct {
	seed  maphash.Seed
	slots []uint32 // 1 + place, 0 for an empty one
	list  []knownEnd
	text  []byte
}

type knownEnd struct {
	ord  int64
	stop uint32 // of its id in the text; it starts where that of the last one stops
	kind uint16
}

// mostEnds and longestEnds bound what a batch remembers: about 250 MB.
const (
	mostEnds    = 1 << 22
	longestEnds = 1 << 27
)

// put remembers an entity that is not yet known.
func (m *ends) put(id string, e end) {
	if len(m.list) >= mostEnds || len(m.text)+len(id) > longestEnds {
		*m = ends{}
	}
	if 2*len(m.list) >= len(m.slots) {
		m.grow()
	}
	m.text = append(m.text, id...)
	m.list = append(m.list, knownEnd{e.ord, uint32(len(m.text)), uint16(e.kind)})
	m.enter(len(m.list) - 1)
}

// get returns what is known of an id.
func (m *ends) get(id string) (e end, ok bool) {
	if len(m.slots) == 0 {
		return end{}, false
	}
	for i := m.slot(maphash.String(m.seed, id)); m.slots[i] > 0; i = (i + 1) & (len(m.slots) - 1) {
		place := int(m.slots[i]) - 1
		if string(m.id(place)) == id {
			k := m.list[place]
			return end{k.ord, int64(k.kind)}, true
		}
	}
	return end{}, false
}

func (m *ends) id(place int) []byte {
	start := uint32(0)
	if place > 0 {
		start = m.list[place-1].stop
	}
	return m.text[start:m.list[place].stop]
}

func (m *ends) slot(hash uint64) int { return int(hash & uint64(len(m.slots)-1)) }

func (m *ends) grow() {
	if m.slots == nil {
		m.seed = maphash.MakeSeed()
	}
	m.slots = make([]uint32, max(64, 2*len(m.slots)))
	for place := range m.list {
		m.enter(place)
	}
}

func (m *ends) enter(place int) {
	i := m.slot(maphash.Bytes(m.seed, m.id(place)))
	for m.slots[i] > 0 {
		i = (i + 1) & (len(m.slots) - 1)
	}
	m.slots[i] = uint32(place) + 1
}

// end returns the entity of an id.
func (w *batch) end(id string) (e end, err error) {
	if e, ok := w.ends.get(id); ok {
		return e, nil
	}
	err = w.c.each(background, "SELECT ord, kind FROM entity WHERE id = ?", []any{id}, func(row []driver.Value) error {
		e = end{row[0].(int64), row[1].(int64)}
		w.ends.put(id, e)
		return nil
	})
	return e, err
}
