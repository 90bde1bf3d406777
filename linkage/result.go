package linkage

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"jinqiao"
)

// A Result is a page of paths, and how complete it is.
type Result struct {
	Paths        []*Path
	More         bool // there are paths after these
	Total        int  // of Reach with Options.Count: how many ends can be reached in all
	Counted      bool // it is known
	Completeness Completeness
}

// A Path leads from one end to another.
type Path struct {
	Entities      []string // ids, from end to end
	Steps         []Step   // one fewer
	Relationships []string // of its links, parallel ones too, each once and sorted
	Inferred      int      // number of inferred links
	Confidence    string   // of the weakest link; empty where none is inferred
	Degree        int      // sum of the recorded links of the inner entities
}

// A Step joins two neighbours on a path.
type Step struct {
	Link     string   // id
	Forward  bool     // the path follows it from its from to its to
	Parallel []string // ids of links that could stand in for it, sorted
}

// Completeness says what an answer is worth.
type Completeness struct {
	Exact        bool         // else it was truncated
	ProvenLength int          // every path up to this length was considered
	Reasons      []string     // for which it was truncated, or not counted
	SkippedHubs  []SkippedHub // with Options.Effort
	Expansions   int          // links looked at
	Excluded     []Exclusion
}

// A SkippedHub is an entity at which the search turned back by the rule HUBS.
type SkippedHub struct {
	Entity string
	Degree int
}

// An Exclusion tells what one rule kept out while all else stayed.
type Exclusion struct {
	Rule    Rule
	Paths   int
	Exact   bool  // else at least so many
	Example *Path // the best of them; nil for none
}

const maxSkippedHubs = 20

// completeness reports on a search that has run.
func (s *search) completeness(proven int) Completeness {
	c := Completeness{Exact: s.reason == "", ProvenLength: proven, Expansions: s.expansions}
	if !c.Exact {
		c.Reasons = []string{s.reason}
	}
	if s.q.effort {
		c.SkippedHubs = skippedHubs(s.g, s.hubs)
	}
	return c
}

// skippedHubs lists hubs, those with the most links first.
func skippedHubs(g Graph, hubs map[uint32]bool) (skipped []SkippedHub) {
	for e := range hubs {
		skipped = append(skipped, SkippedHub{g.ID(e), int(g.Node(e).Degree)})
	}
	slices.SortFunc(skipped, compareHubs)
	return skipped[:min(len(skipped), maxSkippedHubs)]
}

func compareHubs(a, b SkippedHub) int {
	return cmp.Or(b.Degree-a.Degree, strings.Compare(a.Entity, b.Entity))
}

// tell turns paths as a search has them into those of an answer, with one
// expansion for all.
func tell(ctx context.Context, g Graph, q *query, paths []*found) ([]*Path, error) {
	hops, err := gather(ctx, g, q, paths)
	if err != nil {
		return nil, err
	}
	told := make([]*Path, len(paths))
	for i, f := range paths {
		told[i] = describe(g, q, f, hops[i])
	}
	return told, nil
}

// gather returns for each path and step the links that a path may use there,
// by what they are.
func gather(ctx context.Context, g Graph, q *query, paths []*found) ([][][]Hop, error) {
	all := make([][][]Hop, len(paths))
	if j, ok := g.(joiner); ok {
		return all, joined(ctx, j, q, paths, all)
	}
	var entities []uint32
	for _, f := range paths {
		entities = append(entities, f.entities[:f.length]...)
	}
	p := 0
	return all, g.Expand(ctx, entities, func(_ int, hops []Hop) bool {
		if len(all[p]) == paths[p].length {
			p++
		}
		k := len(all[p])
		all[p] = append(all[p], between(g, q, paths[p].entities[k], paths[p].entities[k+1], hops))
		return true
	})
}

// A joiner is a Graph in which hops between two entities cost less than all hops
// of either.
type joiner interface {
	Graph

	// Join visits the hops between the entities of each pair, from the first to
	// the second, sorted as in Expand.
	Join(ctx context.Context, pairs [][2]uint32, visit func(i int, hops []Hop)) error
}

// joined fills in what gather returns, step by step.
func joined(ctx context.Context, g joiner, q *query, paths []*found, all [][][]Hop) error {
	var pairs [][2]uint32
	var of []int // by pair, its path
	for p, f := range paths {
		for k := range f.length {
			pairs, of = append(pairs, [2]uint32{f.entities[k], f.entities[k+1]}), append(of, p)
		}
	}
	return g.Join(ctx, pairs, func(i int, hops []Hop) {
		all[of[i]] = append(all[of[i]], between(g, q, pairs[i][0], pairs[i][1], hops))
	})
}

// between returns those of the hops of near that lead to far and may be used.
func between(g Graph, q *query, near, far uint32, hops []Hop) (usable []Hop) {
	start, end := g.Node(near), g.Node(far)
	if q.pattern == nil && !q.ready(start) {
		return nil
	}
	i, _ := slices.BinarySearchFunc(hops, far, func(h Hop, e uint32) int { return g.Compare(h.To, e) })
	for ; i < len(hops) && hops[i].To == far; i++ {
		if q.pattern != nil && q.fitsSomewhere(g, near, hops[i], far) || q.pattern == nil && q.usable(g, start, hops[i], end) {
			usable = append(usable, hops[i])
		}
	}
	return usable
}

func describe(g Graph, q *query, f *found, hops [][]Hop) *Path {
	p := &Path{
		Inferred:   int(f.weight.inferred),
		Confidence: confidences[f.weight.weakest],
		Degree:     int(f.weight.degree),
	}
	chosen := make([]Hop, f.length)
	for i := range chosen {
		at := slices.IndexFunc(hops[i], func(h Hop) bool { return h.Link == f.links[i] })
		chosen[i] = hops[i][at]
	}
	for i := range f.length + 1 {
		p.Entities = append(p.Entities, g.ID(f.entities[i]))
	}
	uses := func(h Hop) { p.Relationships = append(p.Relationships, q.rules.Relationships[h.relationship()].Name) }
	for i, h := range chosen {
		st := Step{Link: linkID(g, h), Forward: h.forward()}
		uses(h)
		for _, other := range hops[i] {
			if other == h {
				continue
			}
			chosen[i] = other
			if q.holds(g, f.entities[:f.length+1], chosen) {
				st.Parallel = append(st.Parallel, linkID(g, other))
				uses(other)
			}
		}
		chosen[i] = h
		slices.Sort(st.Parallel)
		p.Steps = append(p.Steps, st)
	}
	slices.Sort(p.Relationships)
	p.Relationships = slices.Compact(p.Relationships)
	return p
}

func linkID(g Graph, h Hop) string { return jinqiao.LinkID(g.LinkNumber(h.Link)) }

// holds reports whether all turns of a path hold.
func (q *query) holds(g Graph, entities []uint32, hops []Hop) bool {
	if q.pattern != nil {
		return q.fitsAll(g, entities, hops)
	}
	t, ok := q.start(g.Node(entities[0])), true
	for i, h := range hops {
		if t, ok = q.step(t, g.Node(entities[i]), h, g.Node(entities[i+1])); !ok {
			return false
		}
	}
	return true
}
