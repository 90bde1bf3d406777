package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A unit is one character of a text as it is compared: folded, simplified,
// without accents. It comes from text[start:end], in UTF-16 code units, which is
// how browsers count.
type unit struct {
	r          rune
	was        rune // before it was simplified
	class      class
	start, end int
}

// scan cuts a text into its units. What separates is a unit, too; what is
// invisible is none.
func scan(text string) []unit {
	units := make([]unit, 0, len(text))
	for at := 0; text != ""; {
		r, n := utf8.DecodeRuneInString(text)
		if plain(r, text[n:]) {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			units = append(units, unit{simple(r), r, classOf(r), at, at + 1})
			at++
		} else {
			n = max(norm.NFKC.NextBoundaryInString(text, true), 1)
			end := at + width16(text[:n])
			units = appendCluster(units, text[:n], at, end)
			at = end
		}
		text = text[n:]
	}
	return units
}

// plain reports whether a character that stands before a rest is folded by
// itself: one of ASCII or a common Han character, with nothing that could
// combine with it.
func plain(r rune, rest string) bool {
	if r >= utf8.RuneSelf && !commonHan(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || next < 0x300 || commonHan(next) || 0x2010 <= next && next <= 0x2027 || 0x3000 <= next && next <= 0x3029 || 0xFF01 <= next && next <= 0xFF5E
}

// simple returns a common Han character simplified, and others as they are.
func simple(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	return simplified(r)
}

// appendCluster adds the units of a character with all that combines with it.
func appendCluster(units []unit, cluster string, start, end int) []unit {
	latin := false
	for _, r := range Fold(cluster) {
		if latin && unicode.IsMark(r) {
			continue
		}
		if latin = r > utf8.RuneSelf && unicode.Is(unicode.Latin, r); latin {
			for _, base := range unaccented(r) {
				units = append(units, unit{base, base, classOf(base), start, end})
			}
			continue
		}
		latin = 'a' <= r && r <= 'z'
		c := classOf(r)
		if c == invisible {
			continue
		}
		s := r
		if c == han {
			s = simplified(r)
		}
		units = append(units, unit{s, r, c, start, end})
	}
	return units
}

// width16 returns the length of a text in UTF-16 code units.
func width16(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// A run is Han characters in a row, or one word of other letters and digits:
// units[from:to] of a text.
type run struct {
	text     string
	han      bool
	from, to int
}

// was returns the text of units before it was simplified.
func was(units []unit) string {
	var b strings.Builder
	for _, u := range units {
		if u.class != separator {
			b.WriteRune(u.was)
		}
	}
	return b.String()
}

// runsOf returns the runs among units.
func runsOf(units []unit) []run {
	var runs []run
	var b strings.Builder
	for i := 0; i < len(units); {
		c := units[i].class
		if c == separator {
			i++
			continue
		}
		from := i
		b.Reset()
		for ; i < len(units) && units[i].class == c; i++ {
			b.WriteRune(units[i].r)
		}
		runs = append(runs, run{b.String(), c == han, from, i})
	}
	return runs
}
