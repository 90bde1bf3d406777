package linkage_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
	"jinqiao/store/sqlite"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var _ linkage.JoinStore = (*neo4j.Store)(nil)

// TestOverlay writes each random case in batches, over earlier versions of its
// entities and links, and expects the answers of the graph that is built at once:
// the same paths by the same steps.
func TestOverlay(t *testing.T) {
	cases, start := fromEnv("LINKAGE_CASES", 3000), fromEnv("LINKAGE_SEED", 1)
	for seed := start; seed < start+cases; seed++ {
		c := randomCase(uint64(seed))
		live, err := written(c, uint64(seed))
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, c)
		}
		if d := unlike(c, c.graph(), live.Graph()); d != "" {
			t.Fatalf("seed %d: %s\n%s", seed, d, c)
		}
	}
}

// TestStored asks stores themselves, by rounds, and expects the answers of memory:
// 2,000 random cases of an embedded store, 500 of Neo4j (JINQIAO_TEST_NEO4J).
func TestStored(t *testing.T) {
	for name, s := range map[string]struct {
		cases int
		open  func(*testing.T) jinqiao.Store
	}{
		"sqlite": {2000, embedded},
		"neo4j": {500, func(t *testing.T) jinqiao.Store {
			uri := neo4jtest.Shared(t)
			neo4jtest.Wipe(t, uri)
			s, err := neo4j.Open(context.Background(), neo4j.Options{URI: uri, Ontology: ontology()})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}},
	} {
		t.Run(name, func(t *testing.T) {
			store := s.open(t)
			defer store.Close()
			storedCases(t, store, fromEnv("LINKAGE_CASES", s.cases))
		})
	}
}

