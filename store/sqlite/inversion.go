package sqlite

import (
	"database/sql/driver"
	"slices"
	"strings"

	"jinqiao/search"
)

// An inversion makes the index of terms of a batch that fills an empty store. The
// terms of entities are made by another goroutine while the batch writes them; when
// all links are counted, they are sorted and written at once, which takes a fraction
// of what FTS5 needs to take them row by row. Entities of later batches are inserted.
type inversion struct {
	first   int64 // ord of the first entity
	kinds   map[int64]string
	most    int // how many terms are kept
	waiting []newcomer
	feed    chan []newcomer
	fed     bool          // no others come
	spelled chan struct{} // closed when the terms of all are made

	// Until then, these belong to the other goroutine.
	numbers   map[string]uint32 // of terms
	terms     []string
	counts    []uint32    // in how many entities each is
	lists     [][]uint32  // the terms of each entity
	page      []uint32    // what lists are cut from
	hashes    [][]hashRow // terms that are hashes are not listed
	sizes     []int32     // how many terms each entity has
	sum       int         // how many all have
	standings []search.Standing
}

// A newcomer is what the index needs of a new entity.
type newcomer = searched

const (
	newcomersAtOnce  = 256
	newcomersWaiting = 16
	// mostInverted bounds how many terms of entities are kept: 128 MB. Some 400,000
	// entities have as many; where there are more, terms are inserted as ever.
	mostInverted = 1 << 25
	listPage     = 1 << 16
	// mostSorted is how many rows are sorted at once: 32 MB.
	mostSorted = 1 << 22
)

func newInversion(first int64, kinds map[int64]string) *inversion {
	v := &inversion{first: first, kinds: kinds, most: mostInverted, feed: make(chan []newcomer, newcomersWaiting), spelled: make(chan struct{}), numbers: map[string]uint32{}}
	go v.spell()
	return v
}

// put adds the next entity.
func (v *inversion) put(n newcomer) {
	if v == nil || v.fed {
		return
	}
	if v.waiting = append(v.waiting, n); len(v.waiting) == newcomersAtOnce {
		v.feed <- v.waiting
		v.waiting = nil
	}
}

// stop ends the other goroutine when it is through with all that was put.
func (v *inversion) stop() {
	if v == nil || v.fed {
		return
	}
	v.fed = true
	v.feed <- v.waiting
	close(v.feed)
}

func (v *inversion) spell() {
	defer close(v.spelled)
	for some := range v.feed {
		for _, n := range some {
			if v.full() {
				v.numbers, v.terms, v.counts, v.lists, v.page, v.hashes = nil, nil, nil, nil, nil, nil
				continue
			}
			v.standings = append(v.standings, search.StandingOf(n.text, n.cohort, 0))
			v.list(search.Terms(v.kinds[n.kind], n.text))
		}
	}
}

func (v *inversion) full() bool { return v.sum > v.most }

func (v *inversion) list(terms string) {
	n := strings.Count(terms, " ") // there is one after each
	if cap(v.page)-len(v.page) < n {
		v.page = make([]uint32, 0, max(n, listPage))
	}
	start := len(v.page)
	for term := range strings.FieldsSeq(terms) {
		if hash, ok := strings.CutPrefix(term, search.ExactMark); ok {
			v.hash(hash)
			continue
		}
		number, known := v.numbers[term]
		if !known {
			number = uint32(len(v.terms))
			term = strings.Clone(term)
			v.numbers[term] = number
			v.terms, v.counts = append(v.terms, term), append(v.counts, 0)
		}
		v.counts[number]++
		v.page = append(v.page, number)
	}
	v.lists = append(v.lists, v.page[start:])
	v.sizes = append(v.sizes, int32(n))
	v.sum += n
}

// An arrangement is the index of terms in the order in which it is written.
type arrangement struct {
	*inversion
	degrees []int    // of entities, in the order of ords
	slots   []int64  // of entities, in the order of ords
	places  []int    // of entities in slots, in the order of slots
	order   []uint32 // of terms
	hashed  []hashRow
}

// arrange waits for the terms and sorts them. It returns nil if there were too many.
func (v *inversion) arrange(t touched) *arrangement {
	<-v.spelled
	if v.full() {
		return nil
	}
	a := &arrangement{inversion: v}
	_ = t.each(func(ord int64, links int, _ bool) error {
		a.degrees = append(a.degrees, links)
		a.slots = append(a.slots, slotOf(v.standings[ord-v.first].WithDegree(links), ord))
		a.places = append(a.places, len(a.places))
		return nil
	})
	slices.SortFunc(a.places, func(i, j int) int { return int(a.slots[i] - a.slots[j]) })
	a.order = make([]uint32, len(v.terms))
	for i := range a.order {
		a.order[i] = uint32(i)
	}
	slices.SortFunc(a.order, func(i, j uint32) int { return strings.Compare(v.terms[i], v.terms[j]) })
	a.hashed = a.sortedHashes()
	return a
}

