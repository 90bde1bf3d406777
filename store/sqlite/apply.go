package sqlite

import (
	"context"
	"time"

	"jinqiao"
	"jinqiao/internal/termless"
)

// batch is what Apply writes in one transaction.
type batch struct {
	s   *Store
	c   *conn
	ctx context.Context

	bulk     bool            // there are very many changes
	looked   map[string]bool // tables that were looked at whether they are empty
	stripped []indexing      // indexes to be made at the end
	labels   []labelRow      // to be inserted
	ends     ends
	lastOrd  int64 // the highest there is; 0 if not yet known
	changed  bool
	refused  jinqiao.Refusals
	tally    tally
	log      *jinqiao.ChangeLog // nil where nobody is to be told
	touched  touched
	origins  map[origin]bool // of columns, which change
	inverted *inversion      // nil where terms are inserted
	indexed  int             // entities of which terms were written
}

// Apply writes a batch, all of it or nothing.
func (s *Store) Apply(ctx context.Context, b jinqiao.Batch) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return readable(ctx, "write to the store", ctx.Err())
	}
	if err := ctx.Err(); err != nil {
		return readable(ctx, "write to the store", err)
	}
	w := &batch{s: s, c: s.writer, ctx: ctx, bulk: b.Bulk, looked: map[string]bool{}, tally: newTally(), touched: touched{}, origins: map[origin]bool{}}
	if s.Watchers.Any() {
		w.log = &jinqiao.ChangeLog{}
	}
	if b.Bulk {
		defer s.direct()()
	}
	own, err := w.apply(b)
	w.inverted.stop()
	if len(w.stripped) > 0 {
		w.shrink()
	}
	if own != nil {
		return own
	}
	return readable(ctx, "write to the store", err)
}

// apply writes in one transaction. own is an error of the caller's changes,
// which is returned as it is.
func (w *batch) apply(b jinqiao.Batch) (own, err error) {
	if _, err := w.c.exec(w.ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	done := false
	defer func() {
		if !done {
			// After some errors SQLite has already rolled back.
			w.c.exec(context.Background(), "ROLLBACK")
		}
	}()
	if own, err := w.changes(b); own != nil || err != nil {
		return own, err
	}
	if w.refused.Any() && !b.SkipRefused {
		return nil, w.refused.Conflict()
	}
	if !w.changed {
		return nil, nil
	}
	if err := w.finish(); err != nil {
		return nil, err
	}
	version, err := w.c.number(background, "SELECT revision FROM state")
	if err != nil {
		return nil, err
	}
	w.s.columns.writes(version, w.origins)
	_, err = w.c.exec(w.ctx, "COMMIT")
	if done = err == nil; done && w.log != nil {
		w.s.Tell(jinqiao.Commit{Version: version, Changes: w.log.Changes()})
	}
	if done && w.bulk {
		w.tidy()
	}
	return nil, err
}

// changes writes the changes one by one.
func (w *batch) changes(b jinqiao.Batch) (own, err error) {
	for c, err := range b.Changes {
		if err != nil {
			return err, nil
		}
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		o, err := w.change(c)
		if err != nil {
			return nil, err
		}
		w.refused.Add(o, c)
		if o.Result == jinqiao.Created || o.Result == jinqiao.Updated {
			w.changed = true
			w.record(c)
		}
		if b.OnOutcome != nil {
			b.OnOutcome(c, o)
		}
	}
	return nil, w.ctx.Err()
}

// record keeps a change that was made for those who are told.
func (w *batch) record(c jinqiao.Change) {
	if w.log == nil {
		return
	}
	id := ""
	if c.Link != nil {
		number, _ := w.number(c.Link)
		id = jinqiao.LinkID(uint64(number))
	}
	w.log.Add(c, id)
}

func (w *batch) change(c jinqiao.Change) (jinqiao.Outcome, error) {
	switch {
	case c.Entity != nil:
		return w.entity(c.Entity, c.Place)
	case c.Link != nil:
		return w.link(c.Link, c.Place)
	}
	return jinqiao.Outcome{Result: jinqiao.Unchanged}, nil
}

// finish writes what sums up the batch.
func (w *batch) finish() error {
	index := w.indexing()
	if err := w.dress(); err != nil {
		return err
	}
	if err := index(); err != nil {
		return err
	}
	if err := w.tally.write(w.c); err != nil {
		return err
	}
	_, err := w.c.exec(background, "UPDATE state SET revision = revision + 1, changed_at = ?", time.Now().UTC().Format(time.RFC3339Nano))
	return err
}

// indexing returns what brings the index of terms up to date. Where it is made at
// once, it is sorted meanwhile.
func (w *batch) indexing() (end func() error) {
	if termless.Asked(w.ctx) {
		return func() error { return nil }
	}
	if w.inverted == nil {
		return w.rank
	}
	w.inverted.stop()
	arranged := make(chan *arrangement, 1)
	go func() { arranged <- w.inverted.arrange(w.touched) }()
	return func() error {
		if a := <-arranged; a != nil {
			return a.write(w.c)
		}
		return w.rank()
	}
}

// tidy brings the log of a large batch into the file, so that it does not stay
// as large. The batch is written already: a failure has no consequence.
//
// If the batch wrote a good part of the index of terms, its pieces are made one:
// for each term, a search looks into each of them.
//
// It runs no ANALYZE. Queries name their indexes, and with its samples SQLite
// would plan a statement anew whenever a bound value changes.
func (w *batch) tidy() {
	w.s.frequencies.forget()
	if last, err := w.c.number(background, "SELECT max(ord) FROM entity"); err == nil && int64(w.indexed) > last/8 {
		w.c.run(w.ctx, "INSERT INTO term (term) VALUES ('optimize')")
	}
	w.c.run(w.ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
}

// background is the context of statements that end at once, or whose end is
// waited for: watching for the end of a context costs as much as they do.
var background = context.Background()
