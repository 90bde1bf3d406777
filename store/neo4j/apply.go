package neo4j

import (
	"context"

	"jinqiao"
)

// batch is what Apply writes. Nothing is written before all changes were tried
// against what the store holds and what the batch has changed so far.
type batch struct {
	s        *Store
	ctx      context.Context
	revision int64 // of the store when the batch began
	told     func(jinqiao.Change, jinqiao.Outcome)

	pending  []jinqiao.Change
	entities map[string]*node
	links    map[string]*edge
	refused  jinqiao.Refusals
	changed  bool
	foreign  bool               // a link has an id that is not its own
	absent   map[string]bool    // of what the store has nothing (survey); nil if it was not asked
	log      *jinqiao.ChangeLog // nil where nobody was to be told when the batch began
}

// A node is an entity as it is stored, or will be.
type node struct {
	kind, hash string // empty where there is none
	cohort     bool
	was        *node          // what is stored; nil where there is nothing
	row        map[string]any // what is to be written; nil for nothing
}

// An edge is a link as it is stored, or will be.
type edge struct {
	relationship, from, to, key string // empty where there is none
	assertion, hash             string
	was                         *edge
	row                         map[string]any
}

// tried is how many changes are tried at once. Links of each relationship are
// looked up by a statement of their own, so that many at once need fewer.
const tried = 10000

// Apply writes a batch. Up to wholeBatch changed rows are written in one
// transaction, all or nothing. More are laid down in the database first, and then
// written in several: if that is cut off, the rest is written by whoever opens the
// store next, or writes to it.
func (s *Store) Apply(ctx context.Context, b jinqiao.Batch) error {
	if err := s.reached(); err != nil {
		return err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return s.readable(ctx, "write to the store", ctx.Err())
	}
	if err := ctx.Err(); err != nil {
		return s.readable(ctx, "write to the store", err)
	}
	w := &batch{s: s, ctx: ctx, told: b.OnOutcome, entities: map[string]*node{}, links: map[string]*edge{}}
	if s.Watchers.Any() {
		w.log = &jinqiao.ChangeLog{}
	}
	own, err := w.apply(b)
	if own != nil {
		return own
	}
	return s.readable(ctx, "write to the store", err)
}

// apply tries the changes and writes them. own is an error of the caller's
// changes, which is returned as it is.
func (w *batch) apply(b jinqiao.Batch) (own, err error) {
	if err := w.begin(); err != nil {
		return nil, err
	}
	for c, err := range b.Changes {
		if err != nil {
			return err, nil
		}
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		if w.pending = append(w.pending, c); len(w.pending) == tried {
			if err := w.try(); err != nil {
				return nil, err
			}
		}
	}
	if err := w.try(); err != nil {
		return nil, err
	}
	if w.refused.Any() && !b.SkipRefused {
		return nil, w.refused.Conflict()
	}
	if err := w.ctx.Err(); err != nil || !w.changed {
		return nil, err
	}
	return nil, w.commit()
}

// begin reads what the store knows of itself, after a large batch of another
// program.
func (w *batch) begin() error {
	for {
		record, err := w.s.write(w.ctx, "MATCH (m:"+metaLabel+") RETURN m.revision, m.foreign, m.journalId", nil)
		if err != nil {
			return err
		}
		if record[2] == nil {
			w.revision, _ = record[0].(int64)
			w.s.foreign = record[1] == true
			return nil
		}
		if err := w.s.finished(w.ctx); err != nil {
			return err
		}
	}
}

// try finds out what becomes of the pending changes, in order.
func (w *batch) try() error {
	if err := w.look(); err != nil {
		return err
	}
	for _, c := range w.pending {
		o, err := w.change(c)
		if err != nil {
			return err
		}
		w.refused.Add(o, c)
		if o.Result == jinqiao.Created || o.Result == jinqiao.Updated {
			w.changed = true
			w.record(c)
		}
		if w.told != nil {
			w.told(c, o)
		}
	}
	w.pending = w.pending[:0]
	return nil
}

// record keeps a change that is to be made for those who are told.
func (w *batch) record(c jinqiao.Change) {
	if w.log == nil {
		return
	}
	id := ""
	if c.Link != nil {
		id, _ = w.s.linkID(c.Link)
	}
	w.log.Add(c, id)
}

func (w *batch) change(c jinqiao.Change) (jinqiao.Outcome, error) {
	switch {
	case c.Entity != nil:
		return w.entity(c.Entity, c.Place), nil
	case c.Link != nil:
		return w.link(c.Link, c.Place), nil
	}
	return jinqiao.Outcome{Result: jinqiao.Unchanged}, nil
}
