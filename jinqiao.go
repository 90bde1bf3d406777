// Package jinqiao is the domain of a knowledge graph of regional innovation:
// entities and links with their evidence, the ontology that says what they may
// be, and the interface of a store that keeps them.
//
// The package knows no kind and no relationship by name. What exists is said
// once, in schema.graphqls, and read from there into an Ontology.
package jinqiao

import (
	_ "embed"
	"sync"
)

//go:generate go run ./graph/gen

//go:embed schema.graphqls
var schema string

var standard = sync.OnceValues(func() (*Ontology, error) {
	return ReadOntology("schema.graphqls", schema)
})

// Standard returns the ontology of schema.graphqls. It is read once and shared:
// treat it as read-only. An error means that the program was built with a
// broken schema, which the tests of this package rule out.
func Standard() (*Ontology, error) { return standard() }
