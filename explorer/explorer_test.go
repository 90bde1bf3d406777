package explorer_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"

	"jinqiao/explorer"
)

var playground = explorer.Playground()

// get asks the playground; headers come in pairs.
func get(t *testing.T, method, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	playground.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	var from io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		from = z
	}
	text, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPage(t *testing.T) {
	for _, path := range []string{"/playground", "/playground/"} {
		r := get(t, "GET", path)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: got %d %s, want an HTML page", path, r.StatusCode, r.Header.Get("Content-Type"))
		}
		policy := r.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: policy %q lacks %q", path, policy, want)
			}
		}
		if page := body(t, r); !strings.Contains(page, `/playground/main.js?v=`) || !strings.Contains(page, `/playground/main.css?v=`) {
			t.Errorf("%s: scripts and styles without the hash of their content: %s", path, page)
		}
		if got := r.Header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options: got %q, want nosniff", path, got)
		}
		if got := r.Header.Get("Referrer-Policy"); got != "no-referrer" {
			t.Errorf("%s: Referrer-Policy: got %q, want no-referrer", path, got)
		}
	}
}

var (
	links   = regexp.MustCompile(`(?:src|href)="([^"]+)"`)
	loads   = regexp.MustCompile(`"(?:\./|\.\./|/playground/)([\w./-]+\.(?:js|css|ttf))"`)
	workers = []string{"/playground/editor.worker.js", "/playground/json.worker.js", "/playground/graphql.worker.js"}
	types   = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
)

// assets follows the page, its scripts and their chunks.
func assets(t *testing.T) []string {
	t.Helper()
	found := append([]string{}, workers...)
	for _, link := range links.FindAllStringSubmatch(body(t, get(t, "GET", "/playground")), -1) {
		found = append(found, link[1])
	}
	seen := map[string]bool{}
	for i := 0; i < len(found); i++ {
		if file, _, _ := strings.Cut(found[i], "?"); seen[found[i]] || !strings.HasSuffix(file, ".js") {
			continue
		}
		seen[found[i]] = true
		for _, load := range loads.FindAllStringSubmatch(body(t, get(t, "GET", found[i])), -1) {
			if at := "/playground/" + load[1]; !seen[at] {
				found = append(found, at)
			}
		}
	}
	return found
}

// extension is what a file's name ends with.
func extension(at string) string {
	file, _, _ := strings.Cut(at, "?")
	return path.Ext(file)
}

func TestAssets(t *testing.T) {
	found := assets(t)
	if len(found) < 10 {
		t.Fatalf("got %d assets, want the page's, its workers and its chunks: %v", len(found), found)
	}
	for _, at := range found {
		if !strings.HasPrefix(at, "/playground/") {
			t.Errorf("%s is not ours", at)
			continue
		}
		r := get(t, "GET", at, "Accept-Encoding", "br, gzip")
		raw, _ := io.ReadAll(r.Body)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: got %d, want 200", at, r.StatusCode)
		}
		if got, want := r.Header.Get("Content-Type"), types[extension(at)]; got != want {
			t.Errorf("%s: Content-Type: got %q, want %q", at, got, want)
		}
		if len(raw) > 20_000 && r.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d bytes, not compressed", at, len(raw))
		}
		if got, fixed := r.Header.Get("Cache-Control"), strings.Contains(at, "/chunks/") || strings.Contains(at, "?v="); strings.Contains(got, "immutable") != fixed {
			t.Errorf("%s: Cache-Control %q does not fit its name", at, got)
		}
	}
}

// TestFirstLoadIsSmall counts what the page needs before its first query.
func TestFirstLoadIsSmall(t *testing.T) {
	const limit = 1_700_000
	static := regexp.MustCompile(`(?:from|import) ?"(/playground/chunks/[\w-]+\.js)"`)
	need := append([]string{"/playground", "/playground/main.css", "/playground/main.js"}, workers...)
	seen, total := map[string]bool{}, 0
	for i := 0; i < len(need); i++ {
		if seen[need[i]] {
			continue
		}
		seen[need[i]] = true
		raw, _ := io.ReadAll(get(t, "GET", need[i], "Accept-Encoding", "gzip").Body)
		total += len(raw)
		for _, chunk := range static.FindAllStringSubmatch(body(t, get(t, "GET", need[i])), -1) {
			need = append(need, chunk[1])
		}
	}
	t.Logf("first load: %d bytes compressed, %d files", total, len(seen))
	if total > limit || len(seen) < 8 {
		t.Errorf("first load: got %d bytes in %d files, want at most %d bytes and the editor's chunks", total, len(seen), limit)
	}
}

