package jinqiao

import (
	"context"
	"errors"
	"fmt"
)

// A Code is the machine-readable class of an error, as clients see it.
type Code string

// The codes. Whatever has none is CodeInternal.
const (
	CodeParseFailed      Code = "GRAPHQL_PARSE_FAILED"
	CodeValidationFailed Code = "GRAPHQL_VALIDATION_FAILED"
	CodeBadInput         Code = "BAD_USER_INPUT"
	CodeInvalidCursor    Code = "INVALID_CURSOR"
	CodeNotFound         Code = "NOT_FOUND"
	CodeAmbiguous        Code = "AMBIGUOUS"
	CodeConflict         Code = "CONFLICT"
	CodeTooComplex       Code = "TOO_COMPLEX"
	CodeTooLarge         Code = "TOO_LARGE"
	CodeTimeout          Code = "TIMEOUT"
	CodeUnavailable      Code = "UNAVAILABLE"
	CodeInternal         Code = "INTERNAL"
)

// An Error is a failure that a client may read: what was wrong and what would
// be right.
type Error struct {
	Code        Code
	Message     string
	Argument    string   // the argument or field at fault; may be empty
	Suggestions []string // what may have been meant
	IDs         []string // all ids at fault
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Errorf returns an Error of the given code.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// At returns a copy of e that names the argument at fault.
func (e *Error) At(argument string) *Error {
	c := *e
	c.Argument = argument
	return &c
}

// CodeOf returns the code of the first Error in err's chain; CodeTimeout for a
// deadline or cancellation; else CodeInternal. It returns "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return CodeTimeout
	}
	return CodeInternal
}
