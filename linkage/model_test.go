package linkage_test

import (
	"cmp"
	"slices"
	"strings"

	"jinqiao"
	"jinqiao/linkage"
)

// world is the meaning of docs/linkage.md, written down as plainly as possible:
// it tries every sequence of entities and every choice of links.
type world struct {
	ontology *jinqiao.Ontology
	scoped   []string // kinds at which SCOPE holds
	entities map[string]*jinqiao.Entity
	links    []*jinqiao.Link
}

type modelPath struct {
	entities []string
	links    []*jinqiao.Link
	parallel [][]string
}

type modelQuery struct {
	*world
	from, to []string
	o        linkage.Options
}

func (q *modelQuery) on(r linkage.Rule) bool { return !slices.Contains(q.o.Relax, r) }

// all returns all paths in order.
func (q *modelQuery) all() []*modelPath {
	var found []*modelPath
	var extend func(path []string)
	extend = func(path []string) {
		last := path[len(path)-1]
		if len(path) > 1 && slices.Contains(q.to, last) {
			if p := q.best(path); p != nil && q.passesAll(path) {
				found = append(found, p)
			}
		}
		if len(path) > q.o.MaxLength || len(path) > 1 && !q.mayBeInner(last) {
			return
		}
		for id := range q.entities {
			if !slices.Contains(path, id) && len(q.between(last, id)) > 0 {
				extend(append(slices.Clone(path), id))
			}
		}
	}
	for _, id := range q.from {
		extend([]string{id})
	}
	slices.SortFunc(found, q.compare)
	return found
}

// reach returns the best path to each end, in order.
func (q *modelQuery) reach() []*modelPath {
	var best []*modelPath
	seen := map[string]bool{}
	for _, p := range q.all() {
		if end := p.entities[len(p.entities)-1]; !seen[end] {
			seen[end] = true
			best = append(best, p)
		}
	}
	return best
}

func (q *modelQuery) mayBeInner(id string) bool {
	e := q.entities[id]
	if slices.Contains(q.from, id) || slices.Contains(q.to, id) || slices.Contains(q.o.Avoid, id) {
		return false
	}
	if q.on(linkage.Hubs) && (e.Hub || q.degree(id) > q.o.HubDegree) {
		return false
	}
	if q.o.Kinds != nil {
		return slices.Contains(q.o.Kinds, e.Kind)
	}
	return !q.ontology.Kind(e.Kind).Context
}

func (q *modelQuery) passesAll(path []string) bool {
	for _, set := range q.o.Through {
		if !slices.ContainsFunc(path[1:len(path)-1], func(id string) bool { return slices.Contains(set, id) }) {
			return false
		}
	}
	return true
}

func (w *world) degree(id string) (n int) {
	for _, l := range w.links {
		if l.From == id || l.To == id {
			n++
		}
	}
	return n
}

// between returns the links between two entities that a path may use by what they are.
func (q *modelQuery) between(a, b string) (links []*jinqiao.Link) {
	for _, l := range q.links {
		if (l.From == a && l.To == b || l.From == b && l.To == a) && q.usable(l) {
			links = append(links, l)
		}
	}
	return links
}

func (q *modelQuery) usable(l *jinqiao.Link) bool {
	rel, from, to := q.ontology.Relationship(l.Relationship), q.entities[l.From], q.entities[l.To]
	if q.o.Relationships == nil && !rel.IsTrail(from.Kind, to.Kind) {
		return false
	}
	if q.o.Relationships != nil && !slices.Contains(q.o.Relationships, l.Relationship) {
		return false
	}
	if q.o.Assertions != nil && !slices.Contains(q.o.Assertions, l.Assertion) {
		return false
	}
	if l.Assertion == "INFERRED" && q.o.MinConfidence != "" && weakness(l) > slices.Index(grades, q.o.MinConfidence) {
		return false
	}
	if q.on(linkage.Settled) {
		settled := !slices.Contains(rel.Unsettled, l.Text("stage"))
		for _, e := range []*jinqiao.Entity{from, to} {
			settled = settled && !slices.Contains(q.ontology.Kind(e.Kind).Unsettled, e.Text("status"))
		}
		if !settled {
			return false
		}
	}
	since, until := jinqiao.PartialDate(l.Text("since")), jinqiao.PartialDate(l.Text("until"))
	on := q.o.ValidOn
	return on == "" || (since == "" || since.Start() <= on.End()) && (until == "" || until.End() >= on.Start())
}

