package linkage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"jinqiao/linkage"
)

// measureNetwork reports the median of many networks, and how large they are.
func measureNetwork(b *testing.B, run func(r *rand.Rand) (*linkage.Network, error)) {
	r := rand.New(rand.NewPCG(5, 5))
	var times []float64
	members, links := 0, 0
	for b.Loop() {
		start := time.Now()
		n, err := run(r)
		if err != nil {
			b.Fatal(err)
		}
		times = append(times, float64(time.Since(start).Microseconds())/1000)
		members, links = members+len(n.Members), links+len(n.Links)
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "p50-ms")
	b.ReportMetric(float64(members)/float64(len(times)), "entities")
	b.ReportMetric(float64(links)/float64(len(times)), "links")
}

func BenchmarkConnect(b *testing.B) {
	w := theLarge()
	for _, seeds := range []int{2, 10, 50} {
		b.Run(fmt.Sprint(seeds), func(b *testing.B) {
			measureNetwork(b, func(r *rand.Rand) (*linkage.Network, error) {
				var ids []string
				for i := range seeds {
					ids = append(ids, one(r, w.byKind[[]string{"Enterprise", "Expert", "Society"}[i%3]])...)
				}
				return linkage.Connect(context.Background(), w.graph, ids, nil, linkage.Defaults(), false)
			})
		})
	}
}

func BenchmarkSurround(b *testing.B) {
	w := theLarge()
	for _, size := range []struct{ hops, first int }{{1, 300}, {2, 300}, {2, 2000}, {3, 20_000}} {
		b.Run(fmt.Sprintf("%d hops, first %d", size.hops, size.first), func(b *testing.B) {
			measureNetwork(b, func(r *rand.Rand) (*linkage.Network, error) {
				return linkage.Surround(context.Background(), w.graph, one(r, w.byKind["Industry"]), nil, linkage.Growth{Hops: size.hops}, linkage.Defaults(), size.first)
			})
		})
	}
}
