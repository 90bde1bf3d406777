// Package gql is what gqlgen generates from the complete public schema.
package gql

import (
	_ "embed"

	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed derived.graphqls
var public string

// PublicSchema returns the complete public schema.
func PublicSchema() string { return public }

// ParsedSchema returns the schema that queries are validated against; it is
// shared and read-only.
func ParsedSchema() *ast.Schema { return parsedSchema }
