package linkage_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"jinqiao"
	"jinqiao/linkage"
)

// meshed is a graph of two parts, each of 400 firms and 40,000 links: it takes a
// search long to find that nothing leads from one to the other.
var meshed = sync.OnceValue(func() linkage.Graph {
	c := &testCase{}
	for i := range 800 {
		c.Entities = append(c.Entities, &jinqiao.Entity{ID: fmt.Sprintf("firm-%03d", i), Kind: "Firm"})
	}
	for i := range 800 {
		for k := 1; k <= 100; k++ {
			c.helps(c.Entities[i].ID, c.Entities[i/400*400+(i+k)%400].ID)
		}
	}
	return c.graph()
})

func (c *testCase) helps(from, to string) {
	id := jinqiao.LinkID(jinqiao.LinkNumber("HELPS", from, to, ""))
	c.Links = append(c.Links, &jinqiao.Link{ID: id, Relationship: "HELPS", From: from, To: to, Assertion: "STATED"})
}

func unlimited() linkage.Options {
	o := linkage.Defaults()
	o.Relationships, o.Relax = []string{"HELPS"}, []linkage.Rule{linkage.Hubs}
	return o
}

// gated is a graph that stops who has looked at many links until the gate is
// opened.
type gated struct {
	linkage.Graph
	seen    int
	arrived *atomic.Int64
	first   chan struct{} // told of the first to arrive
	gate    chan struct{}
}

func (g *gated) Expand(ctx context.Context, entities []uint32, visit func(int, []linkage.Hop) bool) error {
	return g.Graph.Expand(ctx, entities, func(i int, hops []linkage.Hop) bool {
		before := g.seen
		g.seen += len(hops)
		if before < 40_000 && g.seen >= 40_000 {
			if g.arrived.Add(1) == 1 {
				close(g.first)
			}
			<-g.gate
		}
		return visit(i, hops)
	})
}

// TestLightBesideHeavy has ten heavy searches, of which the one whose turn it is
// does not go on. A light one has its answer, the heavy ones have theirs
// later, and one that is cancelled while it waits does not wait on.
func TestLightBesideHeavy(t *testing.T) {
	pool := linkage.NewPool(1)
	var arrived atomic.Int64
	first, gate := make(chan struct{}), make(chan struct{})
	heavy := func(ctx context.Context) (*linkage.Result, error) {
		ctx, leave := pool.Enter(ctx)
		defer leave()
		g := &gated{meshed(), 0, &arrived, first, gate}
		return linkage.Paths(ctx, g, []string{"firm-000"}, []string{"firm-400"}, unlimited(), 5, "")
	}
	var all sync.WaitGroup
	ask := func() {
		r, err := heavy(context.Background())
		if err != nil || !r.Completeness.Exact || r.Completeness.Expansions < 40_000 {
			t.Errorf("%+v, %v", r, err)
		}
	}
	all.Go(ask)
	<-first
	for range 9 {
		all.Go(ask)
	}
	ctx, cancel := context.WithCancel(context.Background())
	given := make(chan error)
	go func() {
		_, err := heavy(ctx)
		given <- err
	}()
	light, leave := pool.Enter(context.Background())
	r, err := linkage.Paths(light, meshed(), []string{"firm-000"}, []string{"firm-001"}, unlimited(), 1, "")
	leave()
	if err != nil || len(r.Paths) != 1 {
		t.Errorf("the light one: %+v, %v", r, err)
	}
	cancel()
	if err := <-given; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled one: %v", err)
	}
	if n := arrived.Load(); n != 1 {
		t.Errorf("%d searches go on, though there is one turn", n)
	}
	close(gate)
	all.Wait()
}

// fading is a context that is over when it has been asked so often.
type fading struct {
	context.Context
	left int
	over error
}

func (f *fading) Err() error {
	if f.left--; f.left < 0 {
		return f.over
	}
	return nil
}

// TestStopsSoon ends the time of searches at many points, and expects that they
// look at few more links: also within an entity that has very many.
func TestStopsSoon(t *testing.T) {
	const tick = 1024 // links between two looks at the clock
	c := &testCase{Entities: []*jinqiao.Entity{{ID: "hub", Kind: "Firm"}, {ID: "end", Kind: "Firm"}, {ID: "other", Kind: "Firm"}}}
	for i := range 24_000 {
		e := &jinqiao.Entity{ID: fmt.Sprintf("leaf-%05d", i), Kind: "Firm"}
		c.Entities = append(c.Entities, e)
		c.helps(c.Entities[i%3].ID, e.ID)
	}
	g, hub, ends := c.graph(), []string{"hub"}, []string{"end", "other"}
	pattern, err := linkage.ParsePattern(ontology(), "(:Firm)-[:HELPS]-{1,3}(:Firm)")
	if err != nil {
		t.Fatal(err)
	}
	counting := unlimited()
	counting.Count = true
	searches := map[string]func(context.Context) (linkage.Completeness, error){
		"paths": func(ctx context.Context) (linkage.Completeness, error) {
			return worth(linkage.Paths(ctx, g, hub, ends, unlimited(), 5, ""))
		},
		"reach": func(ctx context.Context) (linkage.Completeness, error) {
			return worth(linkage.Reach(ctx, g, hub, []string{"end", "leaf-00000"}, counting, 0, ""))
		},
		"follow": func(ctx context.Context) (linkage.Completeness, error) {
			return worth(linkage.Follow(ctx, g, pattern, hub, nil, linkage.Allowed{}, linkage.Options{MaxLength: 3, HubDegree: 1, Order: linkage.Shortest, Budget: 60_000}, 5, ""))
		},
		"surround": func(ctx context.Context) (linkage.Completeness, error) {
			n, err := linkage.Surround(ctx, g, hub, nil, linkage.Growth{Hops: 2, Count: true}, unlimited(), 300)
			return worthOf(n, err)
		},
		"connect": func(ctx context.Context) (linkage.Completeness, error) {
			n, err := linkage.Connect(ctx, g, append(hub, ends...), nil, unlimited(), false)
			return worthOf(n, err)
		},
	}
	for name, find := range searches {
		whole, err := find(context.Background())
		if err != nil || whole.Expansions < 12_000 {
			t.Fatalf("%s: %+v, %v: too little to be cut short", name, whole, err)
		}
		cut := 0
		for asked := 1; asked < whole.Expansions/tick-1; asked += 3 {
			c, err := find(&fading{context.Background(), asked, context.DeadlineExceeded})
			if err != nil {
				continue // too early for any answer
			}
			cut++
			most := (asked + 2) * tick
			if name == "surround" {
				most += 8_300 // the links of what is shown are told, whatever the time
			}
			if c.Reasons == nil || c.Expansions > most {
				t.Errorf("%s: %d links, after the deadline came at %d: %+v", name, c.Expansions, asked*tick, c)
			}
			if _, err := find(&fading{context.Background(), asked, context.Canceled}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, cancelled: %v", name, err)
			}
		}
		if cut < 4 {
			t.Errorf("%s was cut short %d times", name, cut)
		}
	}
}

func worth(r *linkage.Result, err error) (linkage.Completeness, error) {
	if err != nil {
		return linkage.Completeness{}, err
	}
	return r.Completeness, nil
}

func worthOf(n *linkage.Network, err error) (linkage.Completeness, error) {
	if err != nil {
		return linkage.Completeness{}, err
	}
	return n.Completeness, nil
}
