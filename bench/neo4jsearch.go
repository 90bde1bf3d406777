package main

import (
	"fmt"
	"strings"
	"time"

	"jinqiao"
)

const (
	// fullText asks the full-text index of the store for ten entities, ranked by the
	// index alone.
	fullText = "CALL db.index.fulltext.queryNodes('jinqiao_terms', $query, {limit: 10}) YIELD node RETURN collect([node.id, node.name])"
	// groupsInCypher counts single things by the far end of a relationship, those
	// without one included. It doesn't tell which groups overlap.
	groupsInCypher = "MATCH (e:%s) WHERE e.cohort IS NULL OPTIONAL MATCH (e)-[:%s]->(far) WITH far.id AS id, count(DISTINCT e) AS n RETURN collect([id, n])"
)

// neo4jSearchFigure measures searches over Neo4j, each beside the full-text query
// of the driver for the same terms.
func (b *bench) neo4jSearchFigure(s size) error {
	g, err := b.graphServer(s)
	if err != nil {
		return err
	}
	names, err := g.someNames()
	if err != nil {
		return err
	}
	for _, q := range []struct {
		searching
		times float64
	}{
		{searching{"Neo4j, search, 2 to 6 Han characters", false, pieces(names), pairsInLucene, 0}, 1.5},
		{searching{"Neo4j, search, one common character", false, commonCharacters, pairsInLucene, 30 * time.Millisecond}, 0},
		{searching{"Neo4j, suggest, each keystroke of Han characters", true, keystrokes(names, 6), pairsInLucene, 5 * time.Millisecond}, 0},
		{searching{"Neo4j, suggest, each keystroke of pinyin", true, keystrokes(spoken(names), 10), beginInLucene, 5 * time.Millisecond}, 0},
	} {
		if err := b.neo4jSearchRow(g, q.searching, q.times); err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
	}
	return b.neo4jAggregateRow(g)
}

func (b *bench) neo4jSearchRow(g *graphServer, q searching, times float64) error {
	var params []map[string]any
	for _, text := range q.texts {
		params = append(params, map[string]any{"query": q.terms(text)})
	}
	got := side{name: q.what, op: func(_, i int) error {
		_, err := g.store.Search(g.ctx, &jinqiao.TextQuery{Text: q.texts[(i*7)%len(q.texts)], Typing: q.typing, Limit: 10})
		return err
	}}
	results, err := b.compareWarm(got, g.raw.side("driver", fullText, 1, params))
	if err != nil {
		return err
	}
	r := slower(q.what, g.size.name, results[0], results[1], "driver", times)
	if q.limit > 0 {
		r = within(q.what, g.size.name, results[0], results[1], "driver", q.limit)
	}
	b.report.add(r)
	return nil
}

// neo4jAggregateRow counts the largest kind in groups by what one relationship
// leads to, beside Cypher that counts the same.
func (b *bench) neo4jAggregateRow(g *graphServer) error {
	kind := largestKind(g.fixture)
	field := kind.Field(groupedField)
	q := &jinqiao.AggregateQuery{Filter: jinqiao.OfKind{kind.Name}, Limit: 10_000, By: []jinqiao.GroupBy{{Ways: []jinqiao.Way{{Trail: field.Trail}}}}}
	got := side{name: "aggregate", op: func(_, _ int) error {
		a, err := g.store.Aggregate(g.ctx, q)
		if err == nil && len(a.Groups) < 2 {
			err = fmt.Errorf("%d groups by %s.%s", len(a.Groups), kind.Name, field.Name)
		}
		return err
	}}
	cypher := fmt.Sprintf(groupsInCypher, kind.Name, field.Trail.Relationships[0])
	results, err := b.compareWarm(got, g.raw.side("driver", cypher, 1, []map[string]any{{}}))
	if err != nil {
		return err
	}
	what := fmt.Sprintf("Neo4j, %d of one kind by one relationship", g.graph.Size(kind.Name))
	b.report.add(slower(what, g.size.name, results[0], results[1], "driver", 1.2))
	return nil
}

// pairsInLucene returns the query for all two characters in a row; for one, of that.
func pairsInLucene(text string) string {
	return "+" + strings.ReplaceAll(strings.ReplaceAll(pairsOf(text), `"`, ""), " AND ", " +")
}

// beginInLucene returns the query for what begins with a text.
func beginInLucene(text string) string { return text + "*" }
