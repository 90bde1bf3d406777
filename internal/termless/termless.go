// Package termless has the embedded store write a batch without the index of terms,
// for the bench, which measures what the index costs. Such a store finds nothing.
package termless

import "context"

type key struct{}

// Context returns a context of batches without the index.
func Context(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, true) }

// Asked reports whether a context is one.
func Asked(ctx context.Context) bool { return ctx.Value(key{}) != nil }
