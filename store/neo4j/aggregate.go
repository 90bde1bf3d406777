package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// Aggregate counts entities in groups, in one statement.
func (s *Store) Aggregate(ctx context.Context, q *jinqiao.AggregateQuery) (*jinqiao.Aggregation, error) {
	const doing = "count what the store holds in groups"
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, doing, err)
	}
	g := &counting{compiler: &compiler{builder: newBuilder(s.schema)}, query: q}
	text := "[" + strings.Join([]string{g.groups(), g.cohorts(), g.noted(), g.same()}, ",\n ") + "]"
	if g.err != nil {
		return nil, s.readable(ctx, doing, g.err)
	}
	columns, err := s.guarded(ctx, text, g.params)
	if err != nil {
		return nil, s.readable(ctx, doing, err)
	}
	return g.read(columns)
}

// A counting makes the statement that answers one query.
type counting struct {
	*compiler
	query *jinqiao.AggregateQuery
}

// members returns the clauses that find the entities that are counted, and their
// condition.
func (g *counting) members(e string) string {
	l := g.entityList(e, g.query.Filter, []jinqiao.Order{{Property: "id"}})
	return l.source + where(l.condition)
}

// is is the condition that an entity is among those counted.
func (g *counting) is(e string) string { return g.entity(g.query.Filter, e, 0) }

// A key is one part of the key of a group: the clauses that find its values from
// an entity, the value by which is grouped, and of text that is folded the text.
type key struct{ clauses, value, raw string }

// keys returns the parts of the key of an entity. Each clause multiplies rows by
// the values, so that entities have to be counted as different ones.
func (g *counting) keys(e string) []key {
	var keys []key
	for _, by := range g.query.By {
		switch {
		case by.Ways != nil:
			keys = append(keys, g.farKey(e, by))
		case by.Property == "kind":
			keys = append(keys, key{value: "labels(" + e + ")"})
		default:
			keys = append(keys, g.propertyKey(e, by))
		}
	}
	return keys
}

// farKey follows the ways of the kind of an entity. Only one of them is its own,
// so that at most one leads on.
func (g *counting) farKey(e string, by jinqiao.GroupBy) (k key) {
	var far []string
	for _, w := range by.Ways {
		s := g.step(w.Trail, e)
		k.clauses += " OPTIONAL MATCH " + s.pattern + where(and(g.ofKinds(e, w.On), s.condition))
		far = append(far, s.far)
	}
	if k.value = "null"; len(far) > 0 {
		k.value = "coalesce(" + strings.Join(append(far, "null"), ", ") + ")"
	}
	return k
}

func (g *counting) propertyKey(e string, by jinqiao.GroupBy) key {
	o := entityOperand(jinqiao.Test{Property: by.Property}, e)
	if !propertyName.MatchString(o.property) {
		g.fail("%q is no name of a property", by.Property)
	}
	folded := derived(foldedPrefix, o.of, o.property)
	switch {
	case by.Type == jinqiao.TypeList:
		i := g.variable("i")
		size := "size(coalesce(" + o.expression + ", []))"
		return key{" UNWIND CASE WHEN " + size + " = 0 THEN [null] ELSE range(0, " + size + " - 1) END AS " + i, folded + "[" + i + "]", o.expression + "[" + i + "]"}
	case by.Year && by.Type == jinqiao.TypePeriod:
		return key{value: years(o.expression)}
	case by.Year:
		return key{value: "left(" + o.expression + ", 4)"}
	case !by.Exact && by.Type == jinqiao.TypeString:
		return key{value: folded, raw: o.expression}
	}
	return key{value: o.expression}
}

// years returns what Period.Years does of a period.
func years(x string) string {
	from, to := "left(split("+x+", '/')[0], 4)", "left(split("+x+", '/')[1], 4)"
	return "CASE WHEN NOT " + x + " CONTAINS '/' OR " + from + " = " + to + " THEN " + from + " ELSE " + from + " + '/' + " + to + " END"
}

// groups returns the list of the groups: for each its values, texts, number of
// single things, and the ids of cohorts.
func (g *counting) groups() string {
	e := g.variable("e")
	keys := g.keys(e)
	text := g.members(e)
	var values, raws []string
	by := ""
	for _, k := range keys {
		v := g.variable("v")
		text += k.clauses
		by += k.value + " AS " + v + ", "
		values = append(values, v)
		raws = append(raws, "null")
		if k.raw != "" {
			r := g.variable("r")
			by += "min(" + k.raw + ") AS " + r + ", "
			raws[len(raws)-1] = r
		}
	}
	text += " WITH " + by + "count(DISTINCT CASE WHEN " + e + ".cohort IS NULL THEN " + e + " END) AS n, collect(DISTINCT CASE WHEN " + e + ".cohort THEN " + e + ".id END) AS c" +
		" LIMIT " + g.param(g.query.Limit+1) + " RETURN [" + g.told(values) + ", [" + strings.Join(raws, ", ") + "], n, c]"
	return "COLLECT { " + text + " }"
}