var grades = []string{"STATED", "HIGH", "MEDIUM", "LOW"}

func weakness(l *jinqiao.Link) int {
	if l.Assertion == "STATED" {
		return 0
	}
	return slices.Index(grades, l.Confidence)
}

// best returns the path along these entities with the best choice of links, or
// nil where no choice holds.
func (q *modelQuery) best(path []string) (best *modelPath) {
	var choose func(links []*jinqiao.Link)
	choose = func(links []*jinqiao.Link) {
		if i := len(links); i < len(path)-1 {
			for _, l := range q.between(path[i], path[i+1]) {
				choose(append(slices.Clone(links), l))
			}
			return
		}
		p := &modelPath{entities: path, links: links}
		if q.holds(path, links) && (best == nil || q.compare(p, best) < 0) {
			best = p
		}
	}
	choose(nil)
	if best == nil {
		return nil
	}
	for i, chosen := range best.links {
		var parallel []string
		for _, l := range q.between(path[i], path[i+1]) {
			other := slices.Clone(best.links)
			if other[i] = l; l != chosen && q.holds(path, other) {
				parallel = append(parallel, l.ID)
			}
		}
		slices.Sort(parallel)
		best.parallel = append(best.parallel, parallel)
	}
	return best
}

// holds looks at every entity, or run of entities joined by identity links, and
// at every two links that meet there.
func (q *modelQuery) holds(path []string, links []*jinqiao.Link) bool {
	for low := 0; low < len(path); {
		high := low
		for high < len(links) && q.ontology.Relationship(links[high].Relationship).Identity {
			high++
		}
		meeting := links[max(0, low-1):min(len(links), high+1)]
		for i, a := range meeting {
			for _, b := range meeting[i+1:] {
				if q.clash(path[low:high+1], a, b) || q.clash(path[low:high+1], b, a) {
					return false
				}
			}
		}
		low = high + 1
	}
	return true
}

// clash reports whether a rule keeps two links from meeting at one thing.
func (q *modelQuery) clash(thing []string, a, b *jinqiao.Link) bool {
	cohort := slices.ContainsFunc(thing, func(id string) bool { return q.entities[id].Cohort != nil })
	membership := q.ontology.Relationship(b.Relationship).Membership && slices.Contains(thing, b.To)
	if q.on(linkage.Collective) && cohort && a.Collective && membership {
		return true
	}
	scoped := slices.Contains(q.scoped, q.entities[thing[0]].Kind)
	return q.on(linkage.Scope) && scoped && a.Scope != "" && b.Scope != "" && a.Scope != b.Scope
}

func (p *modelPath) inferred() (n int) {
	for _, l := range p.links {
		n += min(1, weakness(l))
	}
	return n
}

func (p *modelPath) weakest() (worst int) {
	for _, l := range p.links {
		worst = max(worst, weakness(l))
	}
	return worst
}

func (q *modelQuery) degrees(p *modelPath) (sum int) {
	for _, id := range p.entities[1 : len(p.entities)-1] {
		sum += q.degree(id)
	}
	return sum
}

func (q *modelQuery) compare(a, b *modelPath) int {
	length := cmp.Compare(len(a.links), len(b.links))
	inferred := cmp.Compare(a.inferred(), b.inferred())
	weakest := cmp.Compare(a.weakest(), b.weakest())
	rest := cmp.Or(
		cmp.Compare(q.degrees(a), q.degrees(b)),
		slices.Compare(a.entities, b.entities),
		slices.CompareFunc(a.links, b.links, func(x, y *jinqiao.Link) int { return strings.Compare(x.ID, y.ID) }),
	)
	if q.o.Order == linkage.Strongest {
		return cmp.Or(weakest, inferred, length, rest)
	}
	return cmp.Or(length, inferred, weakest, rest)
}
