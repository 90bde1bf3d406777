package neo4j

import (
	"strconv"

	"jinqiao/search"
)

// A place is where needles are looked for: a property of an entity, and how. The
// variable stands for the property where it has been read.
type place struct {
	in                           search.Field
	first                        bool
	property, variable, operator string
}

// places are all of them, in the order in which lists of needles have them.
var places = [...]place{
	{search.InText, true, "_runs", "x", " STARTS WITH n"},
	{search.InText, false, "_runs", "x", " CONTAINS n"},
	{search.InPinyin, false, "_pinyin", "y", " CONTAINS n"},
	{search.InInitials, false, "_initials", "z", " CONTAINS n"},
}

// of returns the operand of a place for an entity.
func of(e string) func(place) string { return func(p place) string { return e + "." + p.property } }

func (p place) bound() string { return p.variable }

// inWays is the condition that in one of some ways for each list of needles one is
// found in an entity, in the first so many places. Its text is the same for all
// needles, so that it is planned once.
func (b *builder) inWays(ways [][][]search.Needle, most int, operand func(place) string) string {
	alternatives := make([]any, len(ways))
	for i, way := range ways {
		lists := make([]any, len(way))
		for j, list := range way {
			lists[j] = byPlace(list)
		}
		alternatives[i] = lists
	}
	conditions := make([]string, most)
	for i, p := range places[:most] {
		conditions[i] = "any(n IN l[" + strconv.Itoa(i) + "] WHERE " + operand(p) + p.operator + ")"
	}
	return "any(w IN " + b.newParam(alternatives) + " WHERE all(l IN w WHERE " + or(conditions...) + "))"
}

// byPlace returns the texts of needles for each place.
func byPlace(list []search.Needle) []any {
	lists := make([]any, len(places))
	for i, p := range places {
		texts := []any{}
		for _, n := range list {
			if n.In == p.in && n.First == p.first {
				texts = append(texts, n.Text)
			}
		}
		lists[i] = texts
	}
	return lists
}

// matches holds for an entity that a text finds, slips left aside.
func (b *builder) matches(e, text string) string {
	q := search.ParseQuery(text, false)
	if q.Empty() {
		return no
	}
	_, most := tierPlaces(q.BroadestTier())
	if most == 0 {
		most = 2
	}
	return b.inWays(q.BroadestNeedles(), most, of(e))
}

// tierPlaces says where the needles of a tier are looked for if each of them by itself
// is enough; or else in how many places.
func tierPlaces(t search.Tier) (alone *place, most int) {
	switch t {
	case search.ExactName:
		return &places[0], 0
	case search.ExactAlias, search.Prefix, search.Whole, search.Inside:
		return &places[1], 0
	case search.PinyinName, search.PinyinPrefix:
		return &places[2], 0
	case search.InitialsName, search.InitialsPrefix:
		return &places[3], 0
	case search.Scattered:
		return nil, 2
	}
	return nil, len(places)
}
