package main

import (
	"fmt"
	"math/rand/v2"
)

const (
	parentsAsked = 50
	expanded     = 1000
	setsAsked    = 16

	neighboursDelay = 1.5
	expansionDelay  = 1 / 0.8
)

// neo4jLinksFigure measures the first links of many entities with a hub among
// them, a list of a hub by name, and all links of many.
func (b *bench) neo4jLinksFigure(s size) error {
	g, err := b.graphServer(s)
	if err != nil {
		return err
	}
	hub, err := g.raw.read("MATCH (e:Entity) WITH e, COUNT { (e)--() } AS n ORDER BY n DESC LIMIT 1 RETURN e.id, n", nil)
	if err != nil {
		return err
	}
	id, _ := hub[0].(string)
	if err := b.neighbours(g, id, hub[1]); err != nil {
		return err
	}
	if err := b.hubByName(g); err != nil {
		return err
	}
	return b.expansion(g)
}

// hubByName asks for the first of a large list by name, for the record: no index
// has them in that order.
func (b *bench) hubByName(g *graphServer) error {
	record, err := g.raw.read(question("largest.cypher"), nil)
	if err != nil {
		return err
	}
	id := []map[string]any{{"id": record[0]}}
	return b.besideDriver(g, pair{name: fmt.Sprintf("Neo4j, the first 20 of %d at one entity, by name", record[1]),
		graphql: question("hub.graphql"), cypher: question("hub.cypher"), variables: id, params: id}, 0, 0)
}

func (b *bench) neighbours(g *graphServer, hub string, degree any) error {
	q := pair{graphql: question("neighbours.graphql"), cypher: question("neighbours.cypher"),
		name: fmt.Sprintf("Neo4j, 20 links of each of %d entities, one with %d among them", parentsAsked, degree)}
	for _, ids := range g.sets(parentsAsked - 1) {
		q.variables = append(q.variables, map[string]any{"ids": append([]string{hub}, ids...)})
	}
	q.params = q.variables
	return b.besideDriver(g, q, neighboursDelay, 0)
}

// sets are sets of entities of the largest kind, all different within a set.
func (g *graphServer) sets(n int) [][]string {
	kind := largestKind(g.fixture).Name
	r := rand.New(rand.NewPCG(seed, 3))
	var sets [][]string
	for range setsAsked {
		var ids []string
		for _, rank := range r.Perm(g.graph.Size(kind))[:n] {
			ids = append(ids, g.graph.ID(kind, rank))
		}
		sets = append(sets, ids)
	}
	return sets
}

// expansion compares an expansion in the store with the driver: one that reads
// the same of links and of the entities at their ends, and one that reads only
// numbers of the database's own.
func (b *bench) expansion(g *graphServer) error {
	sets := g.sets(min(expanded, g.graph.Size(largestKind(g.fixture).Name)))
	var params []map[string]any
	for _, ids := range sets {
		params = append(params, map[string]any{"ids": ids})
	}
	links := 0
	for i, ids := range sets {
		around, err := g.store.ExpandTopology(g.ctx, ids, true)
		if err != nil {
			return err
		}
		record, err := g.raw.read(question("expansion.cypher"), params[i])
		if err != nil {
			return err
		}
		ends, found := len(flat(nil, record[:1])), len(flat(nil, record[1:2]))
		if ends != len(around.Entities) || found != len(around.Links) {
			return fmt.Errorf("the driver finds %d entities and %d links, the store %d and %d", ends, found, len(around.Entities), len(around.Links))
		}
		links += len(around.Links)
	}
	ours := side{name: "expansion", op: func(_, i int) error {
		_, err := g.store.ExpandTopology(g.ctx, sets[i*7%len(sets)], true)
		return err
	}}
	got, err := b.compareWarm(ours, g.raw.side("driver", question("expansion.cypher"), 1, params), g.raw.side("driver, numbers", question("ids.cypher"), 1, params))
	if err != nil {
		return err
	}
	name := fmt.Sprintf("Neo4j, expansion of %d entities (%d links)", len(sets[0]), links/len(sets))
	b.report.add(slower(name, g.size.name, got[0], got[1], "driver, the same", expansionDelay),
		slower(name, g.size.name, got[0], got[2], "driver, only numbers of nodes", 0))
	return nil
}
