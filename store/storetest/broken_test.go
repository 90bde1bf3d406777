package storetest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"jinqiao"
)

// A broken store is the model with one fault.
type broken struct {
	*Model
	plan   func(*jinqiao.Plan) *jinqiao.Plan
	answer func(*jinqiao.Answer)
	batch  func(jinqiao.Batch) jinqiao.Batch
	around func(*jinqiao.Topology)
}

func (b *broken) Read(ctx context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	if b.plan != nil {
		plan = b.plan(plan)
	}
	a, err := b.Model.Read(ctx, plan)
	if err == nil && b.answer != nil {
		b.answer(a)
	}
	return a, err
}

func (b *broken) Apply(ctx context.Context, batch jinqiao.Batch) error {
	if b.batch != nil {
		batch = b.batch(batch)
	}
	return b.Model.Apply(ctx, batch)
}

func (b *broken) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	t, err := b.Model.ExpandTopology(ctx, ids, links)
	if err == nil && b.around != nil {
		b.around(t)
	}
	return t, err
}

// TestBroken breaks the model in ways in which stores are wrong, and checks that
// both the scripts and the random comparison see it.
func TestBroken(t *testing.T) {
	o, err := ontology()
	if err != nil {
		t.Fatal(err)
	}
	for name, fault := range faults() {
		t.Run(name, func(t *testing.T) {
			fresh := func() jinqiao.Store { b := fault; b.Model = NewModel(o); return &b }
			if !slices.ContainsFunc(sorted(scripts(t)), func(text string) bool { return runScript(o, fresh(), text) != nil }) {
				t.Error("no script sees it")
			}
			seen := false
			for seed := uint64(1); seed <= 4 && !seen; seed++ {
				seen = compare(seed, defaultRounds, o, fresh()) != nil
			}
			if !seen {
				t.Error("the random comparison does not see it")
			}
		})
	}
}

func sorted(m map[string]string) []string {
	var all []string
	for _, text := range m {
		all = append(all, text)
	}
	return all
}

