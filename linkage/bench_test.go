package linkage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

// The large graph: 200,000 entities and 1,000,000 links of the standard
// ontology, with a few industries and societies that have very many, as in life.
const (
	largeEntities = 200_000
	largeLinks    = 1_000_000
)

type large struct {
	entities []*jinqiao.Entity
	links    []*jinqiao.Link
	byKind   map[string][]string
	graph    *adjacency.Graph
}

// theLarge keeps no links, so that the collector does not walk over a million
// of them while others are measured.
var theLarge = sync.OnceValue(func() *large {
	w := makeLarge()
	w.graph = build(standardRules(), w.entities, w.links)
	w.entities, w.links = nil, nil
	return w
})

func makeLarge() *large {
	r := rand.New(rand.NewPCG(1, 2))
	w := &large{byKind: map[string][]string{}}
	shares := []struct {
		kind string
		n    int
	}{{"City", 300}, {"Demand", 20000}, {"Enterprise", 100000}, {"Expert", 55000}, {"Industry", 1500}, {"Institution", 13200}, {"Society", 10000}}
	for _, s := range shares {
		for i := range s.n {
			e := &jinqiao.Entity{ID: fmt.Sprintf("%s-%06d", s.kind, i), Kind: s.kind}
			if r.IntN(30) == 0 && s.kind != "City" {
				e.Cohort = &jinqiao.Cohort{}
			}
			w.entities = append(w.entities, e)
			w.byKind[s.kind] = append(w.byKind[s.kind], e.ID)
		}
	}
	for seen := map[string]bool{}; len(w.links) < largeLinks; {
		if l := w.link(r); !seen[l.ID] {
			seen[l.ID] = true
			w.links = append(w.links, l)
		}
	}
	slices.SortFunc(w.links, func(a, b *jinqiao.Link) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return w
}

func standardRules() *linkage.Rules {
	o, err := jinqiao.Standard()
	if err != nil {
		panic(err)
	}
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		panic(err)
	}
	return rules
}

func (w *large) link(r *rand.Rand) *jinqiao.Link {
	types := []struct {
		relationship, from, to string
		share                  int
	}{
		{"LOCATED_IN", "Enterprise", "City", 12}, {"IN_INDUSTRY", "Enterprise", "Industry", 16}, {"SERVES_INDUSTRY", "Society", "Industry", 6},
		{"MEMBER_OF", "Expert", "Society", 16}, {"AFFILIATED_WITH", "Expert", "Institution", 10}, {"EXPERT_IN", "Expert", "Industry", 10},
		{"COOPERATES_WITH", "Enterprise", "Enterprise", 8}, {"RAISED", "Enterprise", "Demand", 5}, {"ANSWERED", "Expert", "Demand", 5},
		{"SUPPORTED", "Society", "Enterprise", 4}, {"INTRODUCED_TO", "Expert", "Enterprise", 4}, {"SAME_AS", "Enterprise", "Enterprise", 1},
		{"PART_OF", "Industry", "Industry", 1}, {"MEMBER_OF", "Enterprise", "Society", 2},
	}
	n := r.IntN(100)
	i := 0
	for ; n >= types[i].share; i++ {
		n -= types[i].share
	}
	t := types[i]
	l := &jinqiao.Link{Relationship: t.relationship, Assertion: "STATED", Collective: r.IntN(20) == 0}
	l.From, l.To = skewed(r, w.byKind[t.from]), skewed(r, w.byKind[t.to])
	if r.IntN(3) == 0 {
		l.Assertion, l.Confidence = "INFERRED", grades[1+r.IntN(3)]
	}
	if r.IntN(10) < 7 {
		l.Scope = w.byKind["City"][r.IntN(30)]
	}
	l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, ""))
	return l
}

// skewed draws one of ids, the early ones far more often.
func skewed(r *rand.Rand, ids []string) string {
	x := r.Float64()
	if r.IntN(2) == 0 {
		x = x * x * x
	}
	return ids[int(x*float64(len(ids)))]
}

// measure reports the median and the 99th percentile of what run takes.
func measure(b *testing.B, run func(r *rand.Rand) *linkage.Result) {
	r := rand.New(rand.NewPCG(3, 4))
	var times []time.Duration
	var expansions, found, exact int
	for b.Loop() {
		start := time.Now()
		result := run(r)
		times = append(times, time.Since(start))
		expansions += result.Completeness.Expansions
		found += len(result.Paths)
		if result.Completeness.Exact {
			exact++
		}
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(times[len(times)/2]), "p50-ms")
	b.ReportMetric(ms(times[len(times)*99/100]), "p99-ms")
	b.ReportMetric(float64(expansions)/float64(len(times)), "expansions/op")
	b.ReportMetric(float64(found)/float64(len(times)), "found/op")
	b.ReportMetric(float64(exact)/float64(len(times)), "exact/op")
}

func one(r *rand.Rand, ids []string) []string { return []string{ids[r.IntN(len(ids))]} }

func must(r *linkage.Result, err error) *linkage.Result {
	if err != nil {
		panic(err)
	}
	return r
}

func BenchmarkPaths(b *testing.B) {
	w := theLarge()
	for _, order := range []linkage.Order{linkage.Shortest, linkage.Strongest} {
		b.Run(string(order), func(b *testing.B) {
			o := linkage.Defaults()
			o.Order = order
			measure(b, func(r *rand.Rand) *linkage.Result {
				return must(linkage.Paths(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), one(r, w.byKind["Expert"]), o, 5, ""))
			})
		})
	}
}

