package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"jinqiao/adjacency"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// nativeTimeout is how long the server may take for one of its own searches.
const nativeTimeout = 5 * time.Second

// nativePairs are asked for several paths at once, which may take the whole time
// for each.
const nativePairs = 8

// streamMirror reads the topology into a mirror, beside the driver that reads no
// more than the numbers of both ends of each link, as many statements at a time.
func (b *bench) streamMirror(server *graphServer) (*adjacency.Mirror, error) {
	raw, err := timed(func() error { return server.raw.numbers(server.size.links) })
	if err != nil {
		return nil, err
	}
	var mirror *adjacency.Mirror
	streamed, err := timed(func() (err error) {
		mirror, err = server.mirrored()
		return err
	})
	if err != nil {
		return nil, err
	}
	rate := float64(server.size.links) / streamed.Seconds()
	b.report.add(row{what: "topology streamed from Neo4j", size: server.size.name, got: fmt.Sprintf("%s, %.2f M links/s", short(streamed), rate/1e6),
		beside: "the driver, numbers of ends alone: " + short(raw), ratio: fmt.Sprintf("%.2f ×", streamed.Seconds()/raw.Seconds()),
		reach: "≥ 0.8 M links/s", missed: rate < streamedRate})
	return mirror, nil
}

// numbers reads the numbers of both ends of all links, in portions of nodes, two at
// a time. It is an error if there are not as many links as wanted.
func (r *rawDriver) numbers(want int) error {
	const span, streams = 8192, 2
	last, err := r.read("MATCH (e) RETURN max(id(e))", nil)
	if err != nil {
		return err
	}
	most, _ := last[0].(int64)
	text := question("numbers.cypher")
	counts, errs := make([]int, streams), make([]error, streams)
	var group sync.WaitGroup
	for s := range streams {
		group.Go(func() {
			for first := int64(s * span); first <= most && errs[s] == nil; first += streams * span {
				var record []any
				if record, errs[s] = r.read(text, map[string]any{"first": first, "last": min(first+span-1, most)}); errs[s] == nil {
					ends, _ := record[0].([]any)
					counts[s] += len(ends)
				}
			}
		})
	}
	group.Wait()
	if got := counts[0] + counts[1]; got < want && errors.Join(errs...) == nil {
		return fmt.Errorf("the driver finds %d links, %d are wanted", got, want)
	}
	return errors.Join(errs...)
}

// nativeBeside measures the paths of one pair beside the server's own searches, which
// know no rules: one shortest path, and the ten shortest. The lengths of the former
// are compared with those of the bare search first.
func (b *bench) nativeBeside(m *maze, server *graphServer) error {
	g, err := m.topology(m.ctx)
	if err != nil {
		return err
	}
	plain, text := newPlainSearch(g), question("shortest.cypher")
	ends := func(i int) map[string]any {
		pair := m.pairs[i%len(m.pairs)]
		return map[string]any{"from": pair[0], "to": pair[1]}
	}
	for i := range min(len(m.pairs), 32) {
		want, err := plain.shortest(m.ctx, m.pairs[i])
		if err != nil {
			return err
		}
		record, err := server.raw.read(text, ends(i))
		if err != nil {
			return err
		}
		if got, _ := record[0].(int64); int(got) != want {
			return fmt.Errorf("between %v shortestPath finds %d steps, the bare search %d", m.pairs[i], got, want)
		}
	}
	native := side{name: "shortestPath, one, without rules", op: func(_, i int) error {
		_, err := server.raw.read(text, ends(i))
		return err
	}}
	got, err := b.compareWarm(m.side(pathQuestions[0]), native)
	if err != nil {
		return err
	}
	b.report.add(slower(pathQuestions[0].name+", Neo4j, mirror fresh", m.size.name, got[0], got[1], native.name, 0))
	return b.tenShortest(m, server, ends)
}

// tenShortest records how many pairs the server finds ten shortest paths of in time.
func (b *bench) tenShortest(m *maze, server *graphServer, ends func(int) map[string]any) error {
	answered, began := 0, time.Now()
	for i := range nativePairs {
		ok, err := server.raw.inTime(question("shortest10.cypher"), ends(i))
		if err != nil {
			return err
		}
		if ok {
			answered++
		}
	}
	b.report.add(row{what: "SHORTEST 10 of one pair, without rules, by Neo4j itself", size: m.size.name,
		got: fmt.Sprintf("%d of %d pairs within %s, %s in all", answered, nativePairs, nativeTimeout, short(time.Since(began)))})
	return nil
}

// inTime asks a statement that the server ends after a while; it reports
// whether it was answered, and not ended for want of time or memory.
func (r *rawDriver) inTime(text string, params map[string]any) (bool, error) {
	ctx, cancel := context.WithTimeout(r.ctx, 2*nativeTimeout)
	defer cancel()
	session := r.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead})
	defer session.Close(r.ctx)
	result, err := session.Run(ctx, text, params, driver.WithTxTimeout(nativeTimeout))
	if err == nil {
		_, err = result.Consume(ctx)
	}
	var refused *driver.Neo4jError
	switch {
	case err == nil:
		return true, nil
	case ctx.Err() != nil, errors.As(err, &refused) && (strings.Contains(refused.Code, "TimedOut") || strings.Contains(refused.Code, "OutOfMemory")):
		return false, nil
	}
	return false, err
}
