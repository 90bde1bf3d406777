package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"jinqiao"
)

// TestConcurrent reads, scans and counts while others write. Each batch writes
// two entities, so that whoever sees an odd number has seen half a batch.
func TestConcurrent(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store.db"))
	defer s.Close()
	ctx := context.Background()
	const writers, readers, rounds = 2, 3, 15
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range rounds {
				a, b := entity(t, fmt.Sprintf("a%d-%d", w, i)), entity(t, fmt.Sprintf("b%d-%d", w, i))
				if err := s.Apply(ctx, changes(a, b)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range readers {
		wg.Go(func() {
			for range rounds {
				plan := &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Page: jinqiao.Page{Limit: 1000}, Total: true}}}
				a, err := s.Read(ctx, plan)
				if err != nil {
					t.Error(err)
					return
				}
				if p := a.Entities[0]; len(p.Rows)%2 != 0 || len(p.Rows) != p.Total {
					t.Errorf("read %d entities of %d", len(p.Rows), p.Total)
				}
				scanned := 0
				err = s.Scan(ctx, func(jinqiao.Change) error { scanned++; return nil })
				if err != nil || scanned%2 != 0 {
					t.Errorf("scanned %d entities: %v", scanned, err)
				}
				if _, err := s.Search(ctx, &jinqiao.TextQuery{Text: "名称", Limit: 10}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := count(t, s); n != writers*rounds*2 {
		t.Errorf("%d entities, want %d", n, writers*rounds*2)
	}
}
