package main

import (
	"embed"
	"errors"
	"fmt"
	"time"

	"jinqiao"
)

// filterQueries ask for entities of the largest kind by filters that have an index.
//
//go:embed filters
var filterQueries embed.FS

// What is asked of each filter, and how many rows raw SQL reads for a page: one
// more than it shows.
const (
	filtersAsked = 200
	hubsAsked    = 20
	filterLimit  = 2 * time.Millisecond
	filteredPage = " ORDER BY e.sort, e.id LIMIT 21"
)

// SQL that finds the same entities in the index that suits best, by hand.
const (
	namedInSQL      = "SELECT " + rawColumns + " FROM entity e WHERE e.kind = (SELECT number FROM kind WHERE name = ?1) AND e.sort = ?2" + filteredPage
	containingInSQL = "SELECT " + rawColumns + " FROM term JOIN entity e ON e.ord = term.rowid & 1099511627775 WHERE term MATCH ?2 AND e.kind = (SELECT number FROM kind WHERE name = ?1) AND instr(e.name, ?3)" + filteredPage
	linkedInSQL     = "SELECT " + rawColumns + ` FROM link l JOIN entity e ON e.ord = l.source WHERE l.target = (SELECT ord FROM entity WHERE id = ?2)
		AND l.relationship = (SELECT number FROM relationship WHERE name = ?3) AND l.source_kind = (SELECT number FROM kind WHERE name = ?1)` + filteredPage
)

// A filtering is a filter that is measured, with SQL for the same.
type filtering struct {
	what, file string
	variables  []map[string]any
	sql        string
	arguments  [][]any
}

// filtersFigure measures pages of what filters with an index find, in the store.
func (b *bench) filtersFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	list, err := f.filterings()
	if err != nil {
		return err
	}
	for _, q := range list {
		got, err := f.filterSide(q)
		if err != nil {
			return err
		}
		beside, err := f.rawSide("SQL", q.sql, q.arguments)
		if err != nil {
			return err
		}
		results, err := b.compare(got, beside)
		if err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
		b.report.add(within(q.what, s.name, results[0], results[1], "raw SQL", filterLimit))
	}
	return nil
}

// filterings are filters by a name, by a piece of one, and by what is linked.
func (f *fixture) filterings() ([]filtering, error) {
	kind := largestKind(f)
	ids := someIDs(f, kind.Name)[:filtersAsked]
	names, err := f.namesOf(ids)
	if err != nil {
		return nil, err
	}
	named := filtering{what: "filter, a name", file: "name", sql: namedInSQL}
	for i, name := range names {
		var key string
		if err := f.raw.QueryRow("SELECT sort FROM entity WHERE id = ?", ids[i]).Scan(&key); err != nil {
			return nil, err
		}
		named.variables = append(named.variables, map[string]any{"text": name})
		named.arguments = append(named.arguments, []any{kind.Name, key})
	}
	containing := filtering{what: "filter, 2 to 6 Han characters of a name", file: "contains", sql: containingInSQL}
	for _, piece := range pieces(inHan(names)) {
		containing.variables = append(containing.variables, map[string]any{"text": piece})
		containing.arguments = append(containing.arguments, []any{kind.Name, pairsOf(piece), piece})
	}
	trail := kind.Field(groupedField).Trail
	var hubs []string
	for i := range min(hubsAsked, f.graph.Size(trail.Kinds[0])) {
		hubs = append(hubs, f.graph.ID(trail.Kinds[0], i))
	}
	one, err := f.linkedTo("filter, linked to one entity", kind, trail, someIDs(f, trail.Kinds[0])[:filtersAsked])
	if err != nil {
		return nil, err
	}
	large, err := f.linkedTo("filter, linked to one of those that have most links", kind, trail, hubs)
	return []filtering{named, containing, one, large}, err
}

// linkedTo filters by a link to one of ids, those left out to which there is none.
func (f *fixture) linkedTo(what string, kind *jinqiao.Kind, trail jinqiao.Trail, ids []string) (filtering, error) {
	q := filtering{what: what, file: "linked", sql: linkedInSQL}
	for _, id := range ids {
		arguments, held := []any{kind.Name, id, trail.Relationships[0]}, false
		if err := f.raw.QueryRow("SELECT EXISTS ("+linkedInSQL+")", arguments...).Scan(&held); err != nil {
			return q, err
		}
		if held {
			q.variables = append(q.variables, map[string]any{"id": id})
			q.arguments = append(q.arguments, arguments)
		}
	}
	return q, nil
}

// filterSide asks the store for the plans that the queries make.
func (f *fixture) filterSide(q filtering) (side, error) {
	text, err := filterQueries.ReadFile("filters/" + q.file + ".graphql")
	if err != nil {
		return side{}, err
	}
	var plans []*jinqiao.Plan
	for _, v := range q.variables {
		if _, err := ask(f.handler, string(text), v); err != nil {
			return side{}, err
		}
		plans = append(plans, f.store.plan.Load())
	}
	return side{name: q.what, op: func(_, i int) error {
		answer, err := f.store.Store.Read(f.ctx, plans[i%len(plans)])
		if err == nil && len(answer.Entities[0].Rows) == 0 {
			err = errors.New("nothing found")
		}
		return err
	}}, nil
}
