package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// RouteTopology returns what lies along a route from entities, in one statement. Its
// text depends on the directions of the route alone: each is planned for a third of
// a second, once.
func (s *Store) RouteTopology(ctx context.Context, ids []string, r jinqiao.Route) (*jinqiao.RouteTopology, error) {
	if err := ctx.Err(); err != nil {
		return nil, s.readable(ctx, "follow links in the store", err)
	}
	params := map[string]any{"ids": unique(ids), "r": s.routeParams(&r)}
	alone := !s.strangers.Load()
	data, err := s.guarded(ctx, s.along(&r, alone), params)
	if err == nil && alone && !onlyOwn(data) {
		s.strangers.Store(true)
		data, err = s.guarded(ctx, s.along(&r, false), params)
	}
	if err != nil {
		return nil, s.readable(ctx, "follow links in the store", err)
	}
	return s.routeTopology(answered(data), len(r.Steps)), nil
}

func (s *schema) routeTopology(found []any, steps int) *jinqiao.RouteTopology {
	t := &jinqiao.RouteTopology{Passed: make([][]int64, steps)}
	if len(found) != 4 {
		return t
	}
	list := func(v any) []any { l, _ := v.([]any); return l }
	t.Entities, t.Links = s.topologyEntities(list(found[0])), s.topologyLinks(list(found[1]))
	for i, refs := range list(found[2]) {
		for _, ref := range list(refs) {
			n, _ := ref.(int64)
			t.Passed[i] = append(t.Passed[i], n)
		}
	}
	return t
}

// along returns the expression for what lies along a route from $ids: entities,
// links, the numbers of those passed at each step, and whether all relationships of
// the database are of the ontology. Some may come twice. What is made of a list takes
// less time here than rows that are collected.
func (s *schema) along(r *jinqiao.Route, alone bool) string {
	var b strings.Builder
	b.WriteString("COLLECT { UNWIND $ids AS id MATCH (a:" + entityLabel + " {id: id}) WITH collect(a) AS at0")
	nodes, links, passed := "at0", "", []string{}
	for i := range r.Steps {
		if i > 0 {
			s.onward(&b, r, i, alone)
		}
		s.routeStep(&b, r, i)
		nodes += fmt.Sprintf(" + to%d", i)
		links += fmt.Sprintf(" + l%d", i)
		passed = append(passed, fmt.Sprintf("[e IN at%d%s | id(e)]", i, where(uncut(r, i))))
	}
	fmt.Fprintf(&b, " WITH *, %s AS nodes, %s AS links", nodes, links[3:])
	fmt.Fprintf(&b, " RETURN [%s, %s, [%s], %s] }", listed("e", "nodes", s.degreed(alone)), listed("l", "links", s.routeLink(r)), strings.Join(passed, ", "), s.onlyOwn())
	return b.String()
}

// listed returns columns of what is in a list as lists.
func listed(variable, list string, columns []string) string {
	lists := make([]string, len(columns))
	for i, x := range columns {
		lists[i] = "[" + variable + " IN " + list + " | " + x + "]"
	}
	return "[" + strings.Join(lists, ", ") + "]"
}

// routeParams is what a route is about, as one map: the lengths of lists that are
// parameters themselves are a part of their types, for which a text is planned anew.
func (s *schema) routeParams(r *jinqiao.Route) map[string]any {
	params := map[string]any{"hub": r.HubDegree, "most": r.Most}
	for i, step := range r.Steps {
		params[fmt.Sprintf("types%d", i)] = intersect(slices.Concat(step.Out, step.In), s.relationships)
		kinds := step.Kinds
		if kinds == nil {
			kinds = []string{entityLabel}
		}
		params[fmt.Sprintf("kinds%d", i)] = kinds
	}
	return params
}

// routeStep gathers the links of a step from at…, and what they lead to. Where some
// relationships go one way only and others both, it takes all both ways.
func (s *schema) routeStep(b *strings.Builder, r *jinqiao.Route, i int) {
	arrow, limit := "-[l]-", ""
	switch {
	case len(r.Steps[i].In) == 0:
		arrow = "-[l]->"
	case len(r.Steps[i].Out) == 0:
		arrow = "<-[l]-"
	}
	if r.Most > 0 {
		limit = " WITH l, b LIMIT $r.most"
	}
	fmt.Fprintf(b, " CALL (at%d) { UNWIND at%d AS a MATCH (a)%s(b:%s) WHERE type(l) IN $r.types%d AND any(k IN labels(b) WHERE k IN $r.kinds%d)%s RETURN collect(l) AS l%d, collect(DISTINCT b) AS to%d }",
		i, i, arrow, entityLabel, i, i, limit, i, i)
}

// onward makes at… of a step of what the step before it led to.
func (s *schema) onward(b *strings.Builder, r *jinqiao.Route, i int, alone bool) {
	condition := uncut(r, i-1)
	if r.HubDegree > 0 {
		condition = and(condition, "NOT coalesce(e.hub, false)", s.degree(alone)+" <= $r.hub")
	}
	fmt.Fprintf(b, " WITH *, [e IN to%d%s] AS at%d", i-1, where(condition), i)
}

// uncut is the condition that no links of a step are left out.
func uncut(r *jinqiao.Route, i int) string {
	if r.Most == 0 {
		return yes
	}
	return fmt.Sprintf("size(l%d) < $r.most", i)
}

// routeLink returns the columns of a link, without dates that are not wanted.
func (s *schema) routeLink(r *jinqiao.Route) []string {
	columns := s.linkColumns(r.Dates)
	columns[0], columns[1] = "id(startNode(l))", "id(endNode(l))"
	return columns
}
