package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"jinqiao"
)

// groups make names of cohorts: {k} is the kind in words, {s} the size.
const groups = "{c}{s}{f}{k}|{s} {k} of {f} in {c}"

func (g *Graph) name(r *rand.Rand, p *population, number int, cohort *jinqiao.Cohort) (zh, en string) {
	switch {
	case cohort != nil:
		return g.fill(r, number, groups, p.kind.Label, sizeWords(cohort))
	}
	list := tables.Names[p.kind.Name]
	if list == nil {
		list = tables.Names[""]
	}
	return g.fill(r, number, pick(r, list), p.kind.Label, word{})
}

func sizeWords(c *jinqiao.Cohort) word {
	if c.Size == nil {
		return word{"多家", "Several"}
	}
	return word{fmt.Sprintf("%d家", *c.Size), fmt.Sprint(*c.Size)}
}

// fill replaces the places in a template.
func (g *Graph) fill(r *rand.Rand, number int, template string, kind jinqiao.Label, size word) (zh, en string) {
	city := cityName(zipf(r, max(1, g.Size(tables.Roles.City))))
	year, n := firstYear+r.IntN(years), 1+r.IntN(999)
	pieces := map[string]word{
		"{c}": city, "{b}": pick(r, brands), "{f}": pick(r, fields), "{i}": industryName(r.IntN(max(1, g.Size(tables.Roles.Industry)))),
		"{p}": person(r), "{y}": {fmt.Sprint(year), fmt.Sprint(year)}, "{n}": {fmt.Sprint(n), fmt.Sprint(n)},
		"{k}": {kind.Zh, kind.En}, "{s}": size, "{C}": cityName(number), "{I}": industryName(number),
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
