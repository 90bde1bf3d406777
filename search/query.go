package search

import (
	"slices"
	"strings"
)

// A Query is a text that somebody looks for, cut into parts. All of them have
// to be found, in any order, among the names of one entity: a run of Han
// characters anywhere within a name, a word at the start of a word.
type Query struct {
	Han   []string // folded, each once
	Words []string // folded, each once
}

// ParseQuery cuts a text into its parts. Any text will do.
func ParseQuery(text string) Query {
	var q Query
	for _, r := range runsOf(text) {
		parts := &q.Words
		if r.han {
			parts = &q.Han
		}
		*parts = append(*parts, r.text)
	}
	slices.Sort(q.Han)
	slices.Sort(q.Words)
	q.Han, q.Words = slices.Compact(q.Han), slices.Compact(q.Words)
	return q
}

// Empty reports whether the text had nothing that can be looked for. An empty
// query finds nothing.
func (q Query) Empty() bool { return len(q.Han) == 0 && len(q.Words) == 0 }

// Match reports whether the text of a query is found among names: those of one
// entity, its codes included. It defines what every store's index has to find.
func Match(query string, names []string) bool {
	q := ParseQuery(query)
	if q.Empty() {
		return false
	}
	text := Runs(names)
	return !slices.ContainsFunc(q.Needles(), func(n string) bool { return !strings.Contains(text, n) })
}

// Runs returns the runs of names in one text, each after a space. A query
// matches the names if all its needles occur in this text.
func Runs(names []string) string {
	var b strings.Builder
	for _, name := range names {
		for _, r := range runsOf(name) {
			b.WriteByte(' ')
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// Needles returns what has to occur in the Runs of the names: Han as it is,
// words after a space, because they have to start one.
func (q Query) Needles() []string {
	needles := slices.Clone(q.Han)
	for _, w := range q.Words {
		needles = append(needles, " "+w)
	}
	return needles
}
