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

// slips returns what the query would be in pinyin with one typing slip put right.
func (q *Query) slips() []string {
	if len(q.ways) == 0 {
		return nil
	}
	letters := strings.ReplaceAll(strings.Trim(q.key, " "), " ", "")
	if len(letters) < slipLetters || len(letters) > mostSlip {
		return nil
	}
	for i := range len(letters) {
		if letters[i] < 'a' || letters[i] > 'z' {
			return nil
		}
	}
	seen := map[string]bool{}
	var all []string
	add := func(s string) {
		if seen[s] || s == letters {
			return
		}
		seen[s] = true
		for _, needle := range segments(s, false) {
			if strings.HasSuffix(needle, "'") && strings.Count(needle, "'") > 2 {
				all = append(all, needle)
			}
		}
	}
	for i := range letters {
		add(letters[:i] + letters[i+1:])
		if i+1 < len(letters) {
			add(letters[:i] + letters[i+1:i+2] + letters[i:i+1] + letters[i+2:])
		}
		for c := 'a'; c <= 'z'; c++ {
			add(letters[:i] + string(c) + letters[i+1:])
			add(letters[:i] + string(c) + letters[i:])
		}
	}
	for c := 'a'; c <= 'z'; c++ {
		add(letters + string(c))
	}
	return all
}
