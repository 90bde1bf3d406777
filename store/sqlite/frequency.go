package sqlite

import (
	"database/sql/driver"
	"sync"

	"jinqiao/search"
)

// frequencies keeps in how many entities terms occur. It is a hint: writes, but
// large ones, leave it as it is.
type frequencies struct {
	mu    sync.Mutex
	known map[string]int
}

// mostFrequencies is how many are kept: some megabytes.
const mostFrequencies = 50_000

func (f *frequencies) of(term string) (n int, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, ok = f.known[term]
	return n, ok
}

func (f *frequencies) keep(term string, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known == nil || len(f.known) >= mostFrequencies {
		f.known = map[string]int{}
	}
	f.known[term] = n
}

func (f *frequencies) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.known = nil
}

// Frequencies returns in how many entities terms occur, up to search.Common.
func (s *source) Frequencies(terms []string) ([]int, error) {
	counts := make([]int, len(terms))
	for i, term := range terms {
		n, ok := s.r.s.frequencies.of(term)
		if !ok {
			query := "SELECT count(*) FROM (SELECT 1 FROM term WHERE term MATCH ? LIMIT ?)"
			err := s.r.c.brief(s.r.ctx, query, []any{ftsQuery(search.Term{Text: term}), search.Common}, func(row []driver.Value) error {
				n = int(row[0].(int64))
				return nil
			})
			if err != nil {
				return nil, err
			}
			s.r.s.frequencies.keep(term, n)
		}
		counts[i] = n
	}
	return counts, nil
}
