package search

import "strings"

// mostSegments is how many ways of cutting letters into syllables are tried, and
// mostLetters how many letters are.
const (
	mostSegments = 16
	mostLetters  = 64
)

// segments returns the ways to read letters as syllables, in the form in which
// Spelling.Pinyin has them: 'xi'an' and 'xian'. Where that is not possible, or
// with typing, the last syllable may be a beginning, also one that is a syllable
// by itself, as xi of xian: 'he'z. Nil for no pinyin.
func segments(letters string, typing bool) []string {
	letters = untoned(letters)
	if len(letters) > mostLetters {
		return nil
	}
	for i := range len(letters) {
		if letters[i] < 'a' || letters[i] > 'z' {
			return nil
		}
	}
	var whole, open []string
	cut(strings.ReplaceAll(letters, "v", "u"), "'", typing, func(s string) { whole = append(whole, s) }, func(s string) { open = append(open, s) })
	if len(whole) == 0 || typing {
		whole = append(whole, open...)
	}
	return whole[:min(len(whole), mostSegments)]
}

// cut calls whole with each way to cut letters into syllables, and open with each
// in which the last is the beginning of one; not more often than is wanted. What
// is typed may be the beginning of one syllable that is a consonant yet: zh.
func cut(letters, before string, typing bool, whole, open func(string)) {
	calls := 0
	var visit func(letters, before string)
	visit = func(letters, before string) {
		if calls++; calls > 20*mostSegments {
			return
		}
		if letters == "" {
			whole(before)
			return
		}
		for n := min(longestSyllable, len(letters)); n > 0; n-- {
			complete, begins := syllables()[letters[:n]]
			if complete {
				visit(letters[n:], before+letters[:n]+"'")
			}
			if begins && n == len(letters) && (len(before) > 1 || spoken(letters) || typing && len(letters) > 1) {
				open(before + letters)
			}
		}
	}
	visit(letters, before)
}

// spoken reports whether the beginning of a syllable is more than a consonant.
func spoken(letters string) bool { return strings.ContainsAny(letters, "aeiou") && len(letters) > 1 }

// untoned takes the numbers of tones out of pinyin: he2ze2.
func untoned(letters string) string {
	if !strings.ContainsAny(letters, "12345") {
		return letters
	}
	var b strings.Builder
	for i := range len(letters) {
		c := letters[i]
		if c >= '1' && c <= '5' && i > 0 && letters[i-1] >= 'a' {
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