func embedded(t *testing.T) jinqiao.Store {
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: ontology()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// stored returns a store that holds a case.
func stored(t *testing.T, c *testCase) jinqiao.Store {
	s := embedded(t)
	t.Cleanup(func() { s.Close() })
	err := s.Apply(context.Background(), jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for _, change := range c.changes() {
			if !yield(change, nil) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// storedCases writes many cases into one store, each under ids of its own, and a
// mirror that follows it.
func storedCases(t *testing.T, store jinqiao.Store, n int) {
	rules, err := linkage.NewRules(ontology(), ontology().ScopedKinds())
	if err != nil {
		t.Fatal(err)
	}
	live := adjacency.NewLive(rules, 1000)
	defer store.Watch(func(c jinqiao.Commit) { err = errors.Join(err, live.Commit(c)) })()
	if err := live.Load(context.Background(), store.ScanTopology); err != nil {
		t.Fatal(err)
	}
	cases := make([]*testCase, n)
	for i := range cases {
		cases[i] = randomCase(uint64(i + fromEnv("LINKAGE_SEED", 1))).prefixed(fmt.Sprintf("%d-", i))
	}
	for part := range slices.Chunk(cases, 100) {
		var changes []jinqiao.Change
		for _, c := range part {
			changes = append(changes, c.changes()...)
		}
		if e := errors.Join(err, store.Apply(context.Background(), jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
			for _, c := range changes {
				if !yield(c, nil) {
					return
				}
			}
		}})); e != nil {
			t.Fatal(e)
		}
	}
	for i, c := range cases {
		if d := unlike(c, c.graph(), live.Graph()); d != "" {
			t.Fatalf("case %d in the mirror: %s\n%s", i, d, c)
		}
		if d := unlike(c, c.graph(), linkage.NewStored(rules, store)); d != "" {
			t.Fatalf("case %d in the store: %s\n%s", i, d, c)
		}
		if d := unlikeGlanced(c, c.graph(), func() linkage.Graph { return linkage.NewStored(rules, store).Glancing() }); d != "" {
			t.Fatalf("case %d at a glance: %s\n%s", i, d, c)
		}
	}
	if _, routes := store.(linkage.RouteStore); routes {
		followedCases(t, rules, store, n/10) // each begins with texts that are planned
		return
	}
	trailedCases(t, rules, store, cases)
	followedCases(t, rules, &routed{Store: store}, n)
}

// prefixed returns a case with other ids.
func (c *testCase) prefixed(prefix string) *testCase {
	all := func(ids []string) (named []string) {
		for _, id := range ids {
			named = append(named, prefix+id)
		}
		return named
	}
	d := &testCase{From: all(c.From), To: all(c.To), Options: c.Options, First: c.First}
	d.Options.Avoid, d.Options.Through = all(c.Options.Avoid), nil
	for _, set := range c.Options.Through {
		d.Options.Through = append(d.Options.Through, all(set))
	}
	for _, e := range c.Entities {
		own := *e
		own.ID, own.Name = prefix+e.ID, e.ID
		d.Entities = append(d.Entities, &own)
	}
	for _, l := range c.Links {
		own := *l
		own.From, own.To = prefix+l.From, prefix+l.To
		own.ID = jinqiao.LinkID(jinqiao.LinkNumber(own.Relationship, own.From, own.To, own.Key))
		d.Links = append(d.Links, &own)
	}
	return d
}

func (c *testCase) changes() (changes []jinqiao.Change) {
	for _, e := range c.Entities {
		changes = append(changes, jinqiao.Change{Entity: e})
	}
	for _, l := range c.Links {
		changes = append(changes, jinqiao.Change{Link: l})
	}
	return changes
}

// written returns a live topology that holds a case at last.
func written(c *testCase, seed uint64) (*adjacency.Live, error) {
	r := rand.New(rand.NewPCG(seed, 7))
	rules, err := linkage.NewRules(ontology(), ontology().ScopedKinds())
	if err != nil {
		return nil, err
	}
	some := func(n int) int { return r.IntN(n + 1) }
	entities, links := c.Entities[:some(len(c.Entities))], c.Links[:0:0]
	for _, l := range c.Links {
		known := func(id string) bool {
			return slices.ContainsFunc(entities, func(e *jinqiao.Entity) bool { return e.ID == id })
		}
		if known(l.From) && known(l.To) && r.IntN(3) > 0 {
			links = append(links, earlier(r, l))
		}
	}
	live := adjacency.NewLive(rules, []int{1, 20, adjacency.Overlay}[r.IntN(3)])
	if err := live.Load(context.Background(), scanOf(entities, links)); err != nil {
		return nil, err
	}
	var changes []jinqiao.Change
	for _, e := range c.Entities {
		if old := *e; r.IntN(3) == 0 {
			old.Hub, old.Cohort, old.Properties = !e.Hub, nil, nil
			changes = append(changes, jinqiao.Change{Entity: &old})
		}
		changes = append(changes, jinqiao.Change{Entity: e})
	}
	for _, l := range c.Links {
		if r.IntN(3) == 0 {
			changes = append(changes, jinqiao.Change{Link: earlier(r, l)})
		}
		changes = append(changes, jinqiao.Change{Link: l})
	}
	version := int64(0)
	for batch := range slices.Chunk(changes, 1+r.IntN(8)) {
		version++
		if err := live.Commit(jinqiao.Commit{Version: version, Changes: batch}); err != nil {
			return nil, err
		}
		if r.IntN(4) == 0 {
			time.Sleep(time.Duration(r.IntN(50)) * time.Microsecond) // for a compaction to come in between
		}
	}
	return live, nil
}

// earlier returns a link as it may have been before.
func earlier(r *rand.Rand, l *jinqiao.Link) *jinqiao.Link {
	old := *l
	old.Collective, old.Scope, old.Properties = r.IntN(2) == 0, "z", map[string]any{"since": "1999"}
	old.Assertion, old.Confidence = "INFERRED", "LOW"
	return &old
}

// unlike tells where two graphs answer a case differently, "" if nowhere. Of a
// truncated answer it expects the same steps, too.
func unlike(c *testCase, want, got linkage.Graph) string {
	ctx := context.Background()
	for _, budget := range []int{c.Options.Budget, 1 + (len(c.Links)*c.First)%37} {
		o := c.Options
		o.Budget = budget
		for name, find := range map[string]search{"paths": linkage.Paths, "reach": linkage.Reach, "follow": follow} {
			a, err := find(ctx, want, c.From, c.To, o, c.First, "")
			b, err2 := find(ctx, got, c.From, c.To, o, c.First, "")
			if fmt.Sprint(err) != fmt.Sprint(err2) {
				return fmt.Sprintf("%s: %v, want %v", name, err2, err)
			}
			if d := cmp.Diff(a, b); d != "" {
				return fmt.Sprintf("%s with a budget of %d: %s", name, budget, d)
			}
		}
		if len(c.Links)%4 > 0 {
			continue // a quarter is enough for networks, which take many rounds
		}
		if d := unlikeNetworks(c, o, want, got); d != "" {
			return fmt.Sprintf("with a budget of %d: %s", budget, d)
		}
	}
	return ""
}

// unlikeGlanced is as unlike where it does not matter what was looked at, with a
// graph for each question, as they are to be used. A glance may need less of a
// budget: what it finds then is what there is without one.
func unlikeGlanced(c *testCase, want linkage.Graph, fresh func() linkage.Graph) string {
	ctx, o := context.Background(), c.Options
	o.Effort = false
	seeds := slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.From, c.To))))
	looked := cmpopts.IgnoreFields(linkage.Completeness{}, "Expansions")
	for _, budget := range []int{o.Budget, 1 + (len(c.Links)*c.First)%37} {
		for name, find := range map[string]search{"paths": linkage.Paths, "reach": linkage.Reach} {
			o.Budget = budget
			o.Excluded, o.Count = o.Excluded && budget == c.Options.Budget, o.Count && budget == c.Options.Budget // which have budgets of their own
			b, err2 := find(ctx, fresh(), c.From, c.To, o, c.First, "")
			if b != nil && b.Completeness.Exact {
				o.Budget = c.Options.Budget
			}
			a, err := find(ctx, want, c.From, c.To, o, c.First, "")
			if fmt.Sprint(err) != fmt.Sprint(err2) {
				return fmt.Sprintf("%s: %v, want %v", name, err2, err)
			}
			if d := cmp.Diff(a, b, looked); d != "" {
				return fmt.Sprintf("%s with a budget of %d: %s", name, budget, d)
			}
		}
	}
	if len(c.Links)%4 > 0 {
		return ""
	}
	o.Through, o.Budget = nil, c.Options.Budget
	a, err := linkage.Connect(ctx, want, seeds, nil, o, false)
	b, err2 := linkage.Connect(ctx, fresh(), seeds, nil, o, false)
	if fmt.Sprint(err) != fmt.Sprint(err2) {
		return fmt.Sprintf("connect: %v, want %v", err2, err)
	}
	return cmp.Diff(a, b, looked, cmpopts.IgnoreUnexported(linkage.NetworkLink{}))
}