// told returns values as a list, ids instead of entities.
func (g *counting) told(values []string) string {
	told := slices.Clone(values)
	for i, by := range g.query.By {
		if by.Ways != nil {
			told[i] += ".id"
		}
	}
	return "[" + strings.Join(told, ", ") + "]"
}

// cohorts returns the list of the cohorts that are counted: id, size, qualifier,
// and ids of what lies in them.
func (g *counting) cohorts() string {
	e, p := g.variable("e"), g.variable("p")
	parts := "[]"
	if pattern := g.inside(p, e); pattern != "" {
		parts = "COLLECT { MATCH " + pattern + where(g.is(p)) + " RETURN DISTINCT " + p + ".id }"
	}
	return "COLLECT { " + g.cohortsOf(e) + " RETURN [" + e + ".id, " + e + "." + cohortSizeField + ", " + e + "." + cohortQualifierField + ", " + parts + "] }"
}

func (g *counting) cohortsOf(e string) string {
	return "MATCH (" + e + ":" + entityLabel + ")" + where(and(e+".cohort = true", g.is(e)))
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
func (g *counting) noted() string {
	c, e := g.variable("c"), g.variable("e")
	single := and(e+".cohort IS NULL", g.is(e))
	var found []string
	if pattern := g.inside(e, c); pattern != "" {
		found = append(found, g.cohortsOf(c)+" MATCH "+pattern+where(single)+" RETURN DISTINCT "+e)
	}
	if pattern, condition := g.pairs(e, c); pattern != "" {
		found = append(found, "MATCH "+pattern+where(and(condition, single, g.is(c)))+" RETURN DISTINCT "+e)
	}
	if found == nil {
		return "[]"
	}
	text := "CALL () { " + strings.Join(found, " UNION ") + " }"
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
func (g *counting) same() string {
	a, b := g.variable("a"), g.variable("b")
	pattern, condition := g.pairs(a, b)
	if pattern == "" {
		return "[]"
	}
	return "COLLECT { MATCH " + pattern + where(and(condition, a+".id < "+b+".id", g.is(a), g.is(b))) + " RETURN DISTINCT [" + a + ".id, " + b + ".id] }"
}

// read reads what the statement gave.
func (g *counting) read(columns []any) (*jinqiao.Aggregation, error) {
	c := &cells{columns}
	rows := c.list()
	if len(rows) > g.query.Limit {
		return nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "there are more than %d groups; group by something with fewer values, or narrow the set by a filter", g.query.Limit).At("by")
	}
	a := &jinqiao.Aggregation{Cohorts: map[string]jinqiao.Cohort{}, Within: map[string][]string{}}
	places := map[string]int{}
	least := g.least(rows)
	for i, row := range rows {
		c := cellsOf(row)
		values := g.values(c.list())
		places[fmt.Sprintf("%#v", values)] = i
		c.next()
		group := jinqiao.GroupCount{Keys: values, Named: c.number(), Cohorts: texts(c.next())}
		a.Groups = append(a.Groups, group)
	}
	for _, row := range c.list() {
		c := cellsOf(row)
		id := c.text()
		a.Cohorts[id] = *cohort(true, c.next(), c.text())
		for _, part := range texts(c.next()) {
			a.Within[part] = append(a.Within[part], id)
		}
	}
	for _, row := range c.list() {
		c := cellsOf(row)
		if i, met := places[fmt.Sprintf("%#v", g.values(c.list()))]; met {
			a.Groups[i].Noted = append(a.Groups[i].Noted, c.text())
		}
	}
	for _, row := range c.list() {
		c := cellsOf(row)
		a.Same = append(a.Same, [2]string{c.text(), c.text()})
	}
	for _, group := range a.Groups {
		for i, v := range group.Keys {
			if s, is := v.(string); is && least[i][s] != "" {
				group.Keys[i] = least[i][s]
			}
		}
	}
	return a, nil
}

// least returns for each part of the key, by folded text, the least of the texts
// that fold to it, if that is another.
func (g *counting) least(rows []any) []map[string]string {
	least := make([]map[string]string, len(g.query.By))
	for i := range least {
		least[i] = map[string]string{}
	}
	for _, row := range rows {
		c := cellsOf(row)
		folded, raw := c.list(), c.list()
		for i := range least {
			f, _ := folded[i].(string)
			r, is := raw[i].(string)
			if old := least[i][f]; is && (old == "" || r < old) {
				least[i][f] = r
			}
		}
	}
	return least
}

// values reads the values of a key.
func (g *counting) values(list []any) []any {
	values := make([]any, len(g.query.By))
	for i, by := range g.query.By {
		switch v := list[i].(type) {
		case int64:
			values[i] = float64(v)
		case []any:
			values[i] = g.kindOf(v)
		default:
			values[i] = v
		}
		if by.Property == "kind" && values[i] == "" {
			values[i] = nil
		}
	}
	return values
}
