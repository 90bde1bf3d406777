package sqlite

import (
	"context"
	"errors"
	"fmt"

	"jinqiao"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// failures are the causes outside of the program that an operator can act on,
// by primary result code.
var failures = map[int]string{
	lib.SQLITE_BUSY:     "the store is locked by another program",
	lib.SQLITE_LOCKED:   "the store is locked by another program",
	lib.SQLITE_IOERR:    "the disk of the store failed to read or write",
	lib.SQLITE_FULL:     "the disk of the store is full",
	lib.SQLITE_CANTOPEN: "the store's file cannot be opened",
	lib.SQLITE_READONLY: "the store's file cannot be written",
	lib.SQLITE_PERM:     "the store's file cannot be written",
	lib.SQLITE_CORRUPT:  "the store's file is damaged",
	lib.SQLITE_NOTADB:   "the store's file is damaged",
	lib.SQLITE_NOMEM:    "there is too little memory for the store",
	lib.SQLITE_TOOBIG:   "a value is too large for the store",
}

// readable returns err as callers may read it: an Error for what lies outside
// of the program, else err with what was being done.
func readable(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*jinqiao.Error](err); ok {
		return err
	}
	if ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return timeout(ctx)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if cause := failures[e.Code()&0xff]; cause != "" {
			return jinqiao.Errorf(jinqiao.CodeUnavailable, "%s", cause)
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func timeout(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return jinqiao.Errorf(jinqiao.CodeTimeout, "the request was cancelled before the store had answered")
	}
	return jinqiao.Errorf(jinqiao.CodeTimeout, "the store did not answer in the time allowed")
}
