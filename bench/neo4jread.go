package main

import (
	"encoding/json"
	"fmt"
	"slices"
)

// A pair is a question asked over HTTP and of the driver alone, of which both
// give the same texts and numbers in the same order.
type pair struct {
	name            string
	graphql, cypher string
	variables       []map[string]any
	params          []map[string]any
}

const (
	pagesAsked = 32
	pageOf     = 20
	// farPage is behind how many entities the far page begins, where there are more.
	farPage = 50_000
)

// How much of the driver's rate is to be reached with 16 callers, and how many of
// its medians one caller may wait.
const (
	entityShare, pageShare, idShare = 0.6, 0.5, 0.6
	nestedDelay, farDelay           = 1.5, 1.2
)

// neo4jReadFigure measures entities and pages with what is nested in them.
func (b *bench) neo4jReadFigure(s size) error {
	g, err := b.graphServer(s)
	if err != nil {
		return err
	}
	first, err := g.pages(0)
	if err != nil {
		return err
	}
	far, err := g.pages(min(farPage, g.graph.Size(largestKind(g.fixture).Name)*5/6))
	if err != nil {
		return err
	}
	for _, q := range []struct {
		pair
		delay, share float64
	}{
		{g.byID("Neo4j, by id", "id"), 0, idShare},
		{g.byID("Neo4j (a), an entity with two levels", "entity"), nestedDelay, entityShare},
		{first, nestedDelay, pageShare},
	} {
		if err := b.besideDriver(g, q.pair, q.delay, q.share); err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
	}
	return b.farPageFigure(g, first, far)
}

// byID is a question with the id of one entity of the largest kind.
func (g *graphServer) byID(name, file string) pair {
	p := pair{name: name, graphql: question(file + ".graphql"), cypher: question(file + ".cypher")}
	for _, id := range someIDs(g.fixture, largestKind(g.fixture).Name) {
		p.variables = append(p.variables, map[string]any{"id": id})
	}
	p.params = p.variables
	return p
}

// pages are pages of the largest kind by name, with two levels and a total, one
// after another from behind the first so many.
func (g *graphServer) pages(behind int) (pair, error) {
	name := "Neo4j (b), the page at the start"
	if behind > 0 {
		name = fmt.Sprintf("Neo4j (d), the page at %d", behind)
	}
	p := pair{name: name, graphql: question("page.graphql"), cypher: question("page.cypher")}
	at, err := g.skip(spot{}, behind)
	for range pagesAsked {
		if err != nil {
			return p, err
		}
		p.variables = append(p.variables, at.variables())
		key, err := g.sortKey(at)
		if err != nil {
			return p, err
		}
		p.params = append(p.params, map[string]any{"sort": key, "id": at.id})
		if at, err = g.skip(at, pageOf); err != nil {
			return p, err
		}
	}
	return p, err
}

// A spot is a place in a list: the last entity before it. The zero spot is the
// begin.
type spot struct{ id, cursor string }

func (s spot) variables() map[string]any {
	if s.id == "" {
		return map[string]any{}
	}
	return map[string]any{"after": s.cursor}
}

// sortKey returns the key by which the entity of a spot is sorted.
func (g *graphServer) sortKey(s spot) (string, error) {
	if s.id == "" {
		return "", nil
	}
	record, err := g.raw.read("MATCH (e:Entity {id: $id}) RETURN e._sort", map[string]any{"id": s.id})
	if err != nil {
		return "", err
	}
	key, _ := record[0].(string)
	return key, nil
}

// skip returns the spot behind the next n entities of the largest kind.
func (g *graphServer) skip(at spot, n int) (spot, error) {
	for n > 0 {
		variables := at.variables()
		variables["first"] = min(n, 200)
		answer, err := ask(g.handler, question("skip.graphql"), variables)
		if err != nil {
			return at, err
		}
		var page struct {
			Data struct {
				List struct {
					PageInfo struct{ EndCursor string }
					Nodes    []struct{ ID string }
				}
			}
		}
		if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil {
			return at, err
		}
		list := page.Data.List
		if len(list.Nodes) == 0 {
			return at, fmt.Errorf("the list ends %d before the page", n)
		}
		at = spot{list.Nodes[len(list.Nodes)-1].ID, list.PageInfo.EndCursor}
		n -= len(list.Nodes)
	}
	return at, nil
}

// besideDriver compares a question over HTTP with the driver, for one caller and
// for 16. A delay or share of 0 is no limit.
func (b *bench) besideDriver(g *graphServer, q pair, delay, share float64) error {
	if err := g.same(q); err != nil {
		return err
	}
	ours := serve(g.handler)
	defer ours.close()
	for _, workers := range []int{1, 16} {
		over, err := over(q.name, ours.addr, workers, q.requests())
		if err != nil {
			return err
		}
		got, err := b.compareWarm(over, g.raw.side("driver", q.cypher, workers, q.params))
		if err != nil {
			return err
		}
		if workers == 1 {
			b.report.add(slower(q.name+", c=1", g.size.name, got[0], got[1], "driver", delay))
			continue
		}
		b.report.add(shareOf(q.name+", c=16", g.size.name, got[0], got[1], "driver", share))
	}
	return nil
}

// farPageFigure compares a page far behind with the first, both over HTTP.
func (b *bench) farPageFigure(g *graphServer, first, far pair) error {
	if err := g.same(far); err != nil {
		return err
	}
	ours := serve(g.handler)
	defer ours.close()
	var sides []side
	for _, p := range []pair{far, first} {
		one, err := over(p.name, ours.addr, 1, p.requests())
		if err != nil {
			return err
		}
		sides = append(sides, one)
	}
	got, err := b.compareWarm(append(sides, g.raw.side("driver", far.cypher, 1, far.params))...)
	if err != nil {
		return err
	}
	b.report.add(slower(far.name+", c=1", g.size.name, got[0], got[1], "the first pages", farDelay),
		slower(far.name+", c=1", g.size.name, got[0], got[2], "driver", 0))
	return nil
}

func (p pair) requests() [][]byte {
	var all [][]byte
	for _, v := range p.variables {
		all = append(all, request(p.graphql, v))
	}
	return all
}

// same wants the same texts and numbers from both.
func (g *graphServer) same(q pair) error {
	for i := range min(len(q.variables), 20) {
		answer, err := ask(g.handler, q.graphql, q.variables[i])
		if err != nil {
			return err
		}
		ours, err := leaves(answer.Body)
		if err != nil {
			return err
		}
		record, err := g.raw.read(q.cypher, q.params[i])
		if err != nil {
			return err
		}
		if raw := flat(nil, record); !slices.Equal(ours, raw) {
			return fmt.Errorf("for %v Jinqiao answers %.300v, the driver %.300v", q.variables[i], ours, raw)
		}
	}
	return nil
}
