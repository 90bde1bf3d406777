package synthetic

import (
	"math"
	"math/rand/v2"
)

// stream returns random numbers that depend on the seed and on what they are
// for, so that any entity can be made without those before it.
func (g *Graph) stream(purpose, which int) *rand.Rand { return rand.New(g.source(purpose, which)) }

// source is what a stream draws from.
func (g *Graph) source(purpose, which int) *rand.PCG {
	return rand.NewPCG(g.seed<<16^uint64(purpose), uint64(which)*0x9E3779B97F4A7C15+1)
}

// zipf returns a rank below n with a probability that falls as 1/(rank+1), by
// the inverse of the continuous distribution.
func zipf(r *rand.Rand, n int) int {
	rank := int(math.Pow(float64(n+1), r.Float64())) - 1
	return min(max(rank, 0), n-1)
}

// strideOf returns a step that visits each of n numbers once and lets no two
// neighbouring ranks be neighbours in number.
func strideOf(n int) int {
	stride := max(1, int(float64(n)*0.618))
	for divisor(stride, n) != 1 {
		stride++
	}
	return stride
}

func divisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// number returns the number of the member with a rank.
func (p *population) number(rank int) int { return (rank*p.stride + p.size/2) % p.size }

// chance is true with probability p.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// heavy returns an index below the number of weights, each with a probability
// by its weight.
func heavy(r *rand.Rand, weights ...float64) int {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	at := r.Float64() * total
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}
