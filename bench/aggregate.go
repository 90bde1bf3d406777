package main

import (
	"fmt"
	"time"

	"jinqiao"
)

// groupedField leads over the relationship that has most links.
const groupedField = "industries"

// aggregateFigure counts the largest kind in groups by what one relationship
// leads to, in the store and by SQL on the same file. In the large graph these are
// more groups than an answer may have.
func (b *bench) aggregateFigure(s size) error {
	if s.large() {
		return nil
	}
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	kind := largestKind(f)
	field := kind.Field(groupedField)
	q := &jinqiao.AggregateQuery{Filter: jinqiao.OfKind{kind.Name}, Limit: 10_000, By: []jinqiao.GroupBy{{Ways: []jinqiao.Way{{Trail: field.Trail}}}}}
	got := side{name: "aggregate " + s.name, op: func(_, _ int) error {
		a, err := f.store.Aggregate(f.ctx, q)
		if err == nil && len(a.Groups) < 2 {
			err = fmt.Errorf("%d groups by %s.%s", len(a.Groups), kind.Name, field.Name)
		}
		return err
	}}
	beside, err := f.rawSide("SQL "+s.name, groupsInSQL, [][]any{{kind.Name, field.Trail.Relationships[0]}})
	if err != nil {
		return err
	}
	results, err := b.compare(got, beside)
	if err != nil {
		return err
	}
	what := fmt.Sprintf("%d of one kind by one relationship", f.graph.Size(kind.Name))
	b.report.add(within(what, s.name, results[0], results[1], "SQL", 60*time.Millisecond))
	return nil
}

// groupsInSQL counts single things by the far end of a relationship, those
// without one included. It doesn't tell which groups overlap.
const groupsInSQL = `SELECT l.target, count(DISTINCT e.ord) FROM entity e LEFT JOIN link l ON l.source = e.ord
	AND l.relationship = (SELECT number FROM relationship WHERE name = ?2)
	WHERE e.kind = (SELECT number FROM kind WHERE name = ?1) AND NOT e.cohort GROUP BY 1`
