package main

import (
	"context"
	"fmt"
	"time"

	"jinqiao/linkage"
)

// mirroredMaze is a maze in memory; done has to be called in the end.
func (b *bench) mirroredMaze(s size) (m *maze, done func(), err error) {
	f, err := b.fixture(s)
	if err != nil {
		return nil, nil, err
	}
	mirror, err := f.mirrored()
	if err != nil {
		return nil, nil, err
	}
	m, err = f.maze(func(ctx context.Context) (linkage.Graph, error) { return mirror.Fresh(ctx) })
	return m, mirror.Close, err
}

// requests returns requests for a query, by pairs of ends.
func (m *maze) requests(query string) (all [][]byte) {
	for _, p := range m.pairs {
		all = append(all, request(query, map[string]any{"id": p[0], "other": p[1]}))
	}
	return all
}

// pathsOver returns callers that ask for paths over HTTP: one, and sixteen.
func (m *maze) pathsOver(addr string) (one, many side, err error) {
	requests := m.requests(linkageText("paths.graphql"))
	if one, err = over("one caller", addr, 1, requests); err != nil {
		return one, many, err
	}
	many, err = over("16 callers", addr, 16, requests)
	return one, many, err
}

// networks returns requests for networks that are as large as they may be.
func (m *maze) networks() (all [][]byte) {
	for i := range min(64, m.graph.Size(m.Middle)) {
		all = append(all, request(linkageText("subgraph.graphql"), map[string]any{"id": m.graph.ID(m.Middle, i)}))
	}
	return all
}

// pathsHTTPFigure measures paths with their entities and links, and networks with
// places, over HTTP: one caller, and sixteen.
func (b *bench) pathsHTTPFigure(s size) error {
	m, done, err := b.mirroredMaze(s)
	if err != nil {
		return err
	}
	defer done()
	server := serve(m.handler)
	defer server.close()
	one, many, err := m.pathsOver(server.addr)
	if err != nil {
		return err
	}
	network, err := over("network", server.addr, 1, m.networks())
	if err != nil {
		return err
	}
	got, err := b.compare(m.side(pathQuestions[0]), one, many, network)
	if err != nil {
		return err
	}
	b.report.add(within("paths with entities and links by HTTP", s.name, got[1], got[0], "the engine", 2*time.Millisecond),
		shareOf("paths by HTTP, 16 callers", s.name, got[2], got[1], "one caller", 1.6),
		within("network of 300 with places by HTTP", s.name, got[3], got[0], "the engine, paths", 15*time.Millisecond))
	return nil
}

// pathsPoolFigure measures a light query alone and beside ten heavy ones, which
// never end, and how soon a heavy search that is cancelled ends.
func (b *bench) pathsPoolFigure(s size) error {
	m, done, err := b.mirroredMaze(s)
	if err != nil {
		return err
	}
	defer done()
	server := serve(m.handler)
	defer server.close()
	light, err := over("light", server.addr, 1, m.requests(linkageText("paths.graphql")))
	if err != nil {
		return err
	}
	alone, err := b.compare(light)
	if err != nil {
		return err
	}
	const callers = 10
	heavy, err := over("heavy", server.addr, callers, m.requests(linkageText("heavy.graphql")))
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(b.ctx)
	ended := make(chan error, callers)
	for worker := range callers {
		go func() {
			var err error
			for i := 0; ctx.Err() == nil && err == nil; i++ {
				err = heavy.op(worker, i)
			}
			ended <- err
		}()
	}
	beside, err := b.compare(light)
	stop()
	for range callers {
		if ended := <-ended; err == nil {
			err = ended
		}
	}
	if err != nil {
		return err
	}
	b.report.add(slower("paths by HTTP beside ten heavy searches", s.name, beside[0], alone[0], "alone", 0))
	return b.cancelled(m)
}

// cancelled measures from the cancelling of a heavy search until its return.
func (b *bench) cancelled(m *maze) error {
	var took []time.Duration
	for i := range 20 * b.rounds {
		ctx, cancel := context.WithCancel(b.ctx)
		ended := make(chan time.Time, 1)
		go func() {
			o := linkage.Defaults()
			o.Count = true
			if g, err := m.topology(ctx); err == nil {
				linkage.Reach(ctx, g, m.pairs[i%len(m.pairs)][:1], m.reached, o, 0, "")
			}
			ended <- time.Now()
		}()
		time.Sleep(time.Duration(i%30) * time.Millisecond)
		asked := time.Now()
		cancel()
		if end := <-ended; end.After(asked) {
			took = append(took, end.Sub(asked))
		}
	}
	slowest := time.Duration(0)
	for _, d := range took {
		slowest = max(slowest, d)
	}
	b.report.add(row{what: "a cancelled search ends within", size: m.size.name, got: fmt.Sprintf("%s at most, of %d", short(slowest), len(took)),
		reach: "≤ 20 ms", missed: slowest > 20*time.Millisecond})
	return nil
}
