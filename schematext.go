package jinqiao

import (
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"
)

func labelOf(dir *ast.Directive, english string) Label {
	l := Label{Zh: argument(dir, "zh"), En: argument(dir, "en")}
	if l.En == "" {
		l.En = english
	}
	if l.Zh == "" {
		l.Zh = l.En
	}
	return l
}

func enumNames(e *Enum) []string {
	if e == nil {
		return nil
	}
	var names []string
	for _, v := range e.Values {
		names = append(names, v.Name)
	}
	return names
}

// argument returns the text of a directive's argument, or "".
func argument(dir *ast.Directive, name string) string {
	if dir == nil {
		return ""
	}
	if a := dir.Arguments.ForName(name); a != nil {
		return a.Value.Raw
	}
	return ""
}

// list returns the items of a directive's argument that is a list.
func list(dir *ast.Directive, name string) []string {
	if dir == nil {
		return nil
	}
	a := dir.Arguments.ForName(name)
	if a == nil {
		return nil
	}
	return values(a.Value)
}

func values(v *ast.Value) []string {
	if v.Kind != ast.ListValue {
		return []string{v.Raw}
	}
	var items []string
	for _, child := range v.Children {
		items = append(items, child.Value.Raw)
	}
	return items
}

// words turns camelCase, PascalCase and SCREAMING_SNAKE names into lower-case words.
func words(name string) string {
	if strings.ToUpper(name) == name {
		return strings.ToLower(strings.ReplaceAll(name, "_", " "))
	}
	var b strings.Builder
	for i, c := range name {
		if unicode.IsUpper(c) && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

// constant turns a PascalCase name into SCREAMING_SNAKE.
func constant(name string) string {
	return strings.ToUpper(strings.ReplaceAll(words(name), " ", "_"))
}
