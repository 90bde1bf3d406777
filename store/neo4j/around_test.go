package neo4j_test

import "testing"

// TestDegreesBesideOthers has somebody else add a relationship that is not of the
// ontology: it counts in no degree, before and after the store has noticed it.
func TestDegreesBesideOthers(t *testing.T) {
	s, uri := ring(t, 3)
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
