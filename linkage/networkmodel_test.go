package linkage_test

import (
	"cmp"
	"slices"

	"jinqiao"
	"jinqiao/linkage"
)

// A networkCase asks for what lies around From; To is what the canvas knows.
type networkCase struct {
	*testCase
	Growth linkage.Growth
}

// shown reports whether a network may show a link: the options filter, the trails
// and the rules for paths do not.
func (c *networkCase) shown(l *jinqiao.Link) bool {
	q := c.model()
	q.o.Relax = append(slices.Clone(q.o.Relax), linkage.Settled)
	if q.o.Relationships == nil {
		for _, r := range ontology().Relationships {
			q.o.Relationships = append(q.o.Relationships, r.Name)
		}
	}
	return q.usable(l)
}

// grows reports whether a network grows over a link from one of its ends.
func (c *networkCase) grows(l *jinqiao.Link, near, far *jinqiao.Entity) bool {
	g, o := c.Growth, c.Options
	out, symmetric := l.From == near.ID, ontology().Relationship(l.Relationship).Symmetric
	switch {
	case g.Relationships != nil && !slices.Contains(g.Relationships, l.Relationship),
		!symmetric && (g.Direction == jinqiao.Out && !out || g.Direction == jinqiao.In && out),
		g.Kinds != nil && !slices.Contains(g.Kinds, far.Kind),
		slices.Contains(o.Avoid, far.ID):
		return false
	}
	here := slices.Contains(c.From, far.ID) || slices.Contains(c.To, far.ID)
	return (o.Kinds == nil || here || slices.Contains(o.Kinds, far.Kind)) && c.shown(l)
}

// leads reports whether a network grows on at an entity.
func (c *networkCase) leads(e *jinqiao.Entity) bool {
	q := c.model()
	if slices.Contains(c.From, e.ID) {
		return true
	}
	if q.on(linkage.Hubs) && (e.Hub || q.degree(e.ID) > c.Options.HubDegree) {
		return false
	}
	return c.Options.Kinds != nil || c.Growth.Kinds != nil || !ontology().Kind(e.Kind).Context
}

// A reached entity, by what orders it.
type reachedEntity struct {
	id                         string
	distance, links, best, deg int
}

func (c *networkCase) reached() []*reachedEntity {
	found := map[string]*reachedEntity{}
	for _, id := range c.From {
		found[id] = &reachedEntity{id: id}
	}
	w := c.model().world
	for d := 1; d <= c.Growth.Hops; d++ {
		for _, l := range c.Links {
			for _, ends := range [][2]string{{l.From, l.To}, {l.To, l.From}} {
				near, far := w.entities[ends[0]], w.entities[ends[1]]
				n := found[near.ID]
				if n == nil || n.distance != d-1 || near == far || !c.leads(near) || !c.grows(l, near, far) {
					continue
				}
				f := found[far.ID]
				if f == nil {
					f = &reachedEntity{id: far.ID, distance: d, best: 3}
					found[far.ID] = f
				}
				if f.distance == d {
					f.links++
					f.best = min(f.best, weakness(l))
				}
			}
		}
	}
	var all []*reachedEntity
	for _, f := range found {
		f.deg = w.degree(f.id)
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *reachedEntity) int {
		return cmp.Or(a.distance-b.distance, b.links-a.links, a.best-b.best, b.deg-a.deg, cmp.Compare(a.id, b.id))
	})
	return all
}

// network is the answer by the words of Surround.
func (c *networkCase) network() *linkage.Network {
	n := &linkage.Network{Counted: true, Completeness: linkage.Completeness{Exact: true, ProvenLength: c.Growth.Hops}}
	there := map[string]bool{}
	for _, id := range c.To {
		there[id] = true
	}
	members, within := map[string]bool{}, map[string]bool{}
	all := c.reached()
	for _, r := range all {
		within[r.id] = true
		if there[r.id] && !members[r.id] {
			continue
		}
		if len(members) == c.First {
			if n.Completeness.Exact {
				n.Completeness.Exact, n.Completeness.ProvenLength = false, max(r.distance-1, 0)
				n.Completeness.Reasons = []string{linkage.ReasonFirst}
			}
			continue
		}
		members[r.id] = true
		n.Members = append(n.Members, linkage.Member{ID: r.id, Degree: r.deg, Seed: slices.Contains(c.From, r.id)})
	}
	for id := range members {
		there[id] = true
	}
	n.Entities = len(all)
	for _, l := range c.Links {
		if c.shown(l) && within[l.From] && within[l.To] {
			n.LinkCount++
		}
		if c.shown(l) && there[l.From] && there[l.To] && (members[l.From] || members[l.To]) {
			n.Links = append(n.Links, linkage.NetworkLink{ID: l.ID, From: l.From, To: l.To, Rank: uint8(weakness(l))})
		}
	}
	for i := range n.Members {
		n.Members[i].Hidden = c.hidden(n.Members[i].ID, there)
	}
	for _, id := range c.To {
		touched := slices.ContainsFunc(n.Links, func(l linkage.NetworkLink) bool { return l.From == id || l.To == id })
		if touched && !members[id] {
			n.Changed = append(n.Changed, linkage.Member{ID: id, Degree: c.model().degree(id), Hidden: c.hidden(id, there), Seed: slices.Contains(c.From, id)})
		}
	}
	return n
}

func (c *networkCase) hidden(id string, there map[string]bool) (n int) {
	for _, l := range c.Links {
		if l.From == id && !there[l.To] || l.To == id && !there[l.From] {
			n++
		}
	}
	return n
}
