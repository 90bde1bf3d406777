package sqlite

import (
	"slices"
	"strings"

	"jinqiao/search"
)

// A shelf is some entities on their way into the index of terms.
type shelf struct {
	slots    []int64
	entities []searched
	terms    []string // of each
	listed   []string // those of the vocabulary that are new in the batch
}

// shelfSize is how many entities are read, spelled and inserted at once.
const shelfSize = 256

// insertTerms inserts the terms of the entities at slots, in their order. The terms
// of some are made by another goroutine while those before them are inserted, which
// takes as long.
func (w *batch) insertTerms(slots []int64) error {
	read, spelled := make(chan *shelf, 1), make(chan *shelf, 2)
	defer close(read)
	go spell(w.s.names.kindNames, read, spelled)
	waiting := 0
	for some := range slices.Chunk(slots, shelfSize) {
		next := &shelf{slots: some}
		if err := w.fetch(next); err != nil {
			return err
		}
		read <- next
		if waiting++; waiting > 1 {
			waiting--
			if err := w.insertShelf(<-spelled); err != nil {
				return err
			}
		}
	}
	if waiting == 0 {
		return nil
	}
	return w.insertShelf(<-spelled)
}

// fetch reads the entities of a shelf.
func (w *batch) fetch(s *shelf) error {
	for _, slot := range s.slots {
		e, err := w.searched(ordAt(slot))
		if err != nil {
			return err
		}
		s.entities = append(s.entities, e)
	}
	return nil
}

// spell makes the terms of shelves. It never waits for more than the next shelf.
func spell(kinds map[int64]string, read <-chan *shelf, spelled chan<- *shelf) {
	known := map[string]bool{}
	for s := range read {
		for _, e := range s.entities {
			terms := search.Terms(kinds[e.kind], e.text)
			s.terms = append(s.terms, terms)
			for term := range strings.FieldsSeq(terms) {
				if !known[term] && search.Listed(term) {
					known[term] = true
					s.listed = append(s.listed, term)
				}
			}
		}
		spelled <- s
	}
}

// insertShelf writes the terms of a shelf, and what the vocabulary lacks of them.
func (w *batch) insertShelf(s *shelf) error {
	for i, slot := range s.slots {
		if _, err := w.c.exec(background, "INSERT INTO term (rowid, text) VALUES (?, ?)", slot, s.terms[i]); err != nil {
			return err
		}
	}
	for _, term := range s.listed {
		if _, err := w.c.exec(background, "INSERT INTO vocabulary VALUES (?) ON CONFLICT DO NOTHING", term); err != nil {
			return err
		}
	}
	return nil
}
