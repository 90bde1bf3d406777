package search

import "jinqiao"

// A Source is the index of a store in one state, limited to the entities that a
// search asks for.
type Source interface {
	// Find calls visit with every entity that has the need of a query in a tier,
	// perhaps with others, in the order of standing from that of from on, until
	// visit returns false.
	Find(q *Query, t Tier, from Standing, visit func(Candidate) bool) error

	// First returns entities in any order, among which are the first hits of the
	// tiers before Core: wanted of those that come after a rank, nil for any. ok is
	// false if to ask tier by tier is less work.
	First(q *Query, after *Rank, wanted int) (all []Candidate, ok bool, err error)

	// Load returns the entities of candidates, in their order, with aliases and
	// properties, and how many links each has.
	Load(found []Candidate) ([]*jinqiao.Entity, []int, error)
}

// A Counter is a Source that counts without visiting.
type Counter interface {
	// Count returns how many entities are found in the tiers before Core.
	Count(q *Query) (int, error)
}

// A Candidate is an entity that may be a hit.
type Candidate struct {
	ID       string
	Text     string
	Standing Standing
	Ref      int64 // the source's own
	Loaded   *Loaded

	document *Document // nil where it has still to be made
}

// A Loaded is what Load returns for a candidate, of a source that read it at once.
type Loaded struct {
	Entity *jinqiao.Entity
	Degree int
}

func (c Candidate) documentOf() *Document {
	if c.document == nil {
		return NewDocument(c.Text)
	}
	return c.document
}

// Fits reports whether a candidate is found in a tier, or in one that implies it.
func (q *Query) Fits(t Tier, c *Candidate) bool {
	c.document = c.documentOf()
	return q.in(t, c.document)
}
