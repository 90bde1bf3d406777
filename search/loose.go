package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What names of companies and the like have in common, so that it is often
// written otherwise or left out.
var (
	// forms end a name; the longer come first.
	forms = []string{"股份有限责任公司", "有限责任公司", "股份有限公司", "有限公司", "股份公司", "集团公司", "总公司", "分公司", "公司", "集团", "股份", "控股"}
	// trades stand within it or end it.
	trades = []string{"科技", "技术", "实业", "工业", "产业", "发展", "贸易", "商贸", "投资", "企业", "控股", "集团", "股份", "研究会", "联合会", "促进会", "学会", "协会"}
	// nations begin it.
	nations = []string{"中国", "中华", "全国"}
	// provinces begin it, too, with their 省 or 市 or without.
	provinces = strings.Fields("北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾")
	// common are words of English names that tell nothing apart.
	common = strings.Fields("a an and co company corp corporation for group in inc limited llc ltd of on the")
)

const (
	openers = "([{〔【［"
	regions = "省市县区"
	// longestPlace is how many characters before 省 or 市 are taken for a place.
	longestPlace = 4
	// leastPiece is how many characters a piece of a name has at least.
	leastPiece = 2
)

// A piece is a part of a name that tells it from others.
type piece struct {
	part
	aside bool // a place in front, or in brackets
}

// loosely returns the ways to find a query in Core or Loose: without what names
// often differ in. Nil where nothing is left out.
func (q *Query) loosely(t Tier) [][]part {
	if !q.cut {
		q.cut = true
		q.pieces = piecesOf(q.units, runsOf(q.units))
	}
	if t == Core {
		return q.core()
	}
	return q.loose()
}

func (q *Query) core() [][]part {
	parts := make([]part, len(q.pieces))
	for i, p := range q.pieces {
		parts[i] = p.part
	}
	if parts = once(parts); len(parts) == 0 || sameParts(parts, q.ways[0]) {
		return nil
	}
	return [][]part{parts}
}

// loose leaves out places and trades, too; of a long name without a place, its
// first two characters may be one.
func (q *Query) loose() [][]part {
	var parts []part
	placed := false
	for _, p := range q.pieces {
		if p.aside {
			placed = true
			continue
		}
		if !p.han {
			parts = append(parts, p.part)
			continue
		}
		for _, text := range withoutTrades(p.text) {
			parts = append(parts, hanPart(text))
		}
	}
	if parts = once(parts); len(parts) == 0 {
		return nil
	}
	ways := [][]part{parts}
	if first := parts[0]; !placed && first.han && utf8.RuneCountInString(first.text) >= 2*leastPiece {
		place := head(first.text, leastPiece)
		rest := append([]part{hanPart(first.text[len(place):])}, parts[1:]...)
		ways = append(ways, append([]part{hanPart(place)}, rest...), rest)
	}
	if len(ways) == 1 && (sameParts(parts, q.ways[0]) || sameWays(q.core(), ways)) {
		return nil
	}
	return ways
}

func sameParts(a, b []part) bool {
	return slices.EqualFunc(a, b, func(a, b part) bool { return a.text == b.text })
}

func sameWays(a, b [][]part) bool { return slices.EqualFunc(a, b, sameParts) }

func hanPart(text string) part { return part{text: text, was: text, han: true, literal: text} }

// piecesOf cuts a text into what tells it from others.
func piecesOf(units []unit, runs []run) []piece {
	var pieces []piece
	for _, r := range runs {
		if !r.han {
			if !slices.Contains(common, r.text) {
				pieces = append(pieces, piece{part{text: r.text, was: r.text, literal: " " + r.text}, false})
			}
			continue
		}
		text := withoutForm(r.text)
		if text == "" {
			continue
		}
		if r.from > 0 && strings.ContainsRune(openers, units[r.from-1].r) {
			pieces = append(pieces, piece{hanPart(withoutRegion(text)), true})
			continue
		}
		if place, rest := placeOf(text); place != "" {
			pieces = append(pieces, piece{hanPart(place), true})
			text = rest
		}
		pieces = append(pieces, piece{hanPart(text), false})
	}
	return pieces
}

// withoutForm returns a name without the forms of companies that end it.
func withoutForm(text string) string {
	for {
		i := slices.IndexFunc(forms, func(form string) bool { return strings.HasSuffix(text, form) })
		if i < 0 {
			return text
		}
		text = strings.TrimSuffix(text, forms[i])
	}
}

func withoutRegion(text string) string {
	if last, n := utf8.DecodeLastRuneInString(text); strings.ContainsRune(regions, last) && utf8.RuneCountInString(text) > leastPiece {
		return text[:len(text)-n]
	}
	return text
}

// placeOf returns the place with which a name begins, and the rest: a province, or
// what stands before 省, 市, 县 or 区. Empty where none does.
func placeOf(text string) (place, rest string) {
	for _, p := range provinces {
		if rest, ok := strings.CutPrefix(text, p); ok {
			return longEnough(p, rest)
		}
	}
	letters := []rune(text)
	for i := leastPiece; i < len(letters) && i <= longestPlace; i++ {
		if strings.ContainsRune(regions, letters[i]) {
			return longEnough(string(letters[:i]), string(letters[i+1:]))
		}
	}
	return "", ""
}

func longEnough(place, rest string) (string, string) {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "省"), "市")
	if utf8.RuneCountInString(rest) < leastPiece {
		return "", ""
	}
	return place, rest
}

// withoutTrades returns the pieces of a name between words of trades, without the
// nation in front; the name itself where none is left.
func withoutTrades(text string) []string {
	rest := text
	for _, nation := range nations {
		if after, ok := strings.CutPrefix(rest, nation); ok && utf8.RuneCountInString(after) >= leastPiece {
			rest = after
			break
		}
	}
	for _, trade := range trades {
		rest = strings.ReplaceAll(rest, trade, " ")
	}
	var pieces []string
	for _, p := range strings.Fields(rest) {
		if utf8.RuneCountInString(p) >= leastPiece {
			pieces = append(pieces, p)
		}
	}
	if pieces == nil {
		return []string{text}
	}
	return pieces
}
