package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// causes are what an operator can act on, by the begin of Neo4j's code.
var causes = []struct{ code, cause string }{
	{"Neo.ClientError.Security.AuthenticationRateLimit", "Neo4j refuses to log in for some seconds after wrong passwords"},
	{"Neo.ClientError.Security.CredentialsExpired", "the password of the user has to be changed in Neo4j first"},
	{"Neo.ClientError.Security.", "Neo4j does not accept the user or the password"},
	{"Neo.ClientError.Database.DatabaseNotFound", "Neo4j has no such database"},
	{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo4j has too little memory for this question"},
	{"Neo.TransientError.General.OutOfMemoryError", "Neo4j has too little memory for this question"},
	{"Neo.ClientError.General.TransactionOutOfMemoryError", "Neo4j has too little memory for this question"},
	{"Neo.TransientError.", "Neo4j is busy or is being restarted"},
	{"Neo.ClientError.Cluster.NotALeader", "this Neo4j server does not write; use a neo4j:// address"},
	{"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "the database of Neo4j is read-only"},
	{"Neo.DatabaseError.", "Neo4j failed"},
}

// readable returns err as callers may read it: an Error for what lies outside of
// the program, else err with what was being done.
func (s *Store) readable(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*jinqiao.Error](err); ok {
		return err
	}
	if ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return timeout(ctx)
	}
	if limit, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err); ok {
		err = errors.Join(limit.Errors...)
	}
	if e, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		if strings.Contains(e.Code, "TransactionTimedOut") || strings.Contains(e.Code, "Transaction.Terminated") {
			return timeout(ctx)
		}
		for _, c := range causes {
			if strings.HasPrefix(e.Code, c.code) {
				return refusal("%s (%s)", c.cause, s.options.URI)
			}
		}
		return fmt.Errorf("%s: %w", doing, err)
	}
	if lost(err) || neo4j.IsRetryable(err) {
		return refusal("Neo4j at %s cannot be reached", s.options.URI)
	}
	return s.readableUsage(doing, err)
}

// readableUsage looks for a timeout of the driver's own, which has no type.
func (s *Store) readableUsage(doing string, err error) error {
	text := err.Error()
	if strings.Contains(text, "imeout while waiting for connection") || strings.Contains(text, "ConnectivityError") || strings.Contains(text, "no available") {
		return refusal("Neo4j at %s cannot be reached", s.options.URI)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func timeout(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return jinqiao.Errorf(jinqiao.CodeTimeout, "the request was cancelled before the store had answered")
	}
	return jinqiao.Errorf(jinqiao.CodeTimeout, "the store did not answer in the time allowed")
}

func refusal(format string, args ...any) error {
	return jinqiao.Errorf(jinqiao.CodeUnavailable, format, args...)
}
