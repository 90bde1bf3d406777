package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"jinqiao/graph"
)

// TestHostilePaths asks what takes long if it is not bounded. Each is answered,
// truncated or refused, with the argument named.
func TestHostilePaths(t *testing.T) {
	store := example(t)
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
	many := func(n int) []string {
		ids := make([]string, n)
		for i := range ids {
			ids[i] = fmt.Sprintf("nobody-%05d", i)
		}
		return ids
	}
	set := func(ids []string) map[string]any { return map[string]any{"s": map[string]any{"ids": ids}} }
	repeated := make([]string, 10_000)
	for i := range repeated {
		repeated[i] = "city-heze"
	}
	const paths = `query($s: EntitySet!) { paths(from: $s, to: {experts: {}}) { nodes { key } completeness { status } } }`
	const network = `query($s: EntitySet!) { subgraph(seeds: $s) { nodes { key x y } completeness { status } } }`
	const pattern = `query($t: String!) { follow(from: {enterprises: {}}, along: {text: $t}) { nodes { key } } }`
	const canvas = `query($k: [ID!], $at: [Float!]) { subgraph(seeds: {ids: ["city-heze"]}, known: $k, knownAt: $at) { nodes { key x y } totals { nodes } } }`
	cases := []struct {
		name, query string
		variables   map[string]any
		says        string
	}{
		{"10,000 unknown ids", paths, set(many(10_000)), "nobody-09999"},
		{"10,000 times one id", paths, set(repeated), `"EXACT"`},
		{"10,000 seeds that are unknown", network, set(many(10_000)), "NOT_FOUND"},
		{"10,000 seeds that are one", network, set(repeated), `"city-heze"`},
		{"no seeds", network, set([]string{}), "subgraph.seeds.ids: the list is empty"},
		{"unknown ids without end", paths, set([]string{strings.Repeat("x", 500_000)}), "xxx…"},
		{"names without end", paths, map[string]any{"s": map[string]any{"names": []string{strings.Repeat("泰", 100_000)}}}, `泰\"…`},
		{"everything to everything", `{ paths(from: {any: {}}, to: {any: {}}, options: {maxLength: 12, relax: [HUBS, SCOPE, COLLECTIVE, UNSETTLED]}, first: 200) { nodes { length } completeness { status } } }`, nil, `"length": 1`},
		{"enterprises on both sides", `{ paths(from: {enterprises: {}}, to: {enterprises: {}}, options: {maxLength: 12, relax: [HUBS]}) { nodes { length } completeness { status } } }`, nil, `"status"`},
		{"a pattern of half a megabyte", pattern, map[string]any{"t": strings.Repeat("(:企业)-[]-", 50_000) + "()"}, "at most 2000 characters"},
		{"nested brackets", pattern, map[string]any{"t": strings.Repeat("(", 1900)}, "column 2"},
		{"repetition of repetition", pattern, map[string]any{"t": "(:Enterprise)" + strings.Repeat("-[]-{1,12}()", 12)}, "at most 12 links"},
		{"steps without end", `query($p: Pattern!) { follow(from: {enterprises: {}}, along: $p) { nodes { key } } }`,
			map[string]any{"p": map[string]any{"steps": make([]struct{}, 20_000)}}, "1 to 12 steps"},
		{"a canvas of 20,000", canvas, map[string]any{"k": many(20_000), "at": make([]float64, 40_000)}, `"city-heze"`},
		{"a canvas of 20,001", canvas, map[string]any{"k": many(20_001)}, "at most"},
		{"a canvas that is nowhere", canvas, map[string]any{"k": []string{"city-taian"}, "at": []float64{1e308, -1e308}}, "no place on a canvas"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			variables, err := json.Marshal(c.variables)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			got := post(t, handler, c.query, string(variables))
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
			if !strings.Contains(got, c.says) || strings.Contains(got, "INTERNAL") {
				t.Errorf("want %q in %.2000s", c.says, got)
			}
		})
	}
}
