package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jinqiao"
)

// TestInterrupt ends the context of a query that looks at everything.
func TestInterrupt(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store.db"))
	defer s.Close()
	var list []jinqiao.Change
	for i := range 200 {
		c := entity(t, fmt.Sprint("e", i))
		c.Entity.Properties = map[string]any{"note": strings.Repeat("É", 1000)}
		list = append(list, c)
	}
	apply(t, s, list...)
	plan := &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{
		Filter: jinqiao.Test{Property: "note", Type: jinqiao.TypeString, Op: jinqiao.OpContains, Values: []any{"x"}},
		Page:   jinqiao.Page{Limit: 10},
	}}}
	start := time.Now()
	if _, err := s.Read(context.Background(), plan); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(start)
	ctx, cancel := context.WithTimeout(context.Background(), whole/20)
	defer cancel()
	start = time.Now()
	_, err := s.Read(ctx, plan)
	if code := jinqiao.CodeOf(err); code != jinqiao.CodeTimeout {
		t.Errorf("got %v (%s), want a timeout", err, code)
	}
	if took := time.Since(start); took > whole/2 {
		t.Errorf("a query of %v went on for %v after %v", whole, took, whole/20)
	}
	if _, err := s.Read(context.Background(), plan); err != nil {
		t.Errorf("after an interrupted query: %v", err)
	}
}
