package linkage_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

// find answers a case completely; ok is false where it is no proper question or
// has more paths than a page.
func find(c *testCase) (paths []*linkage.Path, ok bool) {
	r, err := linkage.Paths(context.Background(), c.graph(), c.From, c.To, c.Options, linkage.MaxFirst, "")
	if err != nil || r.More || !r.Completeness.Exact {
		return nil, false
	}
	return r.Paths, true
}

func eachCase(t *testing.T, n int, test func(c *testCase, paths []*linkage.Path) string) {
	t.Helper()
	proper := 0
	for seed := range uint64(n) {
		c := randomCase(1_000_000 + seed)
		c.Options.Excluded = false
		paths, ok := find(c)
		if !ok {
			continue
		}
		proper++
		if d := test(c, paths); d != "" {
			t.Fatalf("seed %d: %s\n%s", 1_000_000+seed, c, d)
		}
	}
	if proper < n/2 {
		t.Errorf("%d of %d cases are proper questions", proper, n)
	}
}

func sequences(paths []*linkage.Path) (all []string) {
	for _, p := range paths {
		all = append(all, fmt.Sprint(p.Entities))
	}
	return all
}

func TestMoreAllowedLosesNoPath(t *testing.T) {
	wider := []func(o *linkage.Options){
		func(o *linkage.Options) { o.Relax = append(slices.Clone(o.Relax), linkage.Hubs) },
		func(o *linkage.Options) { o.Relax = append(slices.Clone(o.Relax), linkage.Collective) },
		func(o *linkage.Options) { o.Relax = append(slices.Clone(o.Relax), linkage.Scope) },
		func(o *linkage.Options) { o.Relax = append(slices.Clone(o.Relax), linkage.Settled) },
		func(o *linkage.Options) { o.MaxLength = min(12, o.MaxLength+1) },
		func(o *linkage.Options) { o.HubDegree++ },
		func(o *linkage.Options) { o.Avoid = nil },
		func(o *linkage.Options) { o.Through = nil },
		func(o *linkage.Options) { o.Assertions = nil },
		func(o *linkage.Options) { o.MinConfidence = "" },
		func(o *linkage.Options) { o.ValidOn = "" },
		func(o *linkage.Options) {
			if o.Kinds != nil {
				o.Kinds = []string{"Firm", "Club", "Field", "Plan", "Town"}
			}
		},
	}
	eachCase(t, 1500, func(c *testCase, paths []*linkage.Path) string {
		for i, widen := range wider {
			d := *c
			widen(&d.Options)
			more, ok := find(&d)
			for _, s := range sequences(paths) {
				if ok && !slices.Contains(sequences(more), s) {
					return fmt.Sprintf("option %d loses %s", i, s)
				}
			}
		}
		return ""
	})
}

func TestReversedEndsReversePaths(t *testing.T) {
	eachCase(t, 3000, func(c *testCase, paths []*linkage.Path) string {
		d := *c
		d.From, d.To = c.To, c.From
		back, _ := find(&d)
		for _, p := range back {
			slices.Reverse(p.Entities)
		}
		want, got := sequences(paths), sequences(back)
		slices.Sort(want)
		slices.Sort(got)
		return cmp.Diff(want, got)
	})
}

func TestUnrelatedComponentChangesNothing(t *testing.T) {
	eachCase(t, 3000, func(c *testCase, paths []*linkage.Path) string {
		d, other := *c, randomCase(7)
		for _, e := range other.Entities {
			f := *e
			f.ID = "A" + e.ID // before all others
			d.Entities = append([]*jinqiao.Entity{&f}, d.Entities...)
		}
		for _, l := range other.Links {
			k := *l
			k.From, k.To = "A"+l.From, "A"+l.To
			k.ID = jinqiao.LinkID(jinqiao.LinkNumber(k.Relationship, k.From, k.To, k.Key))
			d.Links = append(slices.Clone(d.Links), &k)
		}
		got, _ := find(&d)
		return cmp.Diff(paths, got)
	})
}

// TestBrokenRulesAreSeen gives the engine graphs without one of the facts that
// the rules read, and expects the random cases to tell.
func TestBrokenRulesAreSeen(t *testing.T) {
	for name, spoil := range map[string]func(e *jinqiao.Entity, l *jinqiao.Link){
		"hub":        func(e *jinqiao.Entity, _ *jinqiao.Link) { e.Hub = false },
		"cohort":     func(e *jinqiao.Entity, _ *jinqiao.Link) { e.Cohort = nil },
		"status":     func(e *jinqiao.Entity, _ *jinqiao.Link) { e.Properties = nil },
		"collective": func(_ *jinqiao.Entity, l *jinqiao.Link) { l.Collective = false },
		"scope":      func(_ *jinqiao.Entity, l *jinqiao.Link) { l.Scope = "" },
		"stage":      func(_ *jinqiao.Entity, l *jinqiao.Link) { delete(l.Properties, "stage") },
		"since":      func(_ *jinqiao.Entity, l *jinqiao.Link) { delete(l.Properties, "since") },
		"until":      func(_ *jinqiao.Entity, l *jinqiao.Link) { delete(l.Properties, "until") },
		"assertion":  func(_ *jinqiao.Entity, l *jinqiao.Link) { l.Assertion = "STATED" },
		"confidence": func(_ *jinqiao.Entity, l *jinqiao.Link) { l.Confidence = "HIGH" },
		"direction":  func(_ *jinqiao.Entity, l *jinqiao.Link) { l.From, l.To = l.To, l.From },
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(3000) {
				c, whole := randomCase(seed), randomCase(seed)
				for _, e := range c.Entities {
					spoil(e, &jinqiao.Link{})
				}
				for _, l := range c.Links {
					spoil(&jinqiao.Entity{}, l)
				}
				got, ok := find(c)
				if ok && !slices.Equal(sequences(got), sequences(whole.model().told(whole.model().all()))) {
					return
				}
			}
			t.Errorf("3000 cases do not tell that the %s is missing", name)
		})
	}
}
