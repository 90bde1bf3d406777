package search

import "strings"

// Queries in which one slip is forgiven: at least so many Han characters, or so
// many letters of pinyin.
const (
	slipHan     = 4
	slipPlaces  = 8 // Han characters among which two may have changed places
	slipLetters = 4
	mostSlipHan = 24
	mostSlip    = 24 // letters
	// hastyLetters is from how many letters on slips may be anywhere: of four to six,
	// a hundred names of a thousand were one slip away.
	hastyLetters = 7
)

// isSlip reports whether a document is found if one Han character of the query is
// wrong, missing, too much, or changed places with the next.
func (q *Query) isSlip(d *Document) bool {
	for _, line := range lines(d.text) {
		if _, _, ok := nearly([]rune(line), q.slipHan()); ok {
			return true
		}
	}
	return false
}

// slipHan returns the characters of a query in which a slip is forgiven, nil for
// others than a run of Han characters that is long enough.
func (q *Query) slipHan() []rune {
	if len(q.ways) == 0 {
		return nil
	}
	run := []rune(strings.Trim(q.key, " "))
	if strings.Contains(string(run), " ") || len(run) < slipHan || len(run) > mostSlipHan || classOf(run[0]) != han {
		return nil
	}
	return run
}

// SlipPieces returns, for each place of a slip among Han characters, what stands
// before and after it. Of what is one slip away, some name has both pieces of a pair.
// Nil for other queries.
func (q *Query) SlipPieces() [][2]string {
	run := q.slipHan()
	if run == nil {
		return nil
	}
	// What two characters that changed places leave whole is less than what
	// one that is wrong, missing or too much does.
	touched := 1
	if len(run) >= slipPlaces {
		touched = 2
	}
	var pieces [][2]string
	for i := 0; i+touched <= len(run); i++ {
		pieces = append(pieces, [2]string{string(run[:i]), string(run[i+touched:])})
	}
	return pieces
}

// nearly looks in a text for a run with one slip, and returns where it is.
func nearly(text, run []rune) (from, to int, ok bool) {
	for from = range text {
		i := 0
		for i < len(run) && from+i < len(text) && text[from+i] == run[i] {
			i++
		}
		if i == 0 && len(run) > slipHan && (from+1 >= len(text) || text[from+1] != run[1]) && text[from] != run[1] {
			continue
		}
		at := from + i
		for _, skip := range [...]struct{ text, run int }{{1, 1}, {1, 0}, {0, 1}} {
			if fits(text, run, at+skip.text, i+skip.run) && text[from] != ' ' {
				return from, at + skip.text + len(run) - i - skip.run, within(text, from, at+skip.text)
			}
		}
		if len(run) >= slipPlaces && i+1 < len(run) && at+1 < len(text) && text[at] == run[i+1] && text[at+1] == run[i] && fits(text, run, at+2, i+2) {
			return from, at + 2 + len(run) - i - 2, true
		}
	}
	return 0, 0, false
}

// fits reports whether the rest of a run stands in a text at a place.
func fits(text, run []rune, at, i int) bool {
	if i > len(run) || at > len(text) || len(text)-at < len(run)-i {
		return false
	}
	for ; i < len(run); i++ {
		if text[at] != run[i] {
			return false
		}
		at++
	}
	return true
}

// within reports whether no space lies between two places of a text.
func within(text []rune, from, to int) bool {
	for i := from; i < to && i < len(text); i++ {
		if text[i] == ' ' {
			return false
		}
	}
	return true
}

// hasty reports whether a query is so short that many readings are one slip away:
// then they have to begin a name, and count only if nothing else is found.
func (q *Query) hasty() bool { return q.slipHan() == nil && len(q.key)-2 < hastyLetters }

// slips returns what the query would be in pinyin with one typing slip put right.
func (q *Query) slips() []string {
	if q.righted == nil {
		q.righted = append([]string{}, q.typedRight()...)
	}
	return q.righted
}

func (q *Query) typedRight() []string {
	if len(q.ways) == 0 {
		return nil
	}
	text := strings.ReplaceAll(strings.Trim(q.key, " "), " ", "")
	if len(text) < slipLetters || len(text) > mostSlip || letters(text) < len(text) {
		return nil
	}
	return righted(text)
}

// righted returns the ways to read letters as syllables with one letter left
// out, put in, replaced or changed with the next.
func righted(text string) []string {
	text = strings.ReplaceAll(text, "v", "u")
	seen := map[string]bool{text: true}
	var all []string
	add := func(s string) {
		if seen[s] {
			return
		}
		seen[s] = true
		for _, needle := range segments(s, false) {
			if strings.HasSuffix(needle, "'") && strings.Count(needle, "'") > 2 {
				all = append(all, needle)
			}
		}
	}
	b := bordersOf(text)
	for i := range len(text) + 1 {
		if i < len(text) && b.join(text[:i]+text[i+1:], i, i, i+1) {
			add(text[:i] + text[i+1:])
		}
		if i+1 < len(text) {
			add(text[:i] + text[i+1:i+2] + text[i:i+1] + text[i+2:])
		}
		for c := 'a'; c <= 'z'; c++ {
			if s := text[:i] + string(c) + text[i:]; b.join(s, i, i+1, i) {
				add(s)
			}
			if i == len(text) {
				continue
			}
			if s := text[:i] + string(c) + text[i+1:]; b.join(s, i, i+1, i+1) {
				add(s)
			}
		}
	}
	return all
}

// borders are the places in letters before which, and after which, all can be
// read as syllables.
type borders struct{ before, after []bool }

func bordersOf(text string) borders {
	b := borders{make([]bool, len(text)+1), make([]bool, len(text)+1)}
	b.before[0], b.after[len(text)] = true, true
	for i := range text {
		for n := 1; b.before[i] && n <= longestSyllable && i+n <= len(text); n++ {
			b.before[i+n] = b.before[i+n] || syllables()[text[i:i+n]]
		}
	}
	for i := len(text) - 1; i >= 0; i-- {
		for n := 1; n <= longestSyllable && i+n <= len(text) && !b.after[i]; n++ {
			b.after[i] = b.after[i+n] && syllables()[text[i:i+n]]
		}
	}
	return b
}

// join reports whether changed letters can be read as syllables: those in
// from:to of them are new, and rest is where the old ones go on. One syllable
// at most spans what is new.
func (b borders) join(changed string, from, to, rest int) bool {
	for start := from; start >= 0 && to-start <= longestSyllable; start-- {
		if !b.before[start] {
			continue
		}
		for end := to; end <= len(changed) && end-start <= longestSyllable; end++ {
			if b.after[rest+end-to] && (start == end || syllables()[changed[start:end]]) {
				return true
			}
		}
	}
	return false
}
