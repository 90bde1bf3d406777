package jinqiao

import (
	"cmp"
	"slices"
)

// Bounds say how many things a group comes to. Groups that a source counts may
// overlap where no record says that they don't, so the least that is certain is
// the largest part, and the most is the sum of what lies in no other part.
type Bounds struct {
	Lower int  // at least so many, whatever overlaps
	Upper *int // at most so many; nil for open

	// LowerIfApart is at least so many if what no record joins is apart, which
	// is an assumption.
	LowerIfApart int

	LeftOut []LeftOut // by Reason, then by id
}

// A LeftOut is an entity that a bound takes no account of.
type LeftOut struct {
	Reason Reason
	ID     string
}

// A Reason is why something was left out.
type Reason string

// The reasons. A cohort's parts are not added to it; of an uncounted and of an
// about-so-large one neither bound is known, of others just one.
const (
	ReasonPart      Reason = "PART"      // lies in a cohort of the group: in no sum beside it
	ReasonSame      Reason = "SAME"      // possibly the same as another: counted once at least
	ReasonUncounted Reason = "UNCOUNTED" // a cohort whose size is not known: in no bound
	ReasonAbout     Reason = "ABOUT"     // a cohort of about so many: in no bound
	ReasonAtLeast   Reason = "AT_LEAST"  // a cohort with no upper bound
	ReasonAtMost    Reason = "AT_MOST"   // a cohort with no lower bound
)

// Bounds returns what a group comes to.
func (a *Aggregation) Bounds(g *GroupCount) Bounds {
	t := &tally{a: a, known: map[string]int{}}
	for _, id := range g.Cohorts {
		t.add(id)
	}
	for _, id := range g.Noted {
		t.add(id)
	}
	alone := g.Named - len(g.Noted)
	t.contain()
	t.join()
	b := Bounds{Upper: t.upper(alone), LeftOut: t.leftOut}
	b.Lower, b.LowerIfApart = t.lower(alone)
	slices.SortFunc(b.LeftOut, func(x, y LeftOut) int { return cmp.Or(cmp.Compare(x.Reason, y.Reason), cmp.Compare(x.ID, y.ID)) })
	return b
}

// A tally works out the bounds of the parts of one group: its cohorts, and those
// of its named entities that links join to others.
type tally struct {
	a       *Aggregation
	parts   []part
	known   map[string]int // index in parts
	leftOut []LeftOut
}

type part struct {
	id     string
	cohort bool
	low    int
	high   int   // -1 for open
	within []int // parts in which it lies
	root   int   // a part that stands for all that are joined to it
	same   int   // likewise for those that are possibly the same
}

func (t *tally) add(id string) {
	p := part{id: id, low: 1, high: 1, root: len(t.parts), same: len(t.parts)}
	if c, is := t.a.Cohorts[id]; is {
		p.cohort = true
		var reason Reason
		if p.low, p.high, reason = c.bounds(); reason != "" {
			t.leftOut = append(t.leftOut, LeftOut{reason, id})
		}
	}
	t.known[id] = len(t.parts)
	t.parts = append(t.parts, p)
}

// bounds returns what is certain of the size of a cohort, -1 for no upper bound,
// and why that is not all.
func (c Cohort) bounds() (low, high int, why Reason) {
	switch {
	case c.Size == nil:
		return 0, -1, ReasonUncounted
	case c.Qualifier == "EXACT":
		return *c.Size, *c.Size, ""
	case c.Qualifier == "AT_LEAST":
		return *c.Size, -1, ReasonAtLeast
	case c.Qualifier == "AT_MOST":
		return 0, *c.Size, ReasonAtMost
	}
	return 0, -1, ReasonAbout
}

// contain notes which parts lie in which. A cohort with more recorded parts than
// its size is as large as they are.
func (t *tally) contain() {
	inside := make([]int, len(t.parts)) // named parts of each
	for i := range t.parts {
		p := &t.parts[i]
		for _, id := range t.a.Within[p.id] {
			w, ok := t.known[id]
			if !ok || w == i {
				continue
			}
			p.within = append(p.within, w)
			if !p.cohort {
				inside[w]++
			}
		}
		if p.within != nil {
			t.leftOut = append(t.leftOut, LeftOut{ReasonPart, p.id})
		}
	}
	for i := range t.parts {
		p := &t.parts[i]
		for _, w := range p.within {
			t.widen(w, p.low)
		}
		t.widen(i, inside[i])
	}
}

func (t *tally) widen(i, least int) {
	if p := &t.parts[i]; p.high >= 0 {
		p.high = max(p.high, least)
	}
}

// join finds which parts are joined, by lying in another or by being possibly
// the same.
func (t *tally) join() {
	root, same := func(p *part) *int { return &p.root }, func(p *part) *int { return &p.same }
	for i := range t.parts {
		for _, w := range t.parts[i].within {
			t.unite(i, w, root)
		}
	}
	doubtful := map[string]bool{}
	for _, pair := range t.a.Same {
		i, known := t.known[pair[0]]
		j, both := t.known[pair[1]]
		if !known || !both {
			continue
		}
		t.unite(i, j, root)
		t.unite(i, j, same)
		doubtful[pair[0]], doubtful[pair[1]] = true, true
	}
	for id := range doubtful {
		t.leftOut = append(t.leftOut, LeftOut{ReasonSame, id})
	}
}

func (t *tally) unite(i, j int, of func(*part) *int) {
	*of(&t.parts[t.find(i, of)]) = t.find(j, of)
}

func (t *tally) find(i int, of func(*part) *int) int {
	for *of(&t.parts[i]) != i {
		up := of(&t.parts[i])
		*up = *of(&t.parts[*up])
		i = *up
	}
	return i
}

// upper returns the sum of what lies in no other part that has an upper bound; nil
// if one of these has none. Of parts that lie in each other the first counts.
func (t *tally) upper(alone int) *int {
	sum := alone
	for i, p := range t.parts {
		if slices.ContainsFunc(p.within, func(w int) bool { return t.covers(w, i) }) {
			continue
		}
		if p.high < 0 {
			return nil
		}
		sum += p.high
	}
	return &sum
}

// covers reports whether a part in which another lies stands for it in a sum.
func (t *tally) covers(w, i int) bool {
	if t.parts[w].high < 0 {
		return false
	}
	return !slices.Contains(t.parts[w].within, i) || t.parts[i].high < 0 || w < i
}

// lower returns the least that there are: however the parts overlap, and if only
// joined ones do.
func (t *tally) lower(alone int) (certain, apart int) {
	type sum struct{ named, cohort int }
	joined, met := map[int]sum{}, map[int]bool{}
	named, cohort := alone, 0
	for i, p := range t.parts {
		root := t.find(i, func(p *part) *int { return &p.root })
		same := t.find(i, func(p *part) *int { return &p.same })
		s := joined[root]
		switch {
		case p.cohort:
			s.cohort, cohort = max(s.cohort, p.low), max(cohort, p.low)
		case !met[same]:
			met[same] = true
			s.named++
			named++
		}
		joined[root] = s
	}
	apart = alone
	for _, s := range joined {
		apart += max(s.named, s.cohort)
	}
	return max(named, cohort), apart
}
