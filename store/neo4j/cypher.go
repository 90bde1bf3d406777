package neo4j

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// A builder gathers the values of a statement while its text is made. Values
// reach Cypher as parameters only. The first fault is kept.
type builder struct {
	*schema
	params map[string]any
	seen   map[any]string // parameters of values that are not lists
	made   int            // variables so far
	err    error
}

func newBuilder(s *schema) *builder {
	return &builder{schema: s, params: map[string]any{}, seen: map[any]string{}}
}

// param returns the parameter that stands for a value.
func (b *builder) param(value any) string {
	switch value.(type) {
	case string, int, float64, bool:
		if b.seen[value] == "" {
			b.seen[value] = b.newParam(value)
		}
		return b.seen[value]
	}
	return b.newParam(value)
}

func (b *builder) newParam(value any) string {
	name := "p" + strconv.Itoa(len(b.params))
	b.params[name] = value
	return "$" + name
}

// variable returns a name that the statement does not use yet.
func (b *builder) variable(letter string) string {
	b.made++
	return letter + strconv.Itoa(b.made)
}

func (b *builder) fail(format string, args ...any) string {
	if b.err == nil {
		b.err = fmt.Errorf("filter: "+format, args...)
	}
	return no
}

// quoted returns a name of a label, type or property as it stands in Cypher.
func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// alternatives returns names as a label or type expression, such as `A`|`B`.
func alternatives(names []string) string {
	quotes := make([]string, len(names))
	for i, name := range names {
		quotes[i] = quoted(name)
	}
	return strings.Join(quotes, "|")
}

// Conditions are true or false, never null, so that NOT is plain negation.
const (
	yes = "true"
	no  = "false"
)

// known makes a condition that may be null false where it is.
func known(condition string) string { return "coalesce(" + condition + ", false)" }

func not(condition string) string {
	switch condition {
	case yes:
		return no
	case no:
		return yes
	}
	return "NOT (" + condition + ")"
}

func and(parts ...string) string { return joined(parts, yes, no, " AND ") }

func or(parts ...string) string { return joined(parts, no, yes, " OR ") }

// joined joins conditions by an operator with its neutral and its deciding
// constant.
func joined(parts []string, neutral, decisive, operator string) string {
	parts = slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == neutral })
	switch {
	case len(parts) == 0:
		return neutral
	case slices.Contains(parts, decisive):
		return decisive
	case len(parts) == 1:
		return parts[0]
	}
	return "(" + strings.Join(parts, operator) + ")"
}

// where returns a condition as a clause, none for one that always holds.
func where(condition string) string {
	if condition == yes {
		return ""
	}
	return " WHERE " + condition
}

// among holds where an operand that is never null is one of values.
func (b *builder) among(operand string, values []any) string {
	switch len(values) {
	case 0:
		return no
	case 1:
		return operand + " = " + b.param(values[0])
	}
	return operand + " IN " + b.param(values)
}

// ofKinds is the condition that an entity is of one of kinds; nil stands for all.
func (b *builder) ofKinds(entity string, kinds []string) string {
	if kinds == nil {
		return yes
	}
	known := b.knownKinds(kinds)
	if len(known) == 0 {
		return no
	}
	return entity + ":" + alternatives(known)
}

// plain returns a value as the driver takes it.
func plain(value any) any {
	if d, ok := value.(jinqiao.PartialDate); ok {
		return string(d)
	}
	return value
}

func values[T any](list []T) []any {
	all := make([]any, len(list))
	for i, v := range list {
		all[i] = v
	}
	return all
}

// unique returns the values in order, each once.
func unique[T comparable](list []T) []T {
	seen := make(map[T]bool, len(list))
	once := []T{}
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			once = append(once, v)
		}
	}
	return once
}
