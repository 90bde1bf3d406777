package linkage_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"jinqiao/linkage"
)

// TestRandomConnect compares Connect with all networks that could be: none of
// fewer than half the steps joins the same seeds, groups are as far as paths go,
// and every step is one of a path that the options allow.
func TestRandomConnect(t *testing.T) {
	cases, start := fromEnv("LINKAGE_CASES", 3000), fromEnv("LINKAGE_SEED", 1)
	joined := 0
	for seed := start; seed < start+cases; seed++ {
		c := randomCase(uint64(seed))
		c.Options.Through, c.Options.Excluded, c.Options.Order = nil, false, linkage.Shortest
		c.From = slices.Compact(slices.Sorted(slices.Values(append(c.From, c.To...))))
		c.Options.Avoid = slices.DeleteFunc(c.Options.Avoid, func(id string) bool { return slices.Contains(c.From, id) })
		c.To = c.From
		if d := connectDiffers(c); d != "" {
			c = shrink(t, c, connectDiffers)
			t.Fatalf("seed %d, shrunk:\n%s\n%s", seed, c, connectDiffers(c))
		}
		if len(c.From) > 2 {
			joined++
		}
	}
	if joined < cases/3 {
		t.Errorf("of %d cases only %d have more than two seeds", cases, joined)
	}
}

func connectDiffers(c *testCase) string {
	n, err := linkage.Connect(context.Background(), c.graph(), c.From, nil, c.Options, false)
	if err != nil {
		return err.Error()
	}
	paths := between(c)
	if d := groupsDiffer(c.From, n.Groups, paths); d != "" {
		return d
	}
	steps := map[[2]string]bool{}
	for _, l := range n.Links {
		steps[pair(l.From, l.To)] = true
	}
	least := 0
	for _, group := range n.Groups {
		least += smallest(group, paths, (len(steps)-1)/2)
	}
	if 2*least < len(steps) {
		return fmt.Sprintf("%d steps, though %d will do: %v", len(steps), least, n.Links)
	}
	return ""
}

// between returns the steps of all paths between each two seeds.
func between(c *testCase) map[[2]string][][][2]string {
	all := map[[2]string][][][2]string{}
	for i, a := range c.From {
		for _, b := range c.From[:i] {
			q := c.model()
			q.from, q.to = []string{a}, []string{b}
			for _, p := range q.all() {
				var steps [][2]string
				for k := 1; k < len(p.entities); k++ {
					steps = append(steps, pair(p.entities[k-1], p.entities[k]))
				}
				all[pair(a, b)] = append(all[pair(a, b)], steps)
			}
		}
	}
	return all
}

func pair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func groupsDiffer(seeds []string, groups [][]string, paths map[[2]string][][][2]string) string {
	group := map[string]int{}
	for i, g := range groups {
		for _, id := range g {
			group[id] = i
		}
	}
	if len(group) != len(seeds) {
		return fmt.Sprintf("the groups %v are not of the seeds %v", groups, seeds)
	}
	for ends := range paths {
		if group[ends[0]] != group[ends[1]] {
			return fmt.Sprintf("a path joins %v, which are in two groups: %v", ends, groups)
		}
	}
	return ""
}

// smallest returns the number of steps of the smallest network that joins a
// group, or a larger number than most if none is so small.
func smallest(group []string, paths map[[2]string][][][2]string, most int) int {
	best := most + 1
	var extend func(in []string, steps map[[2]string]bool)
	extend = func(in []string, steps map[[2]string]bool) {
		if len(steps) >= best {
			return
		}
		if len(in) == len(group) {
			best = len(steps)
			return
		}
		for _, a := range in {
			for _, b := range group {
				if slices.Contains(in, b) {
					continue
				}
				for _, p := range paths[pair(a, b)] {
					more := map[[2]string]bool{}
					for s := range steps {
						more[s] = true
					}
					for _, s := range p {
						more[s] = true
					}
					extend(append(slices.Clone(in), b), more)
				}
			}
		}
	}
	extend(group[:1], map[[2]string]bool{})
	return best
}
