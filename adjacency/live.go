package adjacency

import (
	"context"
	"errors"
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
	rules   *linkage.Rules
	overlay int
	current atomic.Pointer[Graph]
	loading sync.Mutex // held by the Load under way

	mu     sync.Mutex // of writers
	writer *writer
	making bool     // arrays are being made: commits told meanwhile are kept
	kept   []commit // those
	most   int      // hops that may lie over the arrays now
}

// A commit is a jinqiao.Commit as the topology needs it.
type commit struct {
	version int64
	whole   bool // it lists its changes
	changes []change
}

// Overlay is how many hops may lie over the arrays of a small graph. Making arrays
// anew costs as much as some thousands of writes.
const Overlay = 1 << 16

// overlayShare is which part of the hops may lie over the arrays of a large one.
const overlayShare = 8

// NewLive returns a live topology, which is to be loaded. Arrays are made anew
// when more hops lie over them than overlay, and than an eighth of theirs.
func NewLive(rules *linkage.Rules, overlay int) *Live {
	return &Live{rules: rules, overlay: overlay}
}

// Graph returns the latest generation; nil while there is none.
func (l *Live) Graph() *Graph { return l.current.Load() }

// Load reads the topology anew. From before the scan begins, all commits have to
// be told; those that came after what was read are written over it.
func (l *Live) Load(ctx context.Context, scan Scan) error {
	l.loading.Lock()
	defer l.loading.Unlock()
	l.mu.Lock()
	l.making, l.kept = true, nil
	l.mu.Unlock()
	g, version, err := Build(ctx, l.rules, scan)
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.made()
	if err != nil {
		return err
	}
	return l.replace(g, version)
}

// made ends the making of arrays.
func (l *Live) made() { l.making, l.kept = false, nil }

// replace begins with new arrays, and writes over them what was kept.
func (l *Live) replace(g *Graph, version int64) (err error) {
	w := newWriter(g)
	for _, c := range l.kept {
		if c.version <= version {
			continue
		}
		if !c.whole {
			return errLost
		}
		if g, err = w.next(g, c.changes); err != nil {
			return err
		}
	}
	l.writer, l.most = w, max(l.overlay, len(g.hops)/overlayShare)
	l.current.Store(g)
	return nil
}

var errLost = errors.New("what was written was too much to be followed")

// Commit takes what was written into the next generation. When it returns nil,
// Graph has it, or Load will. An error says that the topology could not follow:
// there is no Graph until it is loaded again.
func (l *Live) Commit(c jinqiao.Commit) error {
	own := commit{version: c.Version, whole: c.Changes != nil, changes: make([]change, len(c.Changes))}
	for i, change := range c.Changes {
		own.changes[i] = readChange(change)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.making {
		l.kept = append(l.kept, own)
	}
	err := l.write(own)
	if err != nil {
		l.current.Store(nil)
	}
	return err
}

func (l *Live) write(c commit) error {
	last := l.current.Load()
	if last == nil {
		return nil
	}
	if !c.whole {
		return errLost
	}
	g, err := l.writer.next(last, c.changes)
	if err != nil {
		return err
	}
	l.current.Store(g)
	if !l.making && l.writer.overlaid > l.most && l.loading.TryLock() {
		l.making = true
		go l.compact(g)
	}
	return nil
}

// compact makes new arrays of a generation, and writes over them what came since.
func (l *Live) compact(old *Graph) {
	defer l.loading.Unlock()
	g, _, err := Build(context.Background(), old.rules, old.ScanTopology)
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.made()
	if err == nil && l.current.Load() != nil {
		err = l.replace(g, -1)
	}
	if err != nil { // the overlay is right, and goes on growing
		l.most *= 2
	}
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
	t := jinqiao.TopologyLink{Number: g.LinkNumber(h.Link), From: int64(from), To: int64(h.To), Relationship: rel.Name, Collective: f.Collective, Scope: g.scopes[f.Scope]}
	t.Assertion, t.Confidence = linkage.SurenessOf(f.Rank)
	if f.Unsettled {
		t.Stage = rel.Unsettled[0]
	}
	if f.Dated {
		t.Since, t.Until = g.Validity(h.Link).Dates()
	}
	return t
}
