package jinqiao

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The assertions between which the rules for confidence and basis differ.
const (
	stated   = "STATED"
	inferred = "INFERRED"
)

// A Mention is an entity that an entity or a link names in one of its fields.
type Mention struct {
	Field string
	ID    string
	Kinds []string // of which it has to be; nil for any
}

// String returns "RELATIONSHIP from → to", as problems call a link, with ? for
// what is missing.
func (l *Link) String() string {
	return cmp.Or(l.Relationship, "?") + " " + cmp.Or(l.From, "?") + " → " + cmp.Or(l.To, "?")
}

// EntityReferences returns the entities that e names: documents of its evidence.
func (o *Ontology) EntityReferences(e *Entity) []Mention {
	return o.documents(nil, e.Evidence)
}

// LinkReferences returns the entities that l names: its ends first, then those
// of o.References, then documents of its evidence.
func (o *Ontology) LinkReferences(l *Link) []Mention {
	named := make([]Mention, 0, 4+len(l.Evidence))
	named = append(named, Mention{Field: "from", ID: l.From}, Mention{Field: "to", ID: l.To})
	for _, ref := range o.References {
		if id := l.reference(ref.Field); id != "" {
			named = append(named, Mention{ref.Field, id, ref.Kinds})
		}
	}
	return o.documents(named, l.Evidence)
}

// reference returns the id in a field that names an entity, or "".
func (l *Link) reference(field string) string {
	if field == "scope" {
		return l.Scope
	}
	return l.Text(field)
}

func (o *Ontology) documents(named []Mention, evidence []Evidence) []Mention {
	for i, v := range evidence {
		if v.Document != "" {
			named = append(named, Mention{evidenceField(i, "document"), v.Document, o.EvidenceKinds})
		}
	}
	return named
}