// some sorts the rows of the terms from a place in their order on, of as many as are
// sorted at once, and calls visit with each term and its rows.
func (a *arrangement) some(from int, visit func(term string, rows []int64) error) (to int, err error) {
	ends := make([]int, len(a.terms)) // 0 for terms that are not looked for
	n := 1
	for to = from; to < len(a.order) && (to == from || n+int(a.counts[a.order[to]]) <= mostSorted); to++ {
		ends[a.order[to]] = n
		n += int(a.counts[a.order[to]])
	}
	rows := make([]int64, n)
	for _, place := range a.places {
		for _, term := range a.lists[place] {
			if at := ends[term]; at > 0 {
				rows[at] = a.slots[place]
				ends[term]++
			}
		}
	}
	for _, term := range a.order[from:to] {
		if err := visit(a.terms[term], rows[ends[term]-int(a.counts[term]):ends[term]]); err != nil {
			return to, err
		}
	}
	return to, nil
}

// write writes the standings, the index and the vocabulary. FTS5's tables are those
// of an index that is empty.
func (a *arrangement) write(c *conn) error {
	for i, slot := range a.slots {
		if _, err := c.exec(background, "INSERT INTO standing VALUES (?, ?, ?)", ordAt(slot), a.degrees[i], slot); err != nil {
			return err
		}
	}
	leaves, err := a.writeTerms(c)
	if err != nil {
		return err
	}
	for _, place := range a.places {
		if _, err := c.exec(background, "INSERT INTO term_docsize VALUES (?, ?, ?)", a.slots[place], appendVarint(nil, int64(a.sizes[place])), firstOrigin); err != nil {
			return err
		}
	}
	return a.writeSums(c, leaves)
}

func (a *arrangement) writeTerms(c *conn) (leaves int64, err error) {
	s := newSegment(
		func(id int64, block []byte) error {
			_, err := c.exec(background, "INSERT INTO term_data VALUES (?, ?)", id, block)
			return err
		},
		func(term []byte, page int64) error {
			_, err := c.exec(background, "INSERT INTO term_idx VALUES (?, ?, ?)", theSegment, term, page)
			return err
		})
	hashes := false
	for from := 0; from < len(a.order); {
		from, err = a.some(from, func(term string, rows []int64) error {
			if !hashes && term > search.ExactMark {
				hashes = true
				if err := a.eachHash(s.add); err != nil {
					return err
				}
			}
			if err := s.add(term, rows); err != nil || !search.Listed(term) {
				return err
			}
			_, err := c.exec(background, "INSERT INTO vocabulary VALUES (?)", term)
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	if !hashes {
		if err := a.eachHash(s.add); err != nil {
			return 0, err
		}
	}
	return s.end()
}

// Rows of term_data that are no pages of the segment.
const (
	sumsID      = 1
	structureID = 10
)

// firstOrigin is what FTS5 counts with which part of the index a row came from.
const firstOrigin = 1

// writeSums writes how large the index is and of what segment it is made.
func (a *arrangement) writeSums(c *conn, leaves int64) error {
	entities := int64(len(a.slots))
	sums := appendVarint(appendVarint(nil, entities), int64(a.sum))
	if _, err := c.exec(background, "REPLACE INTO term_data VALUES (?, ?)", sumsID, sums); err != nil {
		return err
	}
	var structure []byte
	err := c.each(background, "SELECT block FROM term_data WHERE id = ?", []any{structureID}, func(row []driver.Value) error {
		settings, _ := row[0].([]byte)
		structure = append(slices.Clone(settings[:4]), 0xff, 0, 0, 1) // the version that can forget rows
		return nil
	})
	if err != nil {
		return err
	}
	for _, n := range []int64{
		1, 1, leaves, // levels, segments, leaves written
		0, 1, theSegment, 1, leaves, firstOrigin, firstOrigin, 0, 0, entities, // no merge under way; the segment, of which nothing was deleted
	} {
		structure = appendVarint(structure, n)
	}
	_, err = c.exec(background, "REPLACE INTO term_data VALUES (?, ?)", structureID, structure)
	return err
}
