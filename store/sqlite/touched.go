package sqlite

import (
	"maps"
	"slices"
)

// touched holds, by ord, how many links a batch adds at an entity, and whether
// what its terms follow from changes. Ords lie close together, so that it is kept
// in pages.
type touched map[int64]*touchedPage

const pageBits = 10

// A touchedPage holds twice the number of links, and 1 more for what is renamed.
type touchedPage [1 << pageBits]uint32

func (t touched) at(ord int64) *uint32 {
	page := t[ord>>pageBits]
	if page == nil {
		page = &touchedPage{}
		t[ord>>pageBits] = page
	}
	return &page[ord&(1<<pageBits-1)]
}

func (t touched) linked(ord int64) { *t.at(ord) += 2 }

func (t touched) renamed(ord int64) { *t.at(ord) |= 1 }

// each calls visit with what was touched, by ord.
func (t touched) each(visit func(ord int64, links int, renamed bool) error) error {
	for _, number := range slices.Sorted(maps.Keys(t)) {
		for i, n := range t[number] {
			if n == 0 {
				continue
			}
			if err := visit(number<<pageBits+int64(i), int(n>>1), n&1 != 0); err != nil {
				return err
			}
		}
	}
	return nil
}
