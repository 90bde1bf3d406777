package storetest

import (
	"fmt"
	"slices"

	"jinqiao"
	"jinqiao/search"
)

// combined evaluates what All, Any and Not say of their parts; leaf evaluates
// the others.
func combined(f jinqiao.Filter, leaf func(jinqiao.Filter) bool) bool {
	switch f := f.(type) {
	case nil:
		return true
	case jinqiao.All:
		return !slices.ContainsFunc(f, func(part jinqiao.Filter) bool { return !combined(part, leaf) })
	case jinqiao.Any:
		return slices.ContainsFunc(f, func(part jinqiao.Filter) bool { return combined(part, leaf) })
	case jinqiao.Not:
		return !combined(f.Filter, leaf)
	}
	return leaf(f)
}

// entityFits reports whether a filter holds for an entity.
func (s *state) entityFits(e *jinqiao.Entity, f jinqiao.Filter) bool {
	return combined(f, func(f jinqiao.Filter) bool {
		switch f := f.(type) {
		case jinqiao.Test:
			return holds(f, entityValue(e, f.Property))
		case jinqiao.OfKind:
			return slices.Contains(f, e.Kind)
		case jinqiao.Named:
			return s.named(e, f)
		case jinqiao.Matches:
			return search.Match(f.Text, s.names(e))
		case jinqiao.EvidencedBy:
			return evidenced(e.Evidence, f)
		case jinqiao.Linked:
			n := s.countLinks(e, f)
			return n >= f.Min && (f.Max < 0 || n <= f.Max)
		}
		panic(fmt.Sprintf("%T is no filter on entities", f))
	})
}

// linkFits reports whether a filter holds for a link.
func (s *state) linkFits(l *jinqiao.Link, f jinqiao.Filter) bool {
	return combined(f, func(f jinqiao.Filter) bool {
		switch f := f.(type) {
		case jinqiao.Test:
			return linkHolds(l, f)
		case jinqiao.OfRelationship:
			return slices.Contains(f, l.Relationship)
		case jinqiao.EvidencedBy:
			return evidenced(l.Evidence, f)
		case jinqiao.ValidOn:
			return validOn(l, f.Date)
		case jinqiao.FromIs:
			return s.entityFits(s.byID[l.From], f.Filter)
		case jinqiao.ToIs:
			return s.entityFits(s.byID[l.To], f.Filter)
		}
		panic(fmt.Sprintf("%T is no filter on links", f))
	})
}

// named compares the labels of names and codes.
func (s *state) named(e *jinqiao.Entity, wanted []string) bool {
	return slices.ContainsFunc(s.names(e), func(name string) bool {
		return slices.ContainsFunc(wanted, func(w string) bool { return search.Label(w) == search.Label(name) })
	})
}

func evidenced(evidence []jinqiao.Evidence, documents []string) bool {
	return slices.ContainsFunc(evidence, func(e jinqiao.Evidence) bool { return slices.Contains(documents, e.Document) })
}

// validOn: an open or unknown start or end excludes nothing.
func validOn(l *jinqiao.Link, day jinqiao.PartialDate) bool {
	since, until := jinqiao.PartialDate(l.Text("since")), jinqiao.PartialDate(l.Text("until"))
	begun := since == "" || since.Start() <= day.End()
	ended := until != "" && until.End() < day.Start()
	return begun && !ended
}

// countLinks counts the links of which a Linked speaks.
func (s *state) countLinks(e *jinqiao.Entity, f jinqiao.Linked) int {
	n := 0
	for _, l := range s.along(e, f.Trail) {
		n += count(s.linkFits(l, f.Link) && s.entityFits(s.far(l, e.ID), f.Node))
	}
	return n
}

// along returns the links at an entity that a trail follows, each once, by id.
// A symmetric relationship has no direction: it leads both out and in from
// either end, however its ends were sorted. A link of an entity to itself leads
// out and in too.
func (s *state) along(e *jinqiao.Entity, t jinqiao.Trail) []*jinqiao.Link {
	var links []*jinqiao.Link
	for _, l := range s.at[e.ID] {
		ways := t.Direction == jinqiao.Both || s.symmetric(l) ||
			t.Direction == jinqiao.Out && l.From == e.ID || t.Direction == jinqiao.In && l.To == e.ID
		if ways && among(t.Relationships, l.Relationship) && among(t.Kinds, s.far(l, e.ID).Kind) {
			links = append(links, l)
		}
	}
	return links
}

func (s *state) symmetric(l *jinqiao.Link) bool {
	return s.ontology.Relationship(l.Relationship).Symmetric
}

// far returns the other end of a link, seen from an entity.
func (s *state) far(l *jinqiao.Link, near string) *jinqiao.Entity {
	if l.From == near {
		return s.byID[l.To]
	}
	return s.byID[l.From]
}

// entityValue returns the value of a property as Test names it, nil for what is
// not known.
func entityValue(e *jinqiao.Entity, property string) any {
	switch property {
	case "id":
		return e.ID
	case "name":
		return e.Name
	case "aliases":
		return e.Aliases
	case "hub":
		return e.Hub
	case "cohort", "cohort.size", "cohort.qualifier":
		return cohortValue(e.Cohort, property)
	}
	return e.Properties[property]
}

func cohortValue(c *jinqiao.Cohort, property string) any {
	switch {
	case c == nil:
		return nil
	case property == "cohort":
		return true
	case property == "cohort.qualifier":
		return known(c.Qualifier)
	case c.Size == nil:
		return nil
	}
	return *c.Size
}

// linkValue returns the value of a property as Test names it, nil for what is
// not known.
func linkValue(l *jinqiao.Link, property string) any {
	switch property {
	case "id":
		return l.ID
	case "assertion":
		return known(l.Assertion)
	case "confidence":
		return known(l.Confidence)
	case "collective":
		return l.Collective
	case "scope":
		return known(l.Scope)
	case "key":
		return known(l.Key)
	}
	return l.Properties[property]
}

// known returns nil for the empty text that stands for what is not known.
func known(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// linkHolds evaluates a test of a link; of asOf, for each piece of evidence.
func linkHolds(l *jinqiao.Link, t jinqiao.Test) bool {
	if t.Property != "asOf" {
		return holds(t, linkValue(l, t.Property))
	}
	return slices.ContainsFunc(l.Evidence, func(e jinqiao.Evidence) bool { return holds(t, known(string(e.AsOf))) })
}
