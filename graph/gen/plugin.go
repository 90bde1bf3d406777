package main

import (
	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
)

// plugin tells gqlgen to which Go types the schema is bound.
type plugin struct{ ontology *jinqiao.Ontology }

func (*plugin) Name() string { return "jinqiao" }

// MutateConfig binds every input to a map (as if it were a scalar), every enum to a string and every
// other type to its namesake in graph/model. What an operation asks for is read
// from its selection before anything is fetched (see graph), so that arguments
// are needed as the client wrote them and not as structs: with 45 filter types
// that saves some 40,000 generated lines.
func (*plugin) MutateConfig(cfg *config.Config) error {
	for name, def := range cfg.Schema.Types {
		if def.BuiltIn || cfg.Models.Exists(name) || cfg.IsRoot(def) {
			continue
		}
		cfg.Models.Add(name, goType(name, def.Kind))
	}
	return nil
}

func goType(name string, kind ast.DefinitionKind) string {
	switch kind {
	case ast.InputObject:
		return "github.com/99designs/gqlgen/graphql.Map"
	case ast.Enum:
		return "github.com/99designs/gqlgen/graphql.String"
	}
	return "jinqiao/graph/model." + name
}

// GenerateCode runs before gqlgen writes its code. Everything a resolver returns
// was fetched by the plan, so that a goroutine for each field would only cost.
func (*plugin) GenerateCode(data *codegen.Data) error {
	data.QueryRoot.DisableConcurrency = true
	data.Inputs = nil // they stay maps; gqlgen would make a closure for each on every request
	for _, o := range data.Objects {
		o.DisableConcurrency = true
	}
	return nil
}
