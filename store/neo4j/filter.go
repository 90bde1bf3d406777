package neo4j

import (
	"slices"

	"jinqiao"
)

// deepest is how deep filters may nest.
const deepest = 64

// A linkScope is a link that a condition speaks of: its variable, and those of
// its ends, as far as the statement has them.
type linkScope struct{ link, from, to string }

// entity returns the condition that a filter sets on an entity.
func (b *builder) entity(f jinqiao.Filter, e string, depth int) string {
	if condition, ok := b.logic(f, depth, func(f jinqiao.Filter, depth int) string { return b.entity(f, e, depth) }); ok {
		return condition
	}
	switch f := f.(type) {
	case jinqiao.Test:
		return b.test(f, entityOperand(f, e))
	case jinqiao.OfKind:
		return b.ofKinds(e, append([]string{}, f...))
	case jinqiao.Named:
		return b.named(e, f)
	case jinqiao.Matches:
		return b.matches(e, f.Text)
	case jinqiao.EvidencedBy:
		return b.evidencedBy(e, f)
	case jinqiao.Linked:
		return b.linked(f, e, depth)
	}
	return b.fail("%T does not speak of an entity", f)
}

// link returns the condition that a filter sets on a link.
func (b *builder) link(f jinqiao.Filter, l linkScope, depth int) string {
	if condition, ok := b.logic(f, depth, func(f jinqiao.Filter, depth int) string { return b.link(f, l, depth) }); ok {
		return condition
	}
	switch f := f.(type) {
	case jinqiao.Test:
		return b.linkTest(f, l.link)
	case jinqiao.OfRelationship:
		return b.ofRelationships(l.link, f)
	case jinqiao.EvidencedBy:
		return b.evidencedBy(l.link, f)
	case jinqiao.ValidOn:
		return b.validOn(l.link, f.Date)
	case jinqiao.FromIs:
		return b.endFits(f.Filter, l.from, "startNode("+l.link+")", depth)
	case jinqiao.ToIs:
		return b.endFits(f.Filter, l.to, "endNode("+l.link+")", depth)
	}
	return b.fail("%T does not speak of a link", f)
}

// logic returns the condition of a filter that holds others; ok is false for
// any other filter.
func (b *builder) logic(f jinqiao.Filter, depth int, part func(jinqiao.Filter, int) string) (condition string, ok bool) {
	if depth > deepest {
		b.err = jinqiao.Errorf(jinqiao.CodeTooComplex, "the filter is nested more than %d levels deep", deepest)
		return no, true
	}
	var parts []jinqiao.Filter
	join := and
	switch f := f.(type) {
	case nil:
		return yes, true
	case jinqiao.Not:
		return not(part(f.Filter, depth+1)), true
	case jinqiao.All:
		parts = f
	case jinqiao.Any:
		parts, join = f, or
	default:
		return "", false
	}
	conditions := make([]string, len(parts))
	for i, f := range parts {
		conditions[i] = part(f, depth+1)
	}
	return join(conditions...), true
}

func (b *builder) ofRelationships(l string, names []string) string {
	known := b.knownRelationships(append([]string{}, names...))
	if len(known) == 0 {
		return no
	}
	return l + ":" + alternatives(known)
}

// endFits holds for a link one end of which satisfies the filter.
func (b *builder) endFits(f jinqiao.Filter, variable, expression string, depth int) string {
	if variable != "" {
		return b.entity(f, variable, depth+1)
	}
	e := b.variable("e")
	condition := b.entity(f, e, depth+1)
	if condition == yes || condition == no {
		return condition
	}
	return "EXISTS { WITH " + expression + " AS " + e + where(condition) + " RETURN " + e + " }"
}

// named holds for an entity one of whose names has the label of one of texts.
func (b *builder) named(e string, texts []string) string {
	if len(texts) == 0 {
		return no
	}
	return "any(v IN " + e + "._labels WHERE v IN " + b.param(values(labels(texts))) + ")"
}

// evidencedBy holds for what has evidence from one of the documents.
func (b *builder) evidencedBy(x string, documents []string) string {
	if len(documents) == 0 {
		return no
	}
	return known("any(v IN " + x + "." + documentsField + " WHERE v IN " + b.param(values(documents)) + ")")
}

// validOn holds for a link that neither begins after the date nor ends before.
func (b *builder) validOn(l string, d jinqiao.PartialDate) string {
	return and(
		not(known(first(l, "since")+" > "+b.param(d.End()))),
		not(known(last(l, "until")+" < "+b.param(d.Start()))),
	)
}

// selective reports whether few entities satisfy a filter, because it asks for
// ids.
func selective(f jinqiao.Filter) bool {
	switch f := f.(type) {
	case jinqiao.All:
		return slices.ContainsFunc(f, selective)
	case jinqiao.Test:
		return f.Property == "id" && (f.Op == jinqiao.OpEq || f.Op == jinqiao.OpIn)
	}
	return false
}
