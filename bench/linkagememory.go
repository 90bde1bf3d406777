package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

// pathsMemoryFigure measures the arrays of the topology, how fast they are made,
// and what a search takes that finds all it can until its budget ends.
func (b *bench) pathsMemoryFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	rules, err := linkage.NewRules(f.ontology, f.ontology.ScopedKinds())
	if err != nil {
		return err
	}
	scanned, err := timed(func() error {
		_, err := f.store.ScanTopology(b.ctx, func(*jinqiao.Topology) error { return nil })
		return err
	})
	if err != nil {
		return err
	}
	var g *adjacency.Graph
	built, err := timed(func() (err error) {
		g, _, err = adjacency.Build(b.ctx, rules, f.store.ScanTopology)
		return err
	})
	if err != nil {
		return err
	}
	made := built - scanned
	again, err := timed(func() error {
		_, _, err := adjacency.Build(b.ctx, rules, g.ScanTopology)
		return err
	})
	if err != nil {
		return err
	}
	perLink, rate := float64(g.Size())/float64(s.links), float64(s.links)/again.Seconds()
	b.report.add(
		row{what: "topology in memory", size: s.name, got: fmt.Sprintf("%.1f bytes a link, entities included", perLink), reach: "≤ 40 bytes a link", missed: perLink > 40},
		row{what: "made of the store", size: s.name, got: short(built), beside: "a scan alone: " + short(scanned), ratio: short(made) + " more"},
		row{what: "made of one in memory", size: s.name, got: fmt.Sprintf("%.2f M links/s", rate/1e6), reach: "≥ 1 M links/s", missed: rate < 1e6})
	return b.searchMemory(f, g)
}

func timed(work func() error) (time.Duration, error) {
	runtime.GC()
	start := time.Now()
	err := work()
	return time.Since(start), err
}

// searchMemory measures what a search allocates that uses nothing of an earlier
// one: garbage of growing arrays is in it, so that it never has so much at once.
func (b *bench) searchMemory(f *fixture, g linkage.Graph) error {
	m, err := f.maze(func(context.Context) (linkage.Graph, error) { return g, nil })
	if err != nil {
		return err
	}
	o := linkage.Defaults()
	o.MaxLength = linkage.MaxLength
	o.Relax = []linkage.Rule{linkage.Hubs, linkage.Scope, linkage.Collective, linkage.Settled}
	for name, from := range map[string][]string{"from one": m.pairs[0][:1], "from 2,000": m.reached} {
		before := allocated()
		r, err := linkage.Paths(b.ctx, g, from, []string{m.pairs[1][1]}, o, linkage.MaxFirst, "")
		if err != nil {
			return err
		}
		took := allocated() - before
		b.report.add(row{what: "one search at the worst, " + name, size: f.size.name, got: fmt.Sprintf("%.1f MB allocated, %d links looked at", float64(took)/1e6, r.Completeness.Expansions), reach: "≤ 32 MB", missed: took > 32e6})
	}
	return nil
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