func TestEncodings(t *testing.T) {
	plain := body(t, get(t, "GET", "/playground/main.js"))
	for accept, want := range map[string]string{
		"": "", "gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=0": "", "*": "gzip", "*, gzip;q=0": "", "br": "",
	} {
		r := get(t, "GET", "/playground/main.js", "Accept-Encoding", accept)
		if got := r.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: got %q, want %q", accept, got, want)
		}
		if r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: no Vary", accept)
		}
		if body(t, r) != plain {
			t.Errorf("Accept-Encoding %q: another text", accept)
		}
	}
}

func TestConditional(t *testing.T) {
	plain := get(t, "GET", "/playground/main.js").Header.Get("ETag")
	zipped := get(t, "GET", "/playground/main.js", "Accept-Encoding", "gzip").Header.Get("ETag")
	if plain == "" || plain == zipped || strings.HasPrefix(plain, "W/") {
		t.Fatalf("ETags: got %q and %q, want two strong ones", plain, zipped)
	}
	r := get(t, "GET", "/playground/main.js", "Accept-Encoding", "gzip", "If-None-Match", `"other", `+zipped)
	if r.StatusCode != http.StatusNotModified || body(t, &http.Response{Body: r.Body}) != "" {
		t.Errorf("known version: got %d, want 304 and nothing more", r.StatusCode)
	}
	if r = get(t, "GET", "/playground/main.js", "If-None-Match", `"other"`); r.StatusCode != http.StatusOK {
		t.Errorf("other version: got %d, want 200", r.StatusCode)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"HEAD", "/playground", 200},
		{"POST", "/playground", 405},
		{"DELETE", "/playground/main.js", 405},
		{"GET", "/playground/nothing.js", 404},
		{"GET", "/playground/../explorer.go", 404},
		{"GET", "/playgrounds", 404},
		{"GET", "/elsewhere", 404},
	} {
		r := get(t, c.method, c.path)
		if r.StatusCode != c.want {
			t.Errorf("%s %s: got %d, want %d", c.method, c.path, r.StatusCode, c.want)
		}
		if c.want == 405 && r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s %s: Allow: got %q", c.method, c.path, r.Header.Get("Allow"))
		}
		if c.method == "HEAD" && body(t, r) != "" {
			t.Errorf("HEAD %s: got a body", c.path)
		}
	}
}

func TestQuestions(t *testing.T) {
	questions := explorer.Questions()
	names, forAnalysts := map[string]bool{}, 0
	for _, q := range questions {
		if q.Name == "" || names[q.Name] {
			t.Errorf("%s: name %q is missing or taken", q.File, q.Name)
		}
		names[q.Name] = true
		if !strings.HasPrefix(q.Query, "# zh: "+q.Zh+"\n# en: "+q.En+"\n") || q.Zh == "" || q.En == "" {
			t.Errorf("%s: does not begin with a line in Chinese and one in English", q.File)
		}
		if !q.Developers {
			forAnalysts++
		}
		checkSlots(t, q)
	}
	if forAnalysts < 12 {
		t.Errorf("got %d questions to fill in, want a dozen at least", forAnalysts)
	}
	var served []explorer.Question
	if err := json.Unmarshal([]byte(body(t, get(t, "GET", "/playground/questions.json"))), &served); err != nil {
		t.Fatal(err)
	}
	if len(served) != len(questions) || served[0].Query != questions[0].Query {
		t.Errorf("the page is given %d questions, want those %d", len(served), len(questions))
	}
}

// checkSlots wants each slot in both sentences, with a type that the pages
// have a field for and a value to begin with.
func checkSlots(t *testing.T, q explorer.Question) {
	t.Helper()
	if n := strings.Count(q.Zh, "["); n != len(q.Slots) || strings.Count(q.En, "[") != n {
		t.Errorf("%s: %d slots among the variables, %d in Chinese, %d in English", q.File, len(q.Slots), n, strings.Count(q.En, "["))
	}
	for _, slot := range q.Slots {
		if !strings.Contains(q.En, "["+slot.Name+"]") {
			t.Errorf("%s: no [%s] in English", q.File, slot.Name)
		}
		if slot.Zh == "" || slot.En == "" {
			t.Errorf("%s: no line says what goes into [%s]", q.File, slot.Name)
		}
		if slot.Default == nil || slot.Default == "" {
			t.Errorf("%s: no value for [%s] to begin with", q.File, slot.Name)
		}
		switch slot.Type {
		case "ID", "Kind", "String", "Int", "Float":
		default:
			t.Errorf("%s: no field for [%s] of type %s", q.File, slot.Name, slot.Type)
		}
	}
}
