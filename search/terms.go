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
//	泰, 泰安      a Han character, two in a row
//	society      a word
//	so…          the first one to three characters of a word, up to six of one with digits
//	⇥泰, ⇥泰安     with what a name begins: Han characters,
//	⇥s, ⇥so, ⇥soc  or letters, those of the first syllable too
//	▪科创中国      a part of a name that stands by itself
//	tai·, tai·an  a syllable, two in a row
//	⇥tai·, ⇥tai·an with what the reading of a name begins
//	ˈtas, ˈas    three initials in a row; fewer at the end
//	⇥ˈt … ⇥ˈtas   with what the initials of a name begin
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

// ExactMark begins the terms that are hashes, which hardly two entities share. Up to
// nine small letters and digits follow.
const ExactMark = exactTerm

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
	t.starts("", runs[0], startLength(runs[0]))
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

// startLength returns how many characters of a run are in terms of what begins
// with it.
func startLength(run string) int {
	if isHan(run) {
		return 2
	}
	return longestHead
}

// start returns the term of names that begin with a run.
func start(run string) string { return startTerm + head(run, startLength(run)) }

// starts adds terms of the first characters of what a name begins with.
func (t *terms) starts(mark, text string, most int) {
	for n := 1; n <= most; n++ {
		t.add(startTerm + mark + head(text, n))
	}
}

func exact(what, text string) string {
	h := fnv.New64a()
	h.Write([]byte(what + text))
	return exactTerm + strconv.FormatUint(h.Sum64()>>20, 36)
}

func (t *terms) han(run string) {
	for rest := run; rest != ""; rest = rest[width(rest):] {
		t.add(head(rest, 1))
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
		t.add(c.text + syllableTerm)
		t.add(pair(cells[i:]))
		if i == 0 {
			t.add(startTerm + c.text + syllableTerm)
			t.add(startTerm + pair(cells))
			t.starts("", c.text, longestSyllable)
		}
	}
	initials := initialsOf(cells)
	if all || initials != initialsOf(usual) {
		t.add(exact("i", initials))
		t.starts(initialTerm, initials, initialGram)
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
