package graph

import (
	"errors"
	"fmt"
	"strings"

	"jinqiao"
	"jinqiao/linkage"
)

// patternOfSteps reads a pattern given as typed input: the first step is where
// paths start.
func patternOfSteps(o *jinqiao.Ontology, given []any, at pathway) (*linkage.Pattern, error) {
	var places []linkage.Place
	var steps []linkage.PatternStep
	for i, item := range given {
		m := object(item)
		places = append(places, linkage.Place{Kinds: texts(items(m["kinds"])), Conditions: patternConditions(m["where"])})
		if i > 0 {
			steps = append(steps, patternStep(m))
			continue
		}
		for _, name := range []string{"relationships", "direction", "link", "least", "most"} {
			if m[name] != nil {
				return nil, at.item(0).in(name).bad("nothing leads to the first place; say it of the next step")
			}
		}
	}
	if len(given) < 2 {
		return nil, at.bad("a pattern has at least two steps, where it starts and where it leads, not %d", len(given))
	}
	p, err := linkage.NewPattern(o, places, steps)
	return p, placedStep(err, at)
}

func patternStep(m map[string]any) linkage.PatternStep {
	s := linkage.PatternStep{Relationships: texts(items(m["relationships"])), Conditions: patternConditions(m["link"]), Min: 1}
	if n, ok := whole(m["least"]); ok {
		s.Min = n
	}
	s.Max = s.Min
	if n, ok := whole(m["most"]); ok {
		s.Max = n
	}
	if s.Min == 0 && s.Max == 0 {
		s.Max = 1 // both zero would stand for one
	}
	if d, ok := m["direction"].(string); ok {
		s.Direction = jinqiao.Direction(d)
	}
	return s
}

func patternConditions(list any) (conditions []linkage.Condition) {
	for _, item := range items(list) {
		m := object(item)
		property, _ := m["property"].(string)
		value, _ := m["value"].(string)
		conditions = append(conditions, linkage.Condition{Property: property, Value: linkage.Literal(value)})
	}
	return conditions
}

// placedStep names the step at which linkage found fault: it counts places from
// 1 and the steps between them from 1.
func placedStep(err error, at pathway) error {
	e, ok := errors.AsType[*jinqiao.Error](err)
	if !ok {
		return err
	}
	part, n, message := "", 0, e.Message
	if _, err := fmt.Sscanf(message, "%s %d:", &part, &n); err == nil && (part == "place" || part == "step") {
		if part == "place" {
			n--
		}
		at = at.item(n)
		_, message, _ = strings.Cut(message, ": ")
	}
	c := e.At(string(at))
	c.Message = c.Argument + ": " + message
	return c
}
