package ingest

import (
	"context"
	"errors"
	"iter"
	"slices"

	"jinqiao"
)

// bulkFrom is from how many rows a store is told to expect very many.
const bulkFrom = 20_000

// write applies what was not refused, in one batch, and counts what came of it.
func (j *job) write(ctx context.Context) error {
	w := &writer{job: j, fileOf: map[string]int{}}
	for i, f := range j.files {
		w.fileOf[f.name] = i
		if !f.refused {
			w.total += f.rows
		}
	}
	err := w.apply(ctx)
	w.progress("write", w.done, w.done)
	if jinqiao.CodeOf(err) == jinqiao.CodeConflict && w.refused > 0 {
		j.nothingWritten()
		err = nil
	}
	for _, f := range j.files {
		f.counts.Refused = f.rows - f.counts.Created - f.counts.Updated - f.counts.Unchanged
	}
	return err
}

// nothingWritten takes back what was counted when the store refused rows that
// it would have taken when the import began.
func (j *job) nothingWritten() {
	j.entityCount, j.linkCount, j.inferred = 0, 0, 0
	for _, f := range j.files {
		f.refused, f.counts = true, Counts{}
		if f.found == 0 {
			f.problem(jinqiao.Problem{Place: jinqiao.Place{File: f.name}, Message: "nothing was written, because the store refused rows of other files"})
		}
	}
}

// A writer hands rows to a store and counts outcomes. What it counts is used by
// the goroutine that calls Apply alone.
type writer struct {
	*job
	fileOf      map[string]int
	done, total int
	refused     int
}

func (w *writer) apply(ctx context.Context) error {
	w.entityCount, w.linkCount, w.inferred = 0, 0, 0
	if some, err := w.anything(); err != nil || !some {
		return err
	}
	return w.store.Apply(ctx, jinqiao.Batch{
		Changes:     w.changes(ctx),
		SkipRefused: w.mode == skip,
		OnOutcome:   w.outcome,
		Bulk:        w.total >= bulkFrom,
	})
}

// anything reports whether any row is left to be written.
func (w *writer) anything() (bool, error) {
	if w.mode == whole {
		return w.total > 0, nil
	}
	for p := range Parts {
		entities, err1 := loadStates(w.entityStates, p)
		links, err2 := loadStates(w.linkStates, p)
		if err := errors.Join(err1, err2); err != nil {
			return false, err
		}
		for i := 0; i < len(entities); i += entityState {
			if entities[i] == 0 {
				return true, nil
			}
		}
		if slices.Contains(links, 0) {
			return true, nil
		}
	}
	return false, nil
}

// changes yields what is accepted, decoded by another goroutine ahead of the store.
func (w *writer) changes(ctx context.Context) iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		batches := make(chan batch, 2)
		go w.produce(ctx, batches)
		defer func() { // the goroutine ends first
			cancel()
			for range batches {
			}
		}()
		for b := range batches {
			for _, again := range b.again {
				w.files[again].counts.Unchanged++
			}
			for _, c := range b.changes {
				if !yield(c, nil) {
					return
				}
			}
			if b.err != nil {
				yield(jinqiao.Change{}, b.err)
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(jinqiao.Change{}, err)
		}
	}
}

// outcome counts what became of a row.
func (w *writer) outcome(c jinqiao.Change, o jinqiao.Outcome) {
	if w.done++; w.done%10_000 == 0 {
		w.progress("write", w.done, w.total)
	}
	i := w.fileOf[c.Place.File]
	f := w.files[i]
	switch o.Result {
	case jinqiao.Created:
		f.counts.Created++
	case jinqiao.Updated:
		f.counts.Updated++
	case jinqiao.Unchanged:
		f.counts.Unchanged++
	default:
		w.refused++
		f.problem(refusal(c, o))
		return
	}
	if c.Entity != nil {
		w.entityCount++
		return
	}
	w.linkCount++
	w.inferred += flag(c.Link.Confidence != "")
}

// refusal says why the store refused a row.
func refusal(c jinqiao.Change, o jinqiao.Outcome) jinqiao.Problem {
	p := jinqiao.Problem{Message: "refused by the store"}
	if o.Problem != nil {
		p = *o.Problem
	}
	p.Place = c.Place
	if p.Subject == "" && c.Entity != nil {
		p.Subject = c.Entity.ID
	}
	if p.Subject == "" && c.Link != nil {
		p.Subject = c.Link.String()
	}
	return p
}
