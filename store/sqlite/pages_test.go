package sqlite

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jinqiao"
)

// TestTopologyOfLargeRows wants rows that do not fit a page to be read as others,
// among many, from the log and from the file.
func TestTopologyOfLargeRows(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "store.db")
	want := map[string]string{}
	var changes []jinqiao.Change
	for i := range 700 {
		e := &jinqiao.Entity{ID: fmt.Sprint("e", i), Kind: o.Kinds[i%3].Name, Name: "名", Hub: i%2 == 0, Properties: map[string]any{}}
		l := &jinqiao.Link{Relationship: o.Relationships[i%9].Name, From: fmt.Sprint("e", i/2), To: e.ID, Assertion: "INFERRED", Confidence: "LOW", Scope: fmt.Sprint("e", i%5), Properties: map[string]any{"since": "2020-05", "stage": "PLANNED"}}
		if i%7 == 0 {
			e.Properties["status"], e.Properties["note"] = "OPEN", strings.Repeat("长", 10*i)
			l.Properties["note"], l.Collective = strings.Repeat("since", 9*i), true
		}
		l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, ""))
		changes = append(changes, jinqiao.Change{Entity: e}, jinqiao.Change{Link: l})
		want[e.ID], want[l.ID] = fmt.Sprintf("%+v", e.Topology(int64(i+lowest))), fmt.Sprintf("%+v", l.Topology(int64(i/2+lowest), int64(i+lowest)))
	}
	for _, again := range []bool{false, true} {
		s, err := Open(t.Context(), Options{Path: path, Ontology: o})
		if err != nil {
			t.Fatal(err)
		}
		if !again {
			if err := s.Apply(t.Context(), jinqiao.Batch{Changes: allOf(changes)}); err != nil {
				t.Fatal(err)
			}
		}
		got := topologyOf(t, s)
		if !maps.Equal(got, want) {
			t.Errorf("opened again: %v; %d of %d entities and links, or some that differ", again, len(got), len(want))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func allOf(changes []jinqiao.Change) func(func(jinqiao.Change, error) bool) {
	return func(yield func(jinqiao.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func topologyOf(t *testing.T, s *Store) map[string]string {
	t.Helper()
	got := map[string]string{}
	_, err := s.ScanTopology(context.Background(), func(t *jinqiao.Topology) error {
		for _, e := range t.Entities {
			got[e.ID] = fmt.Sprintf("%+v", e)
		}
		for _, l := range t.Links {
			got[jinqiao.LinkID(l.Number)] = fmt.Sprintf("%+v", l)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// FuzzPages wants whatever stands on a page to be read, or to be an error.
func FuzzPages(f *testing.F) {
	f.Add(uint8(leafPage), uint16(1), []byte{0, 40, 3, 1, 2, 1, 7})
	f.Add(uint8(leafPage), uint16(2), []byte{2, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0})
	f.Add(uint8(interiorPage), uint16(9), []byte{255, 255})
	f.Fuzz(func(t *testing.T, kind uint8, cells uint16, rest []byte) {
		page := slices.Concat([]byte{kind, 0, 0, byte(cells >> 8), byte(cells), 0, 0, 0}, rest, make([]byte, 512))
		p, r := &pages{usable: len(page)}, &row{}
		_ = p.rows(page, r, func() error {
			for i := range mostColumns {
				r.int(i)
				r.text(i)
			}
			return nil
		})
		_, _ = children(page, nil)
	})
}
