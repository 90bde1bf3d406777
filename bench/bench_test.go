package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFigures takes every figure of one process on a small graph: that they can
// be taken, not what they come to.
func TestFigures(t *testing.T) {
	b := &bench{ctx: context.Background(), round: 5 * time.Millisecond, rounds: 1, folder: t.TempDir(), open: map[string]*fixture{}}
	small, large := size{"small", 1500, 7500}, size{"large", 3000, 15_000}
	if err := b.prepare([]size{small, large}); err != nil {
		t.Fatal(err)
	}
	defer b.close()
	for _, f := range figures {
		var err error
		switch {
		case f.across != nil:
			err = f.across(b, []size{small, large})
		case !f.asked && f.name != "import" && f.name != "server" && f.name != "small": // they start processes
			err = f.measure(b, small)
		}
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	var out bytes.Buffer
	b.report.write(&out)
	for _, want := range []string{"node by HTTP, c=16", "three levels", "entity by id", "page 29 of 50 by name", "search, one slip", "growth"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, &out)
		}
	}
}

// TestPeers wants gonum to find ways as long as the bare search does.
func TestPeers(t *testing.T) {
	b := &bench{ctx: context.Background(), folder: t.TempDir(), open: map[string]*fixture{}}
	small := size{"small", 1500, 7500}
	if err := b.prepare([]size{small}); err != nil {
		t.Fatal(err)
	}
	defer b.close()
	m, done, err := b.mirroredMaze(small)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	g, err := m.topology(b.ctx)
	if err != nil {
		t.Fatal(err)
	}
	peer, err := gonumPeer(b.ctx, g)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.agree(g, []pathPeer{peer}); err != nil {
		t.Error(err)
	}
	longer := pathPeer{"longer", func(from, to uint32) (int, error) {
		n, err := peer.length(from, to)
		return n + 1, err
	}}
	if err := m.agree(g, []pathPeer{longer}); err == nil {
		t.Error("a wrong length is taken for right")
	}
}

// TestImport does the work of both child processes.
func TestImport(t *testing.T) {
	b := &bench{ctx: context.Background(), folder: t.TempDir()}
	small := size{"small", 1000, 5000}
	if err := b.prepare([]size{small}); err != nil {
		t.Fatal(err)
	}
	if err := b.write(small); err != nil {
		t.Fatal(err)
	}
	imported := filepath.Join(t.TempDir(), "imported.db")
	if err := importFiles(b.ctx, b.files(small), imported); err != nil {
		t.Fatal(err)
	}
	inserted := filepath.Join(t.TempDir(), "inserted.db")
	if err := insertRows(b.ctx, imported, inserted); err != nil {
		t.Fatal(err)
	}
	db, err := openRaw(inserted, "query_only(1)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var entities, links int
	if err := db.QueryRow("SELECT (SELECT count(*) FROM entity), (SELECT count(*) FROM link)").Scan(&entities, &links); err != nil {
		t.Fatal(err)
	}
	if entities != 1000 || links != 5000 {
		t.Errorf("got %d entities and %d links, want 1000 and 5000", entities, links)
	}
}
