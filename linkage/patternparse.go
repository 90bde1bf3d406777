package linkage

import (
	"fmt"
	"unicode"

	"jinqiao"
)

// ParsePattern reads the text of a pattern, in the syntax of paths of ISO GQL
// and Cypher (docs/linkage.md). Kinds, relationships, properties and values go
// by the names of the schema or by the Chinese ones, and the punctuation may be
// Chinese. Errors have CodeBadInput and name the column, counted in characters
// from 1.
func ParsePattern(o *jinqiao.Ontology, text string) (*Pattern, error) {
	if len(text) > 4*MaxPattern || len([]rune(text)) > MaxPattern {
		return nil, bad("along", "a pattern has at most %d characters", MaxPattern)
	}
	r := &patternReader{text: []rune(text)}
	d := r.pattern()
	if r.err != nil {
		return nil, r.err
	}
	return d.resolve(o)
}

// A draft is a pattern as it was written.
type draft struct {
	places []draftPlace
	steps  []draftStep
}

type draftPlace struct {
	column     int // 0 for what was not read from a text
	names      []word
	conditions []draftCondition
}

type draftStep struct {
	draftPlace
	direction   jinqiao.Direction
	least, most int
}

type draftCondition struct{ name, value word }

// A word is a name or a value.
type word struct {
	text   string
	quoted bool // it is text
	loose  bool // it is text that stands for a value of any type
	column int
}

// A patternReader reads a pattern up to the first error. After it, nothing is
// read any more, so that every loop ends.
type patternReader struct {
	text []rune
	at   int
	err  error
}

const end = rune(-1)

// wide has the punctuation of Chinese keyboards and what it stands for.
var wide = map[rune]rune{
	'（': '(', '）': ')', '［': '[', '］': ']', '【': '[', '】': ']', '｛': '{', '｝': '}', '：': ':', '，': ',', '、': ',', '｜': '|',
	'－': '-', '—': '-', '–': '-', '−': '-', '＜': '<', '＞': '>', '“': '"', '”': '"', '＂': '"', '‘': '\'', '’': '\'', '＇': '\'', '＊': '*', '．': '.',
}

func (r *patternReader) fail(column int, format string, args ...any) {
	if r.err == nil {
		r.err = bad("along", "column %d: %s", column, fmt.Sprintf(format, args...))
	}
}

func (r *patternReader) column() int { return r.at + 1 }

// next returns the next character that is no space, and end behind the last one.
func (r *patternReader) next() rune {
	for r.at < len(r.text) && unicode.IsSpace(r.text[r.at]) {
		r.at++
	}
	return r.here()
}

func (r *patternReader) here() rune {
	if r.err != nil || r.at >= len(r.text) {
		return end
	}
	if c, is := wide[r.text[r.at]]; is {
		return c
	}
	return r.text[r.at]
}

func (r *patternReader) accept(c rune) bool {
	if r.next() != c {
		return false
	}
	r.at++
	return true
}

func (r *patternReader) expect(c rune, what string) {
	if !r.accept(c) {
		r.fail(r.column(), "expected %s, not %s", what, r.seen())
	}
}

// seen shows what stands here.
func (r *patternReader) seen() string {
	c := r.next()
	if c == end {
		return "the end"
	}
	return fmt.Sprintf("%q", string(r.text[r.at]))
}

func (r *patternReader) pattern() *draft {
	d := &draft{places: []draftPlace{r.place()}}
	for r.next() != end {
		d.steps = append(d.steps, r.step())
		d.places = append(d.places, r.place())
		if len(d.steps) > MaxLength {
			r.fail(d.steps[MaxLength].column, "at most %d steps", MaxLength)
		}
	}
	if len(d.steps) == 0 {
		r.fail(r.column(), "expected a step, such as -[:IN]-> or --, and a place after it, not the end")
	}
	return d
}

func (r *patternReader) place() draftPlace {
	r.expect('(', `a place, such as (:Kind) or ()`)
	p := draftPlace{column: r.at}
	if isName(r.next()) {
		column := r.column()
		r.fail(column, "a kind follows a colon: (:%s)", r.name("a kind").text)
	}
	p.names = r.names("a kind")
	p.conditions = r.conditions()
	what := `")"`
	switch {
	case len(p.names) == 0 && len(p.conditions) == 0:
		what = `":" and a kind, "{" and a condition, or ")"`
	case len(p.conditions) == 0:
		what = `"|", "{" or ")"`
	}
	r.expect(')', what)
	return p
}

// step reads -[…]->, <-[…]-, -[…]-, -->, <--, -- or one of these with a
// single -, and a repetition.
func (r *patternReader) step() draftStep {
	s := draftStep{direction: jinqiao.Both, least: 1, most: 1}
	r.next()
	s.column = r.column()
	left := r.accept('<')
	r.expect('-', "a step, such as -[:IN]-> or --, or the end")
	repeated := false
	if r.accept('[') {
		if isName(r.next()) {
			column := r.column()
			r.fail(column, "a relationship follows a colon: [:%s]", r.name("a relationship").text)
		}
		s.names = r.names("a relationship")
		if r.accept('*') {
			repeated = true
			s.least, s.most = r.dots()
		}
		s.conditions = r.conditions()
		r.expect(']', `"]" behind the relationship`)
		r.expect('-', `"-" behind "]"`)
	} else {
		r.accept('-')
	}
	if right := r.accept('>'); right != left {
		s.direction = jinqiao.Out
		if left {
			s.direction = jinqiao.In
		}
	}
	column := r.column()
	switch c := r.next(); {
	case c == '{' && repeated:
		r.fail(r.column(), "the repetition is given twice, as * and as {}")
	case c == '{':
		s.least, s.most = r.braces()
	case c == '*' || c == '+':
		r.fail(r.column(), "say how often at most: {1,3}")
	}
	if s.least < 1 || s.most < s.least || s.most > MaxLength {
		r.fail(column, "%s", badRepetition(s.least, s.most))
	}
	return s
}

func badRepetition(least, most int) string {
	switch {
	case least < 1:
		return fmt.Sprintf("a step is repeated at least once, not %d times; without it the places beside it would be one", least)
	case most < least:
		return fmt.Sprintf("the most, %d, is less than the least, %d", most, least)
	}
	return fmt.Sprintf("at most %d links in all, not %d", MaxLength, most)
}

// dots reads 3, 1..3 or ..3 after *.
func (r *patternReader) dots() (least, most int) {
	least = 1
	if r.next() != '.' {
		least = r.number("how often, such as *1..3")
		if r.next() != '.' {
			return least, least
		}
	}
	r.expect('.', `".."`)
	r.expect('.', `".."`)
	return least, r.number("how often at most, such as *1..3")
}

// braces reads {3} or {1,3}.
func (r *patternReader) braces() (least, most int) {
	r.expect('{', `"{"`)
	least = r.number("how often, such as {1,3}")
	most = least
	if r.accept(',') {
		most = r.number("how often at most, such as {1,3}")
	}
	r.expect('}', `"}" behind the repetition`)
	return least, most
}
