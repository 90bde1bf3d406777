package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jinqiao/linkage"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/traverse"
)

// networkxLinks is how many links networkx is given at most: it keeps each as objects
// of Python's.
const networkxLinks = 1_000_000

// A pathPeer finds the length of a shortest way between two entities, which knows no
// rules and no directions; -1 for none.
type pathPeer struct {
	name   string
	length func(from, to uint32) (int, error)
}

// peersFigure measures a search for the paths of one pair beside the shortest way of
// libraries for graphs. Their lengths have to be the same as that of the bare search.
func (b *bench) peersFigure(s size) error {
	m, done, err := b.mirroredMaze(s)
	if err != nil {
		return err
	}
	defer done()
	g, err := m.topology(m.ctx)
	if err != nil {
		return err
	}
	inGo, err := gonumPeer(b.ctx, g)
	if err != nil {
		return err
	}
	peers := []pathPeer{inGo}
	libraries := []string{"igraph"}
	if s.links <= networkxLinks {
		libraries = append(libraries, "networkx")
	}
	edges := filepath.Join(b.folder, s.name+".edges")
	if err := writeEdges(b.ctx, g, edges); err != nil {
		return err
	}
	defer os.Remove(edges)
	for _, library := range libraries {
		p, end, err := b.pythonPeer(library, g.Len(), edges)
		if err != nil {
			return fmt.Errorf("%s: %w", library, err)
		}
		defer end()
		peers = append(peers, p)
	}
	if err := m.agree(g, peers); err != nil {
		return err
	}
	return b.measurePeers(m, g, peers)
}

// measurePeers compares ours with each of the peers, all in turns.
func (b *bench) measurePeers(m *maze, g linkage.Graph, peers []pathPeer) error {
	sides := []side{m.side(pathQuestions[0]), m.plainSide(newPlainSearch(g))}
	ends, err := m.ends(g)
	if err != nil {
		return err
	}
	for _, p := range peers {
		sides = append(sides, side{name: p.name, op: func(_, i int) error {
			_, err := p.length(ends[i%len(ends)][0], ends[i%len(ends)][1])
			return err
		}})
	}
	got, err := b.compare(sides...)
	if err != nil {
		return err
	}
	for i, of := range sides[1:] {
		b.report.add(slower(pathQuestions[0].name+", in memory", m.size.name, got[0], got[i+1], of.name+", one shortest way", 0))
	}
	return nil
}

// ends returns the numbers of the pairs.
func (m *maze) ends(g linkage.Graph) (ends [][2]uint32, err error) {
	for _, p := range m.pairs {
		both, err := g.Lookup(m.ctx, p[:])
		if err != nil {
			return nil, err
		}
		ends = append(ends, [2]uint32{both[0], both[1]})
	}
	return ends, nil
}

// agree wants the same lengths, as far as the bare search goes, of all.
func (m *maze) agree(g linkage.Graph, peers []pathPeer) error {
	ends, err := m.ends(g)
	if err != nil {
		return err
	}
	plain := newPlainSearch(g)
	for i := range min(len(ends), 32) {
		want, err := plain.shortest(m.ctx, m.pairs[i])
		if err != nil {
			return err
		}
		for _, p := range peers {
			got, err := p.length(ends[i][0], ends[i][1])
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			if got != want && (want >= 0 || got >= 0 && got <= plainLength) {
				return fmt.Errorf("from %s to %s %s finds %d steps, the bare search %d", m.pairs[i][0], m.pairs[i][1], p.name, got, want)
			}
		}
	}
	return nil
}

// gonumPeer has the graph as gonum keeps it.
func gonumPeer(ctx context.Context, g linkage.Graph) (pathPeer, error) {
	plain := simple.NewUndirectedGraph()
	for e := range g.Len() {
		plain.AddNode(simple.Node(e))
	}
	err := eachEdge(ctx, g, func(from, to uint32) error {
		plain.SetEdge(simple.Edge{F: simple.Node(from), T: simple.Node(to)})
		return nil
	})
	return pathPeer{"gonum", func(from, to uint32) (int, error) {
		length := -1
		var walk traverse.BreadthFirst
		walk.Walk(plain, simple.Node(from), func(n graph.Node, depth int) bool {
			if n.ID() == int64(to) {
				length = depth
			}
			return length >= 0
		})
		return length, nil
	}}, err
}

// eachEdge calls visit once for each two ends that links join, in one order, but for
// ends that are the same.
func eachEdge(ctx context.Context, g linkage.Graph, visit func(from, to uint32) error) error {
	all := make([]uint32, g.Len())
	for e := range all {
		all[e] = uint32(e)
	}
	var failed error
	err := g.Expand(ctx, all, func(i int, hops []linkage.Hop) bool {
		last := all[i]
		for _, h := range hops {
			if h.To > all[i] && h.To != last { // hops are sorted by their far ends
				failed = visit(all[i], h.To)
			}
			last = h.To
		}
		return failed == nil
	})
	return errors.Join(err, failed)
}