func indexed(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

func evidenceField(i int, name string) string { return indexed("evidence", i) + "." + name }

// CheckEntity returns what is wrong with an entity by itself. Whether what it
// names exists is for the caller to find out, see EntityReferences.
func (o *Ontology) CheckEntity(e *Entity) []Problem {
	c := &checker{o: o, subject: e.ID}
	if e.ID == "" {
		c.add("id", "missing; every entity has an id")
	} else {
		c.id("id", e.ID)
	}
	if e.Name == "" {
		c.add("name", "missing; every entity has a name")
	} else {
		c.line("name", e.Name)
	}
	for i, alias := range e.Aliases {
		c.line(indexed("aliases", i), alias)
	}
	c.cohort(e.Cohort)
	c.evidence(e.Evidence)
	kind := o.kinds[e.Kind]
	if kind == nil {
		c.unknown("kind", "kind", e.Kind, names(o.Kinds, func(k *Kind) string { return k.Name }))
		return c.problems
	}
	c.each(e.Properties, func(name string, value any) {
		p := kind.properties[name]
		if p == nil {
			c.noProperty(kind, name)
			return
		}
		c.value(kind.Name, p, value)
	})
	return c.problems
}

// CheckLink returns what is wrong with a link by itself and, where the kinds of
// its ends are known (not ""), whether its relationship joins them. Whether what
// it names exists is for the caller to find out, see LinkReferences.
func (o *Ontology) CheckLink(l *Link, fromKind, toKind string) []Problem {
	c := &checker{o: o, subject: l.String()}
	c.id("from", l.From)
	c.id("to", l.To)
	if l.Key != "" {
		c.line("key", l.Key)
	}
	if l.Scope != "" {
		c.id("scope", l.Scope)
	}
	c.assertion(l)
	c.evidence(l.Evidence)
	rel := o.relationships[l.Relationship]
	if rel == nil {
		c.unknown("relationship", "relationship", l.Relationship, names(o.Relationships, func(r *Relationship) string { return r.Name }))
		return c.problems
	}
	c.linkID(l, rel)
	c.each(l.Properties, func(name string, value any) { c.linkProperty(rel, name, value) })
	c.span(l)
	if fromKind != "" && toKind != "" && !rel.Joins(fromKind, toKind) {
		c.add("", "%s", o.doesNotJoin(rel, fromKind, toKind))
	}
	return c.problems
}

// checker gathers what is wrong with one entity or link.
type checker struct {
	o        *Ontology
	subject  string
	problems []Problem
}

func (c *checker) add(field, format string, args ...any) {
	c.problems = append(c.problems, Problem{Subject: c.subject, Field: field, Message: fmt.Sprintf(format, args...)})
}

// each calls check with every property; what it finds is in the order of names.
func (c *checker) each(properties map[string]any, check func(name string, value any)) {
	before := len(c.problems)
	for name, value := range properties {
		check(name, value)
	}
	slices.SortStableFunc(c.problems[before:], func(a, b Problem) int { return strings.Compare(a.Field, b.Field) })
}

func (c *checker) id(field, id string) {
	switch {
	case id == "":
		c.add(field, "missing; give the id of an entity")
	case IsLinkID(id):
		c.add(field, "%q has the form of a link id, which an entity cannot have", id)
	case !ValidID(id):
		c.add(field, "%s is no id; an id is 1 to 128 of A-Z, a-z, 0-9, _ and -", quote(id))
	}
}

// line checks text of one line, as names are.
func (c *checker) line(field, s string) {
	if fault := textFault(s, ""); fault != "" {
		c.add(field, "%s", fault)
	}
}

// textFault says what is wrong with a text in which the given control
// characters are allowed; "" for nothing.
func textFault(s, allowed string) string {
	if s == "" {
		return "is empty; leave it out if it is not known"
	}
	if !utf8.ValidString(s) {
		return "is not valid UTF-8"
	}
	for i, r := range s {
		if unicode.IsControl(r) && !strings.ContainsRune(allowed, r) {
			return fmt.Sprintf("holds the control character %U after %s", r, quote(s[:i]))
		}
	}
	if strings.TrimSpace(s) == "" {
		return "is blank; write text, or leave it out if it is not known"
	}
	return ""
}

func (c *checker) cohort(g *Cohort) {
	if g == nil {
		return
	}
	if g.Size == nil {
		if g.Qualifier != "" {
			c.add("cohort.qualifier", "%s without a size; leave it out where the source does not count", g.Qualifier)
		}
		return
	}
	if *g.Size < 0 || *g.Size > math.MaxInt32 {
		c.add("cohort.size", "%d is not between 0 and %d", *g.Size, math.MaxInt32)
	}
	allowed := enumNames(c.o.Enums["Qualifier"])
	if g.Qualifier == "" {
		c.add("cohort.qualifier", "missing; a size needs one of %s", strings.Join(allowed, ", "))
		return
	}
	c.oneOf("cohort.qualifier", g.Qualifier, allowed)
}

func (c *checker) evidence(evidence []Evidence) {
	for i, v := range evidence {
		c.id(evidenceField(i, "document"), v.Document)
		if v.Locator != "" {
			c.line(evidenceField(i, "locator"), v.Locator)
		}
		if v.AsOf != "" {
			c.date(evidenceField(i, "asOf"), string(v.AsOf))
		}
	}
}

func (c *checker) assertion(l *Link) {
	basis := l.Text("basis")
	switch l.Assertion {
	case inferred:
		if l.Confidence == "" {
			c.add("confidence", "missing; an %s link needs one of %s", inferred, strings.Join(enumNames(c.o.Enums["Confidence"]), ", "))
		} else {
			c.oneOf("confidence", l.Confidence, enumNames(c.o.Enums["Confidence"]))
		}
		if _, there := l.Properties["basis"]; !there {
			c.add("basis", "missing; an %s link says why it was concluded", inferred)
		}
	case stated:
		if l.Confidence != "" {
			c.add("confidence", "is for %s links only; leave it out", inferred)
		}
		if basis != "" {
			c.add("basis", "is for %s links only; leave it out", inferred)
		}
	case "":
		c.add("assertion", "missing; it is one of %s", strings.Join(enumNames(c.o.Enums["Assertion"]), ", "))
	default:
		c.oneOf("assertion", l.Assertion, enumNames(c.o.Enums["Assertion"]))
	}
}

// linkID checks an id that was given; it follows from the rest.
func (c *checker) linkID(l *Link, rel *Relationship) {
	if l.ID == "" {
		return
	}
	from, to := rel.Sorted(l.From, l.To)
	if want := LinkID(LinkNumber(l.Relationship, from, to, l.Key)); l.ID != want {
		c.add("id", "%s is not the id of this link, which is %s; leave it out", quote(l.ID), want)
	}
}

// Sorted returns the ends of a link as they are kept: as given, or in the order
// of their ids where the relationship has no direction.
func (r *Relationship) Sorted(from, to string) (string, string) {
	if r.Symmetric && to < from {
		return to, from
	}
	return from, to
}

func (c *checker) span(l *Link) {
	since, ok1 := ParseDate(l.Text("since"))
	until, ok2 := ParseDate(l.Text("until"))
	if ok1 && ok2 && until.End() < since.Start() {
		c.add("until", "%s lies before since, %s", until, since)
	}
}
