package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/store/sqlite"
)

func standard(t testing.TB) *jinqiao.Ontology {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func open(t testing.TB, path string) *sqlite.Store {
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: path, Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// changes returns a sequence without errors.
func changes(list ...jinqiao.Change) jinqiao.Batch {
	return jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for _, c := range list {
			if !yield(c, nil) {
				return
			}
		}
	}}
}

func entity(t testing.TB, id string) jinqiao.Change {
	return jinqiao.Change{Entity: &jinqiao.Entity{ID: id, Kind: standard(t).Kinds[0].Name, Name: "名称" + id}}
}

func apply(t testing.TB, s *sqlite.Store, list ...jinqiao.Change) {
	if err := s.Apply(context.Background(), changes(list...)); err != nil {
		t.Fatal(err)
	}
}

func count(t testing.TB, s *sqlite.Store) int {
	stats, err := s.Count(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, k := range stats.Entities {
		sum += k.Count
	}
	return sum
}

func TestNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%20.db")
	s := open(t, path)
	if !s.New() {
		t.Error("a store that was just made is not new")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	if !s.New() {
		t.Error("a store to which nothing was written is not new")
	}
	apply(t, s, entity(t, "a"))
	s.Close()
	s = open(t, path)
	defer s.Close()
	if s.New() || count(t, s) != 1 {
		t.Errorf("a store with an entity: new is %v, it holds %d", s.New(), count(t, s))
	}
}

func TestEmptyFileBecomesStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	defer s.Close()
	apply(t, s, entity(t, "a"))
}

// TestRefusals opens what is no store of ours. Nothing on disk may change.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	store := filepath.Join(dir, "store.db")
	open(t, store).Close()
	ours, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	newer, other := slices.Clone(ours), slices.Clone(ours)
	newer[63], other[71] = 99, 1
	write("newer.db", string(newer))
	write("other.db", string(other))
	write("text.db", "这不是数据库\n")
	write("short.db", "SQLite format 3\x00")
	for _, c := range []struct{ path, want string }{
		{"", "needs the path of a file"},
		{dir, "is a folder"},
		{filepath.Join(dir, "none", "store.db"), "does not exist"},
		{filepath.Join(dir, "text.db", "store.db"), "text.db"},
		{filepath.Join(dir, "text.db"), "is not a database"},
		{filepath.Join(dir, "short.db"), "another program"},
		{filepath.Join(dir, "other.db"), "another program"},
		{filepath.Join(dir, "newer.db"), "newer jinqiao"},
		{"/dev/null", "is not a regular file"},
		{"/proc/store.db", "cannot be written"},
	} {
		before := listing(t, dir)
		s, err := sqlite.Open(context.Background(), sqlite.Options{Path: c.path, Ontology: standard(t)})
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", c.path)
			continue
		}
		if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q does not say %q on one line", c.path, err, c.want)
		}
		if after := listing(t, dir); after != before {
			t.Errorf("%s: before\n%safter\n%s", c.path, before, after)
		}
	}
}

// listing returns names, sizes and times of the files of a folder.
func listing(t *testing.T, dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(info.Name() + " " + info.ModTime().String() + "\n")
	}
	return b.String()
}

func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := open(t, path)
	for range 2 {
		_, err := sqlite.Open(context.Background(), sqlite.Options{Path: path, Ontology: standard(t)})
		if err == nil || !strings.Contains(err.Error(), "is in use by another jinqiao") {
			t.Fatalf("a second Open returned %v", err)
		}
	}
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(context.Background(), sqlite.Options{Path: link, Ontology: standard(t)}); err == nil {
		t.Fatal("opened by another name")
	}
	apply(t, s, entity(t, "a"))
	s.Close()
	open(t, path).Close()
}

func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := open(t, path)
	apply(t, s, entity(t, "a"))
	s.Close()
	if err := os.Truncate(path, 5000); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.Open(context.Background(), sqlite.Options{Path: path, Ontology: standard(t)})
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a damaged store: %v", err)
	}
}
