package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Spelling is what the names of a text are typed as where no input method is
// on. Each line stands between marks.
type Spelling struct {
	Pinyin   string // 'he'ze'shi'
	Initials string // hzs
}

const (
	pinyinMark  = "\v"
	initialMark = "\f"

	// mostOthers is how many lines a name has besides the usual: one for each
	// character that is also read in another way.
	mostOthers = 6
	// longestInitials is how many characters of a name are found by initials.
	longestInitials = 48
)

// Spell returns the spelling of a text, empty where no name has a Han character.
func Spell(text string) Spelling {
	var pinyin, initials strings.Builder
	for _, line := range lines(text) {
		for _, cells := range spellings(line) {
			writePinyin(&pinyin, cells)
			writeInitials(&initials, cells)
		}
	}
	if pinyin.Len() > 0 {
		pinyin.WriteString(pinyinMark)
		initials.WriteString(initialMark)
	}
	return Spelling{pinyin.String(), initials.String()}
}

// A cell is what is typed for a piece of a name: a Han character's syllable, or a
// word as it is.
type cell struct {
	text string
	han  bool
}

// spellings returns the ways in which a key is typed: the usual first, then for
// each character that can be read otherwise one in which it is. Nil for a key
// without Han characters.
func spellings(key string) [][]cell {
	cells, more := read(key)
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.han }) {
		return nil
	}
	all := [][]cell{cells}
	for i := range cells {
		for _, other := range more[i] {
			if len(all) > mostOthers {
				return all
			}
			way := slices.Clone(cells)
			way[i].text = other
			all = append(all, way)
		}
	}
	return all
}

// read returns the cells of a key, and the other readings of each.
func read(key string) (cells []cell, more [][]string) {
	for i := 0; i < len(key); {
		r, n := utf8.DecodeRuneInString(key[i:])
		switch {
		case r == ' ':
			i++
		case classOf(r) != han:
			end := i
			for end < len(key) && key[end] != ' ' {
				end++
			}
			cells, more = append(cells, cell{key[i:end], false}), append(more, nil)
			i = end
		default:
			length, syllables := phraseAt(key[i:])
			if length == 0 {
				length, syllables = n, []string{reading(r)}
			}
			for j, r := range []rune(key[i : i+length]) {
				usual := typed(syllables[j])
				cells, more = append(cells, cell{usual, true}), append(more, otherReadingsOf(r, usual))
			}
			i += length
		}
	}
	return cells, more
}

// otherReadingsOf returns the readings of a character but one.
func otherReadingsOf(r rune, usual string) []string {
	var list []string
	if first := typed(reading(r)); first != usual && first != unread {
		list = append(list, first)
	}
	for _, other := range others()[r] {
		if other != usual && !slices.Contains(list, other) {
			list = append(list, other)
		}
	}
	return list
}

func writePinyin(b *strings.Builder, cells []cell) {
	b.WriteString(pinyinMark)
	for i, c := range cells {
		switch {
		case !c.han:
			b.WriteByte(' ')
			b.WriteString(c.text)
			continue
		case i == 0 || !cells[i-1].han:
			b.WriteByte('\'')
		}
		b.WriteString(c.text)
		b.WriteByte('\'')
	}
}

func writeInitials(b *strings.Builder, cells []cell) {
	b.WriteString(initialMark)
	b.WriteString(initialsOf(cells))
}

// initialsOf returns the first letters of syllables, and words as they are.
func initialsOf(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		if b.Len() >= longestInitials {
			break
		}
		if c.han {
			b.WriteByte(c.text[0])
			continue
		}
		b.WriteString(head(c.text, longestInitials))
	}
	return b.String()
}

// head returns the first n characters of s.
func head(s string, n int) string {
	end := 0
	for ; n > 0 && end < len(s); n-- {
		end += width(s[end:])
	}
	return s[:end]
}

// width returns the length of the first character of s in bytes.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
