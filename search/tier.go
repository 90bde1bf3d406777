package search

import (
	"slices"
	"strings"
)

// A Tier is a class of hits: how well a text is found.
type Tier int

// The tiers, the best first.
const (
	ExactName      Tier = iota // the name is the text
	ExactAlias                 // an alias, the English name or a code is
	Prefix                     // one of them begins with it
	Whole                      // it stands by itself within one
	Inside                     // it stands within one
	Scattered                  // its parts do, among all names
	PinyinName                 // a name is read so
	PinyinPrefix               // a name begins with what is read so
	Pinyin                     // it, or a part of it, is read so
	InitialsName               // they are the initials of a name
	InitialsPrefix             // a name begins with them
	Initials                   // they, or a part of it, are initials
	Core                       // what tells it from others is found
	Slip                       // it is found if one character is wrong
	Loose                      // less than what tells it from others is found
	Missed                     // it is not found
)

// tierNames are the tiers as the enum ScoreFactor has them.
var tierNames = [...]string{"EXACT_NAME", "EXACT_ALIAS", "PREFIX", "WHOLE_WORD", "INSIDE", "SCATTERED", "PINYIN_NAME", "PINYIN_PREFIX", "PINYIN",
	"INITIALS_NAME", "INITIALS_PREFIX", "INITIALS", "CORE", "SLIP", "LOOSE", "MISSED"}

func (t Tier) String() string { return tierNames[t] }

// A Document is the text of an entity with what follows from it.
type Document struct {
	text    string
	spelled bool
	Spelling
}

// NewDocument returns the document of a Text.
func NewDocument(text string) *Document { return &Document{text: text} }

// spelling returns the spelling, which is made when it is first asked for.
func (d *Document) spelling() *Spelling {
	if !d.spelled {
		d.Spelling, d.spelled = Spell(d.text), true
	}
	return &d.Spelling
}

// Tier returns the best tier in which a document is found, in the order of the
// query: see Order.
func (q *Query) Tier(d *Document) Tier {
	for _, t := range q.Order() {
		if !q.closed[t] && q.in(t, d) {
			return t
		}
	}
	return Missed
}

// searching and typing are the orders of tiers. Who is typing begins at the
// begin of a name.
var (
	searching = []Tier{ExactName, ExactAlias, Prefix, Whole, Inside, Scattered, PinyinName, PinyinPrefix, Pinyin, InitialsName, InitialsPrefix, Initials, Core, Slip, Loose}
	typing    = []Tier{ExactName, ExactAlias, Prefix, PinyinName, PinyinPrefix, InitialsName, InitialsPrefix, Whole, Inside, Scattered, Pinyin, Initials, Core, Slip, Loose}
)

// Order returns the tiers in the order in which hits of this query come.
func (q *Query) Order() []Tier {
	if q.typing {
		return typing
	}
	return searching
}

// in reports whether a document is in a tier, or in one that implies it.
func (q *Query) in(t Tier, d *Document) bool {
	if t == Slip && q.slipHan() != nil {
		return q.isSlip(d)
	}
	for _, way := range q.Needles(t) {
		if d.has(way) {
			return true
		}
	}
	return false
}

// has reports whether of each list of needles one is in the document.
func (d *Document) has(way [][]Needle) bool {
	for _, needles := range way {
		if !slices.ContainsFunc(needles, d.contains) {
			return false
		}
	}
	return true
}

func (d *Document) contains(n Needle) bool {
	switch n.In {
	case InPinyin:
		return strings.Contains(d.spelling().Pinyin, n.Text)
	case InInitials:
		return strings.Contains(d.spelling().Initials, n.Text)
	}
	if n.First {
		return strings.HasPrefix(d.text, n.Text)
	}
	return strings.Contains(d.text, n.Text)
}
