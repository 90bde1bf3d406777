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
	trades = []string{"科学", "科技", "技术", "实业", "工业", "产业", "发展", "贸易", "商贸", "投资", "企业", "控股", "集团", "股份", "研究会", "联合会", "促进会", "学会", "协会"}
	// titles follow the name of a person.
	titles = []string{"院士", "教授", "研究员", "博士", "主席", "主任", "局长", "市长", "书记", "先生", "女士"}
	// shorts are how offices and associations are called for short.
	shorts = [][2]string{{"科学技术协会", "科协"}, {"科学技术局", "科技局"}, {"科学技术厅", "科技厅"}, {"科学技术委员会", "科委"}, {"发展和改革委员会", "发改委"}, {"工业和信息化局", "工信局"},
		{"工业和信息化厅", "工信厅"}, {"人力资源和社会保障局", "人社局"}, {"社会科学界联合会", "社科联"}, {"工商业联合会", "工商联"}, {"职业技术学院", "职院"}, {"医学专科学校", "医专"}, {"人民政府", "政府"}}
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
	// longestSplit is how many characters are looked for in two pieces.
	longestSplit = 12
	// personal is how many characters a name before a title has.
	personal = 3
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
	if parts = once(parts); len(parts) == 0 {
		return nil
	}
	var ways [][]part
	if !sameParts(parts, q.ways[0]) {
		ways = append(ways, parts)
	}
	for _, s := range shorts {
		for _, way := range [...][2]string{{s[0], s[1]}, {s[1], s[0]}} {
			for _, is := range way {
				if called, ok := called(parts, way[0], is); ok {
					ways = append(ways, called)
				}
			}
		}
	}
	return ways
}

// called returns parts with one name of an office at the end of one for another,
// and with what stands before it as a part of its own.
func called(parts []part, was, is string) ([]part, bool) {
	for i, p := range parts {
		before, ok := strings.CutSuffix(p.text, was)
		if !ok || !p.han || utf8.RuneCountInString(before) == 1 || before == "" && was == is {
			continue
		}
		all := slices.Clone(parts[:i])
		if before != "" {
			all = append(all, hanPart(before))
		}
		return append(append(all, hanPart(is)), parts[i+1:]...), true
	}
	return nil, false
}

// loose leaves out places in front and in brackets, trades and titles, too; or it
// looks for a run of characters in two pieces.
func (q *Query) loose() [][]part {
	var parts []part
	for _, p := range q.pieces {
		switch {
		case p.aside:
		case !p.han:
			parts = append(parts, p.part)
		default:
			for _, text := range withoutTrades(withoutTitle(p.text)) {
				parts = append(parts, hanPart(text))
			}
		}
	}
	var ways [][]part
	if parts = once(parts); len(parts) > 0 && !sameParts(parts, q.ways[0]) && !slices.ContainsFunc(q.core(), func(way []part) bool { return sameParts(way, parts) }) {
		ways = append(ways, parts)
	}
	if len(q.pieces) == 1 && q.pieces[0].han {
		ways = append(ways, inTwo(q.pieces[0].text)...)
	}
	return ways
}

// inTwo returns the ways to cut a run into two pieces.
func inTwo(text string) [][]part {
	letters := []rune(text)
	if len(letters) > longestSplit {
		return nil
	}
	var ways [][]part
	for i := leastPiece; i+leastPiece <= len(letters); i++ {
		ways = append(ways, []part{hanPart(string(letters[:i])), hanPart(string(letters[i:]))})
	}
	return ways
}

// withoutTitle returns the name of a person without a title.
func withoutTitle(text string) string {
	for _, title := range titles {
		if name, ok := strings.CutSuffix(text, title); ok && utf8.RuneCountInString(name) == personal {
			return name
		}
	}
	return text
}

func sameParts(a, b []part) bool {
	return slices.EqualFunc(a, b, func(a, b part) bool { return a.text == b.text })
}

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
