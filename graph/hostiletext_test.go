package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jinqiao/graph"
)

// hostileTexts are JSON strings of what nobody is called.
func hostileTexts() []string {
	list := []string{`"\u0000"`, `"菏\u0000泽"`, `"\ud800"`, `"\udfff菏泽"`, `"菏\ud83d"`}
	for _, text := range []string{
		"", " ", "　\t\r\n", "。，、“”《》", "***", "(((", ")", `"`, `'`, `\`, "%", "_%_", "-", "--", "😀", "👩‍🔬🏳️‍🌈", "\u202e菏泽\u202c", "\u200f\u200e\ufeff", "e\u0301\u0301\u0301",
		`name:菏泽 AND NOT (泽 OR *)~2^3`, `菏泽"~10 [a TO z] {a TO *} /re.*/`, `NEAR(菏 泽, 2) ^菏 菏泽*`, `x'); DROP TABLE entity; --`, `' OR 1=1 UNION SELECT * FROM entity`, `}) DETACH DELETE n //`,
		strings.Repeat("菏", 10_000), strings.Repeat("a ", 5_000), strings.Repeat("(", 10_000), strings.Repeat("lu", 500), strings.Repeat("科 ", 500),
	} {
		b, _ := json.Marshal(text)
		list = append(list, string(b))
	}
	return list
}

// TestHostileTexts sends such texts wherever a text is looked for: each is
// answered, or refused with a code that says whose fault it is.
func TestHostileTexts(t *testing.T) {
	store := example(t)
	handler := graph.NewHandler(graph.Options{Store: store, Ontology: ontology(t), Topology: topologyOf(t, store)})
	const hits = `{ nodes { score explanation { factor } entity { id } matches { value ranges { start end } } } totalCount }`
	for what, field := range map[string]string{
		"search":           `search(text: $t, first: 3) ` + hits,
		"cursor":           `search(text: "菏", after: $t) ` + hits,
		"suggest":          `suggest(text: $t) { score entity { id } }`,
		"text":             `entities(filter: {text: $t}) { nodes { id } totalCount }`,
		"text of a far":    `entities(filter: {links: {some: {node: {text: $t}}}}) { nodes { id } }`,
		"name":             `entity(name: $t) { id }`,
		"names":            `reach(from: {names: [$t]}, to: {societies: {}}) { nodes { length } }`,
		"startsWith":       `entities(filter: {name: {startsWith: $t}}) { totalCount }`,
		"contains":         `entities(filter: {or: [{name: {contains: $t}}, {nameEn: {endsWith: $t}}, {aliases: {has: $t}}]}) { totalCount }`,
		"aggregate":        `aggregate(of: {enterprises: {text: $t}}, by: [{field: "industries"}], filter: {name: {ne: $t}}) { named }`,
		"crossTab":         `crossTab(rows: {cities: {text: $t}}, columns: {societies: {name: {contains: $t}}}, along: {text: "(:City)-[:COOPERATES_WITH]-(:Society)"}) { linked }`,
		"pattern":          `follow(from: {cities: {}}, along: {text: $t}) { nodes { key } }`,
		"value in pattern": `follow(from: {cities: {}}, along: {steps: [{}, {where: [{property: "name", value: $t}]}]}) { nodes { key } }`,
	} {
		t.Run(what, func(t *testing.T) {
			for _, text := range hostileTexts() {
				body := fmt.Sprintf(`{"query": %s, "variables": {"t": %s}}`, quoted(`query($t: String!) { `+field+` }`), text)
				checkHostile(t, handler, body, text)
			}
		})
	}
}

func checkHostile(t *testing.T, handler http.Handler, body, text string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	var answer struct {
		Data   any
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.Data == nil && answer.Errors == nil {
		t.Errorf("%.80s: %v in %.500s", text, err, w.Body)
	}
	for _, e := range answer.Errors {
		switch e.Extensions.Code {
		case "BAD_USER_INPUT", "NOT_FOUND", "AMBIGUOUS", "INVALID_CURSOR":
		default:
			t.Errorf("%.80s: %s: %.300s", text, e.Extensions.Code, e.Message)
		}
	}
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
