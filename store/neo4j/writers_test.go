package neo4j_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// TestWritersAtOnce has eight writers, two in each of four programs, write the
// same entities and links, each in another order. The server must never have to
// end one because of a deadlock. A writer that is told that another program was
// faster writes again.
func TestWritersAtOnce(t *testing.T) {
	const programs, entities, batches = 4, 50, 3
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	line := between(t, uri)
	line.watch("DeadlockDetected")
	var group sync.WaitGroup
	for program := range programs {
		s, err := neo4j.Open(minutes(t), neo4j.Options{URI: line.URI(), Ontology: standard(t)})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for half := range 2 {
			writer := 2*program + half
			group.Go(func() {
				for n := range batches {
					writeUntilDone(t, s, shuffled(writer, n, entities))
				}
			})
		}
	}
	group.Wait()
	if n := line.times(); n > 0 {
		t.Errorf("%d deadlocks", n)
	}
	record := cypher(t, uri, "MATCH (m:Jinqiao) RETURN m.entities_City, COUNT { (:City) }, COUNT { (:City)-[:PART_OF]->(:City) }, m.revision", nil)[0].Values
	if record[0] != int64(entities) || record[1] != int64(entities) || record[2] != int64(entities) || record[3] != int64(2*programs*batches) {
		t.Errorf("counted and listed %v; want %d, %d, %d and %d batches", record, entities, entities, entities, 2*programs*batches)
	}
}

// shuffled returns entities with a name of the writer's own, and a ring of links.
func shuffled(writer, n, entities int) []jinqiao.Change {
	r := rand.New(rand.NewPCG(uint64(writer), uint64(n)))
	var changes, links []jinqiao.Change
	for _, i := range r.Perm(entities) {
		name := fmt.Sprintf("城市%d，%d之%d", i, writer, n)
		changes = append(changes, jinqiao.Change{Entity: &jinqiao.Entity{ID: fmt.Sprintf("city-%06d", i), Kind: "City", Name: name}})
		links = append(links, jinqiao.Change{Link: &jinqiao.Link{Relationship: "PART_OF", From: fmt.Sprintf("city-%06d", i), To: fmt.Sprintf("city-%06d", (i+1)%entities), Assertion: "STATED"}})
	}
	return append(changes, links...)
}

func writeUntilDone(t *testing.T, s *neo4j.Store, changes []jinqiao.Change) {
	for {
		err := s.Apply(minutes(t), batch(changes))
		if err == nil {
			return
		}
		if jinqiao.CodeOf(err) != jinqiao.CodeConflict {
			t.Errorf("a writer was told %v", err)
			return
		}
	}
}
