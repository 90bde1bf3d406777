package sqlite

import (
	"encoding/binary"
	"math/bits"
)

// A segment writes an index of FTS5 at once, as the pages of one segment, in the
// format that fts5_index.c describes: terms in order, with the rows of each, without
// positions. They are byte by byte what FTS5 makes of the same rows.
type segment struct {
	page  func(id int64, block []byte) error  // writes a row of term_data
	begin func(term []byte, page int64) error // writes a row of term_idx

	number  int64  // of the leaf at hand, from 1
	leaf    []byte // what it has
	offsets []byte // where terms begin in it, each after the last
	offset  int    // where the last does
	term    []byte // the last that was written

	noTerm, noRow bool // the leaf has none yet

	begun     []byte // what the leaf at begunPage begins with; not yet written
	begunPage int64  // 0 for none
	wordless  int    // leaves since then without a term
	skips     []skip // by level
	list      []byte
}

// A skip is a page of an index of the rows of one term, which spans leaves.
type skip struct {
	number, first, last int64
	data                []byte // empty for none
}

const (
	leafSize    = 4050 // FTS5 goes on to another page then
	leafHeader  = 4
	segmentBits = 37
	skipBit     = 1 << 36
	levelBits   = 31
	fewestSkips = 4 // leaves from which on a list has an index of its own
)

// theSegment is the number of the one segment.
const theSegment = 1

func newSegment(page func(int64, []byte) error, begin func([]byte, int64) error) *segment {
	return &segment{page: page, begin: begin, number: 1, leaf: make([]byte, leafHeader), noTerm: true, begun: []byte{}, begunPage: 1, skips: make([]skip, 1)}
}

// add writes a term, which is after the last, and its rows, which ascend.
func (s *segment) add(term string, rows []int64) error {
	if err := s.addTerm("0" + term); err != nil {
		return err
	}
	s.list = s.list[:0]
	last := int64(0)
	for _, row := range rows {
		s.list = appendVarint(s.list, row-last)
		last = row
	}
	if len(s.leaf)+len(s.offsets)+len(s.list)+1 <= leafSize {
		s.leaf = append(s.leaf, s.list...)
		return nil
	}
	last = 0
	for _, row := range rows {
		if s.noRow {
			binary.BigEndian.PutUint16(s.leaf, uint16(len(s.leaf)))
			s.noRow, last = false, 0
			if err := s.skipTo(row); err != nil {
				return err
			}
		}
		s.leaf = appendVarint(s.leaf, row-last)
		last = row
		if len(s.leaf)+len(s.offsets) >= leafSize {
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *segment) addTerm(term string) error {
	if len(s.leaf)+len(s.offsets)+len(term)+2 >= leafSize && len(s.leaf) > leafHeader {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.offsets = appendVarint(s.offsets, int64(len(s.leaf)-s.offset))
	s.offset = len(s.leaf)
	common := 0
	for common < min(len(s.term), len(term)) && s.term[common] == term[common] {
		common++
	}
	switch {
	case !s.noTerm:
		s.leaf = appendVarint(s.leaf, int64(common))
	case s.number > 1:
		if err := s.endBegun(); err != nil {
			return err
		}
		s.begun, s.begunPage = append(s.begun[:0], term[:common+1]...), s.number
		common = 0
	default:
		common = 0
	}
	s.leaf = appendVarint(s.leaf, int64(len(term)-common))
	s.leaf = append(s.leaf, term[common:]...)
	s.term = append(s.term[:0], term...)
	s.noTerm, s.noRow = false, false
	s.skips[0].number = s.number
	return nil
}

// flush writes the leaf and begins the next.
func (s *segment) flush() error {
	binary.BigEndian.PutUint16(s.leaf[2:], uint16(len(s.leaf)))
	if s.noTerm {
		if s.noRow && len(s.skips[0].data) > 0 {
			s.skips[0].data = appendVarint(s.skips[0].data, 0)
		}
		s.wordless++
	} else {
		s.leaf = append(s.leaf, s.offsets...)
	}
	if err := s.page(theSegment<<segmentBits+s.number, s.leaf); err != nil {
		return err
	}
	s.leaf = append(s.leaf[:0], 0, 0, 0, 0)
	s.offsets, s.offset = s.offsets[:0], 0
	s.number++
	s.noTerm, s.noRow = true, true
	return nil
}

// endBegun writes with what the leaf at begunPage begins, and the index of the rows
// of its last term, if these span so many leaves.
func (s *segment) endBegun() error {
	if s.begunPage == 0 {
		return nil
	}
	long := int64(0)
	if len(s.skips[0].data) > 0 && s.wordless >= fewestSkips {
		long = 1
	}
	for level := range s.skips {
		p := &s.skips[level]
		if len(p.data) == 0 {
			break
		}
		if long > 0 {
			if err := s.page(skipID(level, p.number), p.data); err != nil {
				return err
			}
		}
		p.data = p.data[:0]
	}
	s.wordless = 0
	page := s.begunPage
	s.begunPage = 0
	return s.begin(s.begun, page<<1+long)
}

// skipTo enters into the index of the rows of a term that the leaf begins with a row.
func (s *segment) skipTo(row int64) error {
	below := s.number
	for level := 0; ; level++ {
		p := &s.skips[level]
		full := len(p.data) >= leafSize
		if full {
			if err := s.nextSkip(level); err != nil {
				return err
			}
			p = &s.skips[level]
		}
		value := row - p.last
		if len(p.data) == 0 {
			notTop := byte(0)
			if full {
				notTop = 1
			}
			p.data = appendVarint(append(p.data, notTop), below)
			p.first, value = row, row
		}
		p.data = appendVarint(p.data, value)
		p.last = row
		if !full {
			return nil
		}
		below = p.number
	}
}

// nextSkip writes a full page of a level and begins the next. The level above gets a
// page if it has none.
func (s *segment) nextSkip(level int) error {
	p := &s.skips[level]
	p.data[0] = 1
	if err := s.page(skipID(level, p.number), p.data); err != nil {
		return err
	}
	if len(s.skips) == level+1 {
		s.skips = append(s.skips, skip{})
		p = &s.skips[level]
	}
	if above := &s.skips[level+1]; len(above.data) == 0 {
		above.number, above.first, above.last = p.number, p.first, p.first
		above.data = appendVarint(appendVarint(append(above.data, 0), p.number), p.first)
	}
	p.data = p.data[:0]
	p.number++
	return nil
}

func skipID(level int, number int64) int64 {
	return theSegment<<segmentBits + skipBit + int64(level)<<levelBits + number
}

// end writes what is left, and returns how many leaves there are.
func (s *segment) end() (leaves int64, err error) {
	if len(s.leaf) > leafHeader {
		if err := s.flush(); err != nil {
			return 0, err
		}
	}
	return s.number - 1, s.endBegun()
}

// appendVarint appends a number of up to 56 bits as SQLite writes it.
func appendVarint(b []byte, v int64) []byte {
	for n := (bits.Len64(uint64(v)) - 1) / 7; n > 0; n-- {
		b = append(b, byte(v>>(7*n))|0x80)
	}
	return append(b, byte(v)&0x7f)
}
