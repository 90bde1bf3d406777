package synthetic

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"sync"

	"jinqiao"
)

// A seedling is a link that is still to be made: its number, its ends, and the
// state of the stream from which the rest is drawn. It takes 40 bytes on disk,
// a tenth of its link.
type seedling struct {
	number   uint64
	bundle   uint32
	from, to uint32
	state    [20]byte
}

const seedlingSize = 8 + 3*4 + 20

func (s *seedling) put(b []byte) {
	binary.BigEndian.PutUint64(b, s.number)
	binary.BigEndian.PutUint32(b[8:], s.bundle)
	binary.BigEndian.PutUint32(b[12:], s.from)
	binary.BigEndian.PutUint32(b[16:], s.to)
	copy(b[20:], s.state[:])
}

func (s *seedling) get(b []byte) {
	s.number = binary.BigEndian.Uint64(b)
	s.bundle = binary.BigEndian.Uint32(b[8:])
	s.from, s.to = binary.BigEndian.Uint32(b[12:]), binary.BigEndian.Uint32(b[16:])
	copy(s.state[:], b[20:])
}

// grow makes the link.
func (g *Graph) grow(s *seedling) (*jinqiao.Link, error) {
	var source rand.PCG
	if err := source.UnmarshalBinary(s.state[:]); err != nil {
		return nil, err
	}
	return g.link(rand.New(&source), &g.bundles[s.bundle], int(s.from), int(s.to)), nil
}

// beds is into how many files seedlings are divided, by the upper bits of their
// numbers: one of ten million holds 3 MB.
const (
	bedBits = 7
	beds    = 1 << bedBits
)

// A nursery keeps seedlings on disk.
type nursery struct {
	files [beds]*os.File
	locks [beds]sync.Mutex
	outs  [beds]*bufio.Writer
}

// newNursery makes the files in a folder; they have no names.
func newNursery(folder string) (*nursery, error) {
	n := &nursery{}
	for i := range n.files {
		f, err := os.CreateTemp(folder, "links-*")
		if err != nil {
			return nil, errors.Join(err, n.close())
		}
		if err := os.Remove(f.Name()); err != nil {
			return nil, errors.Join(err, f.Close(), n.close())
		}
		n.files[i], n.outs[i] = f, bufio.NewWriterSize(f, 1<<16)
	}
	return n, nil
}

func (n *nursery) close() error {
	var err error
	for _, f := range n.files {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// sow keeps a seedling. It may be called by several goroutines.
func (n *nursery) sow(s *seedling) error {
	var b [seedlingSize]byte
	s.put(b[:])
	bed := s.number >> (63 - bedBits)
	n.locks[bed].Lock()
	defer n.locks[bed].Unlock()
	_, err := n.outs[bed].Write(b[:])
	return err
}

// bed returns the seedlings of a bed by their numbers.
func (n *nursery) bed(i int) ([]seedling, error) {
	if err := n.outs[i].Flush(); err != nil {
		return nil, err
	}
	size, err := n.files[i].Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	all := make([]byte, size)
	if _, err := n.files[i].ReadAt(all, 0); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read what was kept of links: %w", err)
	}
	list := make([]seedling, size/seedlingSize)
	for k := range list {
		list[k].get(all[k*seedlingSize:])
	}
	slices.SortFunc(list, func(a, b seedling) int { return cmp.Compare(a.number, b.number) })
	return list, nil
}
