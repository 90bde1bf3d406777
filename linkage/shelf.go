package linkage

import (
	"runtime"
	"slices"
	"sync"
)

// A shelf keeps searches that have ended, with their arrays, for others: as many
// as may run at once, and some. The collector, which would empty a sync.Pool when
// many search at once, does not clear it.
type shelf struct {
	mu   sync.Mutex
	kept []*search
}

var searches shelf

// take returns a search that is ready to look at a graph.
func (s *shelf) take(g Graph) *search {
	s.mu.Lock()
	var taken *search
	if n := len(s.kept); n > 0 {
		taken = s.kept[n-1]
		s.kept = s.kept[:n-1]
	}
	s.mu.Unlock()
	if taken == nil {
		taken = new(search)
	}
	taken.turnTo(g)
	return taken
}

// put keeps a search. All that are kept turn to its graph, so that no older one
// stays in memory for their sake.
func (s *shelf) put(x *search) {
	if _, follows := x.g.(Successor); !follows {
		x.g, x.slots = nil, x.slots[:0] // it was of one question
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.kept {
		k.notOlderThan(x.g)
	}
	if len(s.kept) < 2*runtime.GOMAXPROCS(0) {
		s.kept = append(s.kept, x)
	}
}

// notOlderThan turns a search that is kept to a graph, unless its own is a later one.
func (s *search) notOlderThan(g Graph) {
	if g == nil || s.g == g {
		return
	}
	if own, _ := s.g.(Successor); own != nil {
		if _, later := own.Since(g); later {
			return
		}
	}
	s.turnTo(g)
}

// mostKept bounds the arrays that are kept, by their lengths: they are large
// after few searches.
const mostKept = 1 << 16

// push appends a value. Arrays double, so that those outgrown are no larger than
// what is in use.
func push[T any](to []T, value T) []T {
	if len(to) == cap(to) {
		to = slices.Grow(to, max(len(to), 64))
	}
	return append(to, value)
}

// emptied returns an array for others, nil instead of a large one.
func emptied[T any](array []T) []T {
	if cap(array) > mostKept {
		return nil
	}
	return array[:0]
}
