package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A cause is what an operator can act on, by the begin of Neo4j's code.
type cause struct {
	code, text string
	passing    bool // it may pass by itself
}

var causes = []cause{
	{"Neo.ClientError.Security.AuthenticationRateLimit", "Neo4j refuses to log in for some seconds after wrong passwords", true},
	{"Neo.ClientError.Security.CredentialsExpired", "the password of the user has to be changed in Neo4j first", false},
	{"Neo.ClientError.Security.", "Neo4j does not accept the user or the password", false},
	{"Neo.ClientError.Database.DatabaseNotFound", "Neo4j has no such database", false},
	{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", tooLarge, false},
	{"Neo.TransientError.General.OutOfMemoryError", tooLarge, false},
	{"Neo.ClientError.General.TransactionOutOfMemoryError", tooLarge, false},
	{"Neo.TransientError.", "Neo4j is busy or is being restarted", true},
	{"Neo.ClientError.Transaction.Terminated", "Neo4j is being stopped, or its operator ended the question", true},
	{"Neo.ClientError.Cluster.NotALeader", "this Neo4j server does not write; use a neo4j:// address", false},
	{"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "the database of Neo4j is read-only", false},
	{"Neo.DatabaseError.", "Neo4j failed", true},
}

const tooLarge = "Neo4j has too little memory for this question"

// A passingError is of something that may pass by itself.
type passingError struct{ of *jinqiao.Error }

func (e passingError) Error() string { return e.of.Message }
func (e passingError) Unwrap() error { return e.of }

// Passing reports whether an error of Connect or of another method may pass by
// itself, so that trying again can help: the server is not there, or does not answer.
func Passing(err error) bool {
	_, ok := errors.AsType[passingError](err)
	return ok || jinqiao.CodeOf(err) == jinqiao.CodeTimeout
}

func (s *Store) notReached() error {
	return passingError{refusal("Neo4j at %s cannot be reached", s.options.URI)}
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
		return s.readableCode(doing, e)
	}
	if lost(err) || neo4j.IsRetryable(err) {
		return s.notReached()
	}
	return s.readableUsage(doing, err)
}

// timedOut are the codes of what took longer than the server was told to allow.
var timedOut = []string{"TransactionTimedOut", "LockClientStopped"}

func (s *Store) readableCode(doing string, e *neo4j.Neo4jError) error {
	for _, code := range timedOut {
		if strings.Contains(e.Code, code) {
			return timeout(context.Background())
		}
	}
	for _, c := range causes {
		if !strings.HasPrefix(e.Code, c.code) {
			continue
		}
		refused := refusal("%s (%s)", c.text, s.options.URI)
		if c.passing {
			return passingError{refused}
		}
		return refused
	}
	return fmt.Errorf("%s: %w", doing, e)
}

// readableUsage looks for a timeout of the driver's own, which has no type.
func (s *Store) readableUsage(doing string, err error) error {
	text := err.Error()
	if strings.Contains(text, "imeout while waiting for connection") || strings.Contains(text, "ConnectivityError") || strings.Contains(text, "no available") {
		return s.notReached()
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func timeout(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return jinqiao.Errorf(jinqiao.CodeTimeout, "the request was cancelled before the store had answered")
	}
	return jinqiao.Errorf(jinqiao.CodeTimeout, "the store did not answer in the time allowed")
}

func refusal(format string, args ...any) *jinqiao.Error {
	return jinqiao.Errorf(jinqiao.CodeUnavailable, format, args...)
}
