package storetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jinqiao"
)

// A spec is a query as scripts write it, in JSON. Scripts are written by the
// developers of this suite, so that a wrong one may panic.
type spec struct {
	IDs           []string
	Among         []string       // relationships of the links of IDs
	Filter        map[string]any // on the entity, or on the link
	Node          map[string]any // of links at an entity: on the far end
	Order         []any          // "size", "-size" or {"count": {…}, "desc": true}
	First, Last   *int
	After, Before any // a position, or "start" or "end" of the list asked before
	Total         bool
	Typing        bool
	On            []string
	Relationships []string
	Direction     jinqiao.Direction
	Kinds         []string
	Select        map[string]any
}

func (s *script) readSpec(text string) spec {
	q := spec{Direction: jinqiao.Both}
	if text == "" {
		text = "{}"
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		panic(fmt.Sprintf("%s: %v", text, err))
	}
	return q
}

func (s *script) specOf(v any) spec {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return s.readSpec(string(text))
}

func (s *script) entityQuery(q spec) *jinqiao.EntityQuery {
	return &jinqiao.EntityQuery{
		IDs: q.IDs, Filter: s.filter(q.Filter), Order: s.order(q.Order), Page: s.page(q),
		Total: q.Total, Select: s.entitySelect(q.Select),
	}
}

func (s *script) linkQuery(q spec) *jinqiao.LinkQuery {
	return &jinqiao.LinkQuery{
		IDs: q.IDs, Among: q.Among, On: q.On,
		Trail: jinqiao.Trail{Relationships: q.Relationships, Direction: q.Direction, Kinds: q.Kinds},
		Node:  s.filter(q.Node), Filter: s.filter(q.Filter), Order: s.order(q.Order), Page: s.page(q),
		Total: q.Total, Select: s.linkSelect(q.Select),
	}
}

func (s *script) page(q spec) jinqiao.Page {
	p := jinqiao.Page{Limit: 100, After: s.bound(q.After), Before: s.bound(q.Before)}
	if q.First != nil {
		p.Limit = *q.First
	}
	if q.Last != nil {
		p.Limit, p.Backward = *q.Last, true
	}
	return p
}

func (s *script) bound(v any) jinqiao.Position {
	switch v := v.(type) {
	case []any:
		return v
	case string:
		return map[string]jinqiao.Position{"start": s.start, "end": s.end}[v]
	}
	return nil
}

func (s *script) order(list []any) []jinqiao.Order {
	var order []jinqiao.Order
	for _, item := range list {
		if m, ok := item.(map[string]any); ok {
			linked := s.linked(m["count"].(map[string]any))
			order = append(order, jinqiao.Order{Count: &linked, Type: jinqiao.TypeInt, Desc: m["desc"] == true})
			continue
		}
		name, desc := strings.CutPrefix(item.(string), "-")
		t, _ := s.typeOf(name)
		order = append(order, jinqiao.Order{Property: name, Type: t, Desc: desc})
	}
	return order
}

func (s *script) entitySelect(m map[string]any) *jinqiao.EntitySelect {
	if m == nil {
		return nil
	}
	sel := &jinqiao.EntitySelect{
		Properties: m["properties"] == true, Evidence: m["evidence"] == true, Degree: m["degree"] == true,
		Documents: s.entitySelect(object(m["documents"])),
	}
	for _, item := range items(m["counts"]) {
		q := s.specOf(item)
		sel.Counts = append(sel.Counts, &jinqiao.CountQuery{On: q.On, Filter: s.filter(q.Filter)})
	}
	for _, item := range items(m["links"]) {
		sel.Links = append(sel.Links, s.linkQuery(s.specOf(item)))
	}
	return sel
}

func (s *script) linkSelect(m map[string]any) *jinqiao.LinkSelect {
	if m == nil {
		return nil
	}
	end := func(name string) *jinqiao.EntitySelect { return s.entitySelect(object(m[name])) }
	return &jinqiao.LinkSelect{
		Properties: m["properties"] == true, Evidence: m["evidence"] == true, Documents: end("documents"),
		From: end("from"), To: end("to"), Far: end("far"), Scope: end("scope"), By: end("by"),
	}
}

// filter reads conditions that all hold; nil for nil. Keys that are no words of
// this language are properties, each with its operators.
func (s *script) filter(m map[string]any) jinqiao.Filter {
	if m == nil {
		return nil
	}
	var all jinqiao.All
	for _, key := range slices.Sorted(maps.Keys(m)) {
		all = append(all, s.condition(key, m[key])...)
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func (s *script) condition(key string, v any) []jinqiao.Filter {
	switch key {
	case "and":
		return []jinqiao.Filter{jinqiao.All(s.filters(v))}
	case "or":
		return []jinqiao.Filter{jinqiao.Any(s.filters(v))}
	case "not":
		return []jinqiao.Filter{jinqiao.Not{Filter: s.filter(object(v))}}
	case "kind":
		return []jinqiao.Filter{jinqiao.OfKind(texts(v))}
	case "relationship":
		return []jinqiao.Filter{jinqiao.OfRelationship(texts(v))}
	case "named":
		return []jinqiao.Filter{jinqiao.Named(texts(v))}
	case "text":
		return []jinqiao.Filter{jinqiao.Matches{Text: v.(string)}}
	case "document":
		return []jinqiao.Filter{jinqiao.EvidencedBy(texts(v))}
	case "validOn":
		return []jinqiao.Filter{jinqiao.ValidOn{Date: jinqiao.PartialDate(v.(string))}}
	case "from":
		return []jinqiao.Filter{jinqiao.FromIs{Filter: s.filter(object(v))}}
	case "to":
		return []jinqiao.Filter{jinqiao.ToIs{Filter: s.filter(object(v))}}
	case "linked":
		return []jinqiao.Filter{s.linked(object(v))}
	}
	return s.tests(key, object(v))
}

func (s *script) filters(v any) []jinqiao.Filter {
	var parts []jinqiao.Filter
	for _, item := range items(v) {
		parts = append(parts, s.filter(object(item)))
	}
	return parts
}

// linked reads a Linked; without min and max it asks for at least one link.
func (s *script) linked(m map[string]any) jinqiao.Linked {
	l := jinqiao.Linked{Min: 1, Max: -1, Node: s.filter(object(m["node"])), Link: s.filter(object(m["link"]))}
	l.Trail = jinqiao.Trail{Relationships: texts(m["relationships"]), Direction: jinqiao.Both, Kinds: texts(m["kinds"])}
	if d, ok := m["direction"].(string); ok {
		l.Direction = jinqiao.Direction(d)
	}
	if n, ok := m["min"].(float64); ok {
		l.Min = int(n)
	}
	if n, ok := m["max"].(float64); ok {
		l.Max = int(n)
	}
	return l
}

func (s *script) tests(property string, ops map[string]any) []jinqiao.Filter {
	t, exact := s.typeOf(property)
	var all []jinqiao.Filter
	for _, op := range slices.Sorted(maps.Keys(ops)) {
		test := jinqiao.Test{Property: property, Type: t, Exact: exact, Op: jinqiao.Op(op)}
		for _, v := range items(ops[op]) {
			if _, isNumber := v.(float64); isNumber {
				v = typed(t, v)
			}
			test.Values = append(test.Values, v)
		}
		all = append(all, test)
	}
	return all
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// items returns a list, or the one value as a list.
func items(v any) []any {
	if list, ok := v.([]any); ok || v == nil {
		return list
	}
	return []any{v}
}
