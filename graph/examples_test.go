package graph_test

import (
	"strings"
	"testing"

	"jinqiao/explorer"
	"jinqiao/graph"
)

// TestExamples runs every example of the playground: each is answered, and none
// with nothing at all.
func TestExamples(t *testing.T) {
	store := example(t)
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
	for _, e := range explorer.Examples() {
		t.Run(e.Name, func(t *testing.T) {
			answer := post(t, handler, e.Query, "")
			if strings.Contains(answer, `"errors"`) || strings.Count(answer, "\n") < 8 {
				t.Errorf("%s\n%.1000s", e.Query, answer)
			}
		})
	}
}
