package search

import "strings"

// A Need is what the terms of an entity have to satisfy: a Term, AllOf or AnyOf.
type Need interface{ need() }

type (
	// A Term is had, or with Prefix one that begins with it.
	Term struct {
		Text   string
		Prefix bool
	}
	// AllOf are needs that all have to be satisfied.
	AllOf []Need
	// AnyOf are needs of which one has to be; never when empty.
	AnyOf []Need
)

func (Term) need()  {}
func (AllOf) need() {}
func (AnyOf) need() {}

// mostTerms is how many terms of a run are asked for. A name that has all of these
// and not the rest is rare.
const mostTerms = 16

// Need returns what an entity must have to be in a tier, or in one that implies
// it; nil where the query cannot be found so. Having it is not enough: Tier decides.
func (q *Query) Need(t Tier) Need {
	if q.Empty() {
		return nil
	}
	switch t {
	case ExactName, ExactAlias:
		return Term{Text: exact("", q.key)}
	case Prefix:
		return q.prefixNeed()
	case Whole:
		return q.wholeNeed()
	case Inside:
		return literalNeed(strings.Fields(q.key))
	case Scattered:
		return q.partsNeed(func(p part) Need { return p.literalNeed() })
	case PinyinName, PinyinPrefix, InitialsName, InitialsPrefix:
		return q.spelledNeed(t)
	case Pinyin:
		return q.partsNeed(func(p part) Need { return anyOf(p.literalNeed(), p.pinyinNeed()) })
	case Initials:
		return q.partsNeed(func(p part) Need { return anyOf(p.literalNeed(), p.pinyinNeed(), p.initialsNeed()) })
	}
	return q.slipNeed()
}

// anyOf joins needs of which one has to be satisfied; nil stands for one that
// never is.
func anyOf(needs ...Need) Need {
	var any AnyOf
	for _, n := range needs {
		if n != nil {
			any = append(any, n)
		}
	}
	switch len(any) {
	case 0:
		return nil
	case 1:
		return any[0]
	}
	return any
}

