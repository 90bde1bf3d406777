package sqlite

import (
	"fmt"
	"slices"
	"sync"

	"jinqiao"
)

// columns keep in memory what was read of the store for counting: of each
// entity its values of a property, or the far ends of its links. They hold for
// one revision; a write that changes something lets go of them all.
type columns struct {
	mu   sync.Mutex
	kept *snapshot
}

// A snapshot is what is kept of one revision of the store.
type snapshot struct {
	revision int64

	mu    sync.Mutex
	parts map[string]*once
}

// once is a part of a snapshot that is read when it is first asked for.
type once struct {
	turn  chan struct{} // held by the one that reads it
	value any
}

// at returns the snapshot of a revision. That of the latest is kept.
func (c *columns) at(revision int64) *snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept != nil && c.kept.revision == revision {
		return c.kept
	}
	s := &snapshot{revision: revision, parts: map[string]*once{}}
	if c.kept == nil || c.kept.revision < revision {
		c.kept = s
	}
	return s
}

// mostParts is how many columns are kept; those of a large graph take some
// megabytes each.
const mostParts = 64

// has reports whether a part has been read.
func (s *snapshot) has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.parts[name] != nil && s.parts[name].value != nil
}

// columnOf returns a part by its name. The first that asks reads it, others wait.
func columnOf[T any](s *snapshot, r *reader, name string, read func() (T, error)) (value T, err error) {
	s.mu.Lock()
	o := s.parts[name]
	if o == nil {
		if len(s.parts) >= mostParts {
			clear(s.parts)
		}
		o = &once{turn: make(chan struct{}, 1)}
		s.parts[name] = o
	}
	s.mu.Unlock()
	select {
	case o.turn <- struct{}{}:
		defer func() { <-o.turn }()
	case <-r.ctx.Done():
		return value, r.ctx.Err()
	}
	s.mu.Lock()
	kept, is := o.value.(T)
	s.mu.Unlock()
	if is {
		return kept, nil
	}
	if value, err = read(); err == nil {
		s.mu.Lock()
		o.value = value
		s.mu.Unlock()
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
	return columnOf(g.cache, g.reader, name, func() (*valueColumn, error) {
		var numbers []any
		for _, k := range kinds {
			numbers = append(numbers, int64(k))
		}
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
