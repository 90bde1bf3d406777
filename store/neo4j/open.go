// Package neo4j keeps entities and links in a Neo4j database, as an ordinary
// graph: an entity is a node labelled Entity and with its kind, a link is a
// relationship whose type is its own. See docs/neo4j.md for the model.
//
// Neo4j reads what is committed, statement or not, so that a reader may see half
// of a batch. Therefore a number is kept on a node of the store's own: it is odd
// while a batch is being written. A read that meets an odd number, or finds
// another one at its end, is done again.
package neo4j

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Options say which database to open.
type Options struct {
	URI      string            // as the driver takes it: neo4j://localhost:7687, bolt://…, neo4j+s://…
	User     string            // neo4j if empty
	Password string            // no authentication if empty
	Database string            // the user's own if empty
	Ontology *jinqiao.Ontology // what the store may hold

	Timeout time.Duration    // of calls whose context has no deadline, other than Apply and Scan; 0 for 30 s
	Notice  func(msg string) // if set, is told what Connect makes and finishes in the database, line by line
}

// A Store is a jinqiao.Store in a Neo4j database.
type Store struct {
	*schema
	options Options
	driver  neo4j.DriverWithContext
	marks   neo4j.BookmarkManager
	turn    chan struct{} // held by the one that writes
	isNew   bool
	foreign bool // some link may have an id that is not its own; for the one that writes

	life       context.Context // until Close
	end        context.CancelFunc
	attending  atomic.Bool // somebody finishes what was cut off
	attendants sync.WaitGroup
	jinqiao.Watchers

	indexing  atomic.Pointer[jinqiao.Reindex] // how far Reindex is; nil before its begin
	strangers atomic.Bool                     // the database has relationships that are not of the ontology
	unreached atomic.Pointer[jinqiao.Error]   // why Connect has not succeeded yet; nil once it has
}

var _ jinqiao.Store = (*Store)(nil)

// Open opens the store in a database, which has to be empty or to hold one. It
// makes the constraints and indexes that are missing and waits for them.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := New(o)
	if err != nil {
		return nil, err
	}
	if err := s.Connect(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// New returns a store whose server was not asked for anything yet. Until Connect
// has succeeded its methods return an Error with CodeUnavailable that says why.
func New(o Options) (*Store, error) {
	schema, err := newSchema(o.Ontology)
	if err != nil {
		return nil, err
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Notice == nil {
		o.Notice = func(string) {}
	}
	driver, err := neo4j.NewDriverWithContext(o.URI, authentication(o), configure)
	if err != nil {
		return nil, refusal("%q is no address of a Neo4j server: %v; give one such as neo4j://localhost:7687", o.URI, err)
	}
	s := &Store{
		schema: schema, options: o, driver: driver, marks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		turn: make(chan struct{}, 1),
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.unreached.Store(refusal("Neo4j at %s was not reached yet", o.URI))
	return s, nil
}

// Connect opens the store in the database as Open does. Where it fails it may be
// called again; Passing tells whether that may help. It must not be called at
// once with itself, nor after it has succeeded.
func (s *Store) Connect(ctx context.Context) error {
	err := s.readable(ctx, "open the store", s.connect(ctx))
	if err == nil {
		s.unreached.Store(nil)
		return nil
	}
	s.unreached.Store(jinqiao.Errorf(jinqiao.CodeUnavailable, "the store is not open yet: %v", err))
	return err
}

func (s *Store) connect(ctx context.Context) error {
	soon, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	if err := s.driver.VerifyConnectivity(soon); err != nil {
		if soon.Err() != nil && ctx.Err() == nil {
			return s.notReached()
		}
		return err
	}
	found, err := s.examine(ctx)
	if err != nil {
		return err
	}
	if err := s.rule(ctx); err != nil {
		return err
	}
	if !found {
		return s.create(ctx)
	}
	return s.settle(ctx)
}

// reached is nil once Connect has succeeded, else the error that says why not.
func (s *Store) reached() error {
	if err := s.unreached.Load(); err != nil {
		return err
	}
	return nil
}

// New reports whether nothing had ever been written to the store when it was
// opened.
func (s *Store) New() bool { return s.isNew }

// Close ends the use of the store, after what is being written.
func (s *Store) Close() error {
	s.end()
	s.attendants.Wait()
	s.turn <- struct{}{}
	ctx, cancel := context.WithTimeout(context.Background(), connectTime)
	defer cancel()
	return s.driver.Close(ctx)
}
