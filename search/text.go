package search

import (
	"strings"
	"unicode/utf8"

	"jinqiao"
)

// A Name is something that an entity can be found by.
type Name struct {
	Property string // name, nameEn, aliases, or that of a code
	Value    string
}

// NamesOf returns what an entity can be found by: its name first, its English name,
// its aliases, and the values of the properties that are codes.
func NamesOf(e *jinqiao.Entity, codes []string) []Name {
	names := make([]Name, 0, 2+len(e.Aliases)+len(codes))
	names = append(names, Name{"name", e.Name})
	if en := e.Text("nameEn"); en != "" {
		names = append(names, Name{"nameEn", en})
	}
	for _, alias := range e.Aliases {
		names = append(names, Name{"aliases", alias})
	}
	for _, code := range codes {
		if value := e.Text(code); value != "" {
			names = append(names, Name{code, value})
		}
	}
	return names
}

// Names returns the values of NamesOf.
func Names(e *jinqiao.Entity, codes []string) []string {
	all := NamesOf(e, codes)
	names := make([]string, len(all))
	for i, n := range all {
		names[i] = n.Value
	}
	return names
}

// What begins a name in a text, and a part of a name that stands by itself.
const (
	nameMark = "\n"
	partMark = "\r"
)

// Text returns the text that an entity of these names is searched in: for each
// name a line with its key, the first being that of the name. Then come lines of
// names with joiners without them, and the parts that punctuation cuts a name into, so that each is found as a whole. Of names that
// are the same when compared the text is the same.
func Text(names []string) string {
	var b, joined, parts strings.Builder
	for _, name := range names {
		units := scan(name)
		runs := runsOf(units)
		b.WriteString(nameMark)
		writeKey(&b, runs)
		if words := joinedRuns(units, runs); words != nil {
			joined.WriteString(nameMark)
			writeKey(&joined, words)
		}
		for i, r := range runs {
			if r.han && (i > 0 && runs[i-1].han || i+1 < len(runs) && runs[i+1].han) {
				parts.WriteString(partMark + " " + r.text + " ")
			}
		}
	}
	return b.String() + joined.String() + nameMark + parts.String()
}

// Key returns what a name is compared by where punctuation, spaces, width, case,
// accents and traditional characters do not matter: its words and its Han
// characters, these in one run across punctuation, each after a space, and a
// space at the end. It is one space for a text of which nothing can be looked for.
func Key(name string) string {
	var b strings.Builder
	writeKey(&b, runsOf(scan(name)))
	return b.String()
}

func writeKey(b *strings.Builder, runs []run) {
	for i, r := range runs {
		if i == 0 || !r.han || !runs[i-1].han {
			b.WriteByte(' ')
		}
		b.WriteString(r.text)
	}
	b.WriteByte(' ')
}

// Label returns what stands for a name where it is asked for exactly: its Key
// without spaces, or for a name of nothing but punctuation its Fold.
func Label(name string) string {
	if key := strings.ReplaceAll(Key(name), " ", ""); key != "" {
		return key
	}
	return Fold(name)
}

// lines returns the keys of the names of a text.
func lines(text string) []string {
	end := strings.LastIndex(text, nameMark)
	if end <= 0 {
		return nil
	}
	return strings.Split(text[len(nameMark):end], nameMark)
}

// Length returns how many characters the name of a text has, without punctuation.
func Length(text string) int {
	all := lines(text)
	if len(all) == 0 {
		return 0
	}
	return utf8.RuneCountInString(strings.ReplaceAll(all[0], " ", ""))
}
