package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/agnivade/levenshtein"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"jinqiao"
	"jinqiao/graph/gql"
)

// maxErrors is how many errors one response tells. A small query can be wrong in
// very many places, and the answer must not outgrow it.
const maxErrors = 20

// presenter makes errors fit for clients. What they cannot read it reports under
// a number.
type presenter struct {
	report func(reference string, err error)
}

// present returns the error as a client sees it: message, place and code. What
// is internal becomes a reference number.
func (p *presenter) present(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	if _, ok := shown.Extensions["code"]; ok {
		return shown // gqlgen's own, of parsing and validation
	}
	e, ok := errors.AsType[*jinqiao.Error](err)
	if !ok || e.Code == jinqiao.CodeInternal {
		e = p.hidden(err)
	}
	shown.Message = e.Message
	shown.Extensions = extensions(e)
	return shown
}

func (p *presenter) hidden(err error) *jinqiao.Error {
	if jinqiao.CodeOf(err) == jinqiao.CodeTimeout {
		return jinqiao.Errorf(jinqiao.CodeTimeout, "the query took too long; ask for less or for smaller pages")
	}
	reference := rand.Text()[:10]
	if p.report != nil {
		p.report(reference, err)
	}
	return jinqiao.Errorf(jinqiao.CodeInternal, "internal error; the log has the rest under %s", reference)
}

// recovered turns a panic into an internal error.
func (p *presenter) recovered(_ context.Context, panicked any) error {
	return fmt.Errorf("panic: %v\n%s", panicked, debug.Stack())
}

func extensions(e *jinqiao.Error) map[string]any {
	m := map[string]any{"code": string(e.Code)}
	if e.Argument != "" {
		m["argument"] = e.Argument
	}
	if e.Suggestions != nil {
		m["suggestions"] = e.Suggestions
	}
	if e.IDs != nil {
		m["ids"] = e.IDs
	}
	return m
}

func coded(code jinqiao.Code, format string, args ...any) *gqlerror.Error {
	e := jinqiao.Errorf(code, format, args...)
	return &gqlerror.Error{Message: e.Message, Extensions: extensions(e)}
}

// explain makes gqlgen's messages on whole requests say what would be right.
func explain(params *graphql.RawParams, oc *graphql.OperationContext, errs gqlerror.List) gqlerror.List {
	if oc.Doc == nil || oc.Operation != nil {
		for _, e := range errs[:min(len(errs), maxErrors)] {
			suggest(e)
		}
		for _, e := range errs {
			if strings.HasPrefix(e.Message, "exceeded token limit") {
				return gqlerror.List{coded(jinqiao.CodeTooComplex, "the query has more than %d tokens; send less at once", maxTokens)}
			}
		}
		return errs
	}
	var names []string
	for _, op := range oc.Doc.Operations {
		names = append(names, op.Name)
	}
	if params.OperationName == "" {
		return gqlerror.List{coded(jinqiao.CodeValidationFailed, "the document has %d operations; say in operationName which to execute: %s", len(names), strings.Join(names, ", "))}
	}
	return gqlerror.List{coded(jinqiao.CodeValidationFailed, "no operation is called %q; the document has %s", params.OperationName, strings.Join(names, ", "))}
}

var unknownField = regexp.MustCompile(`^Cannot query field "(\w+)" on type "(\w+)"\.$`)

var unknownValue = regexp.MustCompile(`^Value "\w+" does not exist in "(\w+)" enum\.|^.* is not a valid (\w+)$`)

var severalKeys = regexp.MustCompile(`^OneOf Input Object "(\w+)" must specify exactly one key\.$`)

// suggest adds to an error on an unknown field the nearest names, to one on an
// unknown value of an enum its values, and to one on an input of which one key is
// to be given its keys.
func suggest(e *gqlerror.Error) {
	if m := severalKeys.FindStringSubmatch(e.Message); m != nil {
		e.Message = strings.TrimSuffix(e.Message, ".") + ": " + strings.Join(fieldNames(m[1]), ", ")
	}
	if m := unknownValue.FindStringSubmatch(e.Message); m != nil {
		suggestValues(e, m[1]+m[2])
	}
	m := unknownField.FindStringSubmatch(e.Message)
	if m == nil {
		return
	}
	if near := nearest(m[1], fieldNames(m[2])); len(near) > 0 {
		e.Message += " Did you mean " + strings.Join(near, ", ") + "?"
		e.Extensions["suggestions"] = near
	}
}

func fieldNames(typeName string) (names []string) {
	for _, f := range gql.ParsedSchema().Types[typeName].Fields {
		names = append(names, f.Name)
	}
	return names
}

func suggestValues(e *gqlerror.Error, enum string) {
	d := gql.ParsedSchema().Types[enum]
	if d == nil || d.Kind != ast.Enum {
		return
	}
	var values []string
	for _, v := range d.EnumValues {
		values = append(values, v.Name)
	}
	e.Message = strings.TrimSuffix(e.Message, ".") + "; the values are " + strings.Join(values, ", ")
	e.Extensions["suggestions"] = values
}

// nearest returns up to three of the names that differ from name in few letters.
func nearest(name string, names []string) []string {
	limit := len(name)/3 + 1
	near := slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return strings.HasPrefix(n, "__") || levenshtein.ComputeDistance(name, n) > limit
	})
	slices.SortStableFunc(near, func(a, b string) int {
		return levenshtein.ComputeDistance(name, a) - levenshtein.ComputeDistance(name, b)
	})
	return near[:min(len(near), 3)]
}

// capped leaves out errors beyond maxErrors and says so, and shortens messages
// that quote what the client sent.
func capped(errs gqlerror.List) gqlerror.List {
	for _, e := range errs {
		if len(e.Message) > 2000 {
			e.Message = strings.ToValidUTF8(e.Message[:2000], "") + "…"
		}
	}
	if len(errs) <= maxErrors {
		return errs
	}
	more := *errs[maxErrors-1]
	more.Message = fmt.Sprintf("%d more errors are not shown", len(errs)-maxErrors+1)
	return append(errs[:maxErrors-1:maxErrors-1], &more)
}
