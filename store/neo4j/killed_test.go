package neo4j_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
)

// killsVariable names the environment variable that says how often the server is
// killed under writers; once if it is not set.
const killsVariable = "JINQIAO_TEST_NEO4J_KILLS"

const (
	importers = 4
	fileRows  = 20 // entities of a file, and links

	// filesBefore is how many files are to be acknowledged before a kill at least.
	filesBefore = 8
)

// killedUnderWriters kills the server under programs that import one file after
// another. Every file that was acknowledged has to be there whole afterwards, and
// of the others all or nothing.
func (f *faults) killedUnderWriters(t *testing.T) {
	kills := 1
	if text := os.Getenv(killsVariable); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("%s=%s: %v", killsVariable, text, err)
		}
		kills = n
	}
	own := count(t, f.store)
	acknowledged := map[string]bool{}
	for round := range kills {
		maps.Copy(acknowledged, f.importUntilKilled(t, round))
		f.restart(t)
		f.wantFiles(t, acknowledged)
	}
	t.Logf("%d kills, %d files of %d rows acknowledged", kills, len(acknowledged), 2*fileRows)
	f.others = count(t, f.store) - own
}

// importUntilKilled has four programs import until the server is gone, and returns
// the names of the files that were acknowledged.
func (f *faults) importUntilKilled(t *testing.T, round int) map[string]bool {
	var guard sync.Mutex
	acknowledged := map[string]bool{}
	var group sync.WaitGroup
	for number := range importers {
		s, err := neo4j.Open(minute(t), neo4j.Options{URI: f.server.URI(), Password: password, Ontology: standard(t)})
		if err != nil {
			t.Fatal(err)
		}
		group.Go(func() {
			defer s.Close()
			for n := 0; ; n++ {
				name := fmt.Sprintf("city-file-%d-%d-%d", round, number, n)
				if applyUnlessGone(t, s, name) != nil {
					return
				}
				guard.Lock()
				acknowledged[name] = true
				guard.Unlock()
			}
		})
	}
	written := func() int {
		guard.Lock()
		defer guard.Unlock()
		return len(acknowledged)
	}
	for until := time.Now().Add(patience); written() < filesBefore && time.Now().Before(until); {
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(time.Duration(round%10) * 37 * time.Millisecond)
	f.server.Kill()
	group.Wait()
	if len(acknowledged) == 0 {
		t.Error("no file was acknowledged before the kill")
	}
	return acknowledged
}

// applyUnlessGone writes a file, again if another program was faster.
func applyUnlessGone(t *testing.T, s *neo4j.Store, name string) error {
	for {
		err := s.Apply(context.Background(), batch(fileOf(name)))
		switch jinqiao.CodeOf(err) {
		case jinqiao.CodeConflict:
		case jinqiao.CodeUnavailable, jinqiao.CodeTimeout:
			return err
		default:
			if err != nil {
				t.Errorf("a writer was told %v", err)
			}
			return err
		}
	}
}

// fileOf returns entities with the name of a file in their ids, and a ring of links.
func fileOf(name string) []jinqiao.Change {
	var changes, links []jinqiao.Change
	id := func(i int) string { return fmt.Sprintf("%s-%02d", name, i%fileRows) }
	for i := range fileRows {
		changes = append(changes, jinqiao.Change{Entity: &jinqiao.Entity{ID: id(i), Kind: "City", Name: id(i)}})
		links = append(links, jinqiao.Change{Link: &jinqiao.Link{Relationship: "PART_OF", From: id(i), To: id(i + 1), Assertion: "STATED"}})
	}
	return append(changes, links...)
}

// wantFiles wants the files that were acknowledged, and of none a part.
func (f *faults) wantFiles(t *testing.T, acknowledged map[string]bool) {
	t.Helper()
	a, err := f.store.Read(minute(t), &jinqiao.Plan{
		Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.OfKind{"City"}, Page: jinqiao.Page{Limit: 1 << 20}}},
		Links:    []*jinqiao.LinkQuery{{Filter: jinqiao.OfRelationship{"PART_OF"}, Page: jinqiao.Page{Limit: 1 << 20}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, row := range a.Entities[0].Rows {
		rows[fileName(row.Entity.ID)]++
	}
	for _, row := range a.Links[0].Rows {
		rows[fileName(row.Link.From)]++
	}
	delete(rows, "")
	for name := range acknowledged {
		if rows[name] != 2*fileRows {
			t.Errorf("%s was acknowledged, and %d of its %d rows are there", name, rows[name], 2*fileRows)
		}
	}
	for name, n := range rows {
		if n != 2*fileRows {
			t.Errorf("of %s %d of %d rows are there", name, n, 2*fileRows)
		}
	}
}

// fileName returns the name of the file that an entity is of, "" for none.
func fileName(id string) string {
	if !strings.HasPrefix(id, "city-file-") {
		return ""
	}
	return id[:strings.LastIndexByte(id, '-')]
}
