package neo4j

import (
	"strings"

	"jinqiao"
)

// near returns the list of the entities that are counted and are cohorts, lie in
// one, or are possibly the same as another.
func (g *counting) near() string {
	e := g.variable("e")
	conditions := []string{e + ".cohort = true"}
	if names := g.thatAre(func(r *jinqiao.Relationship) bool { return r.Inclusion }); len(names) > 0 {
		conditions = append(conditions, "EXISTS { ("+e+")-[:"+alternatives(names)+"]->(k WHERE k.cohort) }")
	}
	if names := g.thatAre(func(r *jinqiao.Relationship) bool { return r.Identity }); len(names) > 0 {
		conditions = append(conditions, "EXISTS { ("+e+")-[:"+alternatives(names)+"]-() }")
	}
	return "COLLECT { " + g.members(e, or(conditions...)) + " RETURN " + e + " }"
}

// cohorts returns the list of the cohorts that are counted: id, size, qualifier,
// and ids of what lies in them.
func (g *counting) cohorts(near string) string {
	e, p := g.variable("e"), g.variable("p")
	parts := "[]"
	if pattern := g.inside(p, e); pattern != "" {
		parts = "COLLECT { MATCH " + pattern + where(p+" IN "+near) + " RETURN DISTINCT " + p + ".id }"
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

// noted returns the list of the single things that lie in a cohort or are
// possibly the same as another: the values of their groups, and their id.
func (g *counting) noted(near string) string {
	c, e := g.variable("c"), g.variable("e")
	single := and(e+".cohort IS NULL", e+" IN "+near)
	var found []string
	if pattern := g.inside(e, c); pattern != "" {
		found = append(found, cohortsOf(near, c)+" MATCH "+pattern+where(single)+" RETURN DISTINCT "+e)
	}
	if pattern, condition := g.pairs(c, e); pattern != "" {
		found = append(found, "UNWIND "+near+" AS "+c+" MATCH "+pattern+where(and(condition, single))+" RETURN DISTINCT "+e)
	}
	if found == nil {
		return "[]"
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
	return "COLLECT { UNWIND " + near + " AS " + a + " MATCH " + pattern + where(and(condition, a+".id < "+b+".id", b+" IN "+near)) +
		" RETURN DISTINCT [" + a + ".id, " + b + ".id] }"
}
