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
	"sync/atomic"
	"time"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// Options say which database to open.
type Options struct {
	URI      string            // as the driver takes it: neo4j://localhost:7687, bolt://…, neo4j+s://…
	User     string            // neo4j if empty
	Password string            // no authentication if empty
	Database string            // the user's own if empty
	Ontology *jinqiao.Ontology // what the store may hold

	Timeout time.Duration    // of calls whose context has no deadline, other than Apply and Scan; 0 for 30 s
	Notice  func(msg string) // if set, is told what Open makes in the database, line by line
}

// A Store is a jinqiao.Store in a Neo4j database.
type Store struct {
	*schema
	options Options
	driver  neo4j.DriverWithContext
	marks   neo4j.BookmarkManager
	turn    chan struct{} // held by the one that writes
	isNew   bool
	foreign bool         // some link may have an id that is not its own; for the one that writes
	unended atomic.Value // string: the large batch that was cut off
}

var _ jinqiao.Store = (*Store)(nil)

// Times within which the driver gives up. Its own defaults are up to a minute.
const (
	defaultTimeout = 30 * time.Second
	retryTime      = 5 * time.Second
	connectTime    = 5 * time.Second
	idleTime       = 2 * time.Second // after which a connection is tried before use
	indexTime      = 10 * time.Minute
)

// Open opens the store in a database, which has to be empty or to hold one. It
// makes the constraints and indexes that are missing and waits for them.
func Open(ctx context.Context, o Options) (*Store, error) {
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
	if err := s.open(ctx); err != nil {
		driver.Close(context.WithoutCancel(ctx))
		return nil, s.readable(ctx, "open the store", err)
	}
	return s, nil
}

func authentication(o Options) neo4j.AuthToken {
	if o.Password == "" {
		return neo4j.NoAuth()
	}
	user := o.User
	if user == "" {
		user = "neo4j"
	}
	return neo4j.BasicAuth(user, o.Password, "")
}

func configure(c *config.Config) {
	c.MaxTransactionRetryTime = retryTime
	c.ConnectionAcquisitionTimeout = connectTime
	c.SocketConnectTimeout = connectTime
	c.ConnectionLivenessCheckTimeout = idleTime
	c.FetchSize = neo4j.FetchAll
	c.NotificationsMinSeverity = notifications.DisabledLevel
	c.TelemetryDisabled = true
	c.UserAgent = "jinqiao"
}

func (s *Store) open(ctx context.Context) error {
	soon, cancel := s.limited(ctx)
	defer cancel()
	if err := s.driver.VerifyConnectivity(soon); err != nil {
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

// New reports whether nothing had ever been written to the store when it was
// opened.
func (s *Store) New() bool { return s.isNew }

// Unfinished says which large batch was cut off before it was written whole, ""
// for none. Writing it again completes it.
func (s *Store) Unfinished() string {
	journal, _ := s.unended.Load().(string)
	return journal
}

// Close ends the use of the store, after what is being written.
func (s *Store) Close() error {
	s.turn <- struct{}{}
	ctx, cancel := context.WithTimeout(context.Background(), connectTime)
	defer cancel()
	return s.driver.Close(ctx)
}

// limited gives a context without a deadline one.
func (s *Store) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, s.options.Timeout)
}