// BenchmarkNoPath asks for ways that the rules close: cities are context kinds,
// and nothing leads to one by default but cooperation, of which there is none.
func BenchmarkNoPath(b *testing.B) {
	w := theLarge()
	ask := func(b *testing.B, o linkage.Options, to string) {
		measure(b, func(r *rand.Rand) *linkage.Result {
			return must(linkage.Paths(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), one(r, w.byKind[to]), o, 5, ""))
		})
	}
	b.Run("nothing leads there", func(b *testing.B) { ask(b, linkage.Defaults(), "City") })
	b.Run("not by stated high-tech demand", func(b *testing.B) {
		o := linkage.Defaults()
		o.Relationships = []string{"RAISED", "ANSWERED", "SUPPORTED", "INTRODUCED_TO"}
		o.Assertions = []string{"STATED"}
		ask(b, o, "Institution")
	})
	b.Run("sparse trails", func(b *testing.B) {
		o := linkage.Defaults()
		o.Relationships = []string{"RAISED", "ANSWERED", "MEMBER_OF"}
		o.MinConfidence = "HIGH"
		ask(b, o, "Expert")
	})
	b.Run("not through a firm elsewhere", func(b *testing.B) {
		measure(b, func(r *rand.Rand) *linkage.Result {
			o := linkage.Defaults()
			o.Relationships, o.Through = []string{"COOPERATES_WITH", "RAISED", "ANSWERED", "SUPPORTED", "INTRODUCED_TO", "MEMBER_OF"}, [][]string{one(r, w.byKind["Demand"])}
			return must(linkage.Paths(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), one(r, w.byKind["Expert"]), o, 5, ""))
		})
	})
	b.Run("without industries", func(b *testing.B) {
		o := linkage.Defaults()
		o.Relationships, o.Assertions = []string{"COOPERATES_WITH", "RAISED", "ANSWERED", "SUPPORTED", "INTRODUCED_TO"}, []string{"STATED"}
		ask(b, o, "Expert")
	})
	b.Run("hubs in the way", func(b *testing.B) {
		o := linkage.Defaults()
		o.HubDegree = 6
		ask(b, o, "Expert")
	})
}

func BenchmarkReach(b *testing.B) {
	w := theLarge()
	measure(b, func(r *rand.Rand) *linkage.Result {
		return must(linkage.Reach(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), w.byKind["Expert"][:2000], linkage.Defaults(), 20, ""))
	})
}

func BenchmarkReachAll(b *testing.B) {
	w := theLarge()
	measure(b, func(r *rand.Rand) *linkage.Result {
		return must(linkage.Reach(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), w.byKind["Expert"], linkage.Defaults(), 20, ""))
	})
}

// BenchmarkCount counts all that can be reached.
func BenchmarkCount(b *testing.B) {
	w := theLarge()
	for _, ends := range []int{2000, 55000} {
		for _, length := range []int{4, 6} {
			b.Run(fmt.Sprintf("%d ends up to %d", ends, length), func(b *testing.B) {
				o := linkage.Defaults()
				o.Count, o.MaxLength = true, length
				counted := 0
				measure(b, func(r *rand.Rand) *linkage.Result {
					result := must(linkage.Reach(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), w.byKind["Expert"][:ends], o, 20, ""))
					counted += result.Total
					return result
				})
				b.ReportMetric(float64(counted)/float64(b.N), "counted/op")
			})
		}
	}
}

func BenchmarkParallel(b *testing.B) {
	w := theLarge()
	b.RunParallel(func(p *testing.PB) {
		r := rand.New(rand.NewPCG(5, rand.Uint64()))
		for p.Next() {
			must(linkage.Paths(context.Background(), w.graph, one(r, w.byKind["Enterprise"]), one(r, w.byKind["Expert"]), linkage.Defaults(), 5, ""))
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	w := makeLarge()
	rules := standardRules()
	for b.Loop() {
		w.graph = build(rules, w.entities, w.links)
	}
	b.ReportMetric(float64(b.N)*float64(len(w.links))/b.Elapsed().Seconds(), "links/s")
	b.ReportMetric(float64(w.graph.Size())/float64(len(w.links)), "B/link")
}

// BenchmarkMemory shows what searches take at the worst: rules relaxed, so that
// everything is near everything, until the budget ends.
func BenchmarkMemory(b *testing.B) {
	w := theLarge()
	for _, order := range []linkage.Order{linkage.Shortest, linkage.Strongest} {
		for _, from := range [][]string{w.byKind["Enterprise"][:1], w.byKind["Enterprise"]} {
			b.Run(fmt.Sprintf("%s from %d", order, len(from)), func(b *testing.B) {
				o := linkage.Defaults()
				o.MaxLength, o.Order = 12, order
				o.Relax = []linkage.Rule{linkage.Hubs, linkage.Scope, linkage.Collective, linkage.Settled}
				b.ReportAllocs()
				for b.Loop() {
					r := must(linkage.Paths(context.Background(), w.graph, from, w.byKind["Expert"][54000:54001], o, 1000, ""))
					b.ReportMetric(float64(r.Completeness.Expansions), "expansions")
				}
			})
		}
	}
}
