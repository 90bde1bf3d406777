package linkage

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"jinqiao"
)

// A TopologyStore tells the topology, as jinqiao.Store does.
type TopologyStore interface {
	ScanTopology(ctx context.Context, visit func(*jinqiao.Topology) error) (version int64, err error)
	ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error)
}

// A Stored is a Graph that asks a store, round by round: always fresh, and slower
// than one in memory. It remembers what it was told, so that it is for one
// question; its methods may not be called at once. What is written while the
// question is searched may be in the answer or not.
type Stored struct {
	*Reader
	store   TopologyStore
	joins   JoinStore // nil if the store is none
	ids     []string
	numbers map[string]uint32 // by id
	nodes   []Node
	rows    map[uint32][]Hop
	refs    []int64          // by number
	byRef   map[int64]uint32 // those of joins
	glimpse map[uint32][]Hop // some of the hops of entities without rows
	few     int              // links that are asked for whole
	routes  RouteStore       // nil if the store is none
	parts   *parts           // of routes
	most    int              // links of a step that are read ahead

	links  map[uint64]uint32 // by the number behind the id
	behind []uint64
	valid  map[uint32]Validity
}

var _ Graph = (*Stored)(nil)

// NewStored returns a graph for one question.
func NewStored(rules *Rules, store TopologyStore) *Stored {
	joins, _ := store.(JoinStore)
	routes, _ := store.(RouteStore)
	return &Stored{
		Reader: NewReader(rules, nil), store: store, joins: joins, numbers: map[string]uint32{}, rows: map[uint32][]Hop{},
		byRef: map[int64]uint32{}, glimpse: map[uint32][]Hop{}, few: fewLinks, routes: routes, parts: newParts(), most: aheadMost,
		links: map[uint64]uint32{}, valid: map[uint32]Validity{},
	}
}

// Rules returns the rules by which kinds and relationships are numbered.
func (g *Stored) Rules() *Rules { return g.rules }

// Len returns how many entities are known so far.
func (g *Stored) Len() int { return len(g.nodes) }

// Node returns the facts of an entity.
func (g *Stored) Node(entity uint32) Node { return g.nodes[entity] }

// ID returns the id of an entity.
func (g *Stored) ID(entity uint32) string { return g.ids[entity] }

// Compare orders entities by id.
func (g *Stored) Compare(a, b uint32) int { return strings.Compare(g.ids[a], g.ids[b]) }

// Validity returns when a link holds.
func (g *Stored) Validity(link uint32) Validity {
	if v, dated := g.valid[link]; dated {
		return v
	}
	return AnyDay
}

// LinkNumber returns the number behind the id of a link.
func (g *Stored) LinkNumber(link uint32) uint64 { return g.behind[link] }

// round is how many links one round asks for, about, and how many entities.
const round = 20_000

