package search

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// counted tells frequencies from a map.
type counted map[string]int

func (c counted) Frequencies(terms []string) ([]int, error) {
	counts := make([]int, len(terms))
	for i, t := range terms {
		counts[i] = c[t]
	}
	return counts, nil
}

// TestThin thins random needs: whoever has one still has it, something is asked
// for, and of terms just frequent ones are left out.
func TestThin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	names := strings.Split("abcdefgh", "")
	for range 5000 {
		counts := counted{}
		for _, n := range names {
			counts[n] = min(1+int(1<<r.IntN(16)), Common)
		}
		need := randomNeed(r, names, 3)
		thin, err := Thin(need, counts)
		if err != nil || size(thin) == 0 || size(thin) > size(need) {
			t.Fatalf("%v of %v is %v, %v", need, counts, thin, err)
		}
		for range 20 {
			var has []string
			for _, n := range names {
				if r.IntN(3) > 0 {
					has = append(has, n)
				}
			}
			if satisfied(need, has) && !satisfied(thin, has) {
				t.Fatalf("%v has %v, but not %v", has, need, thin)
			}
		}
	}
}

func randomNeed(r *rand.Rand, names []string, deep int) Need {
	if deep == 0 || r.IntN(4) == 0 {
		return Term{Text: names[r.IntN(len(names))], Prefix: r.IntN(5) == 0}
	}
	parts := make([]Need, 1+r.IntN(4))
	for i := range parts {
		parts[i] = randomNeed(r, names, deep-1)
	}
	if r.IntN(2) == 0 {
		return AllOf(parts)
	}
	return AnyOf(parts)
}

// TestThinLeavesOut tells by example what is left out.
func TestThinLeavesOut(t *testing.T) {
	counts := counted{"common": Common, "rare": 3, "seldom": 100, "often": Common}
	for _, c := range []struct {
		asked []string
		want  int
	}{
		{[]string{"common", "rare"}, 1}, {[]string{"seldom", "rare"}, 2}, {[]string{"common", "often"}, 2}, {[]string{"rare"}, 1},
	} {
		var all AllOf
		for _, text := range c.asked {
			all = append(all, Term{Text: text})
		}
		if thin, err := Thin(all, counts); err != nil || size(thin) != c.want {
			t.Errorf("%v is thinned to %v (%v), want %d terms", c.asked, thin, err, c.want)
		}
	}
}
