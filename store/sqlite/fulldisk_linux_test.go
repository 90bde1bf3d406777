package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"jinqiao"
)

// TestFullDisk writes more than a small disk holds.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=6m"); err != nil {
		t.Skip("no small disk can be mounted here: ", err)
	}
	defer syscall.Unmount(dir, 0)
	s := open(t, filepath.Join(dir, "store.db"))
	defer s.Close()
	apply(t, s, entity(t, "a"))
	for _, bulk := range []bool{true, false} {
		b := jinqiao.Batch{Bulk: bulk, Changes: func(yield func(jinqiao.Change, error) bool) {
			for i := range 1_000_000 {
				c := entity(t, fmt.Sprint("b", i))
				c.Entity.Properties = map[string]any{"note": strings.Repeat("注", 1000)}
				if !yield(c, nil) {
					return
				}
			}
		}}
		err := s.Apply(context.Background(), b)
		if e, ok := errors.AsType[*jinqiao.Error](err); !ok || e.Code != jinqiao.CodeUnavailable || !strings.Contains(e.Message, "full") {
			t.Fatalf("a full disk gave %v", err)
		}
		if n := count(t, s); n != 1 {
			t.Fatalf("%d entities after a full disk, want 1", n)
		}
	}
	apply(t, s, entity(t, "c"))
	if n := count(t, s); n != 2 {
		t.Errorf("%d entities, want 2", n)
	}
}
