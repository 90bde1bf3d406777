package sqlite

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"jinqiao"
)

// columns keep in memory what was read of the store for counting: of each
// entity its values of a property, or the far ends of its links. A write lets go
// of those parts that follow from what it changes; the others hold on.
type columns struct {
	mu   sync.Mutex
	kept *snapshot // of the latest revision that was asked for, or the one after
	next *snapshot // of a revision that is about to be committed, or just was
}

// A snapshot is what is kept of one revision of the store.
type snapshot struct {
	revision int64

	mu    sync.Mutex
	parts map[string]*once
}

// once is a part of a snapshot that is read when it is first asked for.
type once struct {
	follows []origin      // from what
	turn    chan struct{} // held by the one that reads it
	value   atomic.Value
}

// An origin is something that parts follow from: which entities and cohorts there
// are, what is recorded of the entities of a kind, or the ends of the links of a
// relationship.
type origin struct {
	of     originOf
	number int64
}

type originOf uint8

const (
	ofMembers originOf = iota
	ofKind
	ofRelationship
)

var membership = origin{of: ofMembers}

// at returns the snapshot of a revision. That of the latest is kept.
func (c *columns) at(revision int64) *snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next != nil && c.next.revision == revision {
		c.kept, c.next = c.next, nil
	}
	if c.kept != nil && c.kept.revision == revision {
		return c.kept
	}
	s := &snapshot{revision: revision, parts: map[string]*once{}}
	if c.kept == nil || c.kept.revision < revision {
		c.kept, c.next = s, nil
	}
	return s
}

// writes hands the parts that a write does not change on to the revision that it
// makes. It is called before anybody can read that revision; a write that then
// fails has no consequence.
func (c *columns) writes(revision int64, changed map[origin]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next != nil && c.next.revision == revision-1 {
		c.kept = c.next
	}
	c.next = nil
	if c.kept != nil && c.kept.revision == revision-1 {
		c.next = c.kept.without(changed, revision)
	}
}

// without returns the parts that follow from nothing that has changed.
func (s *snapshot) without(changed map[origin]bool, revision int64) *snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := &snapshot{revision: revision, parts: map[string]*once{}}
	for name, part := range s.parts {
		if !slices.ContainsFunc(part.follows, func(from origin) bool { return changed[from] }) {
			next.parts[name] = part
		}
	}
	return next
}

// mostParts is how many columns are kept; those of a large graph take some
// megabytes each.
const mostParts = 64

// has reports whether a part has been read.
func (s *snapshot) has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.parts[name] != nil && s.parts[name].value.Load() != nil
}

// columnOf returns a part by its name, which tells what it follows from. The first
// that asks reads it, others wait.
func columnOf[T any](s *snapshot, r *reader, name string, follows []origin, read func() (T, error)) (value T, err error) {
	s.mu.Lock()
	o := s.parts[name]
	if o == nil {
		if len(s.parts) >= mostParts {
			clear(s.parts)
		}
		o = &once{follows: follows, turn: make(chan struct{}, 1)}
		s.parts[name] = o
	}
	s.mu.Unlock()
	select {
	case o.turn <- struct{}{}:
		defer func() { <-o.turn }()
	case <-r.ctx.Done():
		return value, r.ctx.Err()
	}
	if kept, is := o.value.Load().(T); is {
		return kept, nil
	}
	if value, err = read(); err == nil {
		o.value.Store(value)
	}
	return value, err
}

// A column gives the values of a member as codes, which are not 0.
type column interface {
	of(m member, into []uint32) []uint32
	value(code uint32, ids map[int64]string) any
}

// column returns the column of one part of the key.
func (g *grouping) column(by jinqiao.GroupBy) (column, error) {
	switch {
	case by.Ways != nil:
		return g.farColumn(by.Ways)
	case by.Property == "kind":
		return kindCodes{g.s.names}, nil
	}
	return g.propertyColumn(by)
}

// few is up to how many members values are read for these alone, unless the
// column is kept.
const few = 5000

// propertyColumn returns the values of a property, of all entities of the kinds
// that are counted or of a few members.
func (g *grouping) propertyColumn(by jinqiao.GroupBy) (column, error) {
	c := g.compiler()
	operand := c.entityColumn(by.Property, by.Type, scope{"e", 0})
	if c.err != nil {
		return nil, c.err
	}
	kinds := g.memberKinds()
	name := fmt.Sprint("property ", by.Property, by.Year, by.Exact, by.Type, kinds)
	if len(g.members) <= few && !g.cache.has(name) {
		return g.readProperty(by, operand, sql("json_each(%) j CROSS JOIN entity e ON e.ord = j.value", arg(jsonNumbers(g.ords()))), yes)
	}
	var numbers []any
	var follows []origin
	for _, k := range kinds {
		numbers = append(numbers, int64(k))
		follows = append(follows, origin{ofKind, int64(k)})
	}
	return columnOf(g.cache, g.reader, name, follows, func() (*valueColumn, error) {
		return g.readProperty(by, operand, raw("entity e"), oneOf(raw("e.kind"), numbers))
	})
}

func (g *grouping) ords() []int64 {
	ords := make([]int64, len(g.members))
	for i, m := range g.members {
		ords[i] = int64(m.ord)
	}
	return ords
}

// memberKinds returns the kinds of the members, sorted.
func (g *grouping) memberKinds() []uint16 {
	var met [1 << 16]bool
	var kinds []uint16
	for _, m := range g.members {
		if !met[m.kind] {
			met[m.kind] = true
			kinds = append(kinds, m.kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// kindCodes has the number of a kind as its code.
type kindCodes struct{ names *names }

func (kindCodes) of(m member, into []uint32) []uint32 { return append(into, uint32(m.kind)) }

func (k kindCodes) value(code uint32, _ map[int64]string) any { return k.names.kindNames[int64(code)] }
