package adjacency_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
	"jinqiao/store/sqlite"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func standard(t *testing.T) *jinqiao.Ontology {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func write(t *testing.T, s jinqiao.Store, changes ...jinqiao.Change) {
	t.Helper()
	err := s.Apply(context.Background(), jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// numbered returns an entity of a number.
func numbered(n int) jinqiao.Change {
	return jinqiao.Change{Entity: &jinqiao.Entity{ID: fmt.Sprintf("e%d", n), Kind: "Enterprise", Name: fmt.Sprint("企业", n)}}
}

func joined(a, b int) jinqiao.Change {
	return link("COOPERATES_WITH", fmt.Sprintf("e%d", min(a, b)), fmt.Sprintf("e%d", max(a, b)), nil)
}

// joins reports whether a graph has a link between two entities.
func joins(g *adjacency.Graph, a, b int) bool {
	found, _ := g.Lookup(context.Background(), []string{fmt.Sprintf("e%d", a), fmt.Sprintf("e%d", b)})
	seen := false
	if int(found[0]) < g.Len() && int(found[1]) < g.Len() {
		g.Expand(context.Background(), found[:1], func(_ int, hops []linkage.Hop) bool {
			for _, h := range hops {
				seen = seen || h.To == found[1]
			}
			return true
		})
	}
	return seen
}

func TestMirrorOfEmbedded(t *testing.T) {
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	write(t, s, numbered(0), numbered(1), joined(0, 1))
	m := adjacency.NewMirror(rules(t), s, nil, 1000)
	defer m.Close()
	if _, err := m.Fresh(context.Background()); err == nil {
		t.Error("a mirror that was not read is fresh")
	}
	load(t, m)
	for n := 2; n < 50; n++ {
		write(t, s, numbered(n), joined(n, n-1))
		if g := fresh(t, m); g == nil || !joins(g, n, n-1) {
			t.Fatalf("link %d is not in the mirror", n)
		}
	}
	many := make([]jinqiao.Change, jinqiao.MostChanges+1)
	for i := range many {
		many[i] = numbered(100 + i)
	}
	write(t, s, many...)
	if fresh(t, m) != nil {
		t.Error("the mirror is fresh, though it was not told what was written")
	}
	load(t, m)
	if g := fresh(t, m); g == nil || g.Len() != len(many)+50 {
		t.Error("the mirror was not read again")
	}
}

// A told is the number of the last transaction, as somebody tells it.
type told int64

func (v *told) Version(context.Context) (int64, error) { return int64(*v), nil }

// A store that went back, as after a restore, may come to the old number by what
// others write.
func TestMirrorOfRestored(t *testing.T) {
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	write(t, s, numbered(0), numbered(1), joined(0, 1))
	read, err := s.ScanTopology(context.Background(), func(*jinqiao.Topology) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	version := told(read)
	m := adjacency.NewMirror(rules(t), s, &version, 1000)
	defer m.Close()
	load(t, m)
	for _, step := range []struct {
		version int64
		fresh   bool
	}{{read, true}, {read - 1, false}, {read, false}} {
		version = told(step.version)
		if _, err := m.Fresh(context.Background()); (err == nil) != step.fresh {
			t.Errorf("at %d, with %d read: %v", step.version, read, err)
		}
	}
}

func TestMirrorLimit(t *testing.T) {
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	write(t, s, numbered(0), numbered(1), numbered(2), joined(0, 1), joined(1, 2))
	m := adjacency.NewMirror(rules(t), s, nil, 1)
	defer m.Close()
	if err := m.Load(context.Background()); !errors.Is(err, adjacency.ErrLarge) {
		t.Errorf("two links in a mirror of one: %v", err)
	}
	if _, err := m.Fresh(context.Background()); !errors.Is(err, adjacency.ErrLarge) {
		t.Errorf("it does not say why: %v", err)
	}
}

func load(t *testing.T, m *adjacency.Mirror) {
	t.Helper()
	for until := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		err := m.Load(context.Background())
		if err == nil {
			return
		}
		if time.Now().After(until) {
			t.Fatal(err)
		}
	}
}

// fresh returns the topology, nil if it is not fresh.
func fresh(t *testing.T, m *adjacency.Mirror) *adjacency.Graph {
	t.Helper()
	g, err := m.Fresh(context.Background())
	if (g == nil) != (err != nil) {
		t.Fatalf("%v, %v", g, err)
	}
	return g
}

// database is a Neo4j database with a store, and a session beside it.
type database struct {
	uri     string
	store   *neo4j.Store
	outside driver.SessionWithContext
}

func open(t *testing.T) *database {
	d := &database{uri: neo4jtest.Shared(t)}
	ctx := context.Background()
	raw, err := driver.NewDriverWithContext(d.uri, driver.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	d.outside = raw.NewSession(ctx, driver.SessionConfig{})
	d.cypher(t, "MATCH (n) DETACH DELETE n", nil)
	d.store = d.another(t)
	t.Cleanup(func() { d.outside.Close(ctx); raw.Close(ctx) })
	return d
}

// another opens the same database as another program would.
func (d *database) another(t *testing.T) *neo4j.Store {
	s, err := neo4j.Open(context.Background(), neo4j.Options{URI: d.uri, Ontology: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func (d *database) cypher(t *testing.T, text string, params map[string]any) {
	t.Helper()
	result, err := d.outside.Run(context.Background(), text, params)
	if err == nil {
		_, err = result.Consume(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// link writes a link beside the store.
func (d *database) link(t *testing.T, a, b int) {
	l := joined(a, b).Link
	d.cypher(t, "MATCH (a:Entity {id: $from}) MATCH (b:Entity {id: $to}) CREATE (a)-[:COOPERATES_WITH {id: $id, assertion: 'STATED', collective: false}]->(b)",
		map[string]any{"from": l.From, "to": l.To, "id": l.ID})
}

func TestMirrorOfNeo4j(t *testing.T) {
	d := open(t)
	write(t, d.store, numbered(0), numbered(1), numbered(2), numbered(3), numbered(4), numbered(5), joined(0, 1))
	m := adjacency.NewMirror(rules(t), d.store, d.store, 1000)
	defer m.Close()
	load(t, m)
	if g := fresh(t, m); g == nil || !joins(g, 0, 1) {
		t.Fatal("a mirror that was read is not fresh")
	}
	write(t, d.store, joined(1, 2))
	if g := fresh(t, m); g == nil || !joins(g, 1, 2) {
		t.Error("own commits make it stale, or are not in it")
	}
	d.link(t, 2, 3)
	if fresh(t, m) != nil {
		t.Error("fresh, though another program has written")
	}
	write(t, d.store, joined(3, 4)) // own, outside, own: the bookmark is our own again
	if fresh(t, m) != nil {
		t.Error("fresh after a commit of our own, though another program had written before")
	}
	load(t, m)
	if g := fresh(t, m); g == nil || !joins(g, 2, 3) || !joins(g, 3, 4) {
		t.Error("it was not read again")
	}
	other := d.another(t)
	write(t, other, joined(4, 5))
	if fresh(t, m) != nil {
		t.Error("fresh, though another Jinqiao has written")
	}
	load(t, m)
	if g := fresh(t, m); g == nil || !joins(g, 4, 5) {
		t.Error("it was not read again")
	}
	d.cypher(t, "MATCH (a:Entity {id: 'e0'})-[l]-() DELETE l", nil)
	if fresh(t, m) != nil {
		t.Error("fresh, though another program has removed a link")
	}
}

// TestMirrorUnderWriters has two Jinqiaos, another program and readers at once:
// what was committed before a look is in it, or it is said that it may not be.
func TestMirrorUnderWriters(t *testing.T) {
	d := open(t)
	const entities = 40
	var all []jinqiao.Change
	for n := range entities {
		all = append(all, numbered(n))
	}
	write(t, d.store, all...)
	other := d.another(t)
	m := adjacency.NewMirror(rules(t), d.store, d.store, 100000)
	defer m.Close()
	load(t, m)
	var mu sync.Mutex
	var committed [][2]int
	r := rand.New(rand.NewPCG(1, 2))
	used := map[[2]int]bool{}
	pair := func() [2]int {
		for {
			p := [2]int{r.IntN(entities), r.IntN(entities)}
			if p[0] < p[1] && !used[p] {
				used[p] = true
				return p
			}
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 60 {
			mu.Lock()
			p := pair()
			mu.Unlock()
			switch {
			case i%20 == 7:
				d.link(t, p[0], p[1])
			case i%20 == 14:
				write(t, other, joined(p[0], p[1]))
			default:
				write(t, d.store, joined(p[0], p[1]))
			}
			mu.Lock()
			committed = append(committed, p)
			mu.Unlock()
		}
	}()
	looks, whole := 0, 0
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		mu.Lock()
		before := append([][2]int(nil), committed...)
		mu.Unlock()
		looks++
		g := fresh(t, m)
		if g == nil {
			m.Renew(context.Background())
			continue
		}
		whole++
		for _, p := range before {
			if !joins(g, p[0], p[1]) {
				t.Fatalf("the link of %v was committed before, and is not in what is said to be fresh", p)
			}
		}
	}
	t.Logf("%d of %d looks found the mirror fresh", whole, looks)
	if whole < looks/10 {
		t.Errorf("only %d of %d looks found the mirror fresh", whole, looks)
	}
}
