package neo4j

import (
	"slices"

	"jinqiao"
)

// A step is a pattern for the links along a trail from an entity, with the
// condition that the pattern cannot say.
type step struct {
	pattern   string
	condition string
	scope     linkScope
	far       string
}

// direction is that of all links of the pattern; Both where they differ or have none.
func (s step) direction() jinqiao.Direction {
	switch {
	case s.scope.from == "":
		return jinqiao.Both
	case s.scope.to == s.far:
		return jinqiao.Out
	}
	return jinqiao.In
}

// step returns the pattern for the links along a trail from an entity. A
// symmetric relationship leads both ways, whichever is asked.
func (b *builder) step(t jinqiao.Trail, near string) step {
	l, far := b.variable("l"), b.variable("f")
	types := b.knownRelationships(t.Relationships)
	s := step{scope: linkScope{link: l}, far: far, condition: b.ofKinds(far, t.Kinds)}
	if len(types) == 0 {
		s.pattern, s.condition = "("+near+")-["+l+"]-("+far+")", no
		return s
	}
	link := "-[" + l + ":" + alternatives(types) + "]-"
	symmetric := intersect(types, b.symmetric)
	switch {
	case t.Direction == jinqiao.Both, len(symmetric) == len(types):
	case len(symmetric) > 0:
		end := "startNode"
		if t.Direction == jinqiao.In {
			end = "endNode"
		}
		s.condition = and(or(end+"("+l+") = "+near, l+":"+alternatives(symmetric)), s.condition)
	case t.Direction == jinqiao.In:
		link = "<" + link
		s.scope.from, s.scope.to = far, near
	default:
		link += ">"
		s.scope.from, s.scope.to = near, far
	}
	s.pattern = "(" + near + ")" + link + "(" + far + ")"
	return s
}

// linked holds for an entity with so many links.
func (b *builder) linked(f jinqiao.Linked, e string, depth int) string {
	switch {
	case f.Min <= 0 && f.Max < 0:
		return yes
	case f.Max >= 0 && f.Max < f.Min:
		return no
	case f.Min == 1 && f.Max < 0:
		return b.some(f, e, depth)
	case f.Min <= 0 && f.Max == 0:
		return not(b.some(f, e, depth))
	}
	count := b.count(f, e, depth)
	low, high := yes, yes
	if f.Min > 0 {
		low = count + " >= " + b.param(f.Min)
	}
	if f.Max >= 0 {
		if low != yes {
			count = b.count(f, e, depth)
		}
		high = count + " <= " + b.param(f.Max)
	}
	return and(low, high)
}

// some holds for an entity with a link of which a filter speaks.
func (b *builder) some(f jinqiao.Linked, e string, depth int) string {
	pattern, condition := b.links(f, e, depth)
	if condition == no {
		return no
	}
	return "EXISTS { " + pattern + where(condition) + " }"
}

// count is how many links of which a filter speaks there are at an entity.
func (b *builder) count(f jinqiao.Linked, e string, depth int) string {
	pattern, condition := b.links(f, e, depth)
	if condition == no {
		return "0"
	}
	return "COUNT { " + pattern + where(condition) + " }"
}

func (b *builder) links(f jinqiao.Linked, e string, depth int) (pattern, condition string) {
	s := b.step(f.Trail, e)
	return s.pattern, and(s.condition, b.link(f.Link, s.scope, depth+1), b.entity(f.Node, s.far, depth+1))
}

// asked reports whether a kind is one of those asked for; nil stands for all.
func asked(kinds []string, kind string) bool { return kinds == nil || slices.Contains(kinds, kind) }
