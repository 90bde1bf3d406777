package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql/introspection"

	"jinqiao/graph"
)

// TestHTTP goes through what GraphQL over HTTP asks of a server.
func TestHTTP(t *testing.T) {
	handler := graph.NewHandler(graph.Options{Store: example(t), Ontology: ontology(t)})
	const ok = `{"query":"{__typename}"}`
	cases := []struct {
		name, method, target, contentType, accept, body string
		status                                          int
		media, has                                      string
	}{
		{"post", "POST", "", "application/json", "", ok, 200, "application/json", `{"data":{"__typename":"Query"}}`},
		{"post with charset", "POST", "", "application/json; charset=UTF-8", "*/*", ok, 200, "application/json", `"data"`},
		{"response type", "POST", "", "application/json", "application/graphql-response+json, application/json;q=0.9", ok, 200, "application/graphql-response+json", `"data"`},
		{"less wanted response type", "POST", "", "application/json", "application/graphql-response+json;q=0.5, application/json", ok, 200, "application/json", `"data"`},
		{"unknown accept", "POST", "", "application/json", "text/csv", ok, 406, "application/json", "BAD_USER_INPUT"},
		{"get", "GET", "?query=" + url.QueryEscape("{__typename}"), "", "", "", 200, "application/json", `"Query"`},
		{"get with variables", "GET", "?query=" + url.QueryEscape("query($i:ID!){node(id:$i){id}}") + "&variables=" + url.QueryEscape(`{"i":"city-heze"}`), "", "", "", 200, "application/json", `city-heze`},
		{"get with bad variables", "GET", "?query=" + url.QueryEscape("{__typename}") + "&variables=[1]", "", "", "", 400, "application/json", "variables has to be a JSON object"},
		{"get without query", "GET", "", "", "", "", 400, "application/json", "no query"},
		{"put", "PUT", "", "application/json", "", ok, 405, "application/json", "use POST"},
		{"form", "POST", "", "application/x-www-form-urlencoded", "", ok, 415, "application/json", "application/json"},
		{"other charset", "POST", "", "application/json; charset=gbk", "", ok, 415, "application/json", "UTF-8"},
		{"no json", "POST", "", "application/json", "", `{"query`, 400, "application/json", "JSON object"},
		{"array", "POST", "", "application/json", "", `[` + ok + `]`, 400, "application/json", "JSON object"},
		{"query of wrong type", "POST", "", "application/json", "", `{"query":1}`, 400, "application/json", "`query`"},
		{"variables of wrong type", "POST", "", "application/json", "", `{"query":"{__typename}","variables":"x"}`, 400, "application/json", "`variables`"},
		{"name of wrong type", "POST", "", "application/json", "", `{"query":"{__typename}","operationName":7}`, 400, "application/json", "`operationName`"},
		{"nulls", "POST", "", "application/json", "", `{"query":"{__typename}","operationName":null,"variables":null,"extensions":null}`, 200, "application/json", `"data"`},
		{"syntax error, old type", "POST", "", "application/json", "application/json", `{"query":"{"}`, 200, "application/json", "GRAPHQL_PARSE_FAILED"},
		{"syntax error, new type", "POST", "", "application/json", "application/graphql-response+json", `{"query":"{"}`, 400, "application/graphql-response+json", "GRAPHQL_PARSE_FAILED"},
		{"unknown field", "POST", "", "application/json", "application/graphql-response+json", `{"query":"{cats{id}}"}`, 400, "application/graphql-response+json", "GRAPHQL_VALIDATION_FAILED"},
		{"which operation", "POST", "", "application/json", "", `{"query":"query A{__typename} query B{__typename}"}`, 200, "application/json", "say in operationName which to execute: A, B"},
		{"unknown operation", "POST", "", "application/json", "", `{"query":"query A{__typename}","operationName":"B"}`, 200, "application/json", `no operation is called \"B\"`},
		{"one bad field leaves its neighbour", "POST", "", "application/json", "application/graphql-response+json", `{"query":"{a: enterprises(first: -1){totalCount} b: enterprises{totalCount}}"}`, 200, "application/graphql-response+json", `"data":{"a":null,"b":{"totalCount":27}}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, "/graphql"+c.target, strings.NewReader(c.body))
			if c.contentType != "" {
				r.Header.Set("Content-Type", c.contentType)
			}
			if c.accept != "" {
				r.Header.Set("Accept", c.accept)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != c.status || !strings.HasPrefix(w.Header().Get("Content-Type"), c.media+";") || !strings.Contains(w.Body.String(), c.has) {
				t.Errorf("got %d %s %s\nwant %d %s with %s", w.Code, w.Header().Get("Content-Type"), w.Body, c.status, c.media, c.has)
			}
		})
	}
}

// TestIntrospection wants the whole schema for a client that asks for it.
func TestIntrospection(t *testing.T) {
	handler := graph.NewHandler(graph.Options{Store: example(t), Ontology: ontology(t)})
	answer := post(t, handler, introspection.Query, "")
	if strings.Contains(answer, `"errors"`) || !strings.Contains(answer, `"EnterpriseFilter"`) {
		t.Errorf("%.500s", answer)
	}
}

// TestHostile sends what would hurt a careless server, and wants a short, coded
// answer soon.
func TestHostile(t *testing.T) {
	handler := graph.NewHandler(graph.Options{Store: example(t), Ontology: ontology(t)})
	bomb := "{entities(first:1){nodes{...F0}}}"
	for i := range 9 {
		n := string(rune('0' + i))
		next := string(rune('1' + i))
		bomb += " fragment F" + n + " on Entity{"
		for _, alias := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
			bomb += alias + ":partOf(first:1){nodes{...F" + next + "}}"
		}
		bomb += "}"
	}
	bomb += " fragment F9 on Entity{id}"
	cases := []struct{ name, query, code string }{
		{"0.9 MB of unknown fields", "{" + strings.Repeat("a1 b2 c3 d4 ", 75_000) + "}", "TOO_COMPLEX"},
		{"many unknown fields", manyUnknown(9_000), "GRAPHQL_VALIDATION_FAILED"},
		{"the same field over and over", "{" + strings.Repeat("statistics{revision}", 3_000) + "}", "TOO_COMPLEX"},
		{"a body over the limit", strings.Repeat(" ", 2<<20), "TOO_LARGE"},
		{"deep", strings.Repeat("{entities{nodes", 30) + strings.Repeat("}", 60), "GRAPHQL_VALIDATION_FAILED"},
		{"deep and valid", "{entity(id:\"city-heze\"){" + strings.Repeat("partOf(first:1){nodes{", 20) + "id" + strings.Repeat("}}", 20) + "}}", "TOO_COMPLEX"},
		{"wide", "{entities(first:200){nodes{links(first:200){nodes{from{links(first:200){nodes{id}}}}}}}}", "TOO_COMPLEX"},
		{"wide with empty pages", bombOf("first:0"), "TOO_COMPLEX"},
		{"fragments that multiply", bomb, "TOO_COMPLEX"},
		{"the same field as often as may be", "{" + strings.Repeat("statistics{revision}", 900) + "}", ""},
		{"the ontology over and over", "{" + aliases(400, "ontology{...K}") + "} fragment K on Ontology{kinds{name description properties{name description} fields{name description kinds}}}", "TOO_COMPLEX"},
		{"the schema over and over", "{" + aliases(40, "__schema{types{...T}}") + "} fragment T on __Type{name description fields{name description type{name}}}", "TOO_COMPLEX"},
		{"sentences over and over", "{entities(first:200){nodes{links(first:40){nodes{from{links(first:20){nodes{...T}}} to{links(first:20){nodes{...T}}}}}}}} fragment T on Link{" + aliases(200, "text") + "}", "TOO_COMPLEX"},
		{"many searches", "{" + aliases(11, "paths(from:{enterprises:{}},to:{experts:{}}){nodes{key}}") + "}", "TOO_COMPLEX"},
		{"fragments in a circle", "{entities{nodes{...A}}} fragment A on Entity{...B} fragment B on Entity{...A}", "GRAPHQL_VALIDATION_FAILED"},
		{"evidence of evidence", "{entities(first:200){nodes{" + strings.Repeat("evidence{document{", 14) + "id" + strings.Repeat("}}", 14) + "}}}", "TOO_COMPLEX"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			body, _ := json.Marshal(map[string]string{"query": c.query})
			r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			start := time.Now()
			handler.ServeHTTP(w, r)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if c.code != "" && (!strings.Contains(w.Body.String(), `"code":"`+c.code+`"`) || w.Body.Len() > 20_000) {
				t.Errorf("%d bytes, want a short answer with %s: %.500s", w.Body.Len(), c.code, w.Body)
			}
		})
	}
}

func manyUnknown(n int) string {
	var q strings.Builder
	for i := range n {
		fmt.Fprintf(&q, "a%d ", i)
	}
	return "{" + q.String() + "}"
}

func aliases(n int, field string) string {
	var q strings.Builder
	for i := range n {
		fmt.Fprintf(&q, "a%d:%s ", i, field)
	}
	return q.String()
}

func bombOf(arguments string) string {
	q := "{entities(" + arguments + "){nodes{...F0}}}"
	for i := range 6 {
		q += " fragment F" + string(rune('0'+i)) + " on Entity{"
		for alias := 'a'; alias < 'k'; alias++ {
			q += string(alias) + ":partOf(" + arguments + "){nodes{...F" + string(rune('1'+i)) + "}}"
		}
		q += "}"
	}
	return q + " fragment F6 on Entity{id}"
}
