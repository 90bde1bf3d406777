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
	text := g.statement()
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

// statement returns the expression of everything that is asked. The condition of
// the filter, which may be long, stands in it only twice, since each more is
// planned anew: for the groups, and for the entities that need a closer look.
func (g *counting) statement() string {
	near := g.variable("near")
	columns := []string{g.cohorts(near), g.grouped(near), g.same(near)}
	return "[" + g.groups() + "] + head(COLLECT { WITH " + g.near() + " AS " + near + " RETURN [" + strings.Join(columns, ",\n ") + "] })"
}

// members returns the clauses that find the entities that are counted, as far as
// they satisfy another condition as well.
func (g *counting) members(e, condition string) string {
	l := g.entityList(e, g.query.Filter, []jinqiao.Order{{Property: "id"}})
	return l.source + where(and(condition, l.condition))
}

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
	switch len(far) {
	case 0:
		k.value = "null"
	case 1:
		k.value = far[0]
	default:
		k.value = "coalesce(" + strings.Join(far, ", ") + ")"
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

// groups returns the list of the groups: for each its values, texts, and number
// of entities. To tell cohorts apart here costs a look at every entity; they are
// few, and taken off when their own groups are read.
func (g *counting) groups() string {
	e := g.variable("e")
	keys := g.keys(e)
	text := g.members(e, yes)
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
	text += " WITH " + by + "count(DISTINCT " + e + ") AS n" +
		" LIMIT " + g.param(g.query.Limit+1) + " RETURN [" + g.told(values) + ", [" + strings.Join(raws, ", ") + "], n]"
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
		a.Groups = append(a.Groups, jinqiao.GroupCount{Keys: values, Named: c.number()})
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
		i, met := places[fmt.Sprintf("%#v", g.values(c.list()))]
		if !met {
			continue
		}
		group, id := &a.Groups[i], c.text()
		if _, counted := a.Cohorts[id]; !counted {
			group.Noted = append(group.Noted, id)
			continue
		}
		group.Named--
		group.Cohorts = append(group.Cohorts, id)
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
