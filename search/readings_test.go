package search

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// TestReadingsFile compares readings.txt with the dictionary it is made of:
// the first reading of each character of the basic plane.
func TestReadingsFile(t *testing.T) {
	characters := map[string][]rune{}
	for n, list := range pinyin.PinyinDict {
		first, _, _ := strings.Cut(list, ",")
		r, syllable := rune(n), numbered(first)
		if r <= 0xFFFF && (r < 0xF900 || r > 0xFAFF) && strings.ContainsAny(syllable, "aeiouv") {
			characters[syllable] = append(characters[syllable], r)
		}
	}
	var b strings.Builder
	for _, syllable := range slices.Sorted(maps.Keys(characters)) {
		slices.Sort(characters[syllable])
		b.WriteString(syllable + " " + string(characters[syllable]) + "\n")
	}
	if b.String() == usualReadings {
		return
	}
	t.Error("readings.txt is not what the dictionary has; JINQIAO_UPDATE=1 writes it anew")
	if os.Getenv("JINQIAO_UPDATE") != "" {
		if err := os.WriteFile("readings.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
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
