package graph

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao/graph/gql"
)

// arguments returns the arguments of a field as their types ask: a single value
// given for a list becomes a list of one, a number given for an ID or a date its
// text. The validator checks these coercions of the GraphQL specification (§3.10
// to 3.12) but leaves variables as they came.
func (p *planner) arguments(f graphql.CollectedField) (map[string]any, error) {
	raw := f.ArgumentMap(p.op.Variables)
	args := make(map[string]any, len(raw))
	for _, a := range f.Definition.Arguments {
		v, ok := raw[a.Name]
		if !ok {
			continue
		}
		coerced, err := coerce(v, a.Type, place(f).in(a.Name))
		if err != nil {
			return nil, err
		}
		args[a.Name] = coerced
	}
	return args, nil
}

func coerce(v any, t *ast.Type, at pathway) (any, error) {
	if v == nil {
		return nil, nil
	}
	if t.Elem != nil {
		return coerceList(v, t.Elem, at)
	}
	def := gql.ParsedSchema().Types[t.NamedType]
	if def.Kind == ast.InputObject {
		return coerceObject(v, def, at)
	}
	switch t.NamedType {
	case "ID", "PartialDate":
		return asText(v, at, true)
	case "String":
		return asText(v, at, false)
	case "Int":
		if n, ok := whole(v); ok {
			return int64(n), nil
		}
		return nil, at.bad("%v is no Int (a whole number of 32 bits)", shown(v))
	case "Float":
		if n, ok := number(v); ok {
			return n, nil
		}
		return nil, at.bad("%v is no number", shown(v))
	case "Boolean":
		if _, ok := v.(bool); !ok {
			return nil, at.bad("%v is neither true nor false", shown(v))
		}
	}
	if def.Kind == ast.Enum {
		return asValue(v, def, at)
	}
	return v, nil
}

func coerceList(v any, elem *ast.Type, at pathway) (any, error) {
	// The validator makes a typed list of a single value: []string of a string.
	given := reflect.ValueOf(v)
	if given.Kind() != reflect.Slice {
		one, err := coerce(v, elem, at)
		return []any{one}, err
	}
	list := make([]any, given.Len())
	for i := range list {
		var err error
		if list[i], err = coerce(given.Index(i).Interface(), elem, at.item(i)); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func coerceObject(v any, def *ast.Definition, at pathway) (any, error) {
	given, ok := v.(map[string]any)
	if !ok {
		return nil, at.bad("has to be an object of the type %s", def.Name)
	}
	m := make(map[string]any, len(given))
	for name, v := range given {
		field := def.Fields.ForName(name)
		if field == nil {
			return nil, at.in(name).bad("the type %s has no field %s", def.Name, name)
		}
		coerced, err := coerce(v, field.Type, at.in(name))
		if err != nil {
			return nil, err
		}
		m[name] = coerced
	}
	return m, nil
}

// asText returns a text; a whole number's digits where numbers will do.
func asText(v any, at pathway, numbers bool) (any, error) {
	if s, ok := v.(string); ok {
		return s, nil
	}
	if numbers {
		switch n := v.(type) {
		case int64:
			return strconv.FormatInt(n, 10), nil
		case int:
			return strconv.Itoa(n), nil
		case json.Number:
			if _, err := n.Int64(); err == nil {
				return n.String(), nil
			}
		}
	}
	return nil, at.bad("%v is no text; write it in quotation marks", shown(v))
}

// asValue returns a value of an enum. The validator takes those of variables in
// any case, and one that is not the value itself would fit nothing.
func asValue(v any, def *ast.Definition, at pathway) (any, error) {
	text, err := asText(v, at, false)
	if err != nil {
		return nil, err
	}
	var values []string
	for _, known := range def.EnumValues {
		if known.Name == text {
			return text, nil
		}
		values = append(values, known.Name)
	}
	return nil, at.bad("%s is not a valid %s; the values are %s", text, def.Name, strings.Join(values, ", "))
}

// shown returns a value as a message quotes it.
func shown(v any) any {
	if _, ok := v.(map[string]any); ok {
		return "an object"
	}
	return v
}
