package search

import (
	"strings"
	"unicode"
)

// A run is what a text is cut into: Han characters in a row, or a word of any
// other letters and digits. All else separates.
type run struct {
	text string
	han  bool
}

type class int

const (
	separator class = iota
	han
	word
	invisible // neither separates nor is part of anything
)

func classOf(r rune) class {
	switch {
	case commonHan(r):
		return han
	case r < 0x80:
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			return word
		}
		return separator
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cf, r):
		return invisible
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsMark(r):
		return word
	}
	return separator
}

// runsOf cuts a text into its runs, folded.
func runsOf(text string) []run {
	var runs []run
	var b strings.Builder
	current := separator
	end := func() {
		if b.Len() > 0 {
			runs = append(runs, run{b.String(), current == han})
			b.Reset()
		}
	}
	for _, r := range Fold(text) {
		c := classOf(r)
		if c == invisible {
			continue
		}
		if c != current {
			end()
			current = c
		}
		if c != separator {
			b.WriteRune(r)
		}
	}
	end()
	return runs
}
