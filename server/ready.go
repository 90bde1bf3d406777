package main

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
)

// readiness is why not all is served yet. It may be used by any number of
// goroutines.
type readiness struct{ reason atomic.Pointer[string] }

// waiting says what is being waited for.
func (r *readiness) waiting(reason string) { r.reason.Store(&reason) }

// ready says that there is nothing to wait for any more.
func (r *readiness) ready() { r.reason.Store(nil) }

// checkTime is how long the store may take to answer whether it is there.
const checkTime = 2 * time.Second

// handler answers 200 while everything is served, else 503 with the reason.
func (r *readiness) handler(store jinqiao.Store) http.HandlerFunc {
	return func(w http.ResponseWriter, request *http.Request) {
		if reason := r.reason.Load(); reason != nil {
			http.Error(w, "not ready: "+*reason, http.StatusServiceUnavailable)
			return
		}
		ctx, cancel := context.WithTimeout(request.Context(), checkTime)
		defer cancel()
		if _, err := store.Count(ctx); err != nil {
			http.Error(w, "not ready: "+err.Error(), http.StatusServiceUnavailable)
			return
		}
		w.Write([]byte("ready\n"))
	}
}

// Waits between two attempts to reach a store.
const (
	firstWait = 250 * time.Millisecond
	mostWait  = 2 * time.Second
)

// persistently does what needs the store, again and again while that is not
// there, with one line in the log for each attempt that failed.
func (r *readiness) persistently(ctx context.Context, e *environment, do func() error) error {
	for wait := firstWait; ; wait = min(2*wait, mostWait) {
		err := do()
		if err == nil || !neo4j.Passing(err) || ctx.Err() != nil {
			return err
		}
		r.waiting(err.Error())
		e.log.Warn("the store cannot be used yet", "reason", err, "next attempt in", wait)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
