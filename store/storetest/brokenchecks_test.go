package storetest

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"jinqiao"
)

// TestBrokenChecks checks that each check in Go can fail: by a store that is
// broken where the check looks.
func TestBrokenChecks(t *testing.T) {
	o, err := ontology()
	if err != nil {
		t.Fatal(err)
	}
	stores := map[string]func(*Model) jinqiao.Store{
		"context ended":              func(m *Model) jinqiao.Store { return &deaf{m} },
		"context ends during apply":  func(m *Model) jinqiao.Store { return &deaf{m} },
		"context ends during scan":   func(m *Model) jinqiao.Store { return &deaf{m} },
		"error of changes":           func(m *Model) jinqiao.Store { return &careless{m} },
		"error of visit":             func(m *Model) jinqiao.Store { return &careless{m} },
		"what was written is a copy": func(m *Model) jinqiao.Store { return &sharing{m} },
		"statistics":                 func(m *Model) jinqiao.Store { return &restless{m} },
		"one state":                  func(m *Model) jinqiao.Store { return &torn{m} },
		"many writers":               func(m *Model) jinqiao.Store { return &restless{m} },
		"bulk":                       func(m *Model) jinqiao.Store { return &torn{m} },
		"groups":                     func(m *Model) jinqiao.Store { return &forgetful{m} },
		"groups beside a model":      func(m *Model) jinqiao.Store { return &lavish{m} },
		"hub":                        func(m *Model) jinqiao.Store { return &short{m} },
		"many found":                 func(m *Model) jinqiao.Store { return &stuck{m} },
		"topology":                   func(m *Model) jinqiao.Store { return &careless{m} },
		"watch":                      func(m *Model) jinqiao.Store { return &torn{m} },
		"long lists":                 func(m *Model) jinqiao.Store { return &short{m} },
		"long texts":                 func(m *Model) jinqiao.Store { return &short{m} },
		"hostile text":               func(m *Model) jinqiao.Store { return &cutting{m} },
	}
	for _, c := range checks {
		store := stores[c.name]
		if c.name == "reads during a slow apply" {
			continue // below, with less patience
		}
		if store == nil {
			t.Errorf("%s: nothing breaks it", c.name)
		} else if passes(o, c, store) {
			t.Errorf("%s: a broken store passes", c.name)
		}
	}
	if readsWithin(50*time.Millisecond, &locked{Model: NewModel(o)}) == nil {
		t.Error("a store whose readers wait for writers passes")
	}
}

// passes reports whether a store passes a check again and again: what goes wrong
// between goroutines does not go wrong each time.
func passes(o *jinqiao.Ontology, c check, store func(*Model) jinqiao.Store) bool {
	for range 20 {
		if c.check(o, store(NewModel(o))) != nil {
			return false
		}
	}
	return true
}

// deaf does not look at the context.
type deaf struct{ *Model }

func (d *deaf) Read(_ context.Context, p *jinqiao.Plan) (*jinqiao.Answer, error) {
	return d.Model.Read(context.Background(), p)
}

func (d *deaf) Apply(_ context.Context, b jinqiao.Batch) error {
	return d.Model.Apply(context.Background(), b)
}

func (d *deaf) Scan(_ context.Context, visit func(jinqiao.Change) error) error {
	return d.Model.Scan(context.Background(), visit)
}

// cutting reads a text up to its first NUL.
type cutting struct{ *Model }

func (c *cutting) Search(ctx context.Context, q *jinqiao.TextQuery) (*jinqiao.TextAnswer, error) {
	cut := *q
	cut.Text, _, _ = strings.Cut(q.Text, "\x00")
	return c.Model.Search(ctx, &cut)
}

// stuck gives the first page again and again, of a search that has several.
type stuck struct{ *Model }

func (s *stuck) Search(ctx context.Context, q *jinqiao.TextQuery) (*jinqiao.TextAnswer, error) {
	first := *q
	first.After = nil
	return s.Model.Search(ctx, &first)
}

// forgetful doesn't know what lies in what.
type forgetful struct{ *Model }

func (f *forgetful) Aggregate(ctx context.Context, q *jinqiao.AggregateQuery) (*jinqiao.Aggregation, error) {
	a, err := f.Model.Aggregate(ctx, q)
	if err == nil {
		a.Within = nil
	}
	return a, err
}

// lavish counts a cohort as one more thing.
type lavish struct{ *Model }

func (l *lavish) Aggregate(ctx context.Context, q *jinqiao.AggregateQuery) (*jinqiao.Aggregation, error) {
	a, err := l.Model.Aggregate(ctx, q)
	if err == nil {
		for i := range a.Groups {
			a.Groups[i].Named += len(a.Groups[i].Cohorts)
		}
	}
	return a, err
}

// careless loses errors of others.
type careless struct{ *Model }

func (s *careless) Apply(ctx context.Context, b jinqiao.Batch) error {
	if err := s.Model.Apply(ctx, b); jinqiao.CodeOf(err) != jinqiao.CodeInternal {
		return err
	}
	return nil
}

func (s *careless) Scan(ctx context.Context, visit func(jinqiao.Change) error) error {
	return s.Model.Scan(ctx, func(c jinqiao.Change) error {
		_ = visit(c)
		return nil
	})
}

func (s *careless) ScanTopology(ctx context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
	return s.Model.ScanTopology(ctx, func(t *jinqiao.Topology) error {
		_ = visit(t)
		return nil
	})
}

// sharing keeps what it was given.
type sharing struct{ *Model }

func (s *sharing) Apply(ctx context.Context, b jinqiao.Batch) error {
	err := s.Model.Apply(ctx, b)
	now := s.now.Load()
	for c := range b.Changes {
		if c.Entity != nil {
			*now.byID[c.Entity.ID] = *c.Entity
		}
	}
	return err
}

// restless changes its revision with each batch.
type restless struct{ *Model }

func (r *restless) Count(ctx context.Context) (*jinqiao.Statistics, error) {
	s, err := r.Model.Count(ctx)
	if err == nil {
		s.Revision *= 2
	}
	return s, err
}

// torn writes each change by itself.
type torn struct{ *Model }

func (s *torn) Apply(ctx context.Context, b jinqiao.Batch) error {
	for c, err := range b.Changes {
		if err != nil {
			return err
		}
		if err := s.Model.Apply(ctx, jinqiao.Batch{Changes: each([]jinqiao.Change{c})}); err != nil {
			return err
		}
	}
	return nil
}

// short loses the end of long lists: of rows, and of what is asked.
type short struct{ *Model }

func (s *short) Read(ctx context.Context, p *jinqiao.Plan) (*jinqiao.Answer, error) {
	a, err := s.Model.Read(ctx, p)
	if err == nil {
		for _, page := range a.Entities {
			page.Rows = page.Rows[:len(page.Rows)-len(page.Rows)/2]
		}
	}
	return a, err
}

// locked lets readers wait for writers.
type locked struct {
	*Model
	lock sync.RWMutex
}

func (s *locked) Apply(ctx context.Context, b jinqiao.Batch) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.Model.Apply(ctx, b)
}

func (s *locked) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	s.lock.RLock()
	defer s.lock.RUnlock()
	return s.Model.ExpandTopology(ctx, ids, links)
}
