package linkage

import (
	"cmp"
	"strings"
	"unicode"
)

const huge = 1_000_000_000 // stands for all larger numbers

func (r *patternReader) number(what string) (n int) {
	c := r.next()
	if c < '0' || c > '9' {
		r.fail(r.column(), "expected %s, not %s", what, r.seen())
	}
	for ; c >= '0' && c <= '9'; c = r.here() {
		n = min(n*10+int(c-'0'), huge)
		r.at++
	}
	return n
}

// names reads :A|B, where a colon may also stand after |.
func (r *patternReader) names(what string) (names []word) {
	if !r.accept(':') {
		return nil
	}
	names = append(names, r.name(what))
	for r.accept('|') {
		r.accept(':')
		names = append(names, r.name(what))
	}
	return names
}

func isName(c rune) bool {
	return c == '_' || c == '`' || unicode.IsLetter(c) || unicode.IsDigit(c)
}

// name reads a name, in backquotes where it has other characters than letters,
// digits and _.
func (r *patternReader) name(what string) word {
	if r.next() == '`' {
		return r.quoted()
	}
	w := word{column: r.column()}
	for c := r.here(); isName(c) && c != '`'; c = r.here() {
		w.text += string(c)
		r.at++
	}
	if w.text == "" {
		r.fail(w.column, "expected %s, not %s", what, r.seen())
	}
	return w
}

// closing has the quotes that end what other ones begin.
var closing = map[rune]rune{'“': '”', '‘': '’'}

// quoted reads what stands between two quotes, in which others may stand; a
// backslash takes the next character as it is.
func (r *patternReader) quoted() word {
	begin := r.text[r.at]
	quote := cmp.Or(closing[begin], begin)
	w := word{column: r.column(), quoted: begin != '`'}
	var b strings.Builder
	for r.at++; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == quote:
			r.at++
			w.text = b.String()
			return w
		case c == '\\' && r.at+1 < len(r.text):
			r.at++
		}
		b.WriteRune(r.text[r.at])
	}
	r.fail(w.column, "the quote that begins here does not end")
	return w
}

// conditions reads {name: value, …}.
func (r *patternReader) conditions() (all []draftCondition) {
	if !r.accept('{') {
		return nil
	}
	for {
		c := draftCondition{name: r.name("a property")}
		r.expect(':', `":" and a value`)
		c.value = r.value()
		if all = append(all, c); len(all) > MaxConditions {
			r.fail(c.name.column, "at most %d conditions at one place", MaxConditions)
		}
		if !r.accept(',') {
			break
		}
	}
	r.expect('}', `"," or "}" behind the condition`)
	return all
}

func (r *patternReader) value() word {
	c := r.next()
	if c == '"' || c == '\'' || c == '`' {
		return r.quoted()
	}
	w := word{column: r.column()}
	for ; isName(c) && c != '`' || c == '-' || c == '+' || c == '.'; c = r.here() {
		w.text += string(c)
		r.at++
	}
	if w.text == "" {
		r.fail(w.column, "expected a value: text in quotes, a number, true, false or a name, not %s", r.seen())
	}
	return w
}
