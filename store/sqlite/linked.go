package sqlite

import (
	"slices"

	"jinqiao"
)

// A way is one direction along links: the columns of the near and the far end,
// and the index from the near end.
type way struct {
	near, far, farKind, index string
	direction                 jinqiao.Direction

	relationships []string // nil for all
	again         bool     // a link to itself has been met the other way
}

var (
	outwards = way{near: "source", far: "target", farKind: "target_kind", index: "link_out", direction: jinqiao.Out}
	inwards  = way{near: "target", far: "source", farKind: "source_kind", index: "link_in", direction: jinqiao.In}
)

// ways returns the ways of a trail. A symmetric relationship leads both ways,
// whichever is asked.
func (c *compiler) ways(t jinqiao.Trail) []way {
	first, second := outwards, inwards
	if t.Direction == jinqiao.In {
		first, second = inwards, outwards
	}
	first.relationships, second.relationships, second.again = t.Relationships, t.Relationships, true
	if t.Direction == jinqiao.Both {
		return []way{first, second}
	}
	second.relationships = slices.DeleteFunc(slices.Clone(c.symmetric), func(name string) bool {
		return t.Relationships != nil && !slices.Contains(t.Relationships, name)
	})
	if len(second.relationships) == 0 {
		return []way{first}
	}
	return []way{first, second}
}

// along is the condition that a link l leads a way from an entity to one of
// kinds. It speaks of columns of the way's index only, so that links can be
// counted without reading them.
func (c *compiler) along(w way, kinds []string, l scope, near expr) expr {
	parts := []expr{sql("% = %", l.column(w.near), near)}
	if w.relationships != nil {
		parts = append(parts, oneOf(l.column("relationship"), numbersOf(w.relationships, c.names.relationships)))
	}
	if kinds != nil {
		parts = append(parts, oneOf(l.column(w.farKind), numbersOf(kinds, c.names.kinds)))
	}
	if w.again {
		parts = append(parts, sql("% NOT IN (SELECT o.number FROM link o WHERE o.source = o.target AND o.source = %)", l.column("number"), near))
	}
	return and(parts...)
}

// linked holds for an entity with so many links.
func (c *compiler) linked(f jinqiao.Linked, s scope) expr {
	switch {
	case f.Min <= 0 && f.Max < 0:
		return yes
	case f.Max >= 0 && f.Max < f.Min:
		return no
	case f.Min == 1 && f.Max < 0:
		return c.linkedAtAll(f, s)
	case f.Min <= 0 && f.Max == 0:
		return not(c.linkedAtAll(f, s))
	}
	count := c.count(f, s)
	if f.Max < 0 {
		return sql("% >= %", count, arg(f.Min))
	}
	return sql("% BETWEEN % AND %", count, arg(f.Min), arg(f.Max))
}

// leadsBack reports whether the entities that a filter asks for are found
// faster from the far ends, because those are few.
func leadsBack(f jinqiao.Linked) bool { return f.Min == 1 && f.Max < 0 && selective(f.Node) }

func (c *compiler) linkedAtAll(f jinqiao.Linked, s scope) expr {
	var parts []expr
	for _, w := range c.ways(f.Trail) {
		w.again = false
		if leadsBack(f) && !c.walking {
			parts = append(parts, c.reachedFrom(f, w, s))
			continue
		}
		from, condition := c.links(f, w, s, s.column("ord"))
		if leadsBack(f) {
			from, condition = c.linksTo(f, w, s)
		}
		if condition.is(no) {
			continue
		}
		parts = append(parts, sql("EXISTS (SELECT 1 FROM "+from+" WHERE %)", condition))
	}
	return or(parts...)
}

// reachedFrom holds for an entity that a link joins to one of the far ends.
func (c *compiler) reachedFrom(f jinqiao.Linked, w way, s scope) expr {
	return sql("% IN (%)", s.column("ord"), c.linksBack(f, w, s, w.near))
}

// linksBack is a query for a column of the links that lead to the far ends.
func (c *compiler) linksBack(f jinqiao.Linked, w way, s scope, column string) expr {
	l, far := s.inner("l"), s.inner("e")
	back := outwards
	if w.near == back.near {
		back = inwards
	}
	back.relationships = w.relationships
	condition := and(
		c.entity(f.Node, far),
		ofKinds(c, f.Kinds, far),
		c.along(back, nil, l, far.column("ord")),
		c.link(f.Link, l),
	)
	return sql("SELECT "+l.alias+"."+column+" FROM entity "+far.alias+" CROSS JOIN link "+l.alias+" INDEXED BY "+back.index+" WHERE %", condition)
}

func ofKinds(c *compiler, kinds []string, s scope) expr {
	if kinds == nil {
		return yes
	}
	return c.entity(jinqiao.OfKind(kinds), s)
}

// links returns the tables and the condition of the links one way from an
// entity that a filter speaks of.
func (c *compiler) links(f jinqiao.Linked, w way, s scope, near expr) (from string, condition expr) {
	l, far := s.inner("l"), s.inner("e")
	from = "link " + l.alias + " INDEXED BY " + w.index
	parts := []expr{c.along(w, f.Kinds, l, near), c.link(f.Link, l)}
	if f.Node != nil {
		from += " CROSS JOIN entity " + far.alias
		parts = append(parts, raw(far.alias+".ord = "+l.alias+"."+w.far), c.entity(f.Node, far))
	}
	return from, and(parts...)
}

// linksTo is links for far ends that are few: they are found once.
func (c *compiler) linksTo(f jinqiao.Linked, w way, s scope) (from string, condition expr) {
	l, far := s.inner("l"), s.inner("e")
	ends := sql("SELECT "+far.alias+".ord FROM entity "+far.alias+" WHERE %", c.entity(f.Node, far))
	return "link " + l.alias + " INDEXED BY " + w.index, and(c.along(w, f.Kinds, l, s.column("ord")), sql("% IN (%)", l.column(w.far), ends), c.link(f.Link, l))
}

// count is how many links a filter speaks of there are at an entity.
func (c *compiler) count(f jinqiao.Linked, s scope) expr {
	sum := expr{}
	for _, w := range c.ways(f.Trail) {
		from, condition := c.links(f, w, s, s.column("ord"))
		part := sql("(SELECT count(*) FROM "+from+" WHERE %)", condition)
		if sum.text == "" {
			sum = part
			continue
		}
		sum = sql("(% + %)", sum, part)
	}
	return sum
}
