package search

import "strings"

// A Field is what a needle is looked for in.
type Field int

// The fields: the Text of an entity, and the parts of its Spelling.
const (
	InText Field = iota
	InPinyin
	InInitials
)

// A Needle is a piece of text that a field has to contain, or with First, to
// begin with.
type Needle struct {
	In    Field
	Text  string
	First bool
}

// Needles returns what defines a tier: an entity is in it, or in one that implies
// it, if in some way for each list one needle is found. A slip among Han
// characters cannot be told by needles: it has none.
func (q *Query) Needles(t Tier) [][][]Needle {
	if q.needles[t] == nil && !q.Empty() {
		q.needles[t] = q.makeNeedles(t)
	}
	return q.needles[t]
}

func (q *Query) makeNeedles(t Tier) [][][]Needle {
	switch t {
	case ExactName:
		needles := q.wholes(func(key string) string { return nameMark + key + nameMark })
		for i := range needles {
			needles[i].First = true
		}
		return one(needles...)
	case ExactAlias:
		return one(q.wholes(func(key string) string { return nameMark + key + nameMark })...)
	case Prefix:
		return one(q.wholes(func(key string) string { return nameMark + strings.TrimSuffix(key, " ") })...)
	case Whole:
		return one(q.wholes(func(key string) string { return key })...)
	case Inside:
		return one(q.wholes(joinedKey)...)
	case Scattered:
		return q.parts(part.literals)
	case PinyinName:
		return q.single(func(p part) []Needle { return p.spoken(pinyinMark, pinyinMark) })
	case PinyinPrefix:
		return q.single(func(p part) []Needle { return p.spoken(pinyinMark, "") })
	case Pinyin:
		return q.parts(func(p part) []Needle { return append(p.literals(), p.spoken("", "")...) })
	case InitialsName:
		return q.single(func(p part) []Needle { return p.letters(initialMark, initialMark) })
	case InitialsPrefix:
		return q.single(func(p part) []Needle { return p.letters(initialMark, "") })
	case Initials:
		return q.parts(func(p part) []Needle { return append(append(p.literals(), p.spoken("", "")...), p.letters("", "")...) })
	case Core, Loose:
		return needlesOf(q.loosely(t), part.literals)
	}
	if q.hasty() {
		return one(part{pinyin: q.slips()}.spoken(pinyinMark, "")...)
	}
	return one(part{pinyin: q.slips()}.spoken("", "")...)
}

func one(needles ...Needle) [][][]Needle { return [][][]Needle{{needles}} }

// parts returns for each way the needles of its parts.
func (q *Query) parts(of func(part) []Needle) [][][]Needle { return needlesOf(q.ways, of) }

func needlesOf(ways [][]part, of func(part) []Needle) [][][]Needle {
	needles := make([][][]Needle, len(ways))
	for i, way := range ways {
		for _, p := range way {
			needles[i] = append(needles[i], of(p))
		}
	}
	return needles
}

// single returns the needles of a query of one word, in each way.
func (q *Query) single(of func(part) []Needle) [][][]Needle {
	ways := [][][]Needle{}
	for _, way := range q.ways {
		if len(way) == 1 && !way[0].han {
			ways = append(ways, [][]Needle{of(way[0])})
		}
	}
	return ways
}

func (p part) literals() []Needle {
	if p.literal == "" {
		return nil
	}
	return []Needle{{InText, p.literal, false}}
}

func (p part) spoken(before, after string) []Needle {
	var needles []Needle
	for _, s := range p.pinyin {
		mark := before
		if strings.Count(s, "'") == 1 { // the beginning of one syllable: only where a name begins
			mark = pinyinMark
		}
		needles = append(needles, Needle{InPinyin, mark + s + after, false})
	}
	return needles
}

// letters returns the needle of initials. One letter alone has to be the first
// of a name.
func (p part) letters(before, after string) []Needle {
	if p.initials == "" {
		return nil
	}
	if len(p.initials) == 1 {
		before = initialMark
	}
	return []Needle{{InInitials, before + p.initials + after, false}}
}
