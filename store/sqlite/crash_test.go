package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"jinqiao"
	"jinqiao/store/sqlite"
)

// crashPath names the store that TestMain's child writes to until it is killed.
const crashPath = "JINQIAO_TEST_CRASH"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashPath); path != "" {
		if err := writeForever(path); err != nil {
			fmt.Println(err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// perBatch is how many entities a batch of the child has.
const perBatch = 50

// writeForever writes batch after batch and says so after each.
func writeForever(path string) error {
	o, err := jinqiao.Standard()
	if err != nil {
		return err
	}
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: path, Ontology: o})
	if err != nil {
		return err
	}
	stats, err := s.Count(context.Background())
	if err != nil {
		return err
	}
	for n := int(stats.Revision); ; n++ {
		var list []jinqiao.Change
		for i := range perBatch {
			list = append(list, jinqiao.Change{Entity: &jinqiao.Entity{ID: fmt.Sprintf("e%d-%d", n, i), Kind: o.Kinds[0].Name, Name: "名"}})
		}
		if err := s.Apply(context.Background(), changes(list...)); err != nil {
			return err
		}
		fmt.Println("written", n+1)
	}
}

// TestKill kills a process amid its writing, several times over: what was
// acknowledged is there, whole, and the next opening is clean.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	for round := range 4 {
		acknowledged := writeAndKill(t, path, 3+5*round)
		s := open(t, path)
		stats, err := s.Count(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, s); int(stats.Revision) < acknowledged || n != int(stats.Revision)*perBatch {
			t.Errorf("%d batches were acknowledged; the store has revision %d and %d entities", acknowledged, stats.Revision, n)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// writeAndKill starts a writer, kills it after some batches and returns how many
// it had acknowledged.
func writeAndKill(t *testing.T, path string, batches int) (acknowledged int) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self)
	child.Env = append(os.Environ(), crashPath+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for i := 0; lines.Scan(); i++ {
		if _, err := fmt.Sscanf(lines.Text(), "written %d", &acknowledged); err != nil {
			t.Fatal(lines.Text())
		}
		if i == batches {
			child.Process.Kill()
		}
	}
	child.Wait()
	return acknowledged
}
