// Package gql is what gqlgen generates from the complete public schema.
package gql

import _ "embed"

//go:embed derived.graphqls
var public string

// PublicSchema returns the complete public schema.
func PublicSchema() string { return public }