func faults() map[string]broken {
	return map[string]broken{
		"Not is passed over": {plan: rewriting(func(f jinqiao.Filter) jinqiao.Filter {
			if n, ok := f.(jinqiao.Not); ok {
				return n.Filter
			}
			return f
		})},
		"Not of the unknown is unknown": {plan: rewriting(func(f jinqiao.Filter) jinqiao.Filter {
			if n, ok := f.(jinqiao.Not); ok {
				if t, ok := n.Filter.(jinqiao.Test); ok && t.Op != jinqiao.OpIsNull && t.Type != jinqiao.TypeList && t.Property != "asOf" {
					t.Op, t.Values = jinqiao.OpIsNull, []any{false}
					return jinqiao.All{f, t}
				}
			}
			return f
		})},
		"an empty Any holds": {plan: rewriting(func(f jinqiao.Filter) jinqiao.Filter {
			if a, ok := f.(jinqiao.Any); ok && len(a) == 0 {
				return jinqiao.All{}
			}
			return f
		})},
		"text is exact": {plan: rewriting(func(f jinqiao.Filter) jinqiao.Filter {
			if t, ok := f.(jinqiao.Test); ok {
				t.Exact = true
				return t
			}
			return f
		})},
		"ties are dropped between pages": {answer: func(a *jinqiao.Answer) {
			for _, p := range a.Entities {
				p.Rows = slices.CompactFunc(p.Rows, func(a, b *jinqiao.EntityRow) bool {
					return a != nil && b != nil && len(a.Position) > 1 && slices.Equal(a.Position[:1], b.Position[:1])
				})
			}
		}},
		"HasNext is wrong on the last page": {answer: func(a *jinqiao.Answer) {
			for _, p := range a.Entities {
				p.HasNext = p.HasNext || len(p.Rows) > 0 && p.HasPrior
			}
		}},
		"duplicate ids are merged": {answer: func(a *jinqiao.Answer) {
			for _, p := range a.Entities {
				p.Rows = slices.CompactFunc(p.Rows, func(a, b *jinqiao.EntityRow) bool {
					return a == nil && b == nil || a != nil && b != nil && a.Entity == b.Entity
				})
			}
		}},
		"a loop counts twice": {answer: func(a *jinqiao.Answer) {
			eachRow(a, func(r *jinqiao.EntityRow) {
				for _, counts := range r.Counts {
					for _, c := range counts {
						if c.Relationship == "PART_OF" && c.Kind == r.Entity.Kind && r.Degree > 0 {
							r.Degree++
						}
					}
				}
			})
		}},
		"numbers lose their type": {answer: func(a *jinqiao.Answer) {
			eachRow(a, func(r *jinqiao.EntityRow) {
				e := cloneEntity(r.Entity)
				for name, v := range e.Properties {
					if n, ok := v.(int); ok {
						e.Properties[name] = float64(n)
					}
				}
				r.Entity = e
			})
		}},
		"an empty list is nothing": {answer: func(a *jinqiao.Answer) {
			eachRow(a, func(r *jinqiao.EntityRow) {
				e := cloneEntity(r.Entity)
				for name, v := range e.Properties {
					if list, ok := v.([]string); ok && len(list) == 0 {
						delete(e.Properties, name)
					}
				}
				r.Entity = e
			})
		}},
		"refused changes are always skipped": {batch: func(b jinqiao.Batch) jinqiao.Batch {
			b.SkipRefused = true
			return b
		}},
		"outcomes are all told as updates": {batch: func(b jinqiao.Batch) jinqiao.Batch {
			tell := b.OnOutcome
			b.OnOutcome = func(c jinqiao.Change, o jinqiao.Outcome) {
				if o.Result == jinqiao.Unchanged {
					o.Result = jinqiao.Updated
				}
				tell(c, o)
			}
			return b
		}},
		"a link to itself comes twice": {around: func(t *jinqiao.Topology) {
			for _, l := range t.Links {
				if l.From == l.To {
					t.Links = append(t.Links, l)
					return
				}
			}
		}},
		"a link to itself counts twice": {around: func(t *jinqiao.Topology) {
			for _, l := range t.Links {
				for i := range t.Entities {
					if e := &t.Entities[i]; l.From == l.To && e.Ref == l.To {
						e.Degree++
					}
				}
			}
		}},
		"symmetric links have a direction": {answer: func(a *jinqiao.Answer) {
			eachRow(a, func(r *jinqiao.EntityRow) {
				for _, counts := range r.Counts {
					for i := range counts {
						counts[i].Direction = jinqiao.Direction(strings.ReplaceAll(string(counts[i].Direction), "ANY", "OUT"))
					}
				}
			})
		}},
	}
}

// eachRow visits the entities of the lists of an answer.
func eachRow(a *jinqiao.Answer, visit func(*jinqiao.EntityRow)) {
	for _, p := range a.Entities {
		for _, r := range p.Rows {
			if r != nil {
				visit(r)
			}
		}
	}
}

// rewriting returns a change of the filters of a plan's lists of entities.
func rewriting(change func(jinqiao.Filter) jinqiao.Filter) func(*jinqiao.Plan) *jinqiao.Plan {
	return func(plan *jinqiao.Plan) *jinqiao.Plan {
		changed := *plan
		changed.Entities = nil
		for _, q := range plan.Entities {
			c := *q
			c.Filter = rewrite(q.Filter, change)
			changed.Entities = append(changed.Entities, &c)
		}
		return &changed
	}
}

func rewrite(f jinqiao.Filter, change func(jinqiao.Filter) jinqiao.Filter) jinqiao.Filter {
	switch all := f.(type) {
	case jinqiao.All:
		parts := jinqiao.All{}
		for _, part := range all {
			parts = append(parts, rewrite(part, change))
		}
		return change(parts)
	case jinqiao.Any:
		parts := jinqiao.Any{}
		for _, part := range all {
			parts = append(parts, rewrite(part, change))
		}
		return change(parts)
	}
	if f == nil {
		return nil
	}
	return change(f)
}
