package gql

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// marshalSlice marshals the elements of a list one after the other. It stands
// for graphql.MarshalSliceConcurrently, which starts a goroutine for each: what
// they would wait for was fetched by the plan. As there, a panic in an element is
// an error and makes the list null.
func marshalSlice(ctx context.Context, length int, _ int64, _ bool, element func(context.Context, int) graphql.Marshaler) (all graphql.Array) {
	all = make(graphql.Array, length)
	i := 0
	at := ctx
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(at, graphql.Recover(at, r))
			all = nil
		}
	}()
	for ; i < length; i++ {
		index := i
		at = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &index})
		all[i] = element(at, i)
	}
	return all
}
