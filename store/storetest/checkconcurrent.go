package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"jinqiao"
)

// patience is how long a reader may take before it counts as blocked: one that
// waits for the writer would wait for ever, and a busy server is slow.
const patience = time.Minute

// readsDuringApply checks that every way of reading goes on while a batch waits
// for its next change, sees nothing of it, and can be used by the batch itself.
func readsDuringApply(_ *jinqiao.Ontology, store jinqiao.Store) error {
	return readsWithin(patience, store)
}

func readsWithin(patience time.Duration, store jinqiao.Store) error {
	if err := write(store, firm("a", "甲", 1), craft("c"), makes("a", "c", 1)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var seen error
	err := store.Apply(ctx, jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		if !yield(firm("a", "甲", 2), nil) || !yield(firm("b", "乙", 2), nil) {
			return
		}
		seen = seesOld(ctx, store)
		yield(makes("b", "c", 2), nil)
	}})
	return errors.Join(err, seen, holdsOnly(store, 3))
}

// seesOld reads in every way, from another goroutine than the batch.
func seesOld(ctx context.Context, store jinqiao.Store) error {
	done := make(chan error, 1)
	go func() {
		around, expand := store.ExpandTopology(ctx, []string{"a", "b"}, true)
		found, searched := store.Search(ctx, &jinqiao.TextQuery{Text: "乙", Limit: 10})
		stats, counted := store.Count(ctx)
		visits := 0
		scan := store.Scan(ctx, func(jinqiao.Change) error { visits++; return nil })
		err := errors.Join(expand, searched, counted, scan, holdsOnly(store, 2))
		if err == nil && (len(around.Links) != 1 || (found != nil && len(found.Hits) != 0) || stats.Revision != 1 || visits != 3) {
			err = fmt.Errorf("a batch that is not yet written shows: %d links, %d hits, revision %d, %d visits", len(around.Links), len(found.Hits), stats.Revision, visits)
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return errors.New("a reader waits for a writer")
	}
}

const rowsOfState = 6

// oneState checks that each read sees the whole of a batch or nothing: every
// batch writes one number to some entities and links, and adds one of each. It
// goes on until there were enough batches and enough reads between them.
func oneState(_ *jinqiao.Ontology, store jinqiao.Store) error {
	const batches, reads, most = 40, 60, 1000
	if err := write(store, generation(0)...); err != nil {
		return err
	}
	var stop atomic.Bool
	var done atomic.Int64
	var readers sync.WaitGroup
	faults := make(chan error, 4)
	for _, read := range []func(jinqiao.Store) error{readsOne, readsOne, scansOne} {
		readers.Go(func() {
			for !stop.Load() {
				if err := read(store); err != nil {
					faults <- err
					stop.Store(true)
				}
				done.Add(1)
			}
		})
	}
	var err error
	for i := 1; (i <= batches || done.Load() < reads) && i < most && err == nil && !stop.Load(); i++ {
		err = write(store, generation(i)...)
	}
	stop.Store(true)
	readers.Wait()
	close(faults)
	return errors.Join(err, <-faults)
}

// generation returns a batch that leaves the number n everywhere, and one more
// entity with a link.
func generation(n int) []jinqiao.Change {
	changes := []jinqiao.Change{craft("c")}
	for i := range rowsOfState {
		id := fmt.Sprintf("f%d", i)
		changes = append(changes, firm(id, "商号", n), makes(id, "c", n))
	}
	more := fmt.Sprintf("g%d", n)
	return append(changes, firm(more, "多", n), makes(more, "c", n))
}

func readsOne(store jinqiao.Store) error {
	kind := jinqiao.Test{Property: "name", Type: jinqiao.TypeString, Op: jinqiao.OpEq, Values: []any{"商号"}}
	all := &jinqiao.LinkQuery{Trail: jinqiao.Trail{Direction: jinqiao.Both}, Page: jinqiao.Page{Limit: 1}, Total: true}
	plan := &jinqiao.Plan{
		Entities: []*jinqiao.EntityQuery{
			{IDs: []string{"f0"}, Select: &jinqiao.EntitySelect{Properties: true}},
			{Filter: kind, Page: jinqiao.Page{Limit: 100}, Select: &jinqiao.EntitySelect{Properties: true}},
			{IDs: []string{"c"}, Select: &jinqiao.EntitySelect{Degree: true, Links: []*jinqiao.LinkQuery{all}}},
		},
		Links: []*jinqiao.LinkQuery{{Filter: jinqiao.FromIs{Filter: kind}, Page: jinqiao.Page{Limit: 100}, Total: true, Select: &jinqiao.LinkSelect{Properties: true}}},
	}
	a, err := store.Read(context.Background(), plan)
	if err != nil {
		return err
	}
	seen := &numbers{}
	for _, page := range a.Entities[:2] {
		for _, row := range page.Rows {
			seen.add(row.Entity.Properties["size"])
		}
	}
	for _, row := range a.Links[0].Rows {
		seen.add(row.Link.Properties["order"])
	}
	hub := a.Entities[2].Rows[0]
	for _, links := range []int{hub.Degree, hub.Links[0].Total} {
		seen.add(links - rowsOfState - 1)
	}
	return seen.oneOf(2*rowsOfState + 3)
}

func scansOne(store jinqiao.Store) error {
	seen := &numbers{}
	more := 0
	err := store.Scan(context.Background(), func(c jinqiao.Change) error {
		switch {
		case c.Link != nil && c.Link.From[0] == 'f':
			seen.add(c.Link.Properties["order"])
		case c.Entity != nil && c.Entity.ID[0] == 'f':
			seen.add(c.Entity.Properties["size"])
		case c.Entity != nil && c.Entity.ID[0] == 'g':
			more++
		}
		return nil
	})
	seen.add(more - 1)
	return errors.Join(err, seen.oneOf(2*rowsOfState+1))
}

// numbers gathers numbers that should be one and the same.
type numbers struct {
	count int
	all   map[any]bool
}

func (n *numbers) add(v any) {
	if n.all == nil {
		n.all = map[any]bool{}
	}
	n.count++
	n.all[v] = true
}

func (n *numbers) oneOf(count int) error {
	if n.count != count || len(n.all) != 1 {
		return fmt.Errorf("one read saw %d numbers of the batches %v, want %d of one batch", n.count, n.all, count)
	}
	return nil
}

// manyWriters checks that batches at once are written one after the other.
func manyWriters(_ *jinqiao.Ontology, store jinqiao.Store) error {
	const writers, batches = 4, 5
	faults := make(chan error, writers*batches)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range batches {
				faults <- write(store, craft("c"), firm("shared", "同", w*batches+i), firm(fmt.Sprintf("w%d-%d", w, i), "甲", i), makes("shared", "c", i))
			}
		})
	}
	group.Wait()
	close(faults)
	for err := range faults {
		if err != nil {
			return err
		}
	}
	stats, err := store.Count(context.Background())
	if err != nil {
		return err
	}
	if stats.Revision != writers*batches {
		return fmt.Errorf("revision %d after %d batches, each of which changed something", stats.Revision, writers*batches)
	}
	return holdsOnly(store, writers*batches+2)
}
