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
	return q.needOf(t)
}

func (q *Query) needOf(t Tier) Need {
	switch t {
	case ExactName, ExactAlias:
		var needs []Need
		for _, key := range q.keys() {
			needs = append(needs, Term{Text: exact("", key)})
		}
		return anyOf(needs...)
	case Prefix:
		return q.keysNeed(prefixNeed)
	case Whole:
		return q.keysNeed(wholeNeed)
	case Inside:
		return q.keysNeed(literalNeed)
	case Scattered:
		return partsNeed(q.ways, part.literalNeed)
	case PinyinName, PinyinPrefix, InitialsName, InitialsPrefix:
		return q.spelledNeed(t)
	case Pinyin:
		return partsNeed(q.ways, func(p part) Need { return anyOf(p.literalNeed(), p.pinyinNeed()) })
	case Initials:
		return partsNeed(q.ways, func(p part) Need { return anyOf(p.literalNeed(), p.pinyinNeed(), p.initialsNeed()) })
	case Core, Loose:
		return partsNeed(q.loosely(t), part.literalNeed)
	}
	return q.slipNeed()
}

// mostWanted is how many terms a need asks for at most. Lucene takes 1024.
const mostWanted = 900

// Slim returns a need that asks for less where that would be too much for an
// index: of all that have to be satisfied just the first.
func Slim(n Need) Need {
	if size(n) <= mostWanted {
		return n
	}
	if all, ok := n.(AllOf); ok {
		return Slim(all[0])
	}
	var any AnyOf
	seen := map[Term]bool{}
	for _, t := range firsts(n) {
		// Ways to slip later in a text begin alike.
		if !seen[t] {
			seen[t] = true
			any = append(any, t)
		}
	}
	return any
}

// firsts returns the first term that a need asks for; of alternatives, of each.
func firsts(n Need) []Term {
	switch n := n.(type) {
	case Term:
		return []Term{n}
	case AllOf:
		return firsts(n[0])
	case AnyOf:
		var terms []Term
		for _, part := range n {
			terms = append(terms, firsts(part)...)
		}
		return terms
	}
	return nil
}

// size counts the terms of a need.
func size(n Need) int {
	sum := 0
	switch n := n.(type) {
	case Term:
		return 1
	case AllOf:
		for _, part := range n {
			sum += size(part)
		}
	case AnyOf:
		for _, part := range n {
			sum += size(part)
		}
	}
	return sum
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

// Both returns the need of what has both.
func Both(a, b Need) Need { return allOf(a, b) }

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

func partsNeed(list [][]part, of func(part) Need) Need {
	var ways []Need
	for _, way := range list {
		var parts []Need
		for _, p := range way {
			parts = append(parts, of(p))
		}
		ways = append(ways, allOf(parts...))
	}
	return anyOf(ways...)
}

func prefixNeed(runs []string) Need {
	begin := Term{Text: start(runs[0])}
	return allOf(begin, literalNeed(runs))
}

func wholeNeed(runs []string) Need {
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
		return Term{Text: run}
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
		return Term{Text: startTerm + parts[0]}
	}
	if len(parts) == 2 && parts[1] == "" {
		return Term{Text: parts[0] + syllableTerm}
	}
	var all AllOf
	for i := 0; i+1 < len(parts) && len(all) < mostTerms; i++ {
		last := i+2 == len(parts)
		if last && parts[i+1] == "" {
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
		return Term{Text: startTerm + initialTerm + n}
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
				begin := Term{Text: startTerm + initialTerm + head(n, initialGram)}
				ways = append(ways, allOf(begin, p.initialsNeed()))
			}
		}
	}
	return anyOf(ways...)
}

// startNeed returns the need of names whose reading begins with a needle.
func startNeed(needle string) Need {
	parts := strings.SplitN(needle[1:], "'", 3)
	switch {
	case len(parts) == 1:
		return Term{Text: startTerm + parts[0]}
	case len(parts) == 2 && parts[1] == "":
		return Term{Text: startTerm + parts[0] + syllableTerm}
	}
	return Term{startTerm + parts[0] + syllableTerm + parts[1], len(parts) == 2}
}

// slipNeed returns what an entity must have to be found with one slip: all but
// what the slip can touch.
func (q *Query) slipNeed() Need {
	var ways []Need
	if pieces := q.SlipPieces(); pieces != nil {
		for _, p := range pieces {
			ways = append(ways, around(p[0], p[1]))
		}
		return anyOf(ways...)
	}
	for _, needle := range q.slips() {
		if q.hasty() {
			ways = append(ways, allOf(startNeed(needle), syllableNeed(needle)))
			continue
		}
		ways = append(ways, syllableNeed(needle))
	}
	return anyOf(ways...)
}

// around returns the need of what stands before and after a slip.
func around(before, after string) Need {
	var needs []Need
	for _, run := range []string{before, after} {
		if run != "" {
			needs = append(needs, hanNeed(run))
		}
	}
	return allOf(needs...)
}
