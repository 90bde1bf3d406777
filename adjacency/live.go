package adjacency

import (
	"context"
	"sync"
	"sync/atomic"

	"jinqiao"
	"jinqiao/linkage"
)

// A Live is a topology that follows what is written: Commit by Commit a new
// generation lies over the arrays, and when much lies there, new arrays are made
// behind the readers' backs. Its methods may be called at once, except that
// commits have to be told in order.
type Live struct {
	current atomic.Pointer[Graph]

	mu        sync.Mutex // of writers
	writer    *writer
	compacted chan struct{} // closed when the compaction under way is done; nil for none
	since     []change      // what was told during the compaction
	fewest    int           // hops that may lie over the arrays, however few these hold
	most      int           // hops that may lie over them now
}

// Overlay is how many hops may lie over the arrays of a small graph. Making arrays
// anew costs as much as some thousands of writes.
const Overlay = 1 << 16

// overlayShare is which part of the hops may lie over the arrays of a large one.
const overlayShare = 8

// NewLive returns a live topology that begins with a graph and goes on from it:
// no other may. Arrays are made anew when more hops lie over them than overlay,
// and than an eighth of theirs.
func NewLive(g *Graph, overlay int) *Live {
	l := &Live{fewest: overlay}
	l.start(newWriter(g), g)
	return l
}

func (l *Live) start(w *writer, g *Graph) {
	l.writer, l.most = w, max(l.fewest, len(g.hops)/overlayShare)
	l.current.Store(g)
}

// Graph returns the latest generation.
func (l *Live) Graph() *Graph { return l.current.Load() }

// Commit takes what was written into the next generation. When it returns nil,
// Graph has it. An error says that the topology can no longer follow: it has to
// be read anew.
func (l *Live) Commit(changes []jinqiao.Change) error {
	read := make([]change, len(changes))
	for i, c := range changes {
		read[i] = readChange(c)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.write(read); err != nil {
		return err
	}
	if l.compacted != nil {
		l.since = append(l.since, read...)
	} else if l.writer.overlaid > l.most {
		l.compacted = make(chan struct{})
		go l.compact(l.current.Load())
	}
	return nil
}

func (l *Live) write(changes []change) error {
	g, err := l.writer.next(l.current.Load(), changes)
	if err != nil {
		return err
	}
	l.current.Store(g)
	return nil
}

// compact makes new arrays of a generation, and writes over them what came since.
func (l *Live) compact(old *Graph) {
	g, _, err := Build(context.Background(), old.rules, old.ScanTopology)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		err = l.replace(g)
	}
	if err != nil { // the overlay is right, and goes on growing
		l.most *= 2
	}
	l.since = nil
	close(l.compacted)
	l.compacted = nil
}

func (l *Live) replace(g *Graph) error {
	w := newWriter(g)
	if len(l.since) > 0 {
		var err error
		if g, err = w.next(g, l.since); err != nil {
			return err
		}
	}
	l.start(w, g)
	return nil
}

// A change is what a jinqiao.Change means for the topology.
type change struct {
	entity   jinqiao.TopologyEntity // with an id, or
	link     jinqiao.TopologyLink   // between these
	from, to string
}

func readChange(c jinqiao.Change) change {
	if c.Entity != nil {
		return change{entity: c.Entity.Topology(0)}
	}
	return change{link: c.Link.Topology(0, 0), from: c.Link.From, to: c.Link.To}
}

// ScanTopology gives the topology back, as a store does: what stages and statuses
// mean, if not their words.
func (g *Graph) ScanTopology(_ context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
	t := &jinqiao.Topology{}
	for e := range uint32(g.Len()) {
		t.Entities = append(t.Entities, g.entity(e))
	}
	if err := visit(t); err != nil {
		return 0, err
	}
	t.Entities = nil
	for e := range uint32(g.Len()) {
		for _, h := range g.row(e) {
			if h.Forward() {
				t.Links = append(t.Links, g.link(e, h))
			}
		}
		if len(t.Links) >= 4096 {
			if err := visit(t); err != nil {
				return 0, err
			}
			t.Links = t.Links[:0]
		}
	}
	return 0, visit(t)
}

func (g *Graph) entity(e uint32) jinqiao.TopologyEntity {
	n := g.Node(e)
	t := jinqiao.TopologyEntity{Ref: int64(e), ID: g.ID(e), Kind: g.rules.Kinds[n.Kind].Name, Hub: n.Flags&linkage.Hub != 0, Cohort: n.Flags&linkage.Cohort != 0}
	if n.Flags&linkage.Unsettled != 0 {
		t.Status = g.rules.Kinds[n.Kind].Unsettled[0]
	}
	return t
}

func (g *Graph) link(from uint32, h linkage.Hop) jinqiao.TopologyLink {
	f := h.Facts()
	rel := g.rules.Relationships[f.Relationship]
	t := jinqiao.TopologyLink{Number: g.LinkNumber(h.Link), From: int64(from), To: int64(h.To), Relationship: rel.Name, Collective: f.Collective, Scope: g.scope(f.Scope)}
	t.Assertion, t.Confidence = linkage.SurenessOf(f.Rank)
	if f.Unsettled {
		t.Stage = rel.Unsettled[0]
	}
	if f.Dated {
		t.Since, t.Until = g.Validity(h.Link).Dates()
	}
	return t
}

func (g *Graph) scope(n uint32) string { return g.overlay.scopes[n] }
