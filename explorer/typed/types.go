package main

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// A property is a field of a result as TypeScript knows it.
type property struct {
	name     string
	optional bool // only some of the possible types have it
}

// object is the type of a selection. Fields selected only on some of the
// possible types are optional.
func (c *client) object(set ast.SelectionSet, on, indent string) string {
	var list []property
	at := map[string]int{}
	fields := map[string][]*ast.Field{} // selections of one name, merged
	c.collect(set, on, false, func(f *ast.Field, optional bool) {
		if i, seen := at[f.Alias]; seen {
			list[i].optional = list[i].optional && optional
		} else {
			at[f.Alias] = len(list)
			list = append(list, property{name: f.Alias, optional: optional})
		}
		fields[f.Alias] = append(fields[f.Alias], f)
	})
	var text strings.Builder
	text.WriteString("{\n")
	for _, p := range list {
		mark := ""
		if p.optional {
			mark = "?"
		}
		fmt.Fprintf(&text, "%s  readonly %s%s: %s;\n", indent, p.name, mark, c.field(fields[p.name], indent+"  "))
	}
	text.WriteString(indent + "}")
	return text.String()
}

func (c *client) collect(set ast.SelectionSet, on string, optional bool, found func(*ast.Field, bool)) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			found(s, optional)
		case *ast.InlineFragment:
			c.collect(s.SelectionSet, on, optional || !c.always(s.TypeCondition, on), found)
		case *ast.FragmentSpread:
			c.collect(s.Definition.SelectionSet, on, optional || !c.always(s.Definition.TypeCondition, on), found)
		}
	}
}

// always reports whether everything of the type on is also of the condition's.
func (c *client) always(condition, on string) bool {
	if condition == "" || condition == on {
		return true
	}
	possible := map[string]bool{}
	for _, d := range c.schema.GetPossibleTypes(c.schema.Types[condition]) {
		possible[d.Name] = true
	}
	for _, d := range c.schema.GetPossibleTypes(c.schema.Types[on]) {
		if !possible[d.Name] {
			return false
		}
	}
	return true
}

func (c *client) field(selected []*ast.Field, indent string) string {
	t := &ast.Type{NamedType: "String", NonNull: true}
	if f := selected[0]; f.Name != "__typename" {
		t = f.Definition.Type
	}
	var set ast.SelectionSet
	for _, f := range selected {
		set = append(set, f.SelectionSet...)
	}
	return output(t, func(name string) string {
		if len(set) == 0 {
			return c.scalar(name)
		}
		return c.object(set, name, indent)
	})
}

func output(t *ast.Type, named func(string) string) string {
	var text string
	if t.Elem != nil {
		inner := output(t.Elem, named)
		if !t.Elem.NonNull {
			inner = "(" + inner + ")"
		}
		text = "readonly " + inner + "[]"
		if strings.HasPrefix(inner, "readonly") {
			text = "readonly (" + inner + ")[]"
		}
	} else {
		text = named(t.NamedType)
	}
	if !t.NonNull {
		text += " | null"
	}
	return text
}

// input is the type of a variable or of a field of an input, met at a depth.
func (c *client) input(t *ast.Type, depth int) string {
	text := ""
	switch {
	case t.Elem != nil:
		text = "readonly (" + c.input(t.Elem, depth) + ")[]"
	case c.schema.Types[t.NamedType].Kind == ast.InputObject:
		text = c.inputName(t.NamedType, depth)
	default:
		text = c.scalar(t.NamedType)
	}
	if !t.NonNull {
		text += " | null"
	}
	return text
}

func (c *client) inputName(name string, depth int) string {
	if _, seen := c.inputs[name]; seen {
		return name
	}
	if depth > inputDepth {
		return "Record<string, unknown>"
	}
	c.inputs[name] = depth
	c.queue = append(c.queue, name)
	return name
}

func (c *client) writeInputs() string {
	text := map[string]string{}
	for len(c.queue) > 0 {
		name := c.queue[0]
		c.queue = c.queue[1:]
		var body strings.Builder
		fmt.Fprintf(&body, "export interface %s {\n", name)
		for _, f := range c.schema.Types[name].Fields {
			optional := "?"
			if f.Type.NonNull && f.DefaultValue == nil {
				optional = ""
			}
			fmt.Fprintf(&body, "  %s%s: %s;\n", f.Name, optional, c.input(f.Type, c.inputs[name]+1))
		}
		body.WriteString("}\n\n")
		text[name] = body.String()
	}
	var all strings.Builder
	for _, name := range keys(text) {
		all.WriteString(text[name])
	}
	return all.String()
}
