package jinqiao

// A TextQuery asks for the entities that a text finds, the best first. What is
// found and how it is ranked says package search; docs/search.md tells it in
// words.
type TextQuery struct {
	Text   string
	Kinds  []string // nil for all
	Filter Filter   // on the entity; nil for all
	Typing bool     // the text is being typed: it may break off, and the begin of a name counts most
	Limit  int
	After  Position // of a hit of the same query; nil for the start
	Total  bool     // count the whole list
}

// A TextAnswer answers a TextQuery.
type TextAnswer struct {
	Hits    []*Hit
	HasNext bool
	Total   int
}

// A Hit is an entity that a text finds, with its aliases and properties.
type Hit struct {
	Entity   *Entity
	Degree   int // number of its links
	Position Position
	Score    float64 // higher is better; the sum of Factors
	Factors  []Factor
	Matches  []TextMatch // where the text was found: one for each name that it needs
}

// A Factor is a part of a score: what for, and how many points.
type Factor struct {
	Name   string // a value of the enum ScoreFactor
	Points float64
}

// A TextMatch is a name in which a text, or a part of it, was found.
type TextMatch struct {
	Property string // name, nameEn, aliases, or that of a code
	Value    string
	Ranges   []Range // in order, without overlap
	Via      string  // a value of the enum MatchWay
}

// A Range is the part of a text from Start up to, but without, End, in UTF-16 code
// units.
type Range struct{ Start, End int }
