package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
	"jinqiao/graph/model"
)

const (
	// MaxGroups is how many groups are counted at most: more are no answer that a
	// person could read or a chart could show.
	MaxGroups = 10_000
	// MaxGroupsShown is how many groups an answer has at most.
	MaxGroupsShown = 1000
	// maxGroupBy is by how many things entities can be grouped at once.
	maxGroupBy = 3
	// MaxAggregates is how often one operation may count in groups: each may look
	// at all entities.
	MaxAggregates = 10
)

// A countingField is what the root field `aggregate` asks.
type countingField struct {
	query    *jinqiao.AggregateQuery
	by       []model.GroupedBy
	having   map[string]any
	order    []groupOrder
	first    int
	others   bool
	entity   *jinqiao.EntitySelect // of keys and of what is left out
	leftOut  bool                  // entities that are left out are asked for
	filter   *groupFilter          // nil if not asked for
	multiple bool                  // an entity may be in several groups
}

// aggregate plans the field of this name.
func (p *planner) aggregate(field *rootField, f graphql.CollectedField, args map[string]any) error {
	if p.aggregates++; p.aggregates > MaxAggregates {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "an operation may count in groups %d times at most", MaxAggregates)
	}
	at := field.at
	c := &countingField{query: &jinqiao.AggregateQuery{Limit: MaxGroups}, having: object(args["having"]), entity: &jinqiao.EntitySelect{}}
	of := object(args["of"])
	set, err := p.set(of, at.in("of"))
	if err != nil {
		return err
	}
	filter, err := p.entityFilter(object(args["filter"]), p.typeOf("Entity"), at.in("filter"))
	if err != nil {
		return err
	}
	all := jinqiao.All{set}
	if filter != nil {
		all = append(all, filter)
	}
	c.query.Filter = all
	kinds := p.setKinds(of)
	if err := p.groupBy(c, items(args["by"]), kinds, at.in("by")); err != nil {
		return err
	}
	if c.order, err = groupOrders(items(args["orderBy"]), at.in("orderBy")); err != nil {
		return err
	}
	if c.first, err = groupsShown(args, at); err != nil {
		return err
	}
	c.others, _ = args["others"].(bool)
	field.counting = c
	if err := p.groupSelection(c, f); err != nil {
		return err
	}
	if c.filter != nil {
		*c.filter = groupFilter{ontology: p.ontology, by: c.by, kinds: kinds, set: setCondition(of, set), filter: object(args["filter"])}
	}
	return nil
}

func groupsShown(args map[string]any, at pathway) (int, error) {
	v, given := args["first"]
	if !given || v == nil {
		return DefaultPage, nil
	}
	n, ok := whole(v)
	if !ok || n < 0 || n > MaxGroupsShown {
		return 0, at.in("first").bad("%v is out of range; 0 to %d groups can be shown, `others` sums up the rest", v, MaxGroupsShown)
	}
	return n, nil
}

// setKinds returns the kinds of which the entities of a set may be.
func (p *planner) setKinds(of map[string]any) []*jinqiao.Kind {
	for key := range of {
		if k := p.byPlural(key); k != nil {
			return []*jinqiao.Kind{k}
		}
	}
	return p.ontology.Kinds
}

// groupBy reads by what is grouped.
func (p *planner) groupBy(c *countingField, list []any, kinds []*jinqiao.Kind, at pathway) error {
	if len(list) > maxGroupBy {
		return at.bad("%d things to group by; %d at most", len(list), maxGroupBy)
	}
	for i, item := range list {
		m, at := object(item), at.item(i)
		key, err := single(m, at, "property, year or field")
		if err != nil {
			return err
		}
		name, at := m[key].(string), at.in(key)
		var by jinqiao.GroupBy
		told := model.GroupedBy{Name: name}
		switch key {
		case "field":
			by.Ways, err = fieldWays(name, kinds, at)
			told.Entities = true
		case "year":
			told.Property, err = yearProperty(name, kinds, at)
			by.Year = true
		default:
			told.Property, err = groupProperty(name, kinds, at)
			told.Kinds = name == "kind"
		}
		if err != nil {
			return err
		}
		if told.Property != nil {
			by.Property, by.Type = name, told.Property.Type
			by.Exact = told.Property.Code || by.Type != jinqiao.TypeString && by.Type != jinqiao.TypeList
		}
		c.multiple = c.multiple || by.Ways != nil || by.Type == jinqiao.TypeList
		c.query.By, c.by = append(c.query.By, by), append(c.by, told)
	}
	return nil
}

