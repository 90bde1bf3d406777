package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// Readings of Han characters: the usual one of each, with its tone (zhong1), and
// others, without. On each line a syllable and its characters. See SOURCES.md.
//
//go:embed readings.txt
var usualReadings string

//go:embed others.txt
var otherReadings string

// unread stands for the reading of a character without one; it sorts after all
// syllables.
const unread = "~"

// A readingTable holds syllables, and by character which one is the usual: 0 for
// none.
type readingTable struct {
	syllables []string
	common    [lastHan - firstHan + 1]uint16
	rest      map[rune]uint16
}

var readings = sync.OnceValue(func() *readingTable {
	t := &readingTable{syllables: []string{unread}, rest: map[rune]uint16{}}
	for line := range strings.Lines(usualReadings) {
		syllable, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		t.syllables = append(t.syllables, syllable)
		for _, r := range characters {
			t.set(r, uint16(len(t.syllables)-1))
		}
	}
	for r, syllable := range usual {
		t.syllables = append(t.syllables, syllable)
		t.set(r, uint16(len(t.syllables)-1))
	}
	return t
})

func (t *readingTable) set(r rune, syllable uint16) {
	if commonHan(r) {
		t.common[r-firstHan] = syllable
		return
	}
	t.rest[r] = syllable
}

// reading returns the usual reading of a Han character, with its tone.
func reading(r rune) string {
	t := readings()
	if commonHan(r) {
		return t.syllables[t.common[r-firstHan]]
	}
	return t.syllables[t.rest[r]]
}

// others holds the other readings of characters, as they are typed.
var others = sync.OnceValue(func() map[rune][]string {
	table := map[rune][]string{}
	for line := range strings.Lines(otherReadings) {
		syllable, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for _, r := range characters {
			table[r] = append(table[r], syllable)
		}
	}
	return table
})

// typed returns a reading as it is compared with what is typed: without its
// tone, and u for ü.
func typed(reading string) string {
	n := len(reading)
	if n > 0 && reading[n-1] >= '1' && reading[n-1] <= '5' {
		n--
	}
	if strings.IndexByte(reading[:n], 'v') < 0 {
		return reading[:n]
	}
	return strings.ReplaceAll(reading[:n], "v", "u")
}

// syllables holds all syllables as they are typed, and their beginnings, which
// are false.
var syllables = sync.OnceValue(func() map[string]bool {
	table := map[string]bool{}
	add := func(s string) {
		table[s] = true
		for n := 1; n < len(s); n++ {
			table[s[:n]] = table[s[:n]] || false
		}
	}
	for _, s := range readings().syllables[1:] {
		add(typed(s))
	}
	for _, list := range others() {
		for _, s := range list {
			add(s)
		}
	}
	return table
})

// longestSyllable is how many letters the longest syllable has: zhuang.
const longestSyllable = 6

// firstRune returns the first character of a text.
func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
