package main_test

import (
	"net/http"
	"strings"
	"testing"
)

// send makes a request with pairs of header names and values.
func (s *running) send(method, path, body string, headers ...string) *http.Response {
	s.t.Helper()
	r, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { response.Body.Close() })
	return response
}

func TestCORS(t *testing.T) {
	const friend, stranger = "https://friend.example", "https://stranger.example"
	off := serve(t, t.TempDir())
	listed := serve(t, t.TempDir(), "--cors", friend+",http://localhost:3000")
	all := serve(t, t.TempDir(), "--cors", "*")
	cases := []struct {
		name           string
		server         *running
		origin         string
		allowed        string // Access-Control-Allow-Origin
		preflightValue int
	}{
		{"off", off, friend, "", http.StatusMethodNotAllowed},
		{"listed", listed, friend, friend, http.StatusNoContent},
		{"second of the list", listed, "http://localhost:3000", "http://localhost:3000", http.StatusNoContent},
		{"not listed", listed, stranger, "", http.StatusForbidden},
		{"longer than one listed", listed, friend + ".evil.example", "", http.StatusForbidden},
		{"null", listed, "null", "", http.StatusForbidden},
		{"all", all, stranger, "*", http.StatusNoContent},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.server.t = t
			r := c.server.send("POST", "/graphql", `{"query":"{__typename}"}`, "Content-Type", "application/json", "Origin", c.origin)
			if got := r.Header.Get("Access-Control-Allow-Origin"); got != c.allowed || r.StatusCode != 200 {
				t.Errorf("answer: %d, allowed %q, want %q", r.StatusCode, got, c.allowed)
			}
			if r.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Error("cookies are allowed")
			}
			r = c.server.send("OPTIONS", "/graphql", "", "Origin", c.origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type,x-client")
			if r.StatusCode != c.preflightValue || r.Header.Get("Access-Control-Allow-Origin") != c.allowed {
				t.Errorf("preflight: %d, %v", r.StatusCode, r.Header)
			}
			if c.allowed != "" && (r.Header.Get("Access-Control-Allow-Headers") != "content-type,x-client" || !strings.Contains(r.Header.Get("Access-Control-Allow-Methods"), "POST")) {
				t.Errorf("preflight permits %v", r.Header)
			}
		})
	}
	listed.t = t
	if vary := listed.send("GET", "/schema.graphqls", "").Header.Values("Vary"); !strings.Contains(strings.Join(vary, ","), "Origin") {
		t.Errorf("a cache would give one origin's answer to another: Vary %v", vary)
	}
}

func TestWrongOrigins(t *testing.T) {
	for _, origin := range []string{"example.org", "https://example.org/", "https://example.org/path", "HTTPS://Example.org", "https://"} {
		code, _, stderr := jinqiao(t, t.TempDir(), "serve", "--addr", "127.0.0.1:0", "--cors", origin)
		if code != 1 || !strings.Contains(stderr, "--cors "+origin) {
			t.Errorf("%s: exit %d, %q", origin, code, stderr)
		}
	}
}
