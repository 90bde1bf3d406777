package search

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPhrases checks the table itself: one reading for each character, each
// phrase once.
func TestPhrases(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(phrases) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if n := utf8.RuneCountInString(fields[0]); n != len(fields)-1 {
			t.Errorf("%s has %d characters and %d readings", fields[0], n, len(fields)-1)
		}
		if seen[fields[0]] {
			t.Errorf("%s is there twice", fields[0])
		}
		seen[fields[0]] = true
		for _, syllable := range fields[1:] {
			if last := syllable[len(syllable)-1]; last < '1' || last > '5' {
				t.Errorf("%s: %s has no tone", fields[0], syllable)
			}
		}
	}
}
