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
	handler := graph.NewHandler(graph.Options{Store: example(t), Ontology: ontology(t)})
	for _, e := range explorer.Examples() {
		t.Run(e.Name, func(t *testing.T) {
			answer := post(t, handler, e.Query, "")
			if strings.Contains(answer, `"errors"`) || strings.Count(answer, "\n") < 8 {
				t.Errorf("%s\n%.1000s", e.Query, answer)
			}
		})
	}
}
