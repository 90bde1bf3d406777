package graph

import (
	"strings"

	"jinqiao"
	"jinqiao/graph/model"
)

// A groupFilter makes filters that find the entities of a group, as a client
// would write them.
type groupFilter struct {
	ontology    *jinqiao.Ontology
	by          []model.GroupedBy
	kinds       []*jinqiao.Kind
	set, filter map[string]any
}

// setCondition returns a set as a filter on entities.
func setCondition(of map[string]any, set jinqiao.Filter) map[string]any {
	for key, v := range of {
		switch key {
		case "ids", "names":
			if t, ok := set.(jinqiao.Test); ok {
				return map[string]any{"id": map[string]any{"in": t.Values}}
			}
		case "any":
			return object(v)
		default:
			return map[string]any{key: v}
		}
	}
	return nil
}

// of returns the filter for the entities with these values; nil where none can
// say it.
func (f *groupFilter) of(keys []any) map[string]any {
	var all []any
	for _, m := range []map[string]any{f.set, f.filter} {
		if m != nil {
			all = append(all, m)
		}
	}
	for i, v := range keys {
		c := f.condition(f.by[i], v)
		if c == nil {
			return nil
		}
		all = append(all, c)
	}
	return map[string]any{"and": all}
}

func (f *groupFilter) condition(by model.GroupedBy, v any) map[string]any {
	known := func(is bool) map[string]any { return map[string]any{"isNull": !is} }
	switch {
	case by.Kinds:
		return map[string]any{"kind": map[string]any{"eq": f.ontology.Kind(v.(string)).Enum}}
	case by.Entities && v == nil:
		return not(f.onKinds(by.Name, map[string]any{"some": map[string]any{}}))
	case by.Entities:
		return f.onKinds(by.Name, map[string]any{"some": map[string]any{"node": map[string]any{"id": map[string]any{"eq": v}}}})
	case by.Property.Type == jinqiao.TypeList && v == nil:
		return not(f.onKinds(by.Name, map[string]any{"isEmpty": false}))
	case by.Property.Type == jinqiao.TypeList:
		return f.onKinds(by.Name, map[string]any{"has": v})
	case v == nil:
		return not(f.onKinds(by.Name, known(true)))
	case by.Property.Type == jinqiao.TypePeriod:
		if strings.Contains(v.(string), "/") {
			return nil // no filter compares both ends of a period
		}
		return f.onKinds(by.Name, map[string]any{"during": v})
	}
	return f.onKinds(by.Name, map[string]any{"eq": v})
}

func not(m map[string]any) map[string]any { return map[string]any{"not": m} }

// onKinds puts a condition on a property or field to the kinds that have it.
func (f *groupFilter) onKinds(name string, condition map[string]any) map[string]any {
	common := f.ontology.Group("Entity")
	switch name {
	case "hub", "name", "aliases":
		return map[string]any{name: condition}
	}
	if common.Property(name) != nil || common.Field(name) != nil {
		return map[string]any{name: condition}
	}
	var either []any
	for _, k := range f.kinds {
		if k.Property(name) != nil || k.Field(name) != nil {
			either = append(either, map[string]any{k.Plural: map[string]any{name: condition}})
		}
	}
	if len(either) == 1 {
		return object(either[0])
	}
	return map[string]any{"or": either}
}