// unlikeNetworks tells where two graphs give other networks.
func unlikeNetworks(c *testCase, o linkage.Options, want, got linkage.Graph) string {
	ctx := context.Background()
	o.Through = nil
	seeds := slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.From, c.To))))
	for name, draw := range map[string]func(linkage.Graph) (*linkage.Network, error){
		"surround": func(g linkage.Graph) (*linkage.Network, error) {
			return linkage.Surround(ctx, g, c.From, c.To, linkage.Growth{Hops: 2, Count: true, Changed: true}, o, c.First)
		},
		"connect": func(g linkage.Graph) (*linkage.Network, error) {
			return linkage.Connect(ctx, g, seeds, nil, o, false)
		},
	} {
		a, err := draw(want)
		b, err2 := draw(got)
		if fmt.Sprint(err) != fmt.Sprint(err2) {
			return fmt.Sprintf("%s: %v, want %v", name, err2, err)
		}
		if d := cmp.Diff(a, b, cmpopts.IgnoreUnexported(linkage.NetworkLink{})); d != "" {
			return name + ": " + d
		}
	}
	return ""
}

// follow asks for anything of two or three steps to the ends, from anywhere.
func follow(ctx context.Context, g linkage.Graph, _, to []string, o linkage.Options, first int, after string) (*linkage.Result, error) {
	p, err := linkage.ParsePattern(ontology(), "()-[]-{2,3}()")
	if err != nil {
		return nil, err
	}
	o.MaxLength, o.Through = 0, nil
	return linkage.Follow(ctx, g, p, nil, to, linkage.Allowed{}, o, first, after)
}

// tired is a store that does not answer its second round in time.
type tired struct {
	jinqiao.Store
	rounds int
}

func (s *tired) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	if !links { // ids are looked up before the search
		return s.Store.ExpandTopology(ctx, ids, links)
	}
	if s.rounds++; s.rounds == 2 {
		return nil, jinqiao.Errorf(jinqiao.CodeTimeout, "the store did not answer in the time allowed")
	}
	return s.Store.ExpandTopology(ctx, ids, links)
}

// TestTiredStore expects a store's time-out to cut an answer short, not to lose it.
func TestTiredStore(t *testing.T) {
	store, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: ontology()})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	rules, err := linkage.NewRules(ontology(), ontology().ScopedKinds())
	if err != nil {
		t.Fatal(err)
	}
	cut, lost := 0, 0
	for seed := range uint64(200) {
		c := randomCase(seed + 1).prefixed(fmt.Sprintf("%d-", seed))
		err := store.Apply(context.Background(), jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
			for _, change := range c.changes() {
				if !yield(change, nil) {
					return
				}
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		g := linkage.NewStored(rules, &tired{Store: store})
		r, err := linkage.Paths(context.Background(), g, c.From, c.To, c.Options, c.First, "")
		if jinqiao.CodeOf(err) == jinqiao.CodeTimeout {
			lost++
		}
		if err == nil && slices.Contains(r.Completeness.Reasons, linkage.ReasonDeadline) {
			cut++
		}
	}
	// A search of one round has its paths then, and the second is to tell them.
	if cut == 0 || lost > cut/10 {
		t.Errorf("%d answers were cut short, %d lost", cut, lost)
	}
}
