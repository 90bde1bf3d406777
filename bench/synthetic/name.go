package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"jinqiao"
)

// templates make names of a kind, Chinese before the bar: {c} a city, {b} a
// brand, {i} an industry, {f} a field, {p} a person, {y} a year, {n} a number.
// A kind that is not listed takes the one under "".
var templates = map[string][]string{
	"Society":     {"{c}{f}学会|{c} Society of {f}", "{c}{f}协会|{c} {f} Association", "中国{i}研究会|China Research Society for {i}"},
	"Expert":      {"{p}|{p}"},
	"Person":      {"{p}|{p}"},
	"Enterprise":  {"{c}{b}{f}科技有限公司|{c} {b} {f} Technology Co., Ltd.", "{b}{f}股份有限公司|{b} {f} Co., Ltd.", "{c}{b}{i}集团|{c} {b} {i} Group"},
	"Institution": {"{c}科学技术协会|{c} Association for Science and Technology", "{c}{f}研究院|{c} Institute of {f}", "{c}{f}职业学院|{c} {f} College"},
	"Agreement":   {"{c}与{b}{f}合作协议|{c}–{b} Cooperation Agreement on {f}", "{c}{f}战略合作协议（{y}）|{c} Strategic Agreement on {f} ({y})"},
	"Platform":    {"{c}{f}院士工作站|{c} {f} Academician Workstation", "{c}{i}协同创新基地|{c} {i} Collaborative Innovation Base", "{b}{f}重点实验室|{b} Key Laboratory of {f}"},
	"Team":        {"{c}{f}专家服务团|{c} {f} Expert Service Team", "{c}科技志愿服务队（{n}）|{c} Sci-tech Volunteers ({n})"},
	"Demand":      {"{b}{f}技术难题（{n}）|{b} {f} Problem ({n})", "{c}{i}人才需求|{c} Demand for {i} Talent"},
	"Achievement": {"{f}{b}成果（{n}）|{b} Achievement in {f} ({n})", "一种{i}方法|A Method for {i}"},
	"Project":     {"{c}{i}中试项目|{c} {i} Pilot Project", "{b}{f}产业化项目|{b} {f} Industrialisation Project"},
	"Event":       {"“科创中国”{c}{f}对接会（{y}）|KeChuang China {c} {f} Matchmaking ({y})", "{c}{i}论坛|{c} {i} Forum"},
	"Policy":      {"关于支持{c}{f}发展的意见（{y}）|Opinions on {f} in {c} ({y})", "{c}{i}规划|{c} {i} Plan"},
	"Programme":   {"{c}{f}创新驱动助力工程|{c} {f} Innovation Assistance", "{i}试点|{i} Pilot Programme"},
	"Award":       {"{c}{f}科技奖|{c} {f} Science and Technology Award", "{b}{f}创新奖（{y}）|{b} {f} Innovation Award ({y})"},
	"Indicator":   {"{c}{f}签约数（{y}）|Agreements Signed in {f}, {c}, {y}", "{c}引进专家数（{n}）|Experts Brought to {c} ({n})"},
	"Document":    {"{c}：{f}助力高质量发展|{c}: {f} for High-quality Growth", "《{c}科协简报》{y}年第{n}期|{c} Bulletin, {y} no. {n}"},
	"":            {"{c}{b}（{n}）|{c} {b} ({n})"},
}

// groups make names of cohorts: {k} is the kind in words, {s} the size.
const groups = "{c}{s}{f}{k}|{s} {k} of {f} in {c}"

func (g *Graph) name(r *rand.Rand, p *population, number int, cohort *jinqiao.Cohort) (zh, en string) {
	switch {
	case cohort != nil:
		return g.fill(r, groups, p.kind.Label, sizeWords(cohort))
	case p.kind.Name == "City":
		w := cityName(number)
		return w.zh, w.en
	case p.kind.Name == "Industry":
		w := industryName(number)
		return w.zh, w.en
	}
	list := templates[p.kind.Name]
	if list == nil {
		list = templates[""]
	}
	return g.fill(r, pick(r, list), p.kind.Label, word{})
}

func sizeWords(c *jinqiao.Cohort) word {
	if c.Size == nil {
		return word{"多家", "Several"}
	}
	return word{fmt.Sprintf("%d家", *c.Size), fmt.Sprint(*c.Size)}
}

// fill replaces the places in a template.
func (g *Graph) fill(r *rand.Rand, template string, kind jinqiao.Label, size word) (zh, en string) {
	city := cityName(zipf(r, max(1, g.Size("City"))))
	year, n := firstYear+r.IntN(years), 1+r.IntN(999)
	pieces := map[string]word{
		"{c}": city, "{b}": pick(r, brands), "{f}": pick(r, fields), "{i}": industryName(r.IntN(max(1, g.Size("Industry")))),
		"{p}": person(r), "{y}": {fmt.Sprint(year), fmt.Sprint(year)}, "{n}": {fmt.Sprint(n), fmt.Sprint(n)},
		"{k}": {kind.Zh, kind.En}, "{s}": size,
	}
	var toZh, toEn []string
	for place, w := range pieces {
		toZh, toEn = append(toZh, place, w.zh), append(toEn, place, w.en)
	}
	zh, en, _ = strings.Cut(template, "|")
	return strings.NewReplacer(toZh...).Replace(zh), strings.NewReplacer(toEn...).Replace(en)
}

// cityName returns the name of the city of a number. All are different until
// heads, tails and areas have been used up.
func cityName(number int) word {
	head := cityHeads[number%len(cityHeads)]
	tail := cityTails[(number/len(cityHeads)+number)%len(cityTails)]
	area := areas[number/(len(cityHeads)*len(cityTails))%len(areas)]
	return word{head.zh + tail.zh + area.zh, head.en + tail.en + area.en}
}

// industryName returns the name of the industry of a number; all of the first
// 3,200 are different.
func industryName(number int) word {
	f := fields[number%len(fields)]
	q := qualities[number/len(fields)%len(qualities)]
	t := trades[number/(len(fields)*len(qualities))%len(trades)]
	return word{q.zh + f.zh + t.zh, q.en + " " + f.en + " " + t.en}
}

func person(r *rand.Rand) word {
	s, a := pick(r, surnames), pick(r, givens)
	w := word{s.zh + a.zh, s.en + " " + strings.ToUpper(a.en[:1]) + a.en[1:]}
	if chance(r, 0.7) {
		b := pick(r, givens)
		w.zh, w.en = w.zh+b.zh, w.en+b.en
	}
	return w
}
