package graph_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"jinqiao/explorer"
	"jinqiao/graph"
)

// TestQuestions asks every question of the pages and wants the answers that
// testdata/questions keeps, which were read against the sources.
func TestQuestions(t *testing.T) {
	handler := questionsHandler(t)
	for _, q := range explorer.Questions() {
		t.Run(q.Name, func(t *testing.T) {
			got := post(t, handler, q.Query, "")
			if strings.Contains(got, `"errors"`) || strings.Count(got, "\n") < 8 {
				t.Fatalf("%s\n%.1000s", q.Query, got)
			}
			if q.Developers {
				return // what it shows, of the schema for one, changes with every kind
			}
			wantKept(t, "testdata/questions/"+q.Name+".json", got)
			english := post(t, handler, q.Query, `{"language": "EN"}`)
			if english == got || strings.Count(english, `"id"`) != strings.Count(got, `"id"`) {
				t.Errorf("in English:\n%.1000s", english)
			}
		})
	}
}

func wantKept(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.TrimSpace(string(want)) {
		t.Errorf("%s: got\n%.3000s\nwant\n%.3000s", file, got, want)
	}
}

// TestQuestionsOnOtherData fills the slots with what is not there: an answer
// with nothing in it, or an error that says which id is unknown.
func TestQuestionsOnOtherData(t *testing.T) {
	handler := questionsHandler(t)
	for _, q := range explorer.Questions() {
		if len(q.Slots) == 0 || q.Developers {
			continue
		}
		t.Run(q.Name, func(t *testing.T) {
			got := post(t, handler, q.Query, strangers(t, q))
			var answer struct {
				Errors []struct{ Extensions struct{ Code string } }
			}
			if err := json.Unmarshal([]byte(got), &answer); err != nil {
				t.Fatal(err)
			}
			for _, e := range answer.Errors {
				if e.Extensions.Code != "NOT_FOUND" {
					t.Errorf("code %q in %.1000s", e.Extensions.Code, got)
				}
			}
			if strings.Contains(got, `"city-`) || strings.Contains(got, `"enterprise-`) {
				t.Errorf("an answer about something else: %.1000s", got)
			}
		})
	}
}

// strangers returns variables that name nothing in the data.
func strangers(t *testing.T, q explorer.Question) string {
	variables := map[string]any{}
	for _, slot := range q.Slots {
		switch slot.Type {
		case "ID":
			variables[slot.Name] = "nothing-" + slot.Name
		case "String":
			variables[slot.Name] = "查无此物"
		case "Int":
			variables[slot.Name] = 1_000
		}
	}
	text, err := json.Marshal(variables)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func questionsHandler(t *testing.T) http.Handler {
	store := example(t)
	return graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
}
