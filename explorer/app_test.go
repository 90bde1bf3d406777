package explorer_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"jinqiao/explorer"
)

var app = explorer.App()

func ask(path string, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	return w.Result()
}

func TestAppPages(t *testing.T) {
	for _, path := range []string{"/", "/canvas", "/entity/city-heze", "/?lang=en"} {
		r := ask(path)
		policy := r.Header.Get("Content-Security-Policy")
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: got %d %s, want an HTML page", path, r.StatusCode, r.Header.Get("Content-Type"))
		}
		if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "script-src 'self';") || !strings.HasSuffix(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if strings.Contains(body(t, r), "<style") {
			t.Errorf("%s: inline styles", path)
		}
	}
	if policy := ask("/canvas?embed=1").Header.Get("Content-Security-Policy"); !strings.HasSuffix(policy, "frame-ancestors *") {
		t.Errorf("embedded: policy %q", policy)
	}
	if r := ask("/app/nothing.js"); r.StatusCode != http.StatusNotFound {
		t.Errorf("/app/nothing.js: got %d, want 404", r.StatusCode)
	}
}

// TestAppFirstLoad counts all that the explorer's first page could need: its
// scripts with everything that they import at once, and its styles.
func TestAppFirstLoad(t *testing.T) {
	const limit = 120_000
	static := regexp.MustCompile(`(?:from|import) ?"(/app/[\w./-]+\.js)"`)
	start := regexp.MustCompile(`"(/app/chunks/start-[\w-]+\.(?:js|css))"`)
	need := []string{"/", "/app/main.css", "/app/main.js", "/app/icon.svg"}
	seen, total := map[string]bool{}, 0
	for i := 0; i < len(need); i++ {
		if seen[need[i]] {
			continue
		}
		seen[need[i]] = true
		raw, _ := io.ReadAll(ask(need[i], "Accept-Encoding", "gzip").Body)
		total += len(raw)
		text := body(t, ask(need[i]))
		for _, pattern := range []*regexp.Regexp{static, start} {
			for _, more := range pattern.FindAllStringSubmatch(text, -1) {
				need = append(need, more[1])
			}
		}
	}
	t.Logf("first load: %d bytes compressed, %d files", total, len(seen))
	if total > limit || len(seen) < 6 {
		t.Errorf("first load: got %d bytes in %d files, want at most %d bytes and the start page", total, len(seen), limit)
	}
}
