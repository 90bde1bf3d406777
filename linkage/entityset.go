package linkage

// An entitySet is a set of entities: a bit for each number. Networks ask it for
// every link that they look at, which a map would make several times slower.
type entitySet []uint64

func setOf(entities []uint32) (s entitySet) {
	for _, e := range entities {
		if e != None {
			s.add(e)
		}
	}
	return s
}

func (s entitySet) has(e uint32) bool { return int(e/64) < len(s) && s[e/64]>>(e%64)&1 != 0 }

func (s *entitySet) add(e uint32) {
	if n := int(e/64) + 1; n > len(*s) {
		*s = append(*s, make([]uint64, n-len(*s))...)
	}
	(*s)[e/64] |= 1 << (e % 64)
}

// An entityIndex gives entities a number each, from 1; 0 is for those without.
type entityIndex []uint32

func (x entityIndex) of(e uint32) uint32 {
	if int(e) >= len(x) {
		return 0
	}
	return x[e]
}

func (x *entityIndex) set(e, number uint32) {
	if n := int(e) + 1; n > len(*x) {
		*x = append(*x, make([]uint32, n-len(*x))...)
	}
	(*x)[e] = number
}
