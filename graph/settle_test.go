package graph_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/graph"
)

// failing is a store of which one Read fails, counted from 1.
type failing struct {
	jinqiao.Store
	reads, fails int
}

func (f *failing) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	if f.reads++; f.reads == f.fails {
		return nil, errors.New("the disk is gone")
	}
	return f.Store.Read(ctx, plan)
}

// TestFailureStaysWithItsField has the store fail while a root field looks up what
// is unknown: the next field has its own answer, not that error.
func TestFailureStaysWithItsField(t *testing.T) {
	const query = `{
		first: paths(from: {names: ["火星"]}, to: {ids: ["nobody"]}) { nodes { key } }
		second: paths(from: {ids: ["enterprise-libo"]}, to: {ids: ["society-inspection"]}) { completeness { status } }
	}`
	store := example(t)
	for fails := 1; fails <= 2; fails++ { // the names, then the ids beside them
		handler := graph.NewHandler(graph.Options{Store: &failing{Store: store, fails: fails}, Ontology: ontology(t), Topology: topologyOf(t, store)})
		got := post(t, handler, query, "")
		if strings.Count(got, `"message"`) != 1 || !strings.Contains(got, "INTERNAL") || !strings.Contains(got, `"EXACT"`) {
			t.Errorf("with failure %d: %s", fails, got)
		}
	}
}
