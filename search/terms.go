package search

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
)

// An index of terms narrows down which entities a query can find. Terms are
// letters, digits and characters beyond ASCII, without spaces, so that no index
// cuts them further:
//
//	泰安, 安      two Han characters in a row; the last of a run by itself
//	society      a word
//	so…          the first one to three characters of a word, up to six of one with digits
//	⇥泰安, ⇥soc    with what a name begins
//	▪科创中国      a part of a name that stands by itself
//	tai·an, an·  two syllables in a row; the last by itself
//	⇥tai·an      with what the reading of a name begins
//	ˈtas, ˈas    three initials in a row; fewer at the end
//	⇥ˈtas        with what the initials of a name begin
//	＝…           hash of a whole name, of its reading or of its initials
//	κcity        the kind
const (
	startTerm    = "⇥"
	wholeTerm    = "▪"
	exactTerm    = "＝"
	initialTerm  = "ˈ"
	kindTerm     = "κ"
	headTerm     = "…"
	syllableTerm = "·"
)

const (
	longestTerm  = 32 // characters of a word or part that are indexed
	longestHead  = 3  // characters of the longest head of a word
	longestDigit = 6  // of one with digits: codes have long beginnings in common
	initialGram  = 3
)

// Terms returns the terms of an entity of this kind and Text, each once,
// separated by spaces.
func Terms(kind, text string) string {
	t := terms{seen: map[string]bool{}}
	t.add(KindTerm(kind))
	end := strings.LastIndex(text, nameMark) + len(nameMark)
	for _, line := range lines(text) {
		t.name(line)
	}
	for part := range strings.SplitSeq(text[end:], partMark) {
		if part = strings.Trim(part, " "); part != "" {
			t.add(wholeTerm + head(part, longestTerm))
		}
	}
	return t.b.String()
}

// KindTerm returns the term of a kind.
func KindTerm(kind string) string {
	return kindTerm + strings.ReplaceAll(strings.ToLower(kind), "_", syllableTerm)
}

type terms struct {
	b    strings.Builder
	seen map[string]bool
}

func (t *terms) add(term string) {
	if !t.seen[term] {
		t.seen[term] = true
		t.b.WriteString(term)
		t.b.WriteByte(' ')
	}
}

// name adds the terms of the key of a name.
func (t *terms) name(key string) {
	runs := strings.Fields(key)
	if len(runs) == 0 {
		return
	}
	t.add(exact("", key))
	t.add(start(runs[0]))
	for _, run := range runs {
		if isHan(run) {
			t.han(run)
			if len(runs) > 1 {
				t.add(wholeTerm + head(run, longestTerm))
			}
		} else {
			t.word(run)
		}
	}
	ways := spellings(key)
	for i, cells := range ways {
		t.spelling(cells, ways[0], i == 0)
	}
}

func isHan(run string) bool { return classOf(firstRune(run)) == han }

// start returns the term of names that begin with a run.
func start(run string) string {
	if isHan(run) {
		return startTerm + head(run, 2)
	}
	return startTerm + head(run, longestHead)
}

func exact(what, text string) string {
	h := fnv.New64a()
	h.Write([]byte(what + text))
	return exactTerm + strconv.FormatUint(h.Sum64()>>20, 36)
}

func (t *terms) han(run string) {
	for rest := run; rest != ""; rest = rest[width(rest):] {
		t.add(head(rest, 2))
	}
}

func (t *terms) word(w string) {
	t.add(head(w, longestTerm))
	for n := 1; n <= headLength(w); n++ {
		if h := head(w, n); n == 1 || len(h) > len(head(w, n-1)) {
			t.add(h + headTerm)
		}
	}
}

// headLength returns how long the heads of a word are that have terms.
func headLength(w string) int {
	if strings.ContainsFunc(w, unicode.IsDigit) {
		return longestDigit
	}
	return longestHead
}

// spelling adds the terms of one way to type a name: all of them, or those in
// which it differs from the usual.
func (t *terms) spelling(cells, usual []cell, all bool) {
	for i, c := range cells {
		differs := all || c != usual[i] || i+1 < len(cells) && cells[i+1] != usual[i+1]
		if !c.han || !differs {
			continue
		}
		t.add(pair(cells[i:]))
		if i == 0 {
			t.add(startTerm + pair(cells))
		}
	}
	initials := initialsOf(cells)
	if all || initials != initialsOf(usual) {
		t.add(exact("i", initials))
		t.add(startTerm + initialTerm + head(initials, initialGram))
		for rest := initials; rest != ""; rest = rest[width(rest):] {
			t.add(initialTerm + head(rest, initialGram))
		}
	}
	var b strings.Builder
	writePinyin(&b, cells)
	t.add(exact("p", b.String()))
}

// pair returns the term of the first two cells.
func pair(cells []cell) string {
	if len(cells) > 1 && cells[1].han {
		return cells[0].text + syllableTerm + cells[1].text
	}
	return cells[0].text + syllableTerm
}
