package graph

import (
	"math"

	"jinqiao"
)

// relation reads `{some: …, none: …, count: …}` on a relationship field.
func (p *planner) relation(m map[string]any, trail jinqiao.Trail, far typ, at pathway) (jinqiao.Filter, error) {
	return p.linked(m, at, func(m map[string]any, at pathway) (jinqiao.Linked, error) {
		return p.match(m, trail, far, at)
	})
}

// anyLinks reads `{some: …, none: …, count: …}` on links of any relationship.
func (p *planner) anyLinks(m map[string]any, at pathway) (jinqiao.Filter, error) {
	return p.linked(m, at, func(m map[string]any, at pathway) (jinqiao.Linked, error) {
		return p.match(m, p.trail(m), p.typeOf("Entity"), at)
	})
}

// match reads which links are meant, by conditions on the far end and the link.
func (p *planner) match(m map[string]any, trail jinqiao.Trail, far typ, at pathway) (jinqiao.Linked, error) {
	l := jinqiao.Linked{Trail: trail, Min: 1, Max: -1}
	var err error
	if l.Node, err = p.entityFilter(object(m["node"]), far, at.in("node")); err != nil {
		return l, err
	}
	l.Link, err = p.linkFilter(object(m["link"]), at.in("link"), false)
	return l, err
}

func (p *planner) linked(m map[string]any, at pathway, match func(map[string]any, pathway) (jinqiao.Linked, error)) (jinqiao.Filter, error) {
	var all jinqiao.All
	for _, key := range keys(m) {
		if m[key] == nil {
			continue
		}
		l, err := match(object(m[key]), at.in(key))
		if err != nil {
			return nil, err
		}
		switch key {
		case "none":
			l.Min, l.Max = 0, 0
		case "count":
			if l.Min, l.Max, err = bounds(object(m[key]), at.in(key)); err != nil {
				return nil, err
			}
		}
		if l.Max >= 0 && l.Min > l.Max {
			all = append(all, jinqiao.Any{}) // no number fits
			continue
		}
		all = append(all, l)
	}
	return all, nil
}

// bounds reads the comparisons of a count; the upper bound is -1 for none.
func bounds(m map[string]any, at pathway) (low, high int, err error) {
	high = math.MaxInt32
	given := false
	for _, op := range []string{"eq", "gt", "gte", "lt", "lte"} {
		n, ok := whole(m[op])
		if !ok {
			continue
		}
		given = true
		switch op {
		case "eq":
			low, high = max(low, n), min(high, n)
		case "gt":
			low = max(low, n+1)
		case "gte":
			low = max(low, n)
		case "lt":
			high = min(high, n-1)
		case "lte":
			high = min(high, n)
		}
	}
	switch {
	case !given:
		return 0, 0, at.bad("say how many: eq, gt, gte, lt or lte")
	case high < 0:
		return 1, 0, nil // a count is never negative
	case high == math.MaxInt32:
		high = -1
	}
	return low, high, nil
}

// linkFilter reads a filter on links; nil for nil. Ends can be given at the root only.
func (p *planner) linkFilter(m map[string]any, at pathway, root bool) (jinqiao.Filter, error) {
	return conditions(m, at, func(key string, v any, at pathway) (jinqiao.Filter, error) { return p.linkCondition(key, v, at, root) })
}

func (p *planner) linkCondition(key string, v any, at pathway, root bool) (jinqiao.Filter, error) {
	switch key {
	case "and", "or", "not":
		return combine(key, v, at, func(m map[string]any, at pathway) (jinqiao.Filter, error) { return p.linkFilter(m, at, root) })
	case "relationships":
		return jinqiao.OfRelationship(texts(items(v))), nil
	case "minConfidence":
		return p.minConfidence(v.(string)), nil
	case "document":
		return jinqiao.EvidencedBy(texts(items(v))), nil
	case "validOn":
		d, err := date(v, at)
		if err != nil {
			return nil, err
		}
		return jinqiao.ValidOn{Date: jinqiao.PartialDate(d.(string))}, nil
	case "from", "to":
		return p.end(key, object(v), at, root)
	}
	return p.tests(key, p.linkProperty(key), object(v), at)
}

func (p *planner) linkProperty(name string) *jinqiao.Property {
	if prop := p.ontology.LinkProperty(name); prop != nil {
		return prop
	}
	switch name {
	case "assertion", "confidence":
		return enumProperty
	case "collective":
		return booleanProperty
	case "asOf":
		return dateProperty
	}
	return idProperty
}

// minConfidence keeps what is stated, and conclusions at least that sure. The
// values of the enum go from the surest down.
func (p *planner) minConfidence(least string) jinqiao.Filter {
	var sure []any
	for _, v := range p.ontology.Enums["Confidence"].Values {
		sure = append(sure, v.Name)
		if v.Name == least {
			break
		}
	}
	return jinqiao.Any{
		jinqiao.Test{Property: "confidence", Type: jinqiao.TypeEnum, Exact: true, Op: jinqiao.OpIsNull, Values: []any{true}},
		jinqiao.Test{Property: "confidence", Type: jinqiao.TypeEnum, Exact: true, Op: jinqiao.OpIn, Values: sure},
	}
}

func (p *planner) end(key string, set map[string]any, at pathway, root bool) (jinqiao.Filter, error) {
	if !root {
		return nil, at.bad("ends can be given at the root field `links` only; here use the filter on the far end")
	}
	f, err := p.set(set, at)
	if err != nil {
		return nil, err
	}
	if key == "from" {
		return jinqiao.FromIs{Filter: f}, nil
	}
	return jinqiao.ToIs{Filter: f}, nil
}
