package adjacency

// pageSize is how many values a page holds.
const pageSize = 128

// pages are values by number of which most are not there: those that differ from
// what a base has. They are shared by generations; each changes copies.
type pages[T any] []*[pageSize]T

// page returns the page of a number, nil if there is none.
func (p pages[T]) page(n uint32) *[pageSize]T {
	if i := int(n / pageSize); i < len(p) {
		return p[i]
	}
	return nil
}

// A draft is a generation of pages in the making.
type draft[T any] struct {
	pages pages[T]
	own   map[uint32]bool // pages that are no other generation's
}

func newDraft[T any](p pages[T]) *draft[T] {
	return &draft[T]{append(pages[T](nil), p...), map[uint32]bool{}}
}

// at returns a value to be changed; fill is told where a page is new.
func (d *draft[T]) at(n uint32, fill func(first uint32, page *[pageSize]T)) *T {
	i := n / pageSize
	for int(i) >= len(d.pages) {
		d.pages = append(d.pages, nil)
	}
	if !d.own[i] {
		page := new([pageSize]T)
		if old := d.pages[i]; old != nil {
			*page = *old
		} else {
			fill(i*pageSize, page)
		}
		d.pages[i], d.own[i] = page, true
	}
	return &d.pages[i][n%pageSize]
}
