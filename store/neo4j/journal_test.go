package neo4j_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// toClose opens a store in the shared database as it is. The caller closes it.
func toClose(t *testing.T) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(minutes(t), neo4j.Options{URI: neo4jtest.Shared(t), Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func reopened(t *testing.T) *neo4j.Store {
	t.Helper()
	s := toClose(t)
	t.Cleanup(func() { s.Close() })
	return s
}

// outcomes writes changes and returns what became of them.
func outcomes(t *testing.T, s jinqiao.Store, changes []jinqiao.Change) map[jinqiao.Result]int {
	t.Helper()
	n := map[jinqiao.Result]int{}
	b := batch(changes)
	b.OnOutcome = func(_ jinqiao.Change, o jinqiao.Outcome) { n[o.Result]++ }
	if err := s.Apply(minutes(t), b); err != nil {
		t.Fatal(err)
	}
	return n
}

func counted(t *testing.T, s jinqiao.Store) *jinqiao.Statistics {
	t.Helper()
	stats, err := s.Count(minutes(t))
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// holds wants a store to hold so many cities, after a number of changes, and
// nothing unfinished.
func holds(t *testing.T, s jinqiao.Store, cities int, revision int64) {
	t.Helper()
	stats := counted(t, s)
	for until := time.Now().Add(30 * time.Second); stats.Unfinished != "" && time.Now().Before(until); stats = counted(t, s) {
		time.Sleep(50 * time.Millisecond)
	}
	listed := cypher(t, neo4jtest.Shared(t), "RETURN COUNT { (:City) }, COUNT { (:JinqiaoJournal) }", nil)[0].Values
	if stats.Unfinished != "" || stats.Revision != revision || stats.Entities[0].Count != cities || listed[0] != int64(cities) || listed[1] != int64(0) {
		t.Errorf("%d cities counted, %v listed and of the journal, revision %d, unfinished %q; want %d cities and revision %d",
			stats.Entities[0].Count, listed, stats.Revision, stats.Unfinished, cities, revision)
	}
}

// cutOff writes a batch of more than two portions, ends that after the first,
// and lets its journal look as if its writer were long gone.
func cutOff(t *testing.T, changes []jinqiao.Change) {
	t.Helper()
	neo4jtest.Wipe(t, neo4jtest.Shared(t))
	s := toClose(t)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.Apply(ctx, batch(changes)) }()
	written := func() bool {
		return cypher(t, neo4jtest.Shared(t), "MATCH (m:Jinqiao) RETURN coalesce(m.entities_City, 0)", nil)[0].Values[0] != int64(0)
	}
	for until := time.Now().Add(time.Minute); !written() && time.Now().Before(until); {
		time.Sleep(100 * time.Millisecond)
	}
	cancel()
	if err := <-ended; jinqiao.CodeOf(err) != jinqiao.CodeTimeout || !strings.Contains(err.Error(), "was cut off after") {
		t.Fatalf("cut off: %v", err)
	}
	if stats := counted(t, s); !strings.HasPrefix(stats.Unfinished, fmt.Sprintf("a batch of %d rows", len(changes))) || stats.Revision != 0 {
		t.Errorf("cut off: %+v", stats)
	}
	s.Close()
	cypher(t, neo4jtest.Shared(t), "MATCH (m:Jinqiao) SET m.journalAt = 0", nil)
}

func TestLargeBatch(t *testing.T) {
	neo4jtest.Wipe(t, neo4jtest.Shared(t))
	s := reopened(t)
	if n := outcomes(t, s, cities(12000)); n[jinqiao.Created] != 12000 {
		t.Error(n)
	}
	holds(t, s, 12000, 1)
}

func TestNextStartFinishes(t *testing.T) {
	cutOff(t, cities(25000))
	s := reopened(t)
	holds(t, s, 25000, 1)
	if n := outcomes(t, s, cities(25000)); n[jinqiao.Unchanged] != 25000 {
		t.Error("written again:", n)
	}
}

// TestNextWriterFinishes has a writer come that was open all the time, and a
// starting program at once.
func TestNextWriterFinishes(t *testing.T) {
	cutOff(t, cities(25000))
	s := reopened(t)
	if n := outcomes(t, s, cities(25003)); n[jinqiao.Created] != 3 || n[jinqiao.Unchanged] != 25000 {
		t.Error(n)
	}
	holds(t, s, 25003, 2)
}

// TestCannotFinish takes away what a link of the rest needs.
func TestCannotFinish(t *testing.T) {
	changes := cities(10000)
	for i := range 11000 {
		changes = append(changes, jinqiao.Change{Link: &jinqiao.Link{Relationship: "PART_OF", From: fmt.Sprintf("city-%06d", i%9999), To: "city-009999", Assertion: "STATED", Key: fmt.Sprint(i)}})
	}
	cutOff(t, changes)
	cypher(t, neo4jtest.Shared(t), "MATCH (e:City {id: 'city-000077'}) DETACH DELETE e", nil)
	s := reopened(t)
	var said string
	for until := time.Now().Add(30 * time.Second); !strings.Contains(said, "of its rows cannot be written") && time.Now().Before(until); {
		time.Sleep(50 * time.Millisecond)
		said = counted(t, s).Unfinished
	}
	if !strings.Contains(said, "a batch of 21000 rows") || !strings.Contains(said, "import the same files again") {
		t.Fatalf("said %q", said)
	}
	n := outcomes(t, s, changes)
	if n[jinqiao.Created] < 2 || n[jinqiao.Refused] > 0 {
		t.Error("written again:", n)
	}
	if n := cypher(t, neo4jtest.Shared(t), "RETURN COUNT { (:City)-[:PART_OF]->(:City) }", nil)[0].Values[0]; n != int64(11000) {
		t.Errorf("%d links after writing it again", n)
	}
	if said := counted(t, s).Unfinished; said != "" {
		t.Errorf("said %q after writing it again", said)
	}
}

// TestJournalOfAnOlderProgram opens what one left that was killed after its
// first transaction: it did not lay down its rows.
func TestJournalOfAnOlderProgram(t *testing.T) {
	neo4jtest.Wipe(t, neo4jtest.Shared(t))
	s := toClose(t)
	outcomes(t, s, cities(3))
	s.Close()
	cypher(t, neo4jtest.Shared(t), "MATCH (m:Jinqiao) SET m.journal = 'a batch of 5 rows', m.writing = 'gone', m.since = 0, m.seq = 5", nil)
	s = reopened(t)
	if said := counted(t, s).Unfinished; !strings.HasPrefix(said, "a batch of 5 rows was cut off and cannot be finished") {
		t.Errorf("said %q", said)
	}
	outcomes(t, s, cities(5))
	holds(t, s, 5, 3)
}
