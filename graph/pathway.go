package graph

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
)

// A pathway says where in a query something stands, for messages.
type pathway string

func place(f graphql.CollectedField) pathway { return pathway(f.Alias) }

func (w pathway) in(name string) pathway {
	if w == "" {
		return pathway(name)
	}
	return w + pathway("."+name)
}

func (w pathway) item(i int) pathway { return w + pathway(fmt.Sprintf("[%d]", i)) }

// bad returns an error at this place.
func (w pathway) bad(format string, args ...any) error {
	return jinqiao.Errorf(jinqiao.CodeBadInput, "%s: %s", w, fmt.Sprintf(format, args...)).At(string(w))
}
