package ingest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"jinqiao/ingest"
)

func names(sources []ingest.Source) []string {
	var names []string
	for _, s := range sources {
		names = append(names, filepath.ToSlash(s.Name))
	}
	return names
}

func TestPaths(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, f := range []string{"d/entities.jsonl", "d/links.jsonl", "d/questions.jsonl", "d/entities/b.jsonl", "d/entities/a.jsonl", "d/links/c.jsonl", "d/notes.txt", "empty/questions.jsonl", "one.jsonl"} {
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name  string
		paths []string
		want  []string
		err   string
	}{
		{"a file of any name", []string{"one.jsonl"}, []string{"one.jsonl"}, ""},
		{"a folder", []string{"d"}, []string{"d/entities.jsonl", "d/links.jsonl", "d/entities/a.jsonl", "d/entities/b.jsonl", "d/links/c.jsonl"}, ""},
		{"a file twice", []string{"one.jsonl", "./one.jsonl"}, []string{"one.jsonl"}, ""},
		{"standard input", []string{"-"}, []string{"standard input"}, ""},
		{"no such file", []string{"none.jsonl"}, nil, "none.jsonl: no such file or directory"},
		{"a folder without data", []string{"one.jsonl", "empty"}, nil, "empty: no data in this folder; it has to hold entities.jsonl, links.jsonl, or *.jsonl in folders entities and links"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sources, err := ingest.Paths(c.paths...)
			if (c.err != "") != (err != nil) || err != nil && err.Error() != c.err {
				t.Fatalf("error %v, want %q", err, c.err)
			}
			if got := names(sources); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestFS(t *testing.T) {
	fsys := fstest.MapFS{"x/links/a.jsonl": {}, "x/questions.jsonl": {}, "y/questions.jsonl": {}}
	sources, err := ingest.FS(fsys, "x")
	if got := names(sources); err != nil || !slices.Equal(got, []string{"x/links/a.jsonl"}) {
		t.Errorf("got %v, %v", got, err)
	}
	for dir, want := range map[string]string{"y": "y: no data in this folder", "z": "z: no such folder"} {
		if _, err := ingest.FS(fsys, dir); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", dir, err, want)
		}
	}
}
