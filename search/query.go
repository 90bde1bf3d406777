package search

import (
	"slices"
	"strings"
)

// A Query is a text that somebody looks for, cut into parts. All of them have
// to be found, in any order, among the names of one entity.
type Query struct {
	typing bool
	was    string   // the text without separators, before it was simplified
	key    string   // Key of the text
	alike  string   // the same without joiners; empty where there are none
	joined string   // the key as it stands within a name that has all of it in a row
	ways   [][]part // ways to cut it into parts

	units  []unit
	cut    bool         // pieces are made
	pieces []piece      // see loosely
	closed [Missed]bool // tiers that are not to be found

	needles [Missed][][][]Needle // see Needles
	righted []string             // see slips; nil where not asked yet
}

// A part of a query is Han characters in a row, or a word of other letters and
// digits; or several words that are pinyin together.
type part struct {
	text     string
	was      string // before it was simplified
	han      bool
	literal  string   // occurs in a text where the part is found as it is; empty for none
	pinyin   []string // of which one occurs in Spelling.Pinyin
	initials string   // occurs in Spelling.Initials
}

// mostParts is how many parts of a query are looked for; what comes after them
// in a text that long is passed over.
const mostParts = 24

// ParseQuery cuts a text into its parts. Any text will do. With typing, the text
// may break off within a syllable.
func ParseQuery(text string, typing bool) *Query {
	units := scan(text)
	runs := runsOf(units)
	q := &Query{typing: typing, was: was(units), units: units, key: keyOf(runs)}
	if len(runs) == 0 {
		return q
	}
	q.joined = joinedKey(q.key)
	var parts []part
	for _, r := range runs {
		p := part{text: r.text, was: was(units[r.from:r.to]), han: r.han, literal: r.text}
		if !r.han {
			p.literal, p.pinyin = " "+r.text, segments(r.text, typing)
			p.initials = head(r.text, longestInitials)
		}
		parts = append(parts, p)
	}
	q.ways = append(q.ways, once(parts))
	if spoken := together(runs, typing); spoken != nil {
		q.ways = append(q.ways, once(spoken))
	}
	if joined := joinedRuns(units, runs); joined != nil {
		q.alike = keyOf(joined)
		q.ways = append(q.ways, once(joinedParts(units, joined)))
	}
	return q
}

// once returns the parts, each once.
func once(parts []part) []part {
	var all []part
	for _, p := range parts {
		if len(all) < mostParts && !slices.ContainsFunc(all, func(o part) bool { return o.text == p.text }) {
			all = append(all, p)
		}
	}
	return all
}

// together returns the parts of a query of which several words in a row are
// pinyin: he ze. Nil if there are none.
func together(runs []run, typing bool) []part {
	var parts []part
	found := false
	for i := 0; i < len(runs); {
		if runs[i].han {
			parts = append(parts, part{text: runs[i].text, was: runs[i].text, han: true, literal: runs[i].text})
			i++
			continue
		}
		end, letters := i, ""
		for end < len(runs) && !runs[end].han {
			letters += " " + runs[end].text
			end++
		}
		p := part{text: letters, pinyin: segmentsOfWords(runs[i:end], typing)}
		if end-i == 1 {
			p.was, p.text, p.literal, p.initials = runs[i].text, runs[i].text, " "+runs[i].text, head(runs[i].text, longestInitials)
		} else if p.pinyin == nil {
			return nil
		} else {
			found = true
		}
		parts = append(parts, p)
		i = end
	}
	if !found {
		return nil
	}
	return parts
}

// segmentsOfWords reads words in a row as pinyin.
func segmentsOfWords(words []run, typing bool) []string {
	all := []string{"'"}
	for i, w := range words {
		var longer []string
		for _, s := range segments(w.text, typing && i == len(words)-1) {
			if i < len(words)-1 && !strings.HasSuffix(s, "'") {
				continue
			}
			for _, before := range all {
				longer = append(longer, before+s[1:])
			}
		}
		if all = longer[:min(len(longer), mostSegments)]; len(all) == 0 {
			return nil
		}
	}
	return all
}

// Empty reports whether the text had nothing that can be looked for. An empty
// query finds nothing.
func (q *Query) Empty() bool { return len(q.ways) == 0 }

// Key returns the Key of the text.
func (q *Query) Key() string { return q.key }

// Match reports whether the text of a query is found among names: those of one
// entity, its codes included, slips left aside. It defines what every store's
// index has to find.
func Match(query string, names []string) bool { return MatchText(query, Text(names)) }

// MatchText is Match among the names of a Text.
func MatchText(query, text string) bool { return NewMatcher(query).Match(text) }

// A Matcher tells what a text finds, slips left aside. It may be used at once.
type Matcher struct{ ways [][][]Needle }

// NewMatcher returns the matcher of a text.
func NewMatcher(query string) *Matcher { return &Matcher{ParseQuery(query, false).BroadestNeedles()} }

// Match reports whether the text of the matcher finds an entity of this Text.
func (m *Matcher) Match(text string) bool { return slices.ContainsFunc(m.ways, NewDocument(text).has) }

// Broadest returns the need of all that the query finds, slips left aside; nil
// for nothing.
func (q *Query) Broadest() Need {
	if q.Empty() {
		return nil
	}
	return q.Need(q.BroadestTier())
}

// BroadestNeedles returns the needles of all that the query finds, slips left aside.
func (q *Query) BroadestNeedles() [][][]Needle {
	if q.Empty() {
		return nil
	}
	return q.Needles(q.BroadestTier())
}

// Runs returns the runs of a text as they occur in a Text of which it is a part.
func Runs(text string) []string {
	var list []string
	for _, r := range runsOf(scan(text)) {
		list = append(list, r.text)
	}
	return list
}

// RunsNeed returns what an entity must have whose names contain runs, whatever
// stands before and after them; nil where that does not narrow down.
func RunsNeed(runs []string) Need {
	var needs []Need
	for _, run := range runs {
		if isHan(run) && width(run) < len(run) && len(needs) < mostParts {
			needs = append(needs, hanNeed(run))
		}
	}
	if needs == nil {
		return nil
	}
	return allOf(needs...)
}
