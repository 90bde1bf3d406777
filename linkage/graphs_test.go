package linkage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

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
	live := adjacency.NewLive(build(rules, entities, links), []int{1, 20, adjacency.Overlay}[r.IntN(3)])
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
	for batch := range slices.Chunk(changes, 1+r.IntN(8)) {
		if err := live.Commit(batch); err != nil {
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
	if strings.Contains(to[0], "a") {
		to = nil
	}
	return linkage.Follow(ctx, g, p, nil, to, linkage.Allowed{}, o, first, after)
}
