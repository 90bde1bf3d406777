package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// hanMark begins the key of a Han character. It is the first ASCII character
// after the letters, so that Han sorts after Latin.
const hanMark = '{'

// SortKey returns the key by which a name sorts, compared by code point or by
// byte, which is the same: digits, Latin letters, Han characters by pinyin
// syllable, tone and character, other scripts. Punctuation and accents count
// only between names that are otherwise the same. Names with one key are equal
// when folded.
func SortKey(name string) string {
	folded := Fold(name)
	b := make([]byte, 0, 4*len(folded))
	exact := true
	for i := 0; i < len(folded); {
		if n, readings := phraseAt(folded[i:]); n > 0 {
			b = appendPhrase(b, folded[i:i+n], readings)
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(folded[i:])
		var same bool
		b, same = appendRune(b, r)
		exact = exact && same
		i += n
	}
	if !exact {
		b = append(append(b, ' '), folded...)
	}
	return string(b)
}

func appendPhrase(b []byte, phrase string, readings []string) []byte {
	i := 0
	for _, r := range phrase {
		b = append(append(b, hanMark), readings[i]...)
		b = utf8.AppendRune(b, r)
		i++
	}
	return b
}

// appendRune adds the key of one character; same is false if the key leaves out
// something of it.
func appendRune(b []byte, r rune) (key []byte, same bool) {
	if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
		return append(b, byte(r)), true
	}
	switch classOf(r) {
	case han:
		b = append(append(b, hanMark), reading(r)...)
		return utf8.AppendRune(b, r), true
	case word:
		if unicode.Is(unicode.Latin, r) {
			base := unaccented(r)
			return append(b, base...), base == string(r)
		}
		return utf8.AppendRune(b, r), true
	}
	return b, false
}

// unaccented returns a Latin letter without its accents.
func unaccented(r rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFD.String(string(r)))
}
