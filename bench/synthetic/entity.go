package synthetic

import (
	"math/rand/v2"

	"jinqiao"
)

// How often an entity has what not all have.
const (
	cohortShare   = 0.05
	aliasShare    = 0.15
	englishShare  = 0.70
	propertyShare = 0.65 // of each property of its kind
)

// entity makes the member of a population that has a number.
func (g *Graph) entity(p *population, number int) *jinqiao.Entity {
	r := g.stream(p.place, number)
	e := &jinqiao.Entity{ID: p.id(number), Kind: p.kind.Name, Properties: map[string]any{}}
	e.Hub = number == p.number(0)
	if p != g.papers && chance(r, cohortShare) {
		e.Cohort = cohort(r)
	}
	zh, en := g.name(r, p, number, e.Cohort)
	e.Name = zh
	if chance(r, aliasShare) {
		e.Aliases = []string{alias(r, zh)}
	}
	g.properties(r, p.kind, number, en, e)
	e.Evidence = g.evidence(r)
	return e
}

func cohort(r *rand.Rand) *jinqiao.Cohort {
	if chance(r, 0.2) {
		return &jinqiao.Cohort{}
	}
	size := 2 + zipf(r, 3000)
	return &jinqiao.Cohort{Size: &size, Qualifier: []string{"EXACT", "AT_LEAST", "ABOUT", "AT_MOST"}[heavy(r, 50, 35, 10, 5)]}
}

func (g *Graph) properties(r *rand.Rand, kind *jinqiao.Kind, number int, english string, e *jinqiao.Entity) {
	for _, p := range kind.Properties {
		none := p.Values != nil && len(p.Values) == 0
		switch {
		case none:
		case p.Name == "nameEn":
			if chance(r, englishShare) {
				e.Properties[p.Name] = english
			}
		case p.Name == "note":
			if chance(r, noteShare) {
				e.Properties[p.Name] = pick(r, notes)
			}
		case chance(r, propertyShare):
			e.Properties[p.Name] = g.value(r, p, p.Values, number)
		}
	}
}

// alias shortens a name, as speakers do.
func alias(r *rand.Rand, name string) string {
	runes := []rune(name)
	return string(runes[:min(len(runes), 2+r.IntN(4))])
}
