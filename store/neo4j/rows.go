package neo4j

import (
	"maps"
	"slices"
	"strings"

	"jinqiao/search"
)

// A row is an entity or a link to be written, and the statement that does it.
type row struct {
	text       string
	id         string
	properties map[string]any
	from, to   string   // of a link
	ranked     []string // entities whose standing has to follow their links
	tally      func(tally)
}

// rows returns what is to be written, in the order in which it can be: entities,
// then links; of each those that one statement writes, sorted by id so that
// writers at once take locks in the same order.
func (w *batch) rows() []row {
	var rows []row
	degrees := w.degrees()
	for _, id := range slices.Sorted(maps.Keys(w.entities)) {
		if n := w.entities[id]; n.row != nil && (n.was == nil || n.was.hash != n.hash) {
			rows = append(rows, n.asRow(id, degrees[id]))
		}
	}
	entities := len(rows)
	for _, id := range slices.Sorted(maps.Keys(w.links)) {
		if g := w.links[id]; g.row != nil && (g.was == nil || g.was.hash != g.hash) {
			rows = append(rows, g.asRow(id, w.stored(g)))
		}
	}
	byText := func(a, b row) int { return strings.Compare(a.text, b.text) }
	slices.SortStableFunc(rows[:entities], byText)
	slices.SortStableFunc(rows[entities:], byText)
	return rows
}

// degrees returns how many links each entity that is new will have.
func (w *batch) degrees() map[string]int {
	degrees := map[string]int{}
	for _, g := range w.links {
		if g.row == nil || g.was != nil {
			continue
		}
		for _, end := range unique([]string{g.from, g.to}) {
			degrees[end]++
		}
	}
	return degrees
}

// stored returns the ends of a new link that were there before the batch.
func (w *batch) stored(g *edge) []string {
	var ends []string
	for _, end := range []string{g.from, g.to} {
		if g.was == nil && w.entities[end].was != nil {
			ends = append(ends, end)
		}
	}
	return ends
}

// asRow returns the row of an entity, which has so many links if it is new.
func (n *node) asRow(id string, degree int) row {
	text, ranked := "UNWIND $rows AS r MATCH (e:"+entityLabel+" {id: r.id}) SET e = r.p RETURN count(*)", []string{id}
	if n.was == nil {
		rank, _ := n.row[rankField].(int)
		n.row[rankField], ranked = int(search.Standing(rank).WithDegree(degree)), nil
		text = "UNWIND $rows AS r CREATE (e:" + entityLabel + ":" + quoted(n.kind) + ") SET e = r.p RETURN count(*)"
	}
	return row{text: text, id: id, properties: n.row, ranked: ranked, tally: func(t tally) {
		if n.was != nil {
			t.entity(n.was.kind, n.was.cohort, -1)
		}
		t.entity(n.kind, n.cohort, 1)
	}}
}

func (g *edge) asRow(id string, ranked []string) row {
	text := "UNWIND $rows AS r MATCH ()-[l:" + quoted(g.relationship) + " {id: r.id}]->() SET l = r.p RETURN count(*)"
	if g.was == nil {
		text = "UNWIND $rows AS r MATCH (a:" + entityLabel + " {id: r.from}) MATCH (b:" + entityLabel + " {id: r.to}) CREATE (a)-[l:" + quoted(g.relationship) +
			"]->(b) SET l = r.p RETURN count(*)"
	}
	return row{text: text, id: id, properties: g.row, from: g.from, to: g.to, ranked: ranked, tally: func(t tally) {
		if g.was != nil {
			t.link(g.was.relationship, g.was.assertion, -1)
		}
		t.link(g.relationship, g.assertion, 1)
	}}
}

// parameter returns the row as its statement takes it.
func (r row) parameter() map[string]any {
	p := map[string]any{"id": r.id, "p": r.properties}
	if r.from != "" {
		p["from"], p["to"] = r.from, r.to
	}
	return p
}
