package jinqiao

import (
	"context"
	"iter"
	"time"
)

// A Store keeps entities and links. Its methods may be called at once from any
// number of goroutines; readers do not wait for a writer (but see Batch.Bulk). Every method honours
// ctx and returns an Error with CodeTimeout, CodeUnavailable or CodeInternal
// where it could not do its work.
type Store interface {
	// Read answers a plan, all of it from one state of the store.
	Read(ctx context.Context, plan *Plan) (*Answer, error)

	// Search returns a page of the entities that a text finds, the best first.
	Search(ctx context.Context, q *TextQuery) (*TextAnswer, error)

	// Aggregate counts entities in groups, all of one state of the store. More
	// groups than the query allows are CodeTooLarge.
	Aggregate(ctx context.Context, q *AggregateQuery) (*Aggregation, error)

	// Count tells what the store holds.
	Count(ctx context.Context) (*Statistics, error)

	// Scan calls visit with every entity, by id, and then with every link, by
	// id, all of one state of the store. An error of visit ends it and is returned.
	Scan(ctx context.Context, visit func(Change) error) error

	// ScanTopology calls visit with the topology of the graph, portion by portion:
	// all entities, then all links, in no order, all of one state of the store, of
	// which it returns the version: a number that grows with each Apply. A portion
	// may be read until visit returns. An error of visit ends it and is returned.
	ScanTopology(ctx context.Context, visit func(*Topology) error) (version int64, err error)

	// ExpandTopology returns the links at the given entities, both ways, each
	// once, and the entities at both ends, with their degrees, all of one state of
	// the store. The given entities are among them though they have no links.
	// Unknown ids have nothing. Without links, it returns the given entities alone.
	ExpandTopology(ctx context.Context, ids []string, links bool) (*Topology, error)

	// Watch has told called with every Apply of this Store that changed something,
	// in order, when it is written and before it returns, until stop is called.
	// told must be quick, and must not use the store.
	Watch(told func(Commit)) (stop func())

	// Apply writes a batch, all of it or nothing. When it returns nil, what it
	// wrote is on disk and every later Read sees it.
	Apply(ctx context.Context, batch Batch) error

	// Close ends the use of the store. No method may be called afterwards.
	Close() error
}

// A Batch is what Apply writes. Entities have to come before the links that
// need them. What the store holds under the same id is replaced.
type Batch struct {
	// Changes yields what to write. An error ends the batch: nothing is written,
	// and Apply returns it.
	Changes iter.Seq2[Change, error]

	// SkipRefused leaves refused changes out and writes the rest. Without it,
	// one refused change means that nothing is written and Apply returns an
	// Error with CodeConflict, after all changes were tried.
	SkipRefused bool

	// OnOutcome, if set, is told the outcome of each change, in order. Nothing
	// is certain until Apply has returned nil.
	OnOutcome func(Change, Outcome)

	// Bulk is a hint that there are very many changes. Changes and OnOutcome must
	// not read the store then: the first large batch of an empty one may have
	// readers wait until it is written.
	Bulk bool
}

// A Change is one entity or one link to be written, and where it was read.
type Change struct {
	Entity *Entity
	Link   *Link
	Place  Place
}

// An Outcome tells what became of a change.
type Outcome struct {
	Result  Result
	Problem *Problem // why it was refused, else nil
}

// A Result is the class of an outcome.
type Result string

// The results. A change is refused by a store when an entity would change its
// kind, when a link lacks an end, or when its id belongs to another link.
const (
	Created   Result = "CREATED"
	Updated   Result = "UPDATED"
	Unchanged Result = "UNCHANGED"
	Refused   Result = "REFUSED"
)

// Statistics tell what a store holds.
type Statistics struct {
	Entities  []KindCount         // by kind, in any order; kinds without entities may be missing
	Links     []RelationshipCount // likewise
	Store     string              // "sqlite" or another
	Revision  int64               // goes up by one with each Apply that changed something
	ChangedAt time.Time           // zero if never

	// Unfinished names a large batch of which only a part is there yet, because it
	// is being written or was cut off; "" for none.
	Unfinished string

	// Reindex tells how far what others wrote is indexed; nil where nobody else
	// writes, and all is.
	Reindex *Reindex
}

// A Reindex compares the index of names with what others have written to the
// database by themselves, and brings it up to that.
type Reindex struct {
	Checked, Total int // entities that were compared, and how many there were at the begin
	Updated        int // of those compared, how many had not been indexed as they are
	Complete       bool
}

// A KindCount counts the entities of a kind, and those of them that are cohorts.
type KindCount struct {
	Kind           string
	Count, Cohorts int
}

// A RelationshipCount counts the links of a relationship by assertion.
type RelationshipCount struct {
	Relationship, Assertion string
	Count                   int
}
