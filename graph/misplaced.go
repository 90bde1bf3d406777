package graph

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"jinqiao"
)

// misplacedObject finds an object given where a scalar or an enum is wanted,
// which the validator lets pass when it is empty.
func misplacedObject(doc *ast.QueryDocument) *gqlerror.Error {
	for _, op := range doc.Operations {
		if e := misplacedIn(op.SelectionSet); e != nil {
			return e
		}
	}
	for _, f := range doc.Fragments {
		if e := misplacedIn(f.SelectionSet); e != nil {
			return e
		}
	}
	return nil
}

func misplacedIn(sel ast.SelectionSet) *gqlerror.Error {
	for _, s := range sel {
		var e *gqlerror.Error
		switch s := s.(type) {
		case *ast.InlineFragment:
			e = misplacedIn(s.SelectionSet)
		case *ast.Field:
			for _, a := range s.Arguments {
				if e = misplacedValue(a.Name, a.Value); e != nil {
					return e
				}
			}
			e = misplacedIn(s.SelectionSet)
		}
		if e != nil {
			return e
		}
	}
	return nil
}

func misplacedValue(name string, v *ast.Value) *gqlerror.Error {
	if v.Kind == ast.ObjectValue && v.Definition != nil && v.Definition.Kind != ast.InputObject {
		e := coded(jinqiao.CodeValidationFailed, "%s: an object was given where %s is wanted", name, v.Definition.Name)
		if v.Position != nil {
			e.Locations = []gqlerror.Location{{Line: v.Position.Line, Column: v.Position.Column}}
		}
		return e
	}
	for _, child := range v.Children {
		if e := misplacedValue(child.Name, child.Value); e != nil {
			return e
		}
	}
	return nil
}
