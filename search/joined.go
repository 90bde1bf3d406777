package search

import (
	"slices"
	"strings"
)

// joiners may stand within a word, or be left out of it: tai'an, non-ferrous, AT&T.
const joiners = "'’‘ʼ′`-‐‒–.&_"

// joinedRuns returns the runs with words that a joiner sets apart as one word; nil
// if there are none. Between digits nothing joins.
func joinedRuns(units []unit, runs []run) []run {
	var joined []run
	found := false
	for _, r := range runs {
		if n := len(joined); n > 0 && joins(units, joined[n-1], r) {
			joined[n-1] = run{joined[n-1].text + r.text, false, joined[n-1].from, r.to}
			found = true
			continue
		}
		joined = append(joined, r)
	}
	if !found {
		return nil
	}
	return joined
}

func joins(units []unit, a, b run) bool {
	return !a.han && !b.han && b.from == a.to+1 && strings.ContainsRune(joiners, units[a.to].r) &&
		(isLetter(units[a.to-1].r) || isLetter(units[b.from].r))
}

func isLetter(r rune) bool { return r < '0' || r > '9' }

// keyOf returns the key of runs.
func keyOf(runs []run) string {
	var b strings.Builder
	writeKey(&b, runs)
	return b.String()
}

// joinedParts returns the parts of a query of which joiners are left out. They are
// looked for as they are.
func joinedParts(units []unit, runs []run) []part {
	parts := make([]part, len(runs))
	for i, r := range runs {
		parts[i] = part{text: r.text, was: was(units[r.from:r.to]), han: r.han, literal: r.text}
		if !r.han {
			parts[i].literal = " " + r.text
		}
	}
	return parts
}

// keys returns the keys by which a query is found as a whole: as it is written,
// and without joiners.
func (q *Query) keys() []string {
	if q.alike == "" {
		return []string{q.key}
	}
	return []string{q.key, q.alike}
}

// wholes returns for each key a needle in the text.
func (q *Query) wholes(needle func(key string) string) []Needle {
	var needles []Needle
	for _, key := range q.keys() {
		needles = append(needles, Needle{InText, needle(key), false})
	}
	return needles
}

// joinedKey returns a key as it stands within a name that has all of it in a row.
func joinedKey(key string) string {
	key = strings.TrimSuffix(key, " ")
	if len(key) > 1 && isHan(key[1:]) {
		return key[1:]
	}
	return key
}

// keysNeed returns the need of one of the keys.
func (q *Query) keysNeed(of func(runs []string) Need) Need {
	var needs []Need
	for _, key := range q.keys() {
		needs = append(needs, of(strings.Fields(key)))
	}
	return anyOf(needs...)
}

// withJoined adds to names that have joiners the same without.
func withJoined(all []*keyed) []*keyed {
	for _, k := range slices.Clone(all) {
		if runs := joinedRuns(k.units, runsOf(k.units)); runs != nil {
			all = append(all, keyedBy(k.Name, k.place, k.units, runs))
		}
	}
	return all
}
