package neo4j

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.options.Database, BookmarkManager: s.marks})
}

// withTimeout tells the server how long a statement may take: as long as its
// caller waits.
func withTimeout(ctx context.Context) func(*neo4j.TransactionConfig) {
	if until, ok := ctx.Deadline(); ok {
		return neo4j.WithTxTimeout(max(time.Until(until), time.Millisecond).Round(time.Millisecond) + time.Millisecond)
	}
	return func(*neo4j.TransactionConfig) {}
}

// mostTries is how often a statement that changes nothing when it is repeated
// is sent on another connection: after a restart of the server the pool may hold
// dead ones. What was not answered at once is not tried again.
const mostTries = 3

// run sends one statement by itself and returns its one record, nil if there is
// none. Without a deadline it takes the store's timeout.
func (s *Store) run(ctx context.Context, mode neo4j.AccessMode, text string, params map[string]any) (values []any, err error) {
	ctx, cancel := s.limited(ctx)
	defer cancel()
	until := time.Now().Add(connectTime)
	for range mostTries {
		values, err = s.runOnce(ctx, mode, text, params)
		if err == nil || ctx.Err() != nil || !again(err) || time.Now().After(until) {
			break
		}
	}
	return values, errors.Join(err, endOf(ctx, err))
}

// endOf is why a context ended, if something failed.
func endOf(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return ctx.Err()
}

func (s *Store) runOnce(ctx context.Context, mode neo4j.AccessMode, text string, params map[string]any) ([]any, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	session := s.session(ctx, mode)
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, text, params, withTimeout(ctx))
	if err != nil {
		return nil, err
	}
	return only(ctx, result)
}

// only returns the values of the one record of a result; nil for none.
func only(ctx context.Context, result neo4j.ResultWithContext) ([]any, error) {
	var values []any
	for result.Next(ctx) {
		values = result.Record().Values
	}
	return values, result.Err()
}

// lost reports whether a connection was lost, or could not be made.
func lost(err error) bool {
	var connectivity *neo4j.ConnectivityError
	return errors.As(err, &connectivity)
}

// again reports whether a statement that failed so may do when it is repeated. One
// that needs too much memory will not.
func again(err error) bool {
	if e, ok := errors.AsType[*neo4j.Neo4jError](err); ok && strings.Contains(e.Code, "OutOfMemory") {
		return false
	}
	return lost(err) || neo4j.IsRetryable(err)
}

// all runs a statement of the schema, which may have to read the whole store, and
// returns its one value.
func (s *Store) all(ctx context.Context, text string) (any, error) {
	ctx, cancel := limitedTo(ctx, longTime)
	defer cancel()
	record, err := s.run(ctx, neo4j.AccessModeWrite, text, nil)
	if err != nil || len(record) == 0 {
		return nil, err
	}
	return record[0], nil
}

// write runs a statement that may be repeated where writers go, and wants a
// record.
func (s *Store) write(ctx context.Context, text string, params map[string]any) ([]any, error) {
	record, err := s.run(ctx, neo4j.AccessModeWrite, text, params)
	if err == nil && record == nil {
		return nil, errNoStore
	}
	return record, err
}

var errNoStore = refusal("the database no longer holds the store: its node labelled %s is gone", metaLabel)
