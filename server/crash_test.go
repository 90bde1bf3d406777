package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writeMany writes files with n enterprises in one city and their links.
func writeMany(t *testing.T, dir, prefix string, n int) {
	t.Helper()
	var e, l strings.Builder
	e.WriteString(entities)
	for i := range n {
		fmt.Fprintf(&e, `{"kind":"Enterprise","id":"%s-%d","name":"第%d公司","evidence":[{"document":"doc"}]}`+"\n", prefix, i, i)
		fmt.Fprintf(&l, `{"relationship":"LOCATED_IN","from":"%s-%d","to":"city","assertion":"STATED","evidence":[{"document":"doc"}]}`+"\n", prefix, i)
	}
	if err := os.Mkdir(filepath.Join(dir, prefix), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, dir, prefix+"/entities.jsonl", e.String())
	write(t, dir, prefix+"/links.jsonl", l.String())
}

// counts reads how much a store holds by serving it.
func counts(t *testing.T, dir, store string) (entities, links int) {
	t.Helper()
	s := serve(t, dir, "--store", store)
	defer s.stop()
	got := s.query(`{statistics{entityCount linkCount} checked: enterprises{totalCount} links{totalCount}}`)
	var enterprises, listed int
	if _, err := fmt.Sscanf(got, `{"data":{"statistics":{"entityCount":%d,"linkCount":%d},"checked":{"totalCount":%d},"links":{"totalCount":%d}}}`,
		&entities, &links, &enterprises, &listed); err != nil {
		t.Fatal(got, err)
	}
	if listed != links || entities > 0 && enterprises != entities-2 {
		t.Errorf("counted and listed differ: %s", got)
	}
	return entities, links
}

// TestKill9 kills imports at random moments. What was acknowledged is there,
// nothing is there by half, and the next start is clean.
func TestKill9(t *testing.T) {
	const n = 5000
	dir := t.TempDir()
	writeMany(t, dir, "first", n)
	if code, out, errs := jinqiao(t, dir, "import", "first", "--store", "sqlite:x.db"); code != 0 {
		t.Fatal(out, errs)
	}
	writeMany(t, dir, "second", n)
	start := time.Now()
	if code, out, errs := jinqiao(t, dir, "import", "second", "--store", "sqlite:scratch.db"); code != 0 {
		t.Fatal(out, errs)
	}
	whole := time.Since(start)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	for round := range 8 {
		cmd := exec.Command(binary, "import", "second", "--store", "sqlite:x.db")
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		cmd.Process.Kill()
		acknowledged := cmd.Wait() == nil
		entities, links := counts(t, dir, "sqlite:x.db")
		nothing := entities == n+3 && links == n
		all := entities == 2*n+3 && links == 2*n
		if !nothing && !all || acknowledged && !all {
			t.Fatalf("seed %d, round %d: %d entities, %d links, acknowledged %v", seed, round, entities, links, acknowledged)
		}
	}
	if code, out, _ := jinqiao(t, dir, "import", "second", "--store", "sqlite:x.db"); code != 0 {
		t.Fatal(out)
	}
	if entities, links := counts(t, dir, "sqlite:x.db"); entities != 2*n+3 || links != 2*n {
		t.Errorf("after all: %d entities, %d links", entities, links)
	}
}

// TestFullDisk imports into a store whose disk fills up: a clear line, and the
// store is as it was.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	writeMany(t, dir, "small", 10)
	writeMany(t, dir, "large", 20_000)
	disk := filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	limit := ""
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk).Run(); err == nil {
		t.Cleanup(func() { exec.Command("umount", "-l", disk).Run() })
	} else {
		limit = "ulimit -f 4096; trap '' XFSZ; " // in blocks of 1 KiB
	}
	store := "sqlite:" + filepath.Join(disk, "x.db")
	if code, out, errs := jinqiao(t, dir, "import", "small", "--store", store); code != 0 {
		t.Fatal(out, errs)
	}
	cmd := exec.Command("bash", "-c", limit+`exec "$0" import large --store "$1"`, binary, store)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("no error on a full disk: %s", out)
	}
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "disk") && !strings.Contains(string(out), "space") {
		t.Errorf("exit %d, %s; want exit 1 and word of the disk", cmd.ProcessState.ExitCode(), out)
	}
	if entities, links := counts(t, dir, store); entities != 13 || links != 10 {
		t.Errorf("the store holds %d entities and %d links, want 13 and 10 as before", entities, links)
	}
}