// Lookup returns the numbers of entities, None for those that there are not.
func (g *Stored) Lookup(ctx context.Context, ids []string) ([]uint32, error) {
	var missing []string
	for _, id := range ids {
		if _, met := g.numbers[id]; !met {
			missing = append(missing, id)
		}
	}
	for part := range slices.Chunk(missing, round) {
		err := g.ask(ctx, part, false, func(_ []string, t *jinqiao.Topology) error {
			_, err := g.meet(t)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	found := make([]uint32, len(ids))
	for i, id := range ids {
		n, met := g.numbers[id]
		if !met {
			n = None
		}
		found[i] = n
	}
	return found, nil
}

// All returns all entities of some kinds.
func (g *Stored) All(ctx context.Context, kinds uint64) ([]uint32, error) {
	var ids []string
	_, err := g.store.ScanTopology(ctx, func(t *jinqiao.Topology) error {
		for _, e := range t.Entities {
			if kind, known := g.kinds[e.Kind]; known && kinds>>kind&1 != 0 {
				ids = append(ids, e.ID)
			}
		}
		if len(t.Links) > 0 {
			return errEnough
		}
		return nil
	})
	if err != nil && err != errEnough {
		return nil, err
	}
	return g.Lookup(ctx, ids)
}

// errEnough ends a scan.
var errEnough = jinqiao.Errorf(jinqiao.CodeInternal, "enough")

// Expand visits the hops of entities, after asking for those that are not known,
// many at once.
func (g *Stored) Expand(ctx context.Context, entities []uint32, visit func(i int, hops []Hop) bool) error {
	for start := 0; start < len(entities); {
		end, err := g.fetch(ctx, entities, start)
		if err != nil {
			return err
		}
		for i := start; i < end; i++ {
			if !visit(i, g.rows[entities[i]]) {
				return nil
			}
		}
		start = end
	}
	return ctx.Err()
}

// fetch asks for the hops of entities from start on, as many as one round takes,
// and returns where the next begins.
func (g *Stored) fetch(ctx context.Context, entities []uint32, start int) (end int, err error) {
	var ids []string
	links := 0
	for end = start; end < len(entities) && links < round && len(ids) < round; end++ {
		e := entities[end]
		if _, fetched := g.rows[e]; !fetched {
			g.rows[e] = []Hop{}
			ids = append(ids, g.ids[e])
			links += int(g.nodes[e].Degree)
		}
	}
	if len(ids) == 0 {
		return end, ctx.Err()
	}
	if err = g.ask(ctx, ids, true, g.take); err != nil { // to be asked again
		for _, id := range ids {
			delete(g.rows, g.numbers[id])
		}
	}
	return end, err
}

// take makes rows of what was asked for.
func (g *Stored) take(ids []string, t *jinqiao.Topology) error {
	numbers, err := g.meet(t)
	if err != nil {
		return err
	}
	asked := make(map[uint32]bool, len(ids))
	for _, id := range ids {
		asked[g.numbers[id]] = true
	}
	for i := range t.Links {
		l := &t.Links[i]
		from, known := numbers[l.From]
		to, known2 := numbers[l.To]
		if !known || !known2 {
			continue // one of its ends is no entity
		}
		hop, err := g.hop(l, to)
		if err != nil {
			return err
		}
		if asked[from] {
			g.rows[from] = append(g.rows[from], hop)
		}
		if asked[to] && to != from {
			g.rows[to] = append(g.rows[to], hop.Back(from))
		}
	}
	for e := range asked {
		g.sort(g.rows[e])
	}
	return nil
}

func (g *Stored) sort(hops []Hop) {
	slices.SortFunc(hops, func(a, b Hop) int {
		return cmp.Or(g.Compare(a.To, b.To), cmp.Compare(g.behind[a.Link], g.behind[b.Link]))
	})
}

// meet takes note of entities, and returns their numbers by reference. One that is
// known keeps its facts.
func (g *Stored) meet(t *jinqiao.Topology) (map[int64]uint32, error) {
	numbers := make(map[int64]uint32, len(t.Entities))
	for i := range t.Entities {
		e := &t.Entities[i]
		n, met := g.numbers[e.ID]
		if !met {
			node, err := g.Reader.Node(e)
			if err != nil {
				return nil, err
			}
			n = uint32(len(g.nodes))
			g.numbers[e.ID] = n
			g.ids, g.nodes = append(g.ids, e.ID), append(g.nodes, node)
			g.refs = append(g.refs, e.Ref)
			g.byRef[e.Ref] = n
		}
		numbers[e.Ref] = n
	}
	return numbers, nil
}

func (g *Stored) hop(l *jinqiao.TopologyLink, to uint32) (Hop, error) {
	n, met := g.links[l.Number]
	if !met {
		n = uint32(len(g.behind))
		g.links[l.Number] = n
		g.behind = append(g.behind, l.Number)
	}
	hop, dated, err := g.Reader.Hop(l, to, n)
	if dated {
		g.valid[n] = ValidityOf(l.Since, l.Until)
	}
	return hop, err
}
