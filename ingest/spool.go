package ingest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
)

const (
	// Parts is into how many parts a spool is divided. One part of 10
	// million links is then about 30 MB, which is sorted in memory. A store is
	// given entities part by part, those of a part in the order of reading, then
	// links by number.
	Parts = 128

	// extentSize is what a part gathers before it is written.
	extentSize = 16 << 10
)

// A spool keeps records on disk in parts, each in the order of writing.
type spool struct {
	file  *os.File
	size  int64
	parts [Parts]part
}

type part struct {
	buf     []byte
	extents []extent
	records int
}

type extent struct {
	offset int64
	length int
}

// newSpool creates a spool in a folder. The file has no name from the start on
// where the system allows that, so that nothing stays behind whatever happens.
func newSpool(dir string) (*spool, error) {
	f, err := os.CreateTemp(dir, "part-*")
	if err != nil {
		return nil, fmt.Errorf("create a temporary file: %w", plain(err))
	}
	_ = os.Remove(f.Name()) // where this fails, the folder is removed at the end
	return &spool{file: f}, nil
}

func (s *spool) close() error { return s.file.Close() }

// add appends a record to a part.
func (s *spool) add(p int, record []byte) error {
	part := &s.parts[p]
	part.buf = append(binary.AppendUvarint(part.buf, uint64(len(record))), record...)
	part.records++
	if len(part.buf) < extentSize {
		return nil
	}
	return s.flush(p)
}

func (s *spool) flush(p int) error {
	part := &s.parts[p]
	if len(part.buf) == 0 {
		return nil
	}
	if _, err := s.file.WriteAt(part.buf, s.size); err != nil {
		return fmt.Errorf("write a temporary file: %w", plain(err))
	}
	part.extents = append(part.extents, extent{s.size, len(part.buf)})
	s.size += int64(len(part.buf))
	if part.buf = part.buf[:0]; cap(part.buf) > 4*extentSize {
		part.buf = nil
	}
	return nil
}

// clear forgets what a part holds.
func (s *spool) clear(p int) { s.parts[p] = part{} }

// records yields the records of a part. Each is good until the next.
func (s *spool) records(p int) iter.Seq2[[]byte, error] {
	return s.read(p, func(buf []byte, n int) []byte {
		if cap(buf) < n {
			return make([]byte, n)
		}
		return buf[:n]
	})
}

// kept yields the records of a part, to be kept by the caller.
func (s *spool) kept(p int) iter.Seq2[[]byte, error] {
	return s.read(p, func(_ []byte, n int) []byte { return make([]byte, n) })
}

func (s *spool) read(p int, room func([]byte, int) []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if err := s.flush(p); err != nil {
			yield(nil, err)
			return
		}
		var buf []byte
		for _, e := range s.parts[p].extents {
			buf = room(buf, e.length)
			if _, err := s.file.ReadAt(buf, e.offset); err != nil {
				yield(nil, fmt.Errorf("read a temporary file: %w", plain(err)))
				return
			}
			for rest := buf; len(rest) > 0; {
				n, size := binary.Uvarint(rest)
				if size <= 0 || n > uint64(len(rest)-size) {
					yield(nil, errors.New("read a temporary file: it was changed by someone else"))
					return
				}
				if !yield(rest[size:size+int(n)], nil) {
					return
				}
				rest = rest[size+int(n):]
			}
		}
	}
}

// The parts of a record, one after the other. Whoever reads knows what follows.
type record []byte

func (r *record) num(n int) { *r = binary.AppendUvarint(*r, uint64(n)) }

func (r *record) str(s string) {
	r.num(len(s))
	*r = append(*r, s...)
}

func (r *record) readNum() int {
	n, size := binary.Uvarint(*r)
	*r = (*r)[size:]
	return int(n)
}

func (r *record) readBytes() []byte {
	n := r.readNum()
	b := (*r)[:n]
	*r = (*r)[n:]
	return b
}

func (r *record) readStr() string { return string(r.readBytes()) }

// PartOf returns the part to which an id belongs (FNV-1a), from 0.
func PartOf(id string) int {
	h := uint32(2166136261)
	for i := 0; i < len(id); i++ {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return int((h ^ h>>16) % Parts)
}

// partOfLink returns the part to which a link number of 63 bits belongs. Parts
// in their order hold numbers in theirs.
func partOfLink(number uint64) int { return int(number >> (63 - 7)) }
