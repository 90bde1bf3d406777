package neo4j_test

import (
	"testing"

	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// TestDegreesBesideOthers has somebody else add a relationship that is not of the
// ontology: it counts in no degree, before and after the store has noticed it.
func TestDegreesBesideOthers(t *testing.T) {
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	s, err := neo4j.Open(minutes(t), neo4j.Options{URI: uri, Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Apply(minutes(t), batch(shuffled(0, 0, 3))); err != nil {
		t.Fatal(err)
	}
	degrees := func(links bool) {
		t.Helper()
		around, err := s.ExpandTopology(minutes(t), []string{"city-000001", "nobody"}, links)
		if err != nil {
			t.Fatal(err)
		}
		entities, ends := 1, 0
		if links {
			entities, ends = 3, 2
		}
		if len(around.Entities) != entities || len(around.Links) != ends {
			t.Fatalf("links %t: %+v", links, around)
		}
		for _, e := range around.Entities {
			if e.Degree != 2 {
				t.Errorf("links %t: %s has the degree %d, want 2", links, e.ID, e.Degree)
			}
		}
	}
	degrees(true)
	degrees(false)
	cypher(t, uri, "MATCH (a:City {id: 'city-000001'}), (b:City {id: 'city-000002'}) CREATE (a)-[:OF_OTHERS]->(b), (a)-[:OF_OTHERS]->(:Note) RETURN 1", nil)
	degrees(true)
	degrees(true)
	degrees(false)
}
