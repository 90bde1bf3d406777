package graph

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"jinqiao"
)

// A Handler is the API: over HTTP, and for callers in this process.
type Handler interface {
	http.Handler

	// Ask executes a query as a request over HTTP would and returns its data.
	// Every error, also one in a part of the answer, is returned, as a jinqiao.Error.
	Ask(ctx context.Context, query string, variables map[string]any) (json.RawMessage, error)
}

func (h *handler) Ask(ctx context.Context, query string, variables map[string]any) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, h.Timeout)
	defer cancel()
	params := &graphql.RawParams{Query: query}
	text, err := json.Marshal(variables)
	if err == nil {
		err = decodeIfThere(text, &params.Variables) // as they would come over HTTP
	}
	if err != nil {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "the variables are not JSON: %v", err)
	}
	response := h.execute(ctx, params, true)
	if len(response.Errors) > 0 {
		return nil, asked(response.Errors[0])
	}
	return response.Data, nil
}

// asked turns an error as clients see it into one of the domain.
func asked(e *gqlerror.Error) *jinqiao.Error {
	code, _ := e.Extensions["code"].(string)
	argument, _ := e.Extensions["argument"].(string)
	suggestions, _ := e.Extensions["suggestions"].([]string)
	ids, _ := e.Extensions["ids"].([]string)
	return &jinqiao.Error{Code: jinqiao.Code(code), Message: e.Message, Argument: argument, Suggestions: suggestions, IDs: ids}
}
