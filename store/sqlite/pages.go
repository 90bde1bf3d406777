package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
)

// A topology takes a few bytes of each of ten million rows. SQLite's machine and
// driver need 3 µs for a row, whatever is taken, while a page of thirty rows costs
// as much as one. So SQLite reads pages, within its transaction as always, and rows
// are taken out of them here. The form of pages is SQLite's promise:
// https://www.sqlite.org/fileformat2.html

// pages reads the pages of a store through one connection.
type pages struct {
	c      *conn
	usable int // bytes of a page
}

var errPage = errors.New("a page of the file is damaged")

// measure reads how much of a page is used, before any other.
func (p *pages) measure(ctx context.Context) error {
	header, err := p.page(ctx, 1)
	if err == nil {
		p.usable = len(header) - int(header[20])
	}
	return err
}

// page returns a page by its number.
func (p *pages) page(ctx context.Context, number int64) (page []byte, err error) {
	err = p.c.brief(ctx, "SELECT data FROM sqlite_dbpage WHERE pgno = ?", []any{number}, func(row []driver.Value) error {
		page, _ = row[0].([]byte)
		return nil
	})
	if err == nil && len(page) < 512 {
		err = errPage
	}
	return page, err
}

// Types of the pages of a table.
const (
	interiorPage = 5
	leafPage     = 13
)

// deepestTable is how many levels SQLite allows a table.
const deepestTable = 20

// leaves returns the numbers of the pages that hold the rows of a table, in the
// order of rows.
func (p *pages) leaves(ctx context.Context, table string) ([]int64, error) {
	root, err := p.c.number(ctx, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)
	if err != nil {
		return nil, err
	}
	level := []int64{root}
	for range deepestTable {
		first, err := p.page(ctx, level[0])
		if err != nil || first[0] == leafPage {
			return level, err
		}
		var below []int64
		for _, number := range level {
			page, err := p.page(ctx, number)
			if err != nil {
				return nil, err
			}
			if below, err = children(page, below); err != nil {
				return nil, err
			}
		}
		level = below
	}
	return nil, errPage
}

// children appends the pages to which one leads.
func children(page []byte, into []int64) ([]int64, error) {
	n := int(binary.BigEndian.Uint16(page[3:]))
	if page[0] != interiorPage || 12+2*n > len(page) {
		return nil, errPage
	}
	for i := range n {
		cell := int(binary.BigEndian.Uint16(page[12+2*i:]))
		if cell+4 > len(page) {
			return nil, errPage
		}
		into = append(into, int64(binary.BigEndian.Uint32(page[cell:])))
	}
	return append(into, int64(binary.BigEndian.Uint32(page[8:]))), nil
}

// mostColumns is how many columns a table may have that is read so.
const mostColumns = 16

// A row is one of a page: its columns by place. It is good until the next.
type row struct {
	id     int64 // by which the table is sorted; its column holds nothing
	spills bool  // a part of it stands on other pages: columns are not read
	types  [mostColumns]uint64
	values [mostColumns][]byte
}

// rows calls visit with the rows of a leaf.
func (p *pages) rows(page []byte, r *row, visit func() error) error {
	n := int(binary.BigEndian.Uint16(page[3:]))
	if page[0] != leafPage || 8+2*n > len(page) {
		return errPage
	}
	for i := range n {
		if err := r.read(page, int(binary.BigEndian.Uint16(page[8+2*i:])), p.usable); err != nil {
			return err
		}
		if err := visit(); err != nil {
			return err
		}
	}
	return nil
}

// read reads the row that stands at a place of a page.
func (r *row) read(page []byte, at, usable int) error {
	size, rest, ok := number(page[min(at, len(page)):])
	if !ok {
		return errPage
	}
	id, rest, ok := number(rest)
	if !ok {
		return errPage
	}
	r.id = int64(id)
	if r.spills = size > uint64(usable-35); r.spills {
		return nil
	}
	if size > uint64(len(rest)) {
		return errPage
	}
	return r.columns(rest[:size])
}

// columns reads the columns of a record; those it has not are null.
func (r *row) columns(record []byte) error {
	length, types, ok := number(record)
	if !ok || length > uint64(len(record)) {
		return errPage
	}
	values, begin := record[length:], len(record)-len(types)
	if int(length) < begin {
		return errPage
	}
	types = types[:int(length)-begin]
	r.types = [mostColumns]uint64{}
	for i := 0; len(types) > 0 && i < mostColumns; i++ {
		var t uint64
		if t, types, ok = number(types); !ok {
			return errPage
		}
		n := lengthOf(t)
		if n > len(values) {
			return errPage
		}
		r.types[i], r.values[i] = t, values[:n]
		values = values[n:]
	}
	return nil
}

// lengthOf returns how many bytes a value of a type takes.
func lengthOf(t uint64) int {
	if t >= 12 {
		return int((t - 12) / 2)
	}
	return [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0}[t]
}

// text returns the bytes of a text; none for null.
func (r *row) text(column int) []byte {
	if r.types[column] < 12 {
		return nil
	}
	return r.values[column]
}

// int returns a whole number; 0 for null.
func (r *row) int(column int) (n int64) {
	switch t := r.types[column]; {
	case t == 9:
		return 1
	case t == 0 || t > 6:
		return 0
	}
	v := r.values[column]
	n = int64(int8(v[0]))
	for _, b := range v[1:] {
		n = n<<8 | int64(b)
	}
	return n
}

// number reads one of SQLite's numbers of varying length, from the front.
func number(b []byte) (n uint64, rest []byte, ok bool) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return n<<8 | uint64(b[8]), b[9:], true
		}
		n = n<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, b[i+1:], true
		}
	}
	return 0, nil, false
}
