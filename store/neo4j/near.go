package neo4j

import (
	"strings"

	"jinqiao"
)

// near returns the list of the entities that are counted and are cohorts, lie in
// one, or are possibly the same as another. Where only kinds are counted, what lies
// in a cohort is found from there, and the rest from their links: most entities have
// none of these.
func (g *counting) near() string {
	e := g.variable("e")
	cohort := e + ".cohort = true"
	inclusion := g.thatAre(func(r *jinqiao.Relationship) bool { return r.Inclusion })
	identity := g.thatAre(func(r *jinqiao.Relationship) bool { return r.Identity })
	if kinds, rest := kindsOf(g.query.Filter); rest == nil {
		found := []string{g.members(e, cohort) + " RETURN " + e}
		if len(identity) > 0 {
			found = append(found, "MATCH ("+e+")-[:"+alternatives(identity)+"]-()"+where(g.ofCounted(e, kinds))+" RETURN "+e)
		}
		return "COLLECT { CALL () { " + strings.Join(found, " UNION ") + " } RETURN " + e + " }"
	}
	conditions := []string{cohort}
	if len(inclusion) > 0 {
		conditions = append(conditions, "EXISTS { ("+e+")-[:"+alternatives(inclusion)+"]->(k WHERE k.cohort) }")
	}
	if len(identity) > 0 {
		conditions = append(conditions, "EXISTS { ("+e+")-[:"+alternatives(identity)+"]-() }")
	}
	return "COLLECT { " + g.members(e, or(conditions...)) + " RETURN " + e + " }"
}

// counted returns the condition of an entity next to what is near that it is
// counted too. Its kind says so faster than a long list.
func (g *counting) counted(e, near string) string {
	if kinds, rest := kindsOf(g.query.Filter); rest == nil {
		return g.ofCounted(e, kinds)
	}
	return e + " IN " + near
}

// ofCounted returns the condition that what a relationship leads to is an entity of
// some kinds, of any for nil: others may have joined it with nodes of their own.
func (g *counting) ofCounted(e string, kinds []string) string {
	if kinds == nil {
		return e + ":" + entityLabel
	}
	return g.ofKinds(e, kinds)
}

// cohorts returns the list of the cohorts that are counted: id, size, qualifier,
// and ids of what lies in them.
func (g *counting) cohorts(near string) string {
	e, p := g.variable("e"), g.variable("p")
	parts := "[]"
	if pattern := g.inside(p, e); pattern != "" {
		parts = "COLLECT { MATCH " + pattern + where(g.counted(p, near)) + " RETURN DISTINCT " + p + ".id }"
	}
	return "COLLECT { " + cohortsOf(near, e) + " RETURN [" + e + ".id, " + e + "." + cohortSizeField + ", " + e + "." + cohortQualifierField + ", " + parts + "] }"
}

func cohortsOf(near, e string) string {
	return "UNWIND " + near + " AS " + e + " WITH " + e + where(e+".cohort = true")
}

// inside returns the pattern that leads from what lies in a cohort to it, over
// nothing but cohorts; "" if no relationship says so.
func (g *counting) inside(part, whole string) string {
	names := g.thatAre(func(r *jinqiao.Relationship) bool { return r.Inclusion })
	if len(names) == 0 {
		return ""
	}
	return "(" + part + ")(()-[:" + alternatives(names) + "]->(k WHERE k.cohort))+(" + whole + ")"
}

func (g *counting) thatAre(is func(*jinqiao.Relationship) bool) []string {
	var names []string
	for _, r := range g.ontology.Relationships {
		if is(r) {
			names = append(names, r.Name)
		}
	}
	return names
}

// grouped returns the list of the cohorts, and of the single things that lie in
// one or are possibly the same as another: the values of their groups, and their id.
func (g *counting) grouped(near string) string {
	c, e := g.variable("c"), g.variable("e")
	single := and(e+".cohort IS NULL", g.counted(e, near))
	found := []string{cohortsOf(near, e) + " RETURN DISTINCT " + e}
	if pattern := g.inside(e, c); pattern != "" {
		found = append(found, cohortsOf(near, c)+" MATCH "+pattern+where(single)+" RETURN DISTINCT "+e)
	}
	if pattern, condition := g.pairs(c, e); pattern != "" {
		found = append(found, "UNWIND "+near+" AS "+c+" MATCH "+pattern+where(and(condition, single))+" RETURN DISTINCT "+e)
	}
	text := "CALL (" + near + ") { " + strings.Join(found, " UNION ") + " }"
	var values []string
	by := ""
	for _, k := range g.keys(e) {
		v := g.variable("v")
		text += k.clauses
		by += k.value + " AS " + v + ", "
		values = append(values, v)
	}
	return "COLLECT { " + text + " WITH DISTINCT " + by + e + " RETURN [" + g.told(values) + ", " + e + ".id] }"
}

// pairs returns the pattern and the condition of two entities that are possibly
// the same; "" if no relationship says so.
func (g *counting) pairs(a, b string) (pattern, condition string) {
	names := g.thatAre(func(r *jinqiao.Relationship) bool { return r.Identity })
	if len(names) == 0 {
		return "", no
	}
	return "(" + a + ")-[:" + alternatives(names) + "]-(" + b + ")", a + " <> " + b
}

// same returns the list of the pairs of entities that are possibly the same.
func (g *counting) same(near string) string {
	a, b := g.variable("a"), g.variable("b")
	pattern, condition := g.pairs(a, b)
	if pattern == "" {
		return "[]"
	}
	return "COLLECT { UNWIND " + near + " AS " + a + " MATCH " + pattern + where(and(condition, a+".id < "+b+".id", g.counted(b, near))) +
		" RETURN DISTINCT [" + a + ".id, " + b + ".id] }"
}
