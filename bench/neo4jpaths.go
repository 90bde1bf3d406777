package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jinqiao/linkage"
)

const (
	streamedRate = 0.8e6 // links a second
	followDelay  = 1.5
)

// neo4jLimits are what paths may take over HTTP with a mirror that is fresh, and a
// question without a mirror; 0 for a question that has no limit in the large graph.
func neo4jLimits(s size) (http time.Duration, without func(pathQuestion) time.Duration) {
	if !s.large() {
		return 5 * time.Millisecond, func(q pathQuestion) time.Duration { return q.without }
	}
	return 6 * time.Millisecond, func(q pathQuestion) time.Duration {
		if q.name == pathQuestions[0].name {
			return 40 * time.Millisecond
		}
		return 0
	}
}

// neo4jPathsFigure measures searches over Neo4j: in a mirror that is fresh, and in
// the server round by round.
func (b *bench) neo4jPathsFigure(s size) error {
	server, err := b.graphServer(s)
	if err != nil {
		return err
	}
	mirror, err := b.streamMirror(server)
	if err != nil {
		return err
	}
	defer mirror.Close()
	m, err := server.maze(func(ctx context.Context) (linkage.Graph, error) { return mirror.Fresh(ctx) })
	if err != nil {
		return err
	}
	if err := b.mirrorFresh(m); err != nil {
		return err
	}
	if err := b.nativeBeside(m, server); err != nil {
		return err
	}
	return b.mirrorOff(m, server)
}

// mirrorFresh measures the engine in the mirror's arrays, and paths over HTTP,
// where each question first asks the server whether the mirror is fresh.
func (b *bench) mirrorFresh(m *maze) error {
	if err := b.measureArrays(m, "Neo4j, mirror fresh"); err != nil {
		return err
	}
	fresh := side{name: "whether it is fresh", op: func(_, _ int) error {
		_, err := m.topology(m.ctx)
		return err
	}}
	server := serve(m.handler)
	defer server.close()
	one, many, err := m.pathsOver(server.addr)
	if err != nil {
		return err
	}
	got, err := b.compareWarm(fresh, one, many)
	if err != nil {
		return err
	}
	limit, _ := neo4jLimits(m.size)
	b.report.add(within("paths with entities and links by HTTP, Neo4j, mirror fresh", m.size.name, got[1], got[0], fresh.name, limit),
		shareOf("paths by HTTP, 16 callers, Neo4j, mirror fresh", m.size.name, got[2], got[1], one.name, 1.6))
	return nil
}

// mirrorOff measures searches that ask the server round by round, beside one round
// that asks for nothing, and a pattern beside the Cypher that finds the same.
func (b *bench) mirrorOff(m *maze, server *graphServer) error {
	rules, err := linkage.NewRules(server.ontology, server.ontology.ScopedKinds())
	if err != nil {
		return err
	}
	m.topology = func(context.Context) (linkage.Graph, error) { return linkage.NewStored(rules, server.store.Store), nil }
	nothing := server.raw.side("a round for nothing", "RETURN 1", 1, []map[string]any{{}})
	_, limit := neo4jLimits(m.size)
	if err := b.measureMaze(m, "Neo4j, mirror off", nothing, b.compareWarm, limit); err != nil {
		return err
	}
	return b.followBeside(m, server)
}

// followBeside measures the pattern beside Cypher by hand, with the rules and the
// order that the same paths have.
func (b *bench) followBeside(m *maze, server *graphServer) error {
	text := question("follow.cypher")
	var params []map[string]any
	paths := 0
	for i, pair := range m.pairs {
		params = append(params, map[string]any{"id": pair[0], "first": followed})
		g, err := m.topology(m.ctx)
		if err != nil {
			return err
		}
		found, err := m.follow(g, i)
		if err != nil {
			return err
		}
		var ours []string
		for _, p := range found.Paths {
			ours = append(ours, p.Entities...)
		}
		record, err := server.raw.read(text, params[i])
		if err != nil {
			return err
		}
		if theirs := flat(nil, record); !slices.Equal(ours, theirs) {
			return fmt.Errorf("from %s the driver finds %q, the engine %q", pair[0], theirs, ours)
		}
		paths += len(found.Paths)
	}
	ours := side{name: "follow of three steps, first 10", op: func(_, i int) error {
		g, err := m.topology(m.ctx)
		if err != nil {
			return err
		}
		_, err = m.follow(g, i)
		return err
	}}
	got, err := b.compareWarm(ours, side{name: "Cypher by hand", op: func(_, i int) error {
		_, err := server.raw.read(text, params[i%len(params)])
		return err
	}})
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s, Neo4j, mirror off (%.1f paths)", ours.name, float64(paths)/float64(len(m.pairs)))
	b.report.add(slower(name, m.size.name, got[0], got[1], "Cypher by hand, same order", followDelay))
	return nil
}
