package adjacency

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
	"jinqiao/linkage"
)

// A Scan yields all entities and then all links, as jinqiao.Store.Scan does.
type Scan func(ctx context.Context, visit func(jinqiao.Change) error) error

// Build reads a whole graph.
func Build(ctx context.Context, rules *linkage.Rules, scan Scan) (*Graph, error) {
	b := &builder{
		g:             &Graph{rules: rules},
		kinds:         map[string]uint8{},
		relationships: map[string]int{},
		scopes:        map[string]uint32{"": 0},
	}
	for i, k := range rules.Kinds {
		b.kinds[k.Name] = uint8(i)
	}
	for i, r := range rules.Relationships {
		b.relationships[r.Name] = i
	}
	if err := scan(ctx, b.add); err != nil {
		return nil, fmt.Errorf("build the adjacency: %w", err)
	}
	b.seal()
	b.sort()
	return b.g, nil
}

// builder gathers a graph: links in the order of the scan, to be sorted into
// hops at the end.
type builder struct {
	g             *Graph
	kinds         map[string]uint8
	relationships map[string]int
	scopes        map[string]uint32
	text          strings.Builder
	sealed        bool
	from          []uint32
	out           []linkage.Hop // from each from
}

func (b *builder) add(c jinqiao.Change) error {
	if c.Link != nil {
		return b.link(c.Link)
	}
	return b.entity(c.Entity)
}

func (b *builder) entity(e *jinqiao.Entity) error {
	kind, known := b.kinds[e.Kind]
	if !known || b.sealed {
		return fmt.Errorf("entity %s: unknown kind %q, or after a link", e.ID, e.Kind)
	}
	var flags linkage.NodeFlags
	if e.Hub {
		flags |= linkage.Hub
	}
	if e.Cohort != nil {
		flags |= linkage.Cohort
	}
	if slices.Contains(b.g.rules.Kinds[kind].Unsettled, e.Text("status")) {
		flags |= linkage.Unsettled
	}
	b.text.WriteString(e.ID)
	if b.text.Len() > 1<<32-1 {
		return jinqiao.Errorf(jinqiao.CodeTooLarge, "the ids of all entities take more than 4 GiB")
	}
	b.g.ids.ends = append(b.g.ids.ends, uint32(b.text.Len()))
	b.g.nodes = append(b.g.nodes, linkage.Node{Kind: kind, Flags: flags})
	return nil
}

// seal ends the entities.
func (b *builder) seal() {
	if !b.sealed {
		b.g.ids.seal(&b.text)
		b.sealed = true
	}
}

func (b *builder) link(l *jinqiao.Link) error {
	b.seal()
	rel, known := b.relationships[l.Relationship]
	from, to := b.g.ids.find(l.From), b.g.ids.find(l.To)
	if !known || from == linkage.None || to == linkage.None {
		return fmt.Errorf("link %s: unknown relationship %s, or no entity %s or %s", l.ID, l.Relationship, l.From, l.To)
	}
	scope, err := b.scope(l.Scope)
	if err != nil {
		return err
	}
	number := uint32(len(b.g.numbers))
	rank, _ := linkage.RankOf(l.Assertion, l.Confidence)
	unsettled := b.g.rules.Relationships[rel].Unsettled
	b.from = append(b.from, from)
	b.out = append(b.out, linkage.NewHop(to, number, linkage.HopFacts{
		Relationship: rel, Scope: scope, Rank: rank, Forward: true, Collective: l.Collective,
		Unsettled: len(unsettled) > 0 && slices.Contains(unsettled, l.Text("stage")),
		Dated:     b.date(l, number),
	}))
	b.g.numbers = append(b.g.numbers, numberOf(l))
	b.count(from, to, rel)
	return nil
}

func (b *builder) scope(id string) (uint32, error) {
	n, known := b.scopes[id]
	if !known {
		n = uint32(len(b.scopes))
		b.scopes[strings.Clone(id)] = n
	}
	if n > linkage.MaxScope {
		return 0, jinqiao.Errorf(jinqiao.CodeTooLarge, "more than %d different scopes", linkage.MaxScope)
	}
	return n, nil
}

// date records when a link holds; it returns false for one without dates.
func (b *builder) date(l *jinqiao.Link, number uint32) bool {
	since, until := l.Text("since"), l.Text("until")
	if since == "" && until == "" {
		return false
	}
	b.g.dated = append(b.g.dated, number)
	b.g.validities = append(b.g.validities, linkage.ValidityOf(jinqiao.PartialDate(since), jinqiao.PartialDate(until)))
	return true
}

func (b *builder) count(from, to uint32, rel int) {
	nodes := b.g.nodes
	nodes[from].Degree++
	if to != from {
		nodes[to].Degree++
	}
	if b.g.rules.Relationships[rel].Identity {
		nodes[from].Flags |= linkage.Twin
		nodes[to].Flags |= linkage.Twin
	}
}

// numberOf reads the number of a link from its id, which is 10 times as fast
// as jinqiao.ParseLinkID and not checked: a store gives no others.
func numberOf(l *jinqiao.Link) (n uint64) {
	const form = len("l_0123456789abc")
	if len(l.ID) != form {
		return jinqiao.LinkNumber(l.Relationship, l.From, l.To, l.Key)
	}
	for i := 2; i < form; i++ {
		digit := uint64(l.ID[i] - '0')
		if l.ID[i] >= 'a' {
			digit = uint64(l.ID[i]-'a') + 10
		}
		if i == form-1 { // the last digit holds the last four bits, and one of nothing
			return n<<4 | digit>>1
		}
		n = n<<5 | digit
	}
	return n
}

// sort turns links into hops, by their near end and then their far end: two
// counting sorts, the second of which keeps the order of the first.
func (b *builder) sort() {
	g := b.g
	g.first = make([]uint32, len(g.nodes)+1)
	for i, n := range g.nodes {
		g.first[i+1] = g.first[i] + n.Degree
	}
	byFar := b.byFar()
	g.hops = make([]linkage.Hop, len(byFar))
	next := slices.Clone(g.first)
	for far := range g.nodes {
		for _, end := range byFar[g.first[far]:g.first[far+1]] {
			hop, near := b.out[end>>1], b.from[end>>1]
			if end&1 == 1 {
				hop, near = hop.Back(near), hop.To
			}
			g.hops[next[near]] = hop
			next[near]++
		}
	}
}

// byFar sorts the ends of links by the entity at the other end. An end is twice
// the number of its link, and one more where it is the link's to.
func (b *builder) byFar() []uint32 {
	g := b.g
	sorted := make([]uint32, g.first[len(g.nodes)])
	next := slices.Clone(g.first)
	for i, from := range b.from {
		to := b.out[i].To
		sorted[next[to]] = uint32(i) << 1
		next[to]++
		if from != to {
			sorted[next[from]] = uint32(i)<<1 | 1
			next[from]++
		}
	}
	return sorted
}
