package graph_test

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"testing"

	"jinqiao/graph"
)

var readmeQuery = regexp.MustCompile("(?s)```graphql\n(.*?)```\n(?:```json\n(\\{\"data\".*?)```)?")

// TestReadme asks what the READMEs ask and wants the answers that they show.
func TestReadme(t *testing.T) {
	store := example(t)
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
	for _, file := range []string{"../README.md", "../README.zh-CN.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		blocks := readmeQuery.FindAllStringSubmatch(string(text), -1)
		if len(blocks) < 3 {
			t.Errorf("%s has only %d queries", file, len(blocks))
		}
		for _, b := range blocks {
			compareAnswers(t, file, post(t, handler, b[1], ""), b[2])
		}
	}
}

func compareAnswers(t *testing.T, file, got, want string) {
	t.Helper()
	var g, w map[string]any
	if err := json.Unmarshal([]byte(got), &g); err != nil || g["errors"] != nil {
		t.Errorf("%s: %v %s", file, err, got)
	}
	if want == "" {
		return
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil || !reflect.DeepEqual(g, w) {
		t.Errorf("%s: %v\ngot\n%s\nshown\n%s", file, err, got, want)
	}
}
