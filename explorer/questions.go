package explorer

import (
	"embed"
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

//go:embed questions/*.graphql
var questionFiles embed.FS

// A Question is a query with a sentence in words. It runs as it is on the
// example data: each variable has a value by default.
type Question struct {
	File  string `json:"-"`    // where it is kept
	Name  string `json:"name"` // of its operation; no two have the same
	Zh    string `json:"zh"`   // the question in Chinese; `[name]` is a slot
	En    string `json:"en"`   // the question in English, with the same slots
	Query string `json:"query"`
	// Developers tells that the question is about the API: the playground shows
	// it, the explorer does not.
	Developers bool   `json:"developers"`
	Slots      []Slot `json:"slots"` // in the order of the Chinese sentence; never nil
	// Headings are words for parts of the answer, Chinese and English, by the
	// name of the field that follows the comment.
	Headings map[string][2]string `json:"headings"`
}

// A Slot is a variable that the reader fills in.
type Slot struct {
	Name string `json:"name"`
	// Type is that of the variable without `!`: ID for an entity, Kind, String,
	// Int or Float.
	Type string `json:"type"`
	Zh   string `json:"zh"` // what goes there, in Chinese
	En   string `json:"en"` // what goes there, in English
	// Kinds are the types or groups of types that an entity may be of; empty
	// where any will do.
	Kinds   []string `json:"kinds"`
	Default any      `json:"default"`
}

var (
	slotName = regexp.MustCompile(`\[(\w+)\]`)
	heading  = regexp.MustCompile(`(?m)^ +# (.+) / (.+)\n +(\w+)`)
	slotLine = regexp.MustCompile(`^# \[(\w+)\] ([^/:]+) / ([^/:]+)(?:: (.+))?$`)
)

// Questions returns the questions in the order of the pages. What a file does
// not say is empty; the tests of this package see to it that each says
// everything.
func Questions() []Question {
	files, _ := fs.Glob(questionFiles, "questions/*.graphql") // sorted; the pattern is right
	questions := make([]Question, 0, len(files))
	for _, file := range files {
		text, _ := questionFiles.ReadFile(file) // embedded, so it is there
		questions = append(questions, readQuestion(file, string(text)))
	}
	return questions
}

func readQuestion(file, text string) Question {
	q := Question{File: file, Query: text, Slots: []Slot{}, Headings: map[string][2]string{}}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		q.Headings[m[3]] = [2]string{m[1], m[2]}
	}
	told := map[string]Slot{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if zh, found := strings.CutPrefix(line, "# zh: "); found {
			q.Zh = zh
		}
		if en, found := strings.CutPrefix(line, "# en: "); found {
			q.En = en
		}
		if line == "# for: developers" {
			q.Developers = true
		}
		if m := slotLine.FindStringSubmatch(line); m != nil {
			told[m[1]] = Slot{Name: m[1], Zh: m[2], En: m[3], Kinds: strings.Fields(m[4])}
		}
	}
	document, err := parser.ParseQuery(&ast.Source{Name: file, Input: text})
	if err != nil || len(document.Operations) != 1 {
		return q
	}
	operation := document.Operations[0]
	q.Name = operation.Name
	q.Slots = slots(q.Zh, operation.VariableDefinitions, told)
	return q
}

// slots returns the variables that a sentence names, with what the lines above
// the query tell of them.
func slots(sentence string, variables ast.VariableDefinitionList, told map[string]Slot) []Slot {
	found := []Slot{}
	for _, m := range slotName.FindAllStringSubmatch(sentence, -1) {
		v := variables.ForName(m[1])
		if v == nil {
			continue
		}
		slot := told[v.Variable]
		slot.Name, slot.Type = v.Variable, v.Type.Name()
		if slot.Kinds == nil {
			slot.Kinds = []string{}
		}
		if v.DefaultValue != nil {
			slot.Default, _ = v.DefaultValue.Value(nil) // a constant has a value
		}
		found = append(found, slot)
	}
	return found
}

// questionsJSON is what the pages fetch, so that a question changes without a
// new bundle.
func questionsJSON() []byte {
	text, _ := json.Marshal(Questions()) // strings and numbers never fail
	return text
}
