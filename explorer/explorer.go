// Package explorer holds the pages for people: the playground, where a query
// can be written, tried and shared. All they load comes from this binary.
package explorer

import (
	"embed"
	"net/http"
)

//go:embed static
var static embed.FS

// policy lets a page use this host and nothing else. Styles may be inline: the
// editor sets positions and colours that way.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"font-src 'self' data:; img-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Playground returns the handler of /playground and of all paths below it:
// GraphiQL with the examples, which posts to /graphql on the same host.
// It answers GET and HEAD, and it is safe for concurrent use.
func Playground() http.Handler {
	files := load("static/playground", "chunks/")
	files["examples.json"] = newAsset("examples.json", examplesJSON(), false)
	return &site{prefix: "/playground", files: files}
}
