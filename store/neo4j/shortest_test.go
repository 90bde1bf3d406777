package neo4j_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
	"jinqiao/store/neo4j/neo4jtest"
)

// TestShortestAsNeo4jHasIt compares lengths with Cypher's shortestPath over all
// links of the example data, without any rule.
func TestShortestAsNeo4jHasIt(t *testing.T) {
	o := standard(t)
	s := open(t, o)
	load(t, s)
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := adjacency.Build(context.Background(), rules, s.ScanTopology)
	if err != nil {
		t.Fatal(err)
	}
	options := plainOptions(o)
	text := "UNWIND $pairs AS pair MATCH (a:Entity {id: pair[0]}), (b:Entity {id: pair[1]}) OPTIONAL MATCH p = shortestPath((a)-[:" +
		strings.Join(options.Relationships, "|") + "*..12]-(b)) RETURN a.id, b.id, coalesce(length(p), 0)"
	var ids []string
	for e := range g.Len() {
		ids = append(ids, g.ID(uint32(e)))
	}
	r := rand.New(rand.NewPCG(7, 7))
	var pairs []any
	for range 40 {
		if a, b := ids[r.IntN(len(ids))], ids[r.IntN(len(ids))]; a != b {
			pairs = append(pairs, []any{a, b})
		}
	}
	found := 0
	for _, record := range cypher(t, neo4jtest.Shared(t), text, map[string]any{"pairs": pairs}) {
		a, b, want := record.Values[0].(string), record.Values[1].(string), int(record.Values[2].(int64))
		got, err := linkage.Paths(context.Background(), g, []string{a}, []string{b}, options, 1, "")
		if err != nil || !got.Completeness.Exact {
			t.Fatal(err, got)
		}
		length := 0
		if len(got.Paths) > 0 {
			length = len(got.Paths[0].Steps)
			found++
		}
		if length != want {
			t.Errorf("from %s to %s: %d steps, want %d (0 for none)", a, b, length, want)
		}
	}
	if found < 10 {
		t.Errorf("only %d paths to compare", found)
	}
}

// plainOptions let every link and every entity be on a path.
func plainOptions(o *jinqiao.Ontology) linkage.Options {
	p := linkage.Defaults()
	p.MaxLength, p.HubDegree, p.Budget = linkage.MaxLength, 1<<30, 1<<30
	p.Relax = []linkage.Rule{linkage.Hubs, linkage.Collective, linkage.Scope, linkage.Settled}
	for _, r := range o.Relationships {
		p.Relationships = append(p.Relationships, r.Name)
	}
	for _, k := range o.Kinds {
		p.Kinds = append(p.Kinds, k.Name)
	}
	return p
}
