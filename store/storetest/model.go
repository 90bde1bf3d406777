package storetest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"jinqiao"
	"jinqiao/search"
)

// A Model is a Store in memory that is right because it is simple: it looks at
// everything, for every question. Stores are compared with it.
type Model struct {
	ontology *jinqiao.Ontology
	writer   sync.Mutex
	now      atomic.Pointer[state]
	jinqiao.Watchers
}

var _ jinqiao.Store = (*Model)(nil)

// NewModel returns an empty model.
func NewModel(o *jinqiao.Ontology) *Model {
	m := &Model{ontology: o}
	m.now.Store(&state{ontology: o})
	return m
}

// A state is what the model holds between two batches. It never changes.
type state struct {
	ontology *jinqiao.Ontology
	entities []*jinqiao.Entity // by id
	links    []*jinqiao.Link   // by id

	byID  map[string]*jinqiao.Entity
	byLID map[string]*jinqiao.Link
	at    map[string][]*jinqiao.Link // links at an entity, each once, by id

	revision  int64
	changedAt time.Time
}

// newState sorts what the model holds.
func newState(o *jinqiao.Ontology, entities map[string]*jinqiao.Entity, links map[string]*jinqiao.Link) *state {
	s := &state{ontology: o, byID: entities, byLID: links, at: map[string][]*jinqiao.Link{}}
	for _, id := range slices.Sorted(maps.Keys(entities)) {
		s.entities = append(s.entities, entities[id])
	}
	for _, id := range slices.Sorted(maps.Keys(links)) {
		l := links[id]
		s.links = append(s.links, l)
		s.at[l.From] = append(s.at[l.From], l)
		if l.To != l.From {
			s.at[l.To] = append(s.at[l.To], l)
		}
	}
	return s
}

// Read answers a plan.
func (m *Model) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	if err := expired(ctx); err != nil {
		return nil, err
	}
	s := m.now.Load()
	a := &jinqiao.Answer{}
	for _, q := range plan.Entities {
		a.Entities = append(a.Entities, s.entityPage(q))
	}
	for _, q := range plan.Links {
		a.Links = append(a.Links, s.linkPage(q))
	}
	return a, nil
}

// Search ranks all entities.
func (m *Model) Search(ctx context.Context, q *jinqiao.TextQuery) (*jinqiao.TextAnswer, error) {
	if err := expired(ctx); err != nil {
		return nil, err
	}
	s := m.now.Load()
	codes := map[string][]string{}
	for _, k := range s.ontology.Kinds {
		for _, p := range k.Properties {
			if p.Code {
				codes[k.Name] = append(codes[k.Name], p.Name)
			}
		}
	}
	var entities []*jinqiao.Entity
	var degrees []int
	for _, e := range s.entities {
		if among(q.Kinds, e.Kind) && s.entityFits(e, q.Filter) {
			entities, degrees = append(entities, e), append(degrees, len(s.at[e.ID]))
		}
	}
	return search.Run(search.NewList(entities, degrees, codes), q, codes)
}

// Count counts.
func (m *Model) Count(ctx context.Context) (*jinqiao.Statistics, error) {
	if err := expired(ctx); err != nil {
		return nil, err
	}
	s := m.now.Load()
	stats := &jinqiao.Statistics{Store: "model", Revision: s.revision, ChangedAt: s.changedAt}
	kinds := map[string]jinqiao.KindCount{}
	for _, e := range s.entities {
		c := kinds[e.Kind]
		c.Kind = e.Kind
		c.Count++
		if e.Cohort != nil {
			c.Cohorts++
		}
		kinds[e.Kind] = c
	}
	links := map[[2]string]int{}
	for _, l := range s.links {
		links[[2]string{l.Relationship, l.Assertion}]++
	}
	stats.Entities = slices.Collect(maps.Values(kinds))
	for k, n := range links {
		stats.Links = append(stats.Links, jinqiao.RelationshipCount{Relationship: k[0], Assertion: k[1], Count: n})
	}
	return stats, nil
}

// Scan visits everything.
func (m *Model) Scan(ctx context.Context, visit func(jinqiao.Change) error) error {
	s := m.now.Load()
	for _, e := range s.entities {
		if err := visitOne(ctx, visit, jinqiao.Change{Entity: e}); err != nil {
			return err
		}
	}
	for _, l := range s.links {
		if err := visitOne(ctx, visit, jinqiao.Change{Link: l}); err != nil {
			return err
		}
	}
	return expired(ctx)
}

func visitOne(ctx context.Context, visit func(jinqiao.Change) error, c jinqiao.Change) error {
	if err := expired(ctx); err != nil {
		return err
	}
	return visit(c)
}

// Close does nothing.
func (m *Model) Close() error { return nil }

// expired returns the error of a context that has ended.
func expired(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return jinqiao.Errorf(jinqiao.CodeTimeout, "the model was stopped: %v", err)
	}
	return nil
}

// among reports whether a list holds a name; nil holds all, an empty list none.
func among(list []string, name string) bool { return list == nil || slices.Contains(list, name) }

// names returns what the search index knows of an entity: its name, English
// name, aliases and codes.
func (s *state) names(e *jinqiao.Entity) []string {
	names := append([]string{e.Name}, e.Aliases...)
	for _, p := range s.ontology.Kind(e.Kind).Properties {
		if text := e.Text(p.Name); text != "" && (p.Code || p.Name == "nameEn") {
			names = append(names, text)
		}
	}
	return names
}

// compareText compares by code points, which is the order of the bytes.
func compareText(a, b string) int { return strings.Compare(a, b) }
