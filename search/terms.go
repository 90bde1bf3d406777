package search

import (
	"strings"
	"unicode/utf8"

	"jinqiao"
)

// Names returns what an entity can be found by: its name, English name and
// aliases, and the values of the properties that are codes.
func Names(e *jinqiao.Entity, codes []string) []string {
	names := make([]string, 0, 2+len(e.Aliases)+len(codes))
	names = append(names, e.Name)
	if en := e.Text("nameEn"); en != "" {
		names = append(names, en)
	}
	names = append(names, e.Aliases...)
	for _, code := range codes {
		if value := e.Text(code); value != "" {
			names = append(names, value)
		}
	}
	return names
}

// longestTerm is how many characters of a word are indexed. An index narrows
// down; the needles of the query decide.
const longestTerm = 48

// mostTerms is how many terms of a query narrow down. A name that holds all of
// these and not the rest is rare.
const mostTerms = 24

// Terms returns the terms under which names are indexed, separated by spaces:
// of a run ABC of Han characters AB, BC and C, so that each of its characters
// begins a term; a word as it is. They hold no ASCII but letters, digits and
// the spaces between.
func Terms(names []string) string {
	var b strings.Builder
	for _, name := range names {
		for _, r := range runsOf(name) {
			addTerms(&b, r)
		}
	}
	return b.String()
}

func addTerms(b *strings.Builder, r run) {
	if !r.han {
		b.WriteString(head(r.text, longestTerm))
		b.WriteByte(' ')
		return
	}
	for rest := r.text; rest != ""; rest = rest[width(rest):] {
		b.WriteString(head(rest, 2))
		b.WriteByte(' ')
	}
}

// A Term is looked up in an index, as a whole or by its start.
type Term struct {
	Text   string
	Prefix bool
}

// Terms returns the terms that an entity must have to match the query. Having
// them is not enough: the needles decide.
func (q Query) Terms() []Term {
	var terms []Term
	for _, run := range q.Han {
		terms = appendGrams(terms, run)
	}
	for _, w := range q.Words {
		terms = append(terms, Term{head(w, longestTerm), true})
	}
	return terms[:min(len(terms), mostTerms)]
}

func appendGrams(terms []Term, run string) []Term {
	if width(run) == len(run) {
		return append(terms, Term{run, true})
	}
	for rest := run; width(rest) < len(rest) && len(terms) < mostTerms; rest = rest[width(rest):] {
		terms = append(terms, Term{head(rest, 2), false})
	}
	return terms
}

// head returns the first n characters of s.
func head(s string, n int) string {
	end := 0
	for ; n > 0 && end < len(s); n-- {
		end += width(s[end:])
	}
	return s[:end]
}

// width returns the length of the first character of s in bytes.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
