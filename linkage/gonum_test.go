package linkage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/traverse"

	"jinqiao"
	"jinqiao/linkage"
)

// TestShortestAsGonumHasIt compares lengths on plain graphs, where no rule has
// anything to say, with breadth-first search of another maker.
func TestShortestAsGonumHasIt(t *testing.T) {
	for _, size := range []struct{ entities, links, starts int }{
		{200, 220, 20}, {1000, 1500, 20}, {10_000, 30_000, 10}, {100_000, 250_000, 1},
	} {
		t.Run(fmt.Sprint(size.entities), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(size.entities), 3))
			plain, g, ids := plainGraph(r, size.entities, size.links)
			o := linkage.Defaults()
			o.MaxLength, o.HubDegree, o.Budget = linkage.MaxLength, 1<<30, 1<<30
			found, none := 0, 0
			for range size.starts {
				from := r.IntN(size.entities)
				depth := depths(plain, from)
				for range 25 {
					to := r.IntN(size.entities)
					if to == from {
						continue
					}
					got, err := linkage.Paths(context.Background(), g, ids[from:from+1], ids[to:to+1], o, 1, "")
					if err != nil || !got.Completeness.Exact {
						t.Fatal(err, got)
					}
					want, there := depth[int64(to)]
					switch {
					case there && want <= o.MaxLength:
						found++
						if len(got.Paths) == 0 || len(got.Paths[0].Steps) != want {
							t.Fatalf("from %s to %s: %+v, want %d steps", ids[from], ids[to], got, want)
						}
					default:
						none++
						if len(got.Paths) > 0 {
							t.Fatalf("from %s to %s: %+v, want none", ids[from], ids[to], got)
						}
					}
				}
			}
			t.Logf("%d paths, %d times none", found, none)
			if found < 10 {
				t.Error("too few paths to compare")
			}
		})
	}
}

// plainGraph makes one graph for both: one kind, one relationship, one way.
func plainGraph(r *rand.Rand, entities, links int) (graph.Graph, linkage.Graph, []string) {
	plain := simple.NewUndirectedGraph()
	ids := make([]string, entities)
	var all []*jinqiao.Entity
	for i := range ids {
		ids[i] = fmt.Sprintf("industry-%06d", i)
		all = append(all, &jinqiao.Entity{ID: ids[i], Kind: "Industry"})
		plain.AddNode(simple.Node(i))
	}
	var joined []*jinqiao.Link
	for range links {
		a, b := r.IntN(entities), r.IntN(entities)
		if a == b || plain.HasEdgeBetween(int64(a), int64(b)) {
			continue
		}
		plain.SetEdge(simple.Edge{F: simple.Node(a), T: simple.Node(b)})
		l := &jinqiao.Link{Relationship: "RELATED_INDUSTRY", From: ids[min(a, b)], To: ids[max(a, b)], Assertion: "STATED"}
		l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, ""))
		joined = append(joined, l)
	}
	return plain, build(standardRules(), all, joined), ids
}

func depths(g graph.Graph, from int) map[int64]int {
	found := map[int64]int{}
	var walk traverse.BreadthFirst
	walk.Walk(g.(traverse.Graph), simple.Node(from), func(n graph.Node, d int) bool {
		found[n.ID()] = d
		return false
	})
	return found
}
