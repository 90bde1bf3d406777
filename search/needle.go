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
	begin := strings.TrimSuffix(q.key, " ")
	switch t {
	case ExactName:
		return one(Needle{InText, nameMark + q.key + nameMark, true})
	case ExactAlias:
		return one(Needle{InText, nameMark + q.key + nameMark, false})
	case Prefix:
		return one(Needle{InText, nameMark + begin, false})
	case Whole:
		return one(Needle{InText, q.key, false})
	case Inside:
		return one(Needle{InText, q.joined, false})
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
	}
	return one(part{pinyin: q.slips()}.spoken("", "")...)
}

func one(needles ...Needle) [][][]Needle { return [][][]Needle{{needles}} }

// parts returns for each way the needles of its parts.
func (q *Query) parts(of func(part) []Needle) [][][]Needle {
	ways := make([][][]Needle, len(q.ways))
	for i, way := range q.ways {
		for _, p := range way {
			ways[i] = append(ways[i], of(p))
		}
	}
	return ways
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
