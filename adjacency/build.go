package adjacency

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"jinqiao"
	"jinqiao/linkage"
)

// A Scan yields the topology of all entities and then that of all links, and
// returns its version, as jinqiao.Store.ScanTopology does.
type Scan func(ctx context.Context, visit func(*jinqiao.Topology) error) (version int64, err error)

// Build reads a whole graph, and returns it with its version.
func Build(ctx context.Context, rules *linkage.Rules, scan Scan) (*Graph, int64, error) {
	b := &builder{Reader: linkage.NewReader(rules, nil), base: &base{}}
	version, err := scan(ctx, b.add)
	if err == nil {
		err = b.seal()
	}
	if err != nil {
		return nil, 0, fmt.Errorf("build the adjacency: %w", err)
	}
	b.sort()
	return &Graph{rules: rules, base: b.base, overlay: overlay{found: &sync.Map{}, scopes: b.Scopes()}}, version, nil
}

// builder gathers a graph: links in the order of the scan, to be sorted into
// hops at the end.
type builder struct {
	*linkage.Reader
	base     *base
	entities []jinqiao.TopologyEntity // until they are sealed
	sealed   bool
	refs     refs
	from     []uint32
	out      []linkage.Hop // from each from
}

func (b *builder) add(t *jinqiao.Topology) error {
	if len(t.Entities) > 0 {
		if b.sealed {
			return fmt.Errorf("entity %s comes after a link", t.Entities[0].ID)
		}
		if b.entities == nil {
			b.entities = make([]jinqiao.TopologyEntity, 0, t.AllEntities)
		}
		b.entities = append(b.entities, t.Entities...)
	}
	if len(t.Links) == 0 {
		return nil
	}
	if err := b.seal(); err != nil {
		return err
	}
	if b.from == nil {
		b.from, b.out, b.base.numbers = make([]uint32, 0, t.AllLinks), make([]linkage.Hop, 0, t.AllLinks), make([]uint64, 0, t.AllLinks)
	}
	for i := range t.Links {
		if err := b.link(&t.Links[i]); err != nil {
			return err
		}
	}
	return nil
}

// seal ends the entities: it numbers them by id.
func (b *builder) seal() error {
	if b.sealed {
		return nil
	}
	b.sealed = true
	byID := func(x, y jinqiao.TopologyEntity) int { return strings.Compare(x.ID, y.ID) }
	if !slices.IsSortedFunc(b.entities, byID) {
		slices.SortFunc(b.entities, byID)
	}
	g := b.base
	g.nodes = make([]node, 0, len(b.entities)+1)
	var text strings.Builder
	b.refs.begin(b.entities)
	for i := range b.entities {
		e := &b.entities[i]
		n, err := b.Node(e)
		if err != nil {
			return err
		}
		if i%blockSize == 0 {
			g.ids.starts = append(g.ids.starts, uint32(text.Len()))
		}
		g.nodes = append(g.nodes, node{kind: n.Kind, flags: n.Flags, length: uint8(len(e.ID))})
		text.WriteString(e.ID)
		if len(e.ID) > math.MaxUint8 || text.Len() > math.MaxUint32 {
			return jinqiao.Errorf(jinqiao.CodeTooLarge, "an id has more than 255 bytes, or all ids have more than 4 GiB: %.40s", e.ID)
		}
		b.refs.put(e.Ref, uint32(i))
	}
	g.nodes = append(g.nodes, node{})
	b.entities = nil
	g.ids.text = text.String()
	return nil
}

func (b *builder) link(l *jinqiao.TopologyLink) error {
	from, to := b.refs.get(l.From), b.refs.get(l.To)
	if from == linkage.None || to == linkage.None {
		return fmt.Errorf("link %s: no entity at one of its ends", jinqiao.LinkID(l.Number))
	}
	hop, dated, err := b.Hop(l, to, uint32(len(b.base.numbers)))
	if err != nil {
		return err
	}
	g := b.base
	if dated {
		g.dates.add(hop.Link, linkage.ValidityOf(l.Since, l.Until))
	}
	b.from, b.out, g.numbers = append(b.from, from), append(b.out, hop), append(g.numbers, l.Number)
	if twin := b.Twin(hop); twin != 0 {
		g.nodes[from].flags |= twin
		g.nodes[to].flags |= twin
	}
	return nil
}

// refs lead from a store's references to numbers: an array where they are dense.
type refs struct {
	dense  []uint32 // 1 + number
	lowest int64
	sparse map[int64]uint32
}

func (r *refs) begin(entities []jinqiao.TopologyEntity) {
	if len(entities) == 0 {
		return
	}
	byRef := func(x, y jinqiao.TopologyEntity) int { return cmp.Compare(x.Ref, y.Ref) }
	r.lowest = slices.MinFunc(entities, byRef).Ref
	if span := slices.MaxFunc(entities, byRef).Ref - r.lowest + 1; span > 0 && span <= 8*int64(len(entities))+1024 {
		r.dense = make([]uint32, span)
		return
	}
	r.sparse = make(map[int64]uint32, len(entities))
}

func (r *refs) put(ref int64, n uint32) {
	if r.dense != nil {
		r.dense[ref-r.lowest] = n + 1
		return
	}
	r.sparse[ref] = n + 1
}

func (r *refs) get(ref int64) uint32 {
	if r.dense == nil {
		return r.sparse[ref] - 1 // linkage.None for none
	}
	if i := ref - r.lowest; i >= 0 && i < int64(len(r.dense)) {
		return r.dense[i] - 1
	}
	return linkage.None
}
