package adjacency

import (
	"fmt"
	"maps"
	"slices"

	"jinqiao"
	"jinqiao/linkage"
)

// A writer makes generation after generation over one base.
type writer struct {
	*linkage.Reader
	overlaid int // hops that lie over the base
}

func newWriter(g *Graph) *writer {
	return &writer{Reader: linkage.NewReader(g.rules, g.scopes)}
}

// A generation is one in the making.
type generation struct {
	*writer
	*Graph
	facts   *draft[linkage.Node]
	rows    *draft[[]linkage.Hop]
	own     map[uint32]bool // rows that are no other generation's
	changed map[uint32]bool
}

// next returns the generation after g with some changes. If it fails, there is
// none, and the writer is of no more use.
func (w *writer) next(g *Graph, changes []change) (*Graph, error) {
	next := *g
	n := &generation{
		writer: w, Graph: &next, facts: newDraft(g.facts), rows: newDraft(g.overlay.rows),
		own: map[uint32]bool{}, changed: map[uint32]bool{},
	}
	for i := range changes {
		var err error
		if changes[i].entity.ID != "" {
			err = n.putEntity(&changes[i].entity)
		} else {
			err = n.putLink(&changes[i])
		}
		if err != nil {
			return nil, err
		}
	}
	next.facts, next.overlay.rows, next.scopes = n.facts.pages, n.rows.pages, w.Scopes()
	next.overlay.changed = append(g.overlay.changed, slices.Collect(maps.Keys(n.changed)))
	return &next, nil
}

// node returns the facts of an entity to be changed.
func (n *generation) nodeOf(e uint32) *linkage.Node {
	n.changed[e] = true
	return n.facts.at(e, func(first uint32, page *[pageSize]linkage.Node) {
		for i := range min(pageSize, n.base.len()-int(first)) {
			page[i] = n.base.node(first + uint32(i))
		}
	})
}

func (n *generation) putEntity(t *jinqiao.TopologyEntity) error {
	facts, err := n.Reader.Node(t)
	if err != nil {
		return err
	}
	e := n.Graph.find(t.ID)
	if e == linkage.None {
		e = uint32(n.Graph.Len())
		n.names = append(n.names, t.ID)
		n.found.Store(t.ID, e)
	}
	at := n.nodeOf(e)
	at.Kind, at.Flags = facts.Kind, facts.Flags|at.Flags&linkage.Twin
	return nil
}

func (n *generation) putLink(c *change) error {
	from, to := n.Graph.find(c.from), n.Graph.find(c.to)
	if from == linkage.None || to == linkage.None {
		return fmt.Errorf("link %s: no entity at one of its ends", jinqiao.LinkID(c.link.Number))
	}
	hop, _, err := n.Hop(&c.link, to, uint32(n.Graph.Links()))
	if err != nil {
		return err
	}
	n.added = append(n.added, added{c.link.Number, linkage.ValidityOf(c.link.Since, c.link.Until)})
	isNew := n.putHop(from, hop)
	if from != to {
		n.putHop(to, hop.Back(from))
	}
	if !isNew {
		return nil
	}
	for _, e := range ends(from, to) {
		at := n.nodeOf(e)
		at.Degree++
		at.Flags |= n.Twin(hop)
	}
	return nil
}

// putHop puts a hop in its place, or in that of the link's old one.
func (n *generation) putHop(near uint32, hop linkage.Hop) (isNew bool) {
	row := n.row(near)
	number := n.LinkNumber(hop.Link)
	i, old := slices.BinarySearchFunc(*row, hop, func(a, b linkage.Hop) int {
		if c := n.Compare(a.To, b.To); c != 0 {
			return c
		}
		switch m := n.LinkNumber(a.Link); {
		case m < number:
			return -1
		case m > number:
			return 1
		}
		return 0
	})
	if old {
		(*row)[i] = hop
		return false
	}
	*row = slices.Insert(*row, i, hop)
	n.overlaid++
	return true
}

// row returns the hops of an entity to be changed.
func (n *generation) row(e uint32) *[]linkage.Hop {
	at := n.rows.at(e, func(uint32, *[pageSize][]linkage.Hop) {})
	if n.own[e] {
		return at
	}
	n.own[e] = true
	if *at == nil {
		*at = n.base.row(e)
		n.overlaid += len(*at)
	}
	*at = append(make([]linkage.Hop, 0, len(*at)+1), *at...)
	return at
}

// ends returns both ends of a link, or its one.
func ends(from, to uint32) []uint32 {
	if from == to {
		return []uint32{from}
	}
	return []uint32{from, to}
}
