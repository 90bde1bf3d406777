package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// variants holds on each line a simplified character and the traditional ones
// that are written for it. See SOURCES.md.
//
//go:embed variants.txt
var variants string

// simplifications leads from a traditional character to the simplified one.
var simplifications = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune, 4200)
	for line := range strings.Lines(variants) {
		line = strings.TrimSuffix(line, "\n")
		to, n := utf8.DecodeRuneInString(line)
		for _, from := range line[n:] {
			table[from] = to
		}
	}
	return table
})

// simplified returns the simplified form of a Han character, which may be itself.
func simplified(r rune) rune {
	if s, ok := simplifications()[r]; ok {
		return s
	}
	return r
}
