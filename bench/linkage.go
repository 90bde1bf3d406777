package main

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"jinqiao/adjacency"
	"jinqiao/graph"
	"jinqiao/linkage"
)

// linkageQuestions are what is asked about paths: between which kinds, along what.
//
//go:embed linkage
var linkageQuestions embed.FS

func linkageText(name string) string {
	text, err := linkageQuestions.ReadFile("linkage/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// A maze is a graph in which paths are looked for.
type maze struct {
	*fixture
	topology graph.Topology
	handler  http.Handler
	pattern  *linkage.Pattern
	reached  []string // to which of these reach leads
	pairs    [][2]string
	apart    [][2]string // pairs that no path joins by closed
	joined   [][]string  // seeds of connect

	From, To, Between, Middle, Along string
	Closed                           []string
}

const (
	pairsKept   = 256
	reachedEnds = 2000
	joinedSeeds = 10
	followed    = 10
)

// mirrored reads the topology of a fixture into memory.
func (f *fixture) mirrored() (*adjacency.Mirror, error) {
	rules, err := linkage.NewRules(f.ontology, f.ontology.ScopedKinds())
	if err != nil {
		return nil, err
	}
	shared, _ := f.store.Store.(adjacency.Shared)
	m := adjacency.NewMirror(rules, f.store, shared, 1<<31)
	return m, m.Load(f.ctx)
}

// maze prepares questions about a fixture, seen through a topology.
func (f *fixture) maze(topology graph.Topology) (*maze, error) {
	m := &maze{fixture: f, topology: topology}
	if err := json.Unmarshal([]byte(linkageText("ends.json")), m); err != nil {
		return nil, err
	}
	m.handler = graph.NewHandler(graph.Options{Store: f.store, Ontology: f.ontology, Topology: topology})
	var err error
	if m.pattern, err = linkage.ParsePattern(f.ontology, m.Along); err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(seed, 5))
	one := func(kind string) string { return f.graph.ID(kind, r.IntN(f.graph.Size(kind))) }
	for range pairsKept {
		m.pairs = append(m.pairs, [2]string{one(m.From), one(m.To)})
	}
	for range min(reachedEnds, f.graph.Size(m.To)) {
		m.reached = append(m.reached, one(m.To))
	}
	for range pairsKept {
		var seeds []string
		for i := range joinedSeeds {
			seeds = append(seeds, one([]string{m.From, m.To, m.Between}[i%3]))
		}
		m.joined = append(m.joined, seeds)
	}
	return m, m.keepApart()
}

// keepApart finds the pairs that nothing joins, which is proven.
func (m *maze) keepApart() error {
	for _, pair := range m.pairs {
		if len(m.apart) == 32 {
			return nil
		}
		r, err := m.paths(m.closed(), pair, 1)
		if err != nil {
			return err
		}
		if r.Completeness.Exact && len(r.Paths) == 0 && r.Completeness.Expansions > 100 {
			m.apart = append(m.apart, pair)
		}
	}
	if len(m.apart) == 0 {
		return fmt.Errorf("%v joins all pairs", m.Closed)
	}
	return nil
}

// closed are options that keep most pairs apart.
func (m *maze) closed() linkage.Options {
	o := linkage.Defaults()
	o.Relationships, o.Assertions = m.Closed, []string{"STATED"}
	return o
}

func (m *maze) paths(o linkage.Options, pair [2]string, first int) (*linkage.Result, error) {
	g, err := m.topology(m.ctx)
	if err != nil {
		return nil, err
	}
	return linkage.Paths(m.ctx, g, pair[:1], pair[1:], o, first, "")
}

// A pathQuestion is one of the figures about paths, and its limits, but for the
// large graph: in memory, and in the store itself.
type pathQuestion struct {
	name            string
	memory, without time.Duration
	ask             func(m *maze, g linkage.Graph, i int) (looked int, err error) // at how many links
}

var pathQuestions = []pathQuestion{
	{"paths of one pair, first 5, up to 6", 500 * time.Microsecond, 25 * time.Millisecond, func(m *maze, g linkage.Graph, i int) (int, error) {
		p := m.pairs[i%len(m.pairs)]
		return looked(linkage.Paths(m.ctx, g, p[:1], p[1:], linkage.Defaults(), 5, ""))
	}},
	{"no path, proven to 6", 10 * time.Millisecond, 200 * time.Millisecond, func(m *maze, g linkage.Graph, i int) (int, error) {
		p := m.apart[i%len(m.apart)]
		return looked(linkage.Paths(m.ctx, g, p[:1], p[1:], m.closed(), 5, ""))
	}},
	{"follow of three steps, first 10", 500 * time.Microsecond, 0, func(m *maze, g linkage.Graph, i int) (int, error) {
		return looked(m.follow(g, i))
	}},
	{"reach of 2,000, first 20", 2 * time.Millisecond, 60 * time.Millisecond, func(m *maze, g linkage.Graph, i int) (int, error) {
		return looked(linkage.Reach(m.ctx, g, m.pairs[i%len(m.pairs)][:1], m.reached, linkage.Defaults(), 20, ""))
	}},
	{"connect of 10 seeds", 10 * time.Millisecond, 400 * time.Millisecond, func(m *maze, g linkage.Graph, i int) (int, error) {
		n, err := linkage.Connect(m.ctx, g, m.joined[i%len(m.joined)], nil, linkage.Defaults(), false)
		if err != nil {
			return 0, err
		}
		return n.Completeness.Expansions, nil
	}},
}

// follow finds the first paths of the pattern from one end of a pair.
func (m *maze) follow(g linkage.Graph, i int) (*linkage.Result, error) {
	o := linkage.Defaults()
	o.MaxLength = 0
	return linkage.Follow(m.ctx, g, m.pattern, m.pairs[i%len(m.pairs)][:1], nil, linkage.Allowed{}, o, followed, "")
}

func looked(r *linkage.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	return r.Completeness.Expansions, nil
}

// side asks a question of the topology of the moment.
func (m *maze) side(q pathQuestion) side {
	return side{name: q.name, op: func(_, i int) error {
		g, err := m.topology(m.ctx)
		if err != nil {
			return err
		}
		_, err = q.ask(m, g, i)
		return err
	}}
}

// pathsFigure measures searches in memory beside the shortest way that knows no
// rules, in the same arrays.
func (b *bench) pathsFigure(s size) error {
	m, done, err := b.mirroredMaze(s)
	if err != nil {
		return err
	}
	defer done()
	return b.measureArrays(m, "in memory")
}

// plainSide finds the shortest way of one pair after another.
func (m *maze) plainSide(plain *plainSearch) side {
	return side{name: "bare BFS", op: func(_, i int) error {
		_, err := plain.shortest(m.ctx, m.pairs[i%len(m.pairs)])
		return err
	}}
}

// measureArrays takes the figures of all questions in the arrays of the moment.
func (b *bench) measureArrays(m *maze, way string) error {
	g, err := m.topology(m.ctx)
	if err != nil {
		return err
	}
	bare := m.plainSide(newPlainSearch(g))
	arrays := *m
	arrays.topology = func(context.Context) (linkage.Graph, error) { return g, nil }
	return b.measureMaze(&arrays, way, bare, b.compare, func(q pathQuestion) time.Duration { return q.memory * m.size.allowance() })
}

// measureMaze takes the figures of all questions beside something else.
func (b *bench) measureMaze(m *maze, way string, beside side, compare func(...side) ([]sample, error), limit func(pathQuestion) time.Duration) error {
	sides := []side{beside}
	for _, q := range pathQuestions {
		sides = append(sides, m.side(q))
	}
	got, err := compare(sides...)
	if err != nil {
		return err
	}
	for i, q := range pathQuestions {
		r := slower(q.name+", "+way, m.size.name, got[i+1], got[0], beside.name, 0)
		if most := limit(q); most > 0 {
			r = within(q.name+", "+way, m.size.name, got[i+1], got[0], beside.name, most)
		}
		b.report.add(r)
	}
	return nil
}
