package linkage

import "slices"

// A page gathers the best paths that come after another, at most limit; with
// byEnd only the best one to each end.
type page struct {
	g     Graph
	limit int
	byEnd bool
	after *found            // nil for all
	until *found            // nil for all, else the last that is wanted
	fits  func(*found) bool // nil for all

	found []*found // sorted
	best  map[uint32]*found
	worst [64]uint64 // with byEnd: no path of this rank or above to an end of the bucket is wanted
}

const wanted = ^uint64(0)

// fewEnds is how many ends of a layer are told apart. With more, the page fills
// before that would help.
const fewEnds = 256

// empty takes all paths off the page.
func (p *page) empty() {
	p.found, p.worst = nil, [64]uint64{}
	clear(p.best)
}

// bucket is the one of 64 sets of ends in which an end is told, by its id: a
// search takes the same steps whatever the number.
func (p *page) bucket(end uint32, ends int) uint64 {
	if !p.byEnd || ends > fewEnds {
		return 1
	}
	return 1 << (hash(p.g.ID(end)) & 63)
}

// hash is FNV-1a.
func hash(text string) (h uint32) {
	h = 2166136261
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * 16777619
	}
	return h
}

// last returns a path behind which none is wanted, or nil.
func (p *page) last() *found {
	if len(p.found) >= p.limit {
		return p.found[len(p.found)-1]
	}
	return p.until
}

// beyond reports whether no path of this rank can enter the page, whatever its ids.
func (p *page) beyond(rank uint64) bool {
	last := p.last()
	return last != nil && rank > last.rank
}

// refuses reports whether no path can enter the page that begins with these
// entities, costs rank at least, and leads to one of these ends.
func (p *page) refuses(rank uint64, begin []uint32, ends uint64) bool {
	if last := p.last(); last != nil {
		if rank > last.rank || rank == last.rank && compareIDs(p.g, begin, last.entities[:]) > 0 {
			return true
		}
	}
	if !p.byEnd {
		return false
	}
	for b := range p.worst {
		if ends>>b&1 != 0 && p.worst[b] >= rank {
			return false
		}
	}
	return true
}

// offer takes a path in if it belongs on the page, and reports whether it did.
func (p *page) offer(f *found) bool {
	if p.after != nil && compare(p.g, f, p.after) <= 0 || p.refuses(f.rank, f.entities[:f.length+1], ^uint64(0)) {
		return false
	}
	if p.fits != nil && !p.fits(f) {
		return false
	}
	if p.byEnd && !p.replace(f) {
		return false
	}
	c := *f
	i, _ := slices.BinarySearchFunc(p.found, &c, func(a, b *found) int { return compare(p.g, a, b) })
	p.found = slices.Insert(p.found, i, &c)
	if p.byEnd {
		p.best[c.end()] = &c
	}
	if len(p.found) > p.limit {
		delete(p.best, p.found[p.limit].end())
		p.found = p.found[:p.limit]
	}
	return true
}

// replace removes a worse path to the same end; it returns false if the one
// there is better.
func (p *page) replace(f *found) bool {
	old := p.best[f.end()]
	if old == nil {
		return true
	}
	if compare(p.g, old, f) <= 0 {
		return false
	}
	i := slices.Index(p.found, old)
	p.found = slices.Delete(p.found, i, i+1)
	return true
}

// tell says for each bucket of the ends which paths to them are still wanted.
func (p *page) tell(ends []uint32) {
	p.worst = [64]uint64{}
	for _, e := range ends {
		rank := uint64(wanted)
		if old := p.best[e]; old != nil {
			rank = old.rank
		}
		b := hash(p.g.ID(e)) & 63
		p.worst[b] = max(p.worst[b], rank)
	}
}