// allOf joins needs that all have to be satisfied.
func allOf(needs ...Need) Need {
	var all AllOf
	for _, n := range needs {
		switch n := n.(type) {
		case nil:
			return nil
		case AllOf:
			all = append(all, n...)
		default:
			all = append(all, n)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func (q *Query) partsNeed(of func(part) Need) Need {
	var ways []Need
	for _, way := range q.ways {
		var parts []Need
		for _, p := range way {
			parts = append(parts, of(p))
		}
		ways = append(ways, allOf(parts...))
	}
	return anyOf(ways...)
}

func (q *Query) prefixNeed() Need {
	runs := strings.Fields(q.key)
	var begin Need = Term{Text: start(runs[0])}
	short := longestHead
	if isHan(runs[0]) {
		short = 2
	}
	if len(runs) == 1 && head(runs[0], short-1) == runs[0] {
		begin = Term{startTerm + runs[0], true}
	}
	return allOf(begin, literalNeed(runs))
}

func (q *Query) wholeNeed() Need {
	runs := strings.Fields(q.key)
	if len(runs) == 1 && isHan(runs[0]) {
		return Term{Text: wholeTerm + head(runs[0], longestTerm)}
	}
	var needs []Need
	for _, run := range runs {
		if isHan(run) {
			needs = append(needs, hanNeed(run))
		} else {
			needs = append(needs, Term{Text: head(run, longestTerm)})
		}
	}
	return allOf(needs...)
}

func literalNeed(runs []string) Need {
	var needs []Need
	for _, run := range runs[:min(len(runs), mostParts)] {
		needs = append(needs, part{text: run, han: isHan(run), literal: run}.literalNeed())
	}
	return allOf(needs...)
}

func (p part) literalNeed() Need {
	switch {
	case p.literal == "":
		return nil
	case p.han:
		return hanNeed(p.text)
	case head(p.text, headLength(p.text)) == p.text:
		return Term{Text: p.text + headTerm}
	}
	return Term{head(p.text, longestTerm), true}
}

// hanNeed returns the need of a run of Han characters.
func hanNeed(run string) Need {
	if width(run) == len(run) {
		return Term{run, true}
	}
	var all AllOf
	for rest := run; width(rest) < len(rest) && len(all) < mostTerms; rest = rest[width(rest):] {
		all = append(all, Term{Text: head(rest, 2)})
	}
	return allOf(all...)
}

func (p part) pinyinNeed() Need {
	var ways []Need
	for _, needle := range p.pinyin {
		ways = append(ways, syllableNeed(needle))
	}
	return anyOf(ways...)
}

// syllableNeed returns the need of a needle of pinyin.
func syllableNeed(needle string) Need {
	parts := strings.Split(needle[1:], "'") // of a whole one, the last is empty
	if len(parts) == 1 {
		return Term{parts[0], true}
	}
	var all AllOf
	for i := 0; i+1 < len(parts) && len(all) < mostTerms; i++ {
		last := i+2 == len(parts)
		if last && parts[i+1] == "" && i > 0 {
			break
		}
		all = append(all, Term{parts[i] + syllableTerm + parts[i+1], last})
	}
	return allOf(all...)
}

func (p part) initialsNeed() Need {
	n := p.initials
	switch {
	case n == "":
		return nil
	case len(n) == 1:
		return Term{startTerm + initialTerm + n, true}
	case head(n, initialGram-1) == n:
		return Term{initialTerm + n, true}
	}
	var all AllOf
	for rest := n; head(rest, initialGram-1) != rest && len(all) < mostTerms; rest = rest[width(rest):] {
		all = append(all, Term{Text: initialTerm + head(rest, initialGram)})
	}
	return allOf(all...)
}

// spelledNeed returns the need of a query of one word that spells a name, or the
// begin of one.
func (q *Query) spelledNeed(t Tier) Need {
	var ways []Need
	for _, way := range q.ways {
		if len(way) != 1 || way[0].han {
			continue
		}
		p := way[0]
		switch t {
		case PinyinName:
			for _, needle := range p.pinyin {
				ways = append(ways, Term{Text: exact("p", pinyinMark+needle)})
			}
		case PinyinPrefix:
			for _, needle := range p.pinyin {
				ways = append(ways, allOf(startNeed(needle), syllableNeed(needle)))
			}
		case InitialsName:
			if p.initials != "" {
				ways = append(ways, Term{Text: exact("i", p.initials)})
			}
		case InitialsPrefix:
			if n := p.initials; n != "" {
				begin := Term{startTerm + initialTerm + head(n, initialGram), head(n, initialGram-1) == n}
				ways = append(ways, allOf(begin, p.initialsNeed()))
			}
		}
	}
	return anyOf(ways...)
}

// startNeed returns the need of names whose reading begins with a needle.
func startNeed(needle string) Need {
	parts := strings.SplitN(needle[1:], "'", 3)
	text := parts[0]
	if len(parts) > 1 {
		text += syllableTerm + parts[1]
	}
	return Term{startTerm + text, len(parts) < 3}
}

// slipNeed returns what an entity must have to be found with one slip: all but
// what the slip can touch.
func (q *Query) slipNeed() Need {
	var ways []Need
	if run := q.slipHan(); run != nil {
		// What two characters that changed places leave whole is less than what
		// one that is wrong, missing or too much does.
		touched := 1
		if len(run) >= slipPlaces {
			touched = 2
		}
		for i := 0; i+touched <= len(run); i++ {
			ways = append(ways, around(run[:i], run[i+touched:]))
		}
		return anyOf(ways...)
	}
	for _, needle := range q.slips() {
		ways = append(ways, syllableNeed(needle))
	}
	return anyOf(ways...)
}

// around returns the need of what stands before and after a slip.
func around(before, after []rune) Need {
	var needs []Need
	for _, run := range [][]rune{before, after} {
		if len(run) > 0 {
			needs = append(needs, hanNeed(string(run)))
		}
	}
	return allOf(needs...)
}
