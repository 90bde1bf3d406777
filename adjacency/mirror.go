package adjacency

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"jinqiao"
	"jinqiao/linkage"
)

// A Store is what a Mirror needs of a jinqiao.Store.
type Store interface {
	ScanTopology(ctx context.Context, visit func(*jinqiao.Topology) error) (version int64, err error)
	Watch(told func(jinqiao.Commit)) (stop func())
}

// A Shared store is one that others write to, too. Every transaction of anybody
// has a number, which is one more than that of the last; the store tells of each
// of its own.
type Shared interface {
	// Version returns the number of the last transaction that was committed.
	Version(ctx context.Context) (int64, error)
}

// A Mirror is the topology of a store in memory, with the knowledge whether it is
// fresh. That of an embedded store follows each commit before its Apply returns.
// That of a shared store is fresh if the last transaction of the store is one to
// which our own have led from the one that was read, without a gap: then nobody
// else has written. Whatever cannot be known is not fresh. Its methods may be
// called at once.
type Mirror struct {
	live   *Live
	store  Store
	shared Shared // nil for an embedded store
	limit  int    // links
	stop   func()

	turn sync.Mutex // held by the Load under way
	rest time.Time  // until when it is not loaded again; of that who has the turn

	mu       sync.Mutex
	valid    bool
	position int64 // the transaction up to which the mirror has all
	loading  bool
	trail    []int64 // own transactions since loading began
	off      error   // why it is not to be loaded
}

// NewMirror returns the mirror of a store, which is to be loaded; shared is nil if
// nobody else writes to it. A graph of more links than limit is not mirrored.
func NewMirror(rules *linkage.Rules, store Store, shared Shared, limit int) *Mirror {
	m := &Mirror{live: NewLive(rules, Overlay), store: store, shared: shared, limit: limit}
	m.stop = store.Watch(m.follow)
	return m
}

// Close ends following the store.
func (m *Mirror) Close() { m.stop() }

// follow takes note of a commit of our own.
func (m *Mirror) follow(c jinqiao.Commit) {
	m.mu.Lock()
	defer m.mu.Unlock()
	err := m.live.Commit(c)
	if m.loading {
		m.trail = append(m.trail, c.Version)
	}
	switch {
	case err != nil:
		m.valid = false
	case m.shared == nil:
	case c.Version == m.position+1:
		m.position++
	default:
		m.valid = false
	}
}

// Fresh returns the topology with all that was committed before the call by
// anybody. An error says why there is none.
func (m *Mirror) Fresh(ctx context.Context) (*Graph, error) {
	m.mu.Lock()
	position, valid := m.position, m.valid
	m.mu.Unlock()
	switch {
	case !valid:
		return nil, m.whyNot()
	case m.shared == nil:
		return m.graph()
	}
	version, err := m.shared.Version(ctx)
	if err != nil {
		return nil, fmt.Errorf("whether the mirror is fresh cannot be told: %w", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if version < position && m.position >= position {
		m.valid = false // it was restored: the same number may come to stand for something else
	}
	if !m.valid || version < position || version > m.position {
		return nil, errWritten
	}
	return m.graph()
}

func (m *Mirror) graph() (*Graph, error) {
	if g := m.live.Graph(); g != nil {
		return g, nil
	}
	return nil, errUnread
}

var (
	errWritten = errors.New("another program has written to the store since the mirror was read")
	errUnread  = errors.New("the mirror is being read")
)

func (m *Mirror) whyNot() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.off != nil:
		return m.off
	case m.live.Graph() != nil:
		return errWritten
	}
	return errUnread
}

// mostLoads is how often one Load reads the store while others write to it.
const mostLoads = 3

// Load reads the store, unless the mirror is fresh or was read just now. An error
// says why the mirror is not fresh when it returns.
func (m *Mirror) Load(ctx context.Context) error {
	m.turn.Lock()
	defer m.turn.Unlock()
	_, err := m.Fresh(ctx)
	if err == nil || errors.Is(err, ErrLarge) || time.Now().Before(m.rest) {
		return err
	}
	begun := time.Now()
	err = errWritten
	for try := 0; try < mostLoads && errors.Is(err, errWritten); try++ {
		err = m.load(ctx)
	}
	if m.shared != nil { // one that others keep writing to is read half of the time at most
		m.rest = time.Now().Add(time.Since(begun))
	}
	if errors.Is(err, ErrLarge) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.off = err
	}
	return err
}

func (m *Mirror) load(ctx context.Context) error {
	m.begin(true)
	defer m.begin(false)
	var read int64
	err := m.live.Load(ctx, func(ctx context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
		version, err := m.store.ScanTopology(ctx, m.limited(visit))
		read = version
		return version, err
	})
	if errors.Is(err, errLost) {
		return errWritten
	}
	if err != nil {
		return err
	}
	if m.shared == nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.valid = m.live.Graph() != nil
		return nil
	}
	return m.arrive(ctx, read)
}

// begin begins or ends to gather own transactions.
func (m *Mirror) begin(loading bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loading, m.trail = loading, nil
}

// arrive finds out whether all transactions since a version that was read were our
// own, and waits a moment for those that are still to be told.
func (m *Mirror) arrive(ctx context.Context, read int64) error {
	for range 20 {
		version, err := m.shared.Version(ctx)
		if err != nil {
			return err
		}
		if m.reaches(read, version) {
			return nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return errWritten
}

// reaches makes the mirror valid if its own transactions lead from one version to
// another, or beyond.
func (m *Mirror) reaches(read, version int64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	position := read
	for _, own := range m.trail {
		if own > position+1 {
			return false
		}
		position = max(position, own)
	}
	if version < read || version > position || m.live.Graph() == nil {
		return false
	}
	m.position, m.valid = position, true
	return true
}

// ErrLarge says that a graph has more links than a mirror may hold.
var ErrLarge = errors.New("the graph is too large for a mirror")

// limited ends a scan of too many links.
func (m *Mirror) limited(visit func(*jinqiao.Topology) error) func(*jinqiao.Topology) error {
	links := 0
	return func(t *jinqiao.Topology) error {
		if links += len(t.Links); links > m.limit {
			return fmt.Errorf("%w: it has more than %d links (--mirror)", ErrLarge, m.limit)
		}
		return visit(t)
	}
}

// Renew loads the mirror if it has not become fresh by itself in a moment: a
// commit of our own may not have been told yet when it was looked at.
func (m *Mirror) Renew(ctx context.Context) error {
	for range 10 {
		if _, err := m.Fresh(ctx); !errors.Is(err, errWritten) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if _, err := m.Fresh(ctx); err == nil {
		return nil
	}
	return m.Load(ctx)
}
