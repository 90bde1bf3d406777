package linkage

// A weight is what a path, or a piece of one, costs besides its length. It
// leaves out ids, by which paths of one weight are ordered.
type weight struct {
	degree   uint32 // sum of the degrees of inner entities
	inferred uint8  // number of inferred links
	weakest  uint8  // rank of the weakest link
}

// impossible is the weight of a way that does not exist.
var impossible = weight{degree: ^uint32(0)}

// plus is the weight of two pieces together.
func (w weight) plus(v weight) weight {
	return weight{w.degree + v.degree, w.inferred + v.inferred, max(w.weakest, v.weakest)}
}

// least takes the smaller of each part: no way of either weight costs less.
func (w weight) least(v weight) weight {
	if v == impossible {
		return w
	}
	if w == impossible {
		return v
	}
	return weight{min(w.degree, v.degree), min(w.inferred, v.inferred), min(w.weakest, v.weakest)}
}

// link adds one link.
func (w weight) link(rank uint8) weight {
	if rank > Stated {
		w.inferred++
	}
	w.weakest = max(w.weakest, rank)
	return w
}

// rank packs a length and a weight into a number that compares as paths do in
// this order, ids aside.
func (o Order) rank(length int, w weight) uint64 {
	head := uint64(length)<<8 | uint64(w.inferred)<<4 | uint64(w.weakest)
	if o == Strongest {
		head = uint64(w.weakest)<<8 | uint64(w.inferred)<<4 | uint64(length)
	}
	return head<<32 | uint64(w.degree)
}

// A found is a path as the search has it.
type found struct {
	rank     uint64
	weight   weight
	length   int
	entities [MaxLength + 1]uint32
	links    [MaxLength]uint32
}

func (f *found) end() uint32 { return f.entities[f.length] }

// compareIDs orders sequences of entities by ids, as far as both go.
func compareIDs(g Graph, a, b []uint32) int {
	for i := range min(len(a), len(b)) {
		if c := g.Compare(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

// compare orders paths. Two of one rank are of one length.
func compare(g Graph, a, b *found) int {
	if a.rank != b.rank {
		if a.rank < b.rank {
			return -1
		}
		return 1
	}
	return compareIDs(g, a.entities[:a.length+1], b.entities[:b.length+1])
}
