package explorer

import (
	"embed"
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed playground/examples/*.graphql
var exampleFiles embed.FS

// An Example is a query of the playground that runs as it is, against the
// example data.
type Example struct {
	File  string `json:"-"`    // where it is kept
	Name  string `json:"name"` // of its operation; no two have the same
	Zh    string `json:"zh"`   // what it asks, in Chinese
	En    string `json:"en"`   // what it asks, in English
	Query string `json:"query"`
}

var operation = regexp.MustCompile(`(?m)^query (\w+)`)

// Examples returns the examples in the order of the page. What a file does not
// say is empty; the tests of this package see to it that each says everything.
func Examples() []Example {
	files, _ := fs.Glob(exampleFiles, "playground/examples/*.graphql") // sorted; the pattern is right
	examples := make([]Example, 0, len(files))
	for _, file := range files {
		text, _ := exampleFiles.ReadFile(file) // embedded, so it is there
		examples = append(examples, readExample(file, string(text)))
	}
	return examples
}

func readExample(file, text string) Example {
	e := Example{File: file, Query: text}
	for line := range strings.Lines(text) {
		if zh, found := strings.CutPrefix(line, "# zh: "); found {
			e.Zh = strings.TrimSpace(zh)
		}
		if en, found := strings.CutPrefix(line, "# en: "); found {
			e.En = strings.TrimSpace(en)
		}
	}
	if m := operation.FindStringSubmatch(text); m != nil {
		e.Name = m[1]
	}
	return e
}

// examplesJSON is what the page fetches, so that an example changes without a
// new bundle.
func examplesJSON() []byte {
	text, _ := json.Marshal(Examples()) // strings alone never fail
	return text
}
