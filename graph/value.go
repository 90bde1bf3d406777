package graph

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
)

// object returns an input object, nil for null and absent.
func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// items returns a list input, which a client may give as a single value.
func items(v any) []any {
	if v == nil {
		return nil
	}
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// keys returns the keys of an input object that were given, sorted.
func keys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

func texts(list []any) []string {
	var all []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			all = append(all, s)
		}
	}
	return all
}

// whole returns an Int as literals and variables bring it.
func whole(v any) (int, bool) {
	f, ok := number(v)
	if !ok || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32 {
		return 0, false
	}
	return int(f), true
}

// number returns an Int or Float as literals and variables bring it.
func number(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case int32:
		return float64(n), true
	case int64:
		return float64(n), true
	case float64:
		return n, true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}
