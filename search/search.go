// Package search turns names into what they are compared, sorted and found by.
// Every store uses it, so that a text means the same in all of them.
package search

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns s as text is compared: width, case and the ways of encoding a
// character no longer matter (NFKC and full case folding). Bytes that are no
// UTF-8 become U+FFFD. Fold of a folded text is that text.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	for {
		// Folding can undo a composition and composing can make a letter that
		// folds, so both are repeated until nothing changes: seldom twice.
		folded := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
		if folded == s {
			return s
		}
		s = folded
	}
}

// isFolded recognises the usual names, of common Han characters, digits and
// small ASCII letters, without the cost of the full tables.
func isFolded(s string) bool {
	for _, r := range s {
		if !commonHan(r) && (r >= utf8.RuneSelf || 'A' <= r && r <= 'Z') {
			return false
		}
	}
	return true
}

// commonHan reports whether r is in the first block of Han characters, none of
// which folds or composes.
func commonHan(r rune) bool { return firstHan <= r && r <= lastHan }

const firstHan, lastHan = 0x4E00, 0x9FFF
