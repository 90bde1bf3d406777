package search

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// usual holds readings of characters where, in names, another than the
// dictionary's first is the rule.
var usual = map[rune]string{
	'长': "chang2", '都': "du1", '调': "tiao2", '泊': "bo2", '干': "gan1", '盛': "sheng4",
	'钻': "zuan4", '参': "can1", '观': "guan1", '没': "mei2", '说': "shuo1", '露': "lu4",
	'圳': "zhen4", '阿': "a1", '伽': "jia1", '弹': "dan4", '便': "bian4", '晟': "sheng4",
}

// phrases and words hold words in which a character is not read as usual, one a
// line, each with the reading of all its characters. Phrases are ours and come
// before words of the same length. See SOURCES.md.
//
//go:embed phrases.txt
var phrases string

//go:embed words.txt
var words string

// phraseTable holds the phrases by their first character, the longest first.
var phraseTable = sync.OnceValue(func() map[rune][]phrase {
	table := map[rune][]phrase{}
	for _, text := range []string{phrases, words} {
		for line := range strings.Lines(text) {
			if fields := strings.Fields(line); len(fields) > 0 {
				first := firstRune(fields[0])
				table[first] = append(table[first], phrase{fields[0], fields[1:]})
			}
		}
	}
	for _, list := range table {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return table
})

type phrase struct {
	text     string
	readings []string // one for each character
}

// phraseAt returns the length and readings of the longest phrase that s begins
// with, or zero.
func phraseAt(s string) (n int, readings []string) {
	if s[0] < utf8.RuneSelf {
		return 0, nil
	}
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range phraseTable()[first] {
		if strings.HasPrefix(s, p.text) {
			return len(p.text), p.readings
		}
	}
	return 0, nil
}
