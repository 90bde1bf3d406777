// Package explorer holds the pages for people: the explorer, where the graph is
// looked at, and the playground, where a query can be written, tried and
// shared. All they load comes from this binary.
package explorer

import (
	"embed"
	"net/http"
)

//go:generate go run ./typed
//go:generate go run -C build .

//go:embed static
var static embed.FS

// Policies let a page use this host and nothing else.
const (
	// Styles may be inline: the editor sets positions and colours that way.
	playgroundPolicy = "script-src 'self'; default-src 'none'; style-src 'self' 'unsafe-inline'; " +
		"font-src 'self' data:; img-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	// Pictures that are made in the page are blobs.
	appPolicy = "script-src 'self'; default-src 'none'; style-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
)

// Playground returns the handler of /playground and of all paths below it:
// GraphiQL with the questions, which posts to /graphql on the same host.
// It answers GET and HEAD, and it is safe for concurrent use.
func Playground() http.Handler {
	files := load("static/playground", "chunks/")
	files["questions.json"] = newAsset("questions.json", questionsJSON(), false)
	files["index.html"] = fingerprint(files["index.html"], "/playground", files)
	return &site{prefix: "/playground", files: files, policy: func(*http.Request) string { return playgroundPolicy }}
}

// pagePaths are the explorer's pages, as chi writes patterns. Each is the same
// document; its scripts show what the address asks for (app/pages/index.ts).
var pagePaths = []string{"/", "/canvas", "/entity/{id}", "/licences", "/question/{name}"}

// PagePaths returns the patterns of all that App answers.
func PagePaths() []string { return append([]string{"/app/*"}, pagePaths...) }

// App returns the handler of the explorer: its pages, and its files below
// /app. It answers GET and HEAD, and it is safe for concurrent use. A page may
// be shown in a frame of another site only where it asks for that with embed=1.
func App() http.Handler {
	files := load("static/app", "chunks/")
	files["questions.json"] = newAsset("questions.json", questionsJSON(), false)
	page := fingerprint(files["index.html"], "/app", files)
	return &site{prefix: "/app", files: files, policy: framePolicy, page: page}
}

func framePolicy(r *http.Request) string {
	if r.URL.Query().Get("embed") == "1" {
		return appPolicy + "*"
	}
	return appPolicy + "'none'"
}
