package jinqiao

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// linkProperty checks one property of a link: those that its relationship uses
// are allowed, and those that no relationship lists, which are common to all.
func (c *checker) linkProperty(rel *Relationship, name string, value any) {
	if p := rel.Property(name); p != nil {
		c.value(rel.Name, p, value)
		return
	}
	users := c.o.users(name)
	if p := c.o.linkProps[name]; p != nil && len(users) == 0 {
		c.value(rel.Name, p, value)
		return
	}
	if len(users) > 0 {
		c.add(name, "%s does not use it; %s %s", rel.Name, strings.Join(users, ", "), verb(users, "does", "do"))
		return
	}
	fields := []string{"from", "to", "key", "assertion", "confidence", "collective", "scope", "evidence"}
	for _, p := range rel.Properties {
		fields = append(fields, p.Name)
	}
	for _, p := range c.o.LinkProps {
		if len(c.o.users(p.Name)) == 0 {
			fields = append(fields, p.Name)
		}
	}
	c.add(name, "no link has this%s", didYouMean(name, fields))
}

// users returns the relationships that use a property.
func (o *Ontology) users(property string) []string {
	var users []string
	for _, r := range o.Relationships {
		if r.Property(property) != nil {
			users = append(users, r.Name)
		}
	}
	return users
}

func (c *checker) noProperty(kind *Kind, name string) {
	var have []string
	for _, k := range c.o.Kinds {
		if k.properties[name] != nil {
			have = append(have, k.Name)
		}
	}
	if len(have) > 0 {
		c.add(name, "%s does not have it; %s %s", kind.Name, strings.Join(have, ", "), verb(have, "does", "do"))
		return
	}
	fields := []string{"id", "kind", "name", "aliases", "cohort", "hub", "evidence"}
	for _, p := range kind.Properties {
		fields = append(fields, p.Name)
	}
	c.add(name, "no kind has this%s", didYouMean(name, fields))
}

// value checks the value of a property. owner is the kind or relationship.
func (c *checker) value(owner string, p *Property, value any) {
	switch p.Type {
	case TypeInt:
		c.whole(p.Name, value)
	case TypeFloat:
		c.number(p.Name, value)
	case TypeBoolean:
		if _, ok := value.(bool); !ok {
			c.wrongType(p.Name, "true or false", value)
		}
	case TypeList:
		c.list(p.Name, value)
	default:
		text, ok := value.(string)
		if !ok {
			c.wrongType(p.Name, "text", value)
			return
		}
		c.text(owner, p, text)
	}
}

func (c *checker) text(owner string, p *Property, text string) {
	switch {
	case p.Type == TypeDate:
		c.date(p.Name, text)
	case p.Type == TypePeriod:
		if _, ok := ParsePeriod(text); !ok {
			c.add(p.Name, "%s is no period; write a date, or two with a slash of which one may be open: 2021/2022-05, ../2022", quote(text))
		}
	case p.Type == TypeID:
		c.id(p.Name, text)
	case p.Values != nil && len(p.Values) == 0:
		c.add(p.Name, "%s has no %s; leave it out", owner, p.Name)
	case p.Values != nil:
		c.oneOf(p.Name, text, p.Values)
	default:
		if fault := textFault(text, "\n\t"); fault != "" {
			c.add(p.Name, "%s", fault)
		}
	}
}

func (c *checker) date(field, text string) {
	if _, ok := ParseDate(text); !ok {
		c.add(field, "%s is no date; write a year, a month or a day: 2021, 2021-05, 2021-05-30", quote(text))
	}
}

func (c *checker) whole(field string, value any) {
	switch n := value.(type) {
	case int:
		if n < math.MinInt32 || n > math.MaxInt32 {
			c.add(field, "%d is not between %d and %d", n, math.MinInt32, math.MaxInt32)
		}
	case float64:
		if math.IsInf(n, 0) || math.IsNaN(n) {
			c.add(field, "is not between %d and %d", math.MinInt32, math.MaxInt32)
			return
		}
		c.add(field, "%v is no whole number between %d and %d", n, math.MinInt32, math.MaxInt32)
	default:
		c.wrongType(field, "a whole number", value)
	}
}

func (c *checker) number(field string, value any) {
	n, ok := value.(float64)
	if !ok {
		c.wrongType(field, "a number", value)
		return
	}
	if math.IsInf(n, 0) || math.IsNaN(n) {
		c.add(field, "is beyond the largest number, 1.8e308")
	}
}

func (c *checker) list(field string, value any) {
	items, ok := value.([]string)
	if !ok {
		c.wrongType(field, "a list of text", value)
		return
	}
	for i, item := range items {
		c.line(indexed(field, i), item)
	}
}

func (c *checker) wrongType(field, want string, value any) {
	c.add(field, "has to be %s, not %s", want, inWords(value))
}

// inWords names the type of a value as its author knows it.
func inWords(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return "text"
	case bool:
		return "true or false"
	case int, float64:
		return "a number"
	case []string:
		return "a list"
	case []any:
		for i, item := range v {
			if _, ok := item.(string); !ok {
				return fmt.Sprintf("a list whose item %d is %s", i, inWords(item))
			}
		}
		return "a list"
	}
	return "an object"
}

func (c *checker) oneOf(field, value string, allowed []string) {
	if slices.Contains(allowed, value) {
		return
	}
	c.add(field, "%s is not allowed here; it is one of %s", quote(value), strings.Join(allowed, ", "))
}

func (c *checker) unknown(field, what, name string, known []string) {
	if name == "" {
		c.add(field, "missing; give one of %s", strings.Join(known, ", "))
		return
	}
	if near := Nearest(name, known); near != "" {
		c.add(field, "unknown %s %s; did you mean %s?", what, quote(name), near)
		return
	}
	c.add(field, "unknown %s %s; it is one of %s", what, quote(name), strings.Join(known, ", "))
}

// doesNotJoin says what a relationship joins: what leads to the far kind, what
// the near kind leads to, or, where there is neither, all of it.
func (o *Ontology) doesNotJoin(r *Relationship, from, to string) string {
	all := names(o.Kinds, func(k *Kind) string { return k.Name })
	sources := filter(all, func(k string) bool { return r.Joins(k, to) })
	targets := filter(all, func(k string) bool { return r.Joins(from, k) })
	var ways []string
	if len(sources) > 0 {
		ways = append(ways, way(o, sources, []string{to}))
	}
	if len(targets) > 0 {
		ways = append(ways, way(o, []string{from}, targets))
	}
	if len(ways) == 0 {
		starts := filter(all, func(k string) bool { return slices.ContainsFunc(all, func(t string) bool { return r.Joins(k, t) }) })
		ends := filter(all, func(k string) bool { return slices.ContainsFunc(all, func(s string) bool { return r.Joins(s, k) }) })
		ways = append(ways, way(o, starts, ends))
	}
	return fmt.Sprintf("%s does not lead from %s to %s; it leads %s", r.Name, from, to, strings.Join(ways, " and "))
}

func way(o *Ontology, from, to []string) string {
	return "from " + o.kindList(from) + " to " + o.kindList(to)
}

func (o *Ontology) kindList(kinds []string) string {
	if len(kinds) == len(o.Kinds) {
		return "any kind"
	}
	return strings.Join(kinds, ", ")
}