// groupProperty finds a property by its name among kinds.
func groupProperty(name string, kinds []*jinqiao.Kind, at pathway) (*jinqiao.Property, error) {
	switch name {
	case "kind":
		return &jinqiao.Property{Name: name, Type: jinqiao.TypeID}, nil
	case "hub":
		return booleanProperty, nil
	case "name":
		return textProperty, nil
	case "aliases":
		return listProperty, nil
	}
	known := []string{"kind", "hub", "name", "aliases"}
	for _, k := range kinds {
		if prop := k.Property(name); prop != nil && (prop.Values == nil || len(prop.Values) > 0) {
			return prop, nil
		}
		for _, prop := range k.Properties {
			if prop.Values == nil || len(prop.Values) > 0 {
				known = append(known, prop.Name)
			}
		}
	}
	for _, k := range kinds {
		if k.Field(name) != nil {
			return nil, at.bad("%s leads to other entities; write {field: %q}", name, name)
		}
	}
	return nil, unknownName(name, "property", known, kinds, at)
}

// yearProperty finds a date or period by its name among kinds.
func yearProperty(name string, kinds []*jinqiao.Kind, at pathway) (*jinqiao.Property, error) {
	var known []string
	for _, k := range kinds {
		for _, prop := range k.Properties {
			if prop.Type != jinqiao.TypeDate && prop.Type != jinqiao.TypePeriod {
				continue
			}
			if prop.Name == name {
				return prop, nil
			}
			known = append(known, prop.Name)
		}
	}
	return nil, unknownName(name, "date or period", known, kinds, at)
}

// fieldWays returns how a relationship field leads on, for the kinds that have it.
func fieldWays(name string, kinds []*jinqiao.Kind, at pathway) ([]jinqiao.Way, error) {
	var ways []jinqiao.Way
	var known []string
	for _, k := range kinds {
		for _, f := range k.Fields {
			known = append(known, f.Name)
		}
		f := k.Field(name)
		if f == nil {
			continue
		}
		i := slices.IndexFunc(ways, func(w jinqiao.Way) bool { return sameTrail(w.Trail, f.Trail) })
		if i < 0 {
			i = len(ways)
			ways = append(ways, jinqiao.Way{Trail: f.Trail})
		}
		ways[i].On = append(ways[i].On, k.Name)
	}
	if ways == nil {
		return nil, unknownName(name, "relationship field", known, kinds, at)
	}
	return ways, nil
}

func sameTrail(a, b jinqiao.Trail) bool {
	return a.Direction == b.Direction && slices.Equal(a.Relationships, b.Relationships) && slices.Equal(a.Kinds, b.Kinds)
}

func unknownName(name, what string, known []string, kinds []*jinqiao.Kind, at pathway) error {
	of := "any kind"
	if len(kinds) == 1 {
		of = kinds[0].Name
	}
	slices.Sort(known)
	known = slices.Compact(known)
	e := jinqiao.Errorf(jinqiao.CodeBadInput, "%s: %q is no %s of %s", at, name, what, of).At(string(at))
	if near := nearest(name, known); len(near) > 0 {
		e.Suggestions = near
		e.Message += "; did you mean " + near[0] + "?"
	} else if len(known) <= 40 {
		e.Suggestions = known
	}
	return e
}

// groupSelection gathers what is asked of the entities that groups name.
func (p *planner) groupSelection(c *countingField, f graphql.CollectedField) error {
	shown := c.first + 1
	if _, err := p.charge(shown, max(1, len(c.by))); err != nil {
		return err
	}
	c.entity.Properties = true // labels are in either language
	fields := p.collect(f.Selections, []string{"Group"})
	if err := p.chargeFields(fields, shown); err != nil {
		return err
	}
	for _, g := range fields {
		var err error
		switch g.Name {
		case "keys":
			err = p.groupEntities(c, g.Selections, "GroupKey", "entity", shown*len(c.by))
		case "leftOut":
			c.leftOut = true
			err = p.groupEntities(c, g.Selections, "LeftOut", "entities", shown*model.MostLeftOut)
		case "filter":
			c.filter = &groupFilter{}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) groupEntities(c *countingField, sel ast.SelectionSet, typeName, name string, rows int) error {
	fields := p.collect(sel, []string{typeName})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, e := range fields {
		if e.Name != name {
			continue
		}
		if _, err := p.charge(rows, 1); err != nil {
			return err
		}
		if err := p.entity(c.entity, e.Selections, p.typeOf("Entity").kinds, rows); err != nil {
			return err
		}
	}
	return nil
}
