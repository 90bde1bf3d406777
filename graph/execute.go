package graph

import (
	"context"
	"runtime"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"

	"jinqiao"
	"jinqiao/graph/gql"
	"jinqiao/linkage"
)

const (
	// maxTokens of a query bound the work of parsing and validating it. The
	// introspection query of GraphiQL has about 600.
	maxTokens = 10_000
	// maxDepth of fields bounds recursion. Three levels go to each step of a
	// nested walk (connection, edges, node).
	maxDepth = 32
	// cachedQueries are kept parsed and validated.
	cachedQueries = 1000
)

// newExecutor returns gqlgen's executor over a store.
func newExecutor(o Options) *executor.Executor {
	exec := executor.New(gql.NewExecutableSchema(gql.Config{Resolvers: &resolver{query{o.Store, o.Topology, o.Freshness, linkage.NewPool(runtime.GOMAXPROCS(0))}}}))
	exec.SetQueryCache(lru.New[*ast.QueryDocument](cachedQueries))
	exec.SetParserTokenLimit(maxTokens)
	exec.SetDisableSuggestion(true) // costs 1 ms a field; explain suggests for the errors that are shown
	exec.Use(extension.Introspection{})
	p := &presenter{report: o.Report}
	exec.SetErrorPresenter(p.present)
	exec.SetRecoverFunc(p.recovered)
	return exec
}

// execute answers a request. A response without data is a request error: it was
// not executed.
func (h *handler) execute(ctx context.Context, params *graphql.RawParams, readOnly bool) *graphql.Response {
	ctx = graphql.StartOperationTrace(ctx)
	if repetitive(params.Query) {
		return &graphql.Response{Errors: gqlerror.List{coded(jinqiao.CodeTooComplex, "the query has one name more than %d times; send less at once, or values in variables", maxRepeated)}}
	}
	oc, errs := h.exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		return h.failed(ctx, oc, explain(params, oc, errs))
	}
	ctx = graphql.WithOperationContext(ctx, oc)
	if readOnly && oc.Operation.Operation != ast.Query {
		return h.failed(ctx, oc, gqlerror.List{coded(jinqiao.CodeBadInput, "a GET request can only query; send a mutation by POST")})
	}
	if depth(oc.Doc, oc.Operation.SelectionSet, map[string]int{}) > maxDepth {
		return h.failed(ctx, oc, gqlerror.List{coded(jinqiao.CodeTooComplex, "the query is nested more than 32 fields deep; ask for fewer levels")})
	}
	if e := misplacedObject(oc.Doc); e != nil {
		return h.failed(ctx, oc, gqlerror.List{e})
	}
	op, err := h.planned(ctx, oc)
	if err != nil {
		return h.failed(ctx, oc, gqlerror.List{h.presenter.present(ctx, err)})
	}
	responses, ctx := h.exec.DispatchOperation(withOperation(ctx, op), oc)
	response := responses(ctx)
	response.Errors = capped(response.Errors)
	return response
}

// planned is prepare with a net: a fault of ours becomes an internal error, as in
// the rest of the operation.
func (h *handler) planned(ctx context.Context, oc *graphql.OperationContext) (op *operation, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = h.presenter.recovered(ctx, r)
		}
	}()
	return h.prepare(ctx, oc)
}

func (h *handler) failed(ctx context.Context, oc *graphql.OperationContext, errs gqlerror.List) *graphql.Response {
	return h.exec.DispatchError(graphql.WithOperationContext(ctx, oc), capped(errs))
}

// maxRepeated is how often one name may stand in a query. Whether fields of one
// name can be merged is checked for each two of them: a thousand take a second.
const maxRepeated = 1000

// repetitive reports whether a query repeats a name so often that validating it
// would take long. What cannot be read is left to the parser.
func repetitive(query string) bool {
	if len(query) < 2*maxRepeated {
		return false
	}
	counts := map[string]int{}
	lex := lexer.New(&ast.Source{Input: query})
	for range maxTokens {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return false
		}
		if token.Kind != lexer.Name {
			continue
		}
		if counts[token.Value]++; counts[token.Value] > maxRepeated {
			return true
		}
	}
	return false
}

// depth returns how deep fields are nested. Fragments are measured once.
func depth(doc *ast.QueryDocument, sel ast.SelectionSet, measured map[string]int) int {
	deepest := 0
	for _, s := range sel {
		d := 0
		switch s := s.(type) {
		case *ast.Field:
			d = 1 + depth(doc, s.SelectionSet, measured)
		case *ast.InlineFragment:
			d = depth(doc, s.SelectionSet, measured)
		case *ast.FragmentSpread:
			known, ok := measured[s.Name]
			if !ok {
				if f := doc.Fragments.ForName(s.Name); f != nil {
					known = depth(doc, f.SelectionSet, measured)
				}
				measured[s.Name] = known
			}
			d = known
		}
		deepest = max(deepest, d)
	}
	return deepest
}
