package adjacency

import (
	"hash/maphash"
	"strings"

	"jinqiao/linkage"
)

// ids maps ids to numbers and back: all ids in one string, and an open hash
// table of numbers, half full at most. A Go map of two million strings takes
// three times the memory.
type ids struct {
	text  string
	ends  []uint32 // of each id in text
	slots []uint32 // 1 + number, 0 for an empty one
	seed  maphash.Seed
}

func (s *ids) id(n uint32) string {
	start := uint32(0)
	if n > 0 {
		start = s.ends[n-1]
	}
	return s.text[start:s.ends[n]]
}

func (s *ids) find(id string) uint32 {
	if len(s.slots) == 0 {
		return linkage.None
	}
	for i := s.slot(id); s.slots[i] > 0; i = (i + 1) % len(s.slots) {
		if s.id(s.slots[i]-1) == id {
			return s.slots[i] - 1
		}
	}
	return linkage.None
}

func (s *ids) slot(id string) int { return int(maphash.String(s.seed, id) % uint64(len(s.slots))) }

// seal makes ids findable, after the last was written.
func (s *ids) seal(text *strings.Builder) {
	s.text, s.seed = text.String(), maphash.MakeSeed()
	s.slots = make([]uint32, 2*len(s.ends))
	for n := range s.ends {
		i := s.slot(s.id(uint32(n)))
		for s.slots[i] > 0 {
			i = (i + 1) % len(s.slots)
		}
		s.slots[i] = uint32(n) + 1
	}
}
