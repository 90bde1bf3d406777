package search

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// unread stands for the reading of a character without one; it sorts after all
// syllables.
const unread = "~"

// readings holds the usual reading of the common Han characters, as zhong1.
var readings = sync.OnceValue(func() *[lastHan - firstHan + 1]string {
	var table [lastHan - firstHan + 1]string
	for r := rune(firstHan); r <= lastHan; r++ {
		table[r-firstHan] = lookUp(r)
	}
	for r, syllable := range usual {
		table[r-firstHan] = syllable
	}
	return &table
})

// reading returns the usual reading of a Han character.
func reading(r rune) string {
	if commonHan(r) {
		return readings()[r-firstHan]
	}
	return lookUp(r)
}

// lookUp returns the first reading that the dictionary has.
func lookUp(r rune) string {
	first, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ",")
	if first == "" {
		return unread
	}
	return numbered(first)
}

var tones = map[rune]byte{'\u0304': '1', '\u0301': '2', '\u030C': '3', '\u0300': '4'}

// numbered turns zhōng into zhong1, and nǚ into nv3. No tone is 5.
func numbered(syllable string) string {
	var b strings.Builder
	tone := byte('5')
	for _, r := range norm.NFD.String(syllable) {
		switch {
		case tones[r] != 0:
			tone = tones[r]
		case r == '\u0308': // ü has just been written as u
			s := b.String()
			b.Reset()
			b.WriteString(s[:len(s)-1] + "v")
		case 'a' <= r && r <= 'z':
			b.WriteByte(byte(r))
		}
	}
	b.WriteByte(tone)
	return b.String()
}
