package search

import "strings"

// A Vocabulary tells which of the terms that are Listed an index has. It may
// have some that no entity has any more.
type Vocabulary interface {
	// Known returns those of the terms that are in the index.
	Known(terms []string) (map[string]bool, error)
	// Beginning returns the terms that begin with a text, up to limit.
	Beginning(text string, limit int) ([]string, error)
}

// mostEndings is how many terms may stand for the begin of one. An index reads
// terms one entity after the other, but all that a begin finds at once.
const mostEndings = 64

// listedLetters is how many letters a word has at least that is listed. Shorter
// begins of words have terms of their own.
const listedLetters = longestHead + 1

// Listed reports whether a term belongs in a vocabulary: two syllables in a row,
// initials, and words that begin with four letters.
func Listed(term string) bool {
	if strings.HasPrefix(term, initialTerm) {
		return true
	}
	spoken := strings.TrimPrefix(term, startTerm)
	if first, second, ok := strings.Cut(spoken, syllableTerm); ok {
		return second != "" && letters(first) > 0
	}
	return letters(term) >= listedLetters && !strings.HasSuffix(term, headTerm)
}

// letters returns how many letters of ASCII a text begins with.
func letters(s string) int {
	n := 0
	for n < len(s) && 'a' <= s[n] && s[n] <= 'z' {
		n++
	}
	return n
}

// Narrow returns a need without what the vocabulary knows that nobody has, and
// with the terms of the vocabulary for what they begin with; nil where nobody has
// it. Whoever is in a tier that the need is of still has it.
func Narrow(n Need, v Vocabulary) (Need, error) {
	w := &narrowing{vocabulary: v, asked: map[string]bool{}}
	w.collect(n)
	known, err := v.Known(w.terms)
	if err != nil {
		return nil, err
	}
	w.known = known
	n = w.narrow(n)
	return n, w.err
}

type narrowing struct {
	vocabulary Vocabulary
	terms      []string
	asked      map[string]bool
	known      map[string]bool
	err        error
}

// collect gathers the terms of which has to be known whether there are any.
func (w *narrowing) collect(n Need) {
	switch n := n.(type) {
	case Term:
		if !n.Prefix && !w.asked[n.Text] && Listed(n.Text) {
			w.asked[n.Text] = true
			w.terms = append(w.terms, n.Text)
		}
	case AllOf:
		for _, part := range n {
			w.collect(part)
		}
	case AnyOf:
		for _, part := range n {
			w.collect(part)
		}
	}
}

func (w *narrowing) narrow(n Need) Need {
	switch n := n.(type) {
	case Term:
		return w.term(n)
	case AllOf:
		return allOf(w.each(n)...)
	case AnyOf:
		return anyOf(w.each(n)...)
	}
	return n
}

func (w *narrowing) each(needs []Need) []Need {
	all := make([]Need, len(needs))
	for i, n := range needs {
		all[i] = w.narrow(n)
	}
	return all
}

func (w *narrowing) term(t Term) Need {
	if !Listed(t.Text) {
		return t
	}
	if !t.Prefix {
		if w.known[t.Text] {
			return t
		}
		return nil
	}
	terms, err := w.vocabulary.Beginning(t.Text, mostEndings+1)
	if err != nil {
		w.err = err
	}
	if err != nil || len(terms) > mostEndings {
		return t
	}
	var any []Need
	for _, text := range terms {
		if Listed(text) {
			any = append(any, Term{Text: text})
		}
	}
	return anyOf(any...)
}
