package synthetic

import (
	"math/rand/v2"

	"jinqiao"
)

// How often a link has what not all have.
const (
	scopedShare     = 0.70
	inferredShare   = 0.20
	collectiveShare = 0.05
	noteShare       = 0.05
	sinceShare      = 0.30
	usedShare       = 0.60 // of each property that its relationship uses
)

// scopes is how many cities the sources speak of.
const scopes = 300

func (g *Graph) link(r *rand.Rand, b *bundle, from, to int) *jinqiao.Link {
	l := &jinqiao.Link{Relationship: b.relationship.Name, Assertion: "STATED", Properties: map[string]any{}}
	l.From, l.To = b.idsOf(from, to)
	l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, ""))
	if g.cities != nil && chance(r, scopedShare) {
		l.Scope = g.cities.id(g.cities.number(zipf(r, min(scopes, g.cities.size))))
	}
	l.Collective = chance(r, collectiveShare)
	if chance(r, inferredShare) {
		l.Assertion = "INFERRED"
		l.Confidence = []string{"HIGH", "MEDIUM", "LOW"}[heavy(r, 69, 21, 10)]
		l.Properties["basis"] = pick(r, bases)
	}
	g.linkProperties(r, b.relationship, l)
	l.Evidence = g.evidence(r)
	return l
}

// idsOf returns the ids of the ends of a link, in the order in which it has them.
func (b *bundle) idsOf(from, to int) (string, string) {
	return b.relationship.Sorted(b.from.id(from), b.to.id(to))
}

func (g *Graph) linkProperties(r *rand.Rand, rel *jinqiao.Relationship, l *jinqiao.Link) {
	for _, p := range rel.Properties {
		if !chance(r, usedShare) {
			continue
		}
		if p.Type == jinqiao.TypeID {
			l.Properties[p.Name] = g.someone(r)
		} else {
			l.Properties[p.Name] = g.value(r, p, p.Values, 0)
		}
	}
	if g.ontology.LinkProperty("since") != nil && chance(r, sinceShare) {
		year := firstYear + r.IntN(years)
		l.Properties["since"] = dateIn(r, year)
		if chance(r, 0.2) {
			l.Properties["until"] = dateIn(r, year+1)
		}
	}
	if g.ontology.LinkProperty("note") != nil && chance(r, noteShare) {
		l.Properties["note"] = pick(r, notes)
	}
}

// someone returns an entity by which something was done.
func (g *Graph) someone(r *rand.Rand) string {
	p := g.byName[tables.Roles.Agent]
	if p == nil {
		p = pick(r, g.kinds)
	}
	return p.id(p.number(zipf(r, p.size)))
}

// papersUsed is how many documents evidence points to.
const papersUsed = 200

func (g *Graph) evidence(r *rand.Rand) []jinqiao.Evidence {
	if g.papers == nil {
		return nil
	}
	var all []jinqiao.Evidence
	for range 1 + heavy(r, 80, 15, 5) {
		rank := zipf(r, min(papersUsed, g.papers.size))
		all = append(all, jinqiao.Evidence{
			Document: g.papers.id(g.papers.number(rank)),
			Locator:  locator(r),
			AsOf:     jinqiao.PartialDate(dateIn(r, firstYear+r.IntN(years))),
		})
	}
	return all
}
