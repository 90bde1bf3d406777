package linkage_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"jinqiao"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

// TestRandom compares the engine with the model on seeded random cases:
// LINKAGE_CASES says how many, LINKAGE_SEED where they start.
func TestRandom(t *testing.T) {
	cases, start := fromEnv("LINKAGE_CASES", 20000), fromEnv("LINKAGE_SEED", 1)
	asked, withPaths := 0, 0
	for seed := start; seed < start+cases; seed++ {
		c := randomCase(uint64(seed))
		if difference := differs(c); difference != "" {
			c = shrink(t, c, differs)
			t.Fatalf("seed %d, shrunk:\n%s\n%s", seed, c, differs(c))
		}
		if refused(c) == nil {
			asked++
			withPaths += min(1, len(c.model().all()))
		}
	}
	t.Logf("%d cases agree, %d of them proper questions, %d with paths", cases, asked, withPaths)
	if asked < cases/2 || withPaths < cases/8 {
		t.Errorf("of %d cases only %d are proper questions, %d with paths: the generator is poor", cases, asked, withPaths)
	}
}

func fromEnv(name string, standard int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return standard
}

func refused(c *testCase) error {
	_, err := linkage.Paths(context.Background(), c.graph(), c.From, c.To, c.Options, 0, "")
	return err
}

// differs tells where engine and model disagree, "" if nowhere.
func differs(c *testCase) (difference string) {
	defer func() {
		if p := recover(); p != nil {
			difference = fmt.Sprint("panic: ", p)
		}
	}()
	if err := refused(c); err != nil {
		if jinqiao.CodeOf(err) != jinqiao.CodeBadInput {
			return err.Error()
		}
		ends := slices.Concat(c.From, c.To)
		if slices.ContainsFunc(c.Options.Avoid, func(id string) bool { return slices.Contains(ends, id) }) {
			return "" // refused for what is asked, whatever the graph
		}
		if paths := c.model().all(); len(paths) > 0 {
			return fmt.Sprintf("refused (%v), though there are %d paths", err, len(paths))
		}
		return ""
	}
	g, q := c.graph(), c.model()
	all := q.all()
	if d := pages(g, c, linkage.Paths, q.told(all)); d != "" {
		return "paths: " + d
	}
	if d := pages(g, c, linkage.Reach, q.told(q.reach())); d != "" {
		return "reach: " + d
	}
	if d := counted(g, c, len(q.reach())); d != "" {
		return "count: " + d
	}
	if d := truncated(g, c, q.told(all)); d != "" {
		return "truncated: " + d
	}
	return excluded(g, c, q, all)
}

type search func(context.Context, linkage.Graph, []string, []string, linkage.Options, int, string) (*linkage.Result, error)

// pages reads all pages and compares them with what they should hold together.
func pages(g linkage.Graph, c *testCase, find search, want []*linkage.Path) string {
	o := c.Options
	o.Excluded = false
	var got []*linkage.Path
	for after := ""; ; {
		r, err := find(context.Background(), g, c.From, c.To, o, c.First, after)
		if err != nil {
			return err.Error()
		}
		got = append(got, r.Paths...)
		if r.More != (len(got) < len(want)) || !r.Completeness.Exact || r.Completeness.ProvenLength != o.MaxLength {
			return fmt.Sprintf("after %d of %d paths: more %v, %+v", len(got), len(want), r.More, r.Completeness)
		}
		if !r.More {
			return cmp.Diff(want, got)
		}
		after = r.Paths[len(r.Paths)-1].Cursor(o.Order)
	}
}

// counted compares how many entities can be reached with how many there are, and
// lets the budget end the count, but not the page.
func counted(g linkage.Graph, c *testCase, want int) string {
	o := c.Options
	o.Excluded, o.Count = false, true
	r, err := linkage.Reach(context.Background(), g, c.From, c.To, o, 0, "")
	if err != nil || !r.Counted || r.Total != want || !r.Completeness.Exact || r.Completeness.Reasons != nil {
		return fmt.Sprintf("%d of %d, %+v, %v", r.Total, want, r, err)
	}
	r, err = linkage.Reach(context.Background(), g, c.From, c.To, o, 1, "")
	if err != nil || !r.Counted || r.Total != want {
		return fmt.Sprintf("on a page of one %d of %d, %v", r.Total, want, err)
	}
	o.Budget = 1 + len(c.Links)*c.First%37
	r, err = linkage.Reach(context.Background(), g, c.From, c.To, o, 1, "")
	switch {
	case err != nil:
		return err.Error()
	case r.Counted && (r.Total != want || r.Completeness.Reasons != nil):
		return fmt.Sprintf("on a budget %d of %d, %+v", r.Total, want, r)
	case !r.Counted && (r.Total != 0 || r.Completeness.Reasons == nil || r.Completeness.Exact != slices.Equal(r.Completeness.Reasons, []string{linkage.ReasonCount})):
		return fmt.Sprintf("not counted, %+v", r)
	}
	return ""
}

// truncated gives the engine too small a budget and checks what it still claims.
func truncated(g linkage.Graph, c *testCase, want []*linkage.Path) string {
	o := c.Options
	o.Excluded, o.Budget = false, 1+(len(c.Links)*c.First)%37
	r, err := linkage.Paths(context.Background(), g, c.From, c.To, o, c.First, "")
	again, err2 := linkage.Paths(context.Background(), g, c.From, c.To, o, c.First, "")
	if err != nil || err2 != nil {
		return fmt.Sprint(err, err2)
	}
	if d := cmp.Diff(r, again); d != "" {
		return "not the same twice: " + d
	}
	if r.Completeness.Expansions > o.Budget || r.Completeness.Exact != (r.Completeness.Reasons == nil) {
		return fmt.Sprintf("budget %d, %+v", o.Budget, r.Completeness)
	}
	if r.Completeness.Exact {
		return cmp.Diff(want[:min(len(want), c.First)], r.Paths, cmp.Transformer("nil", func(p []*linkage.Path) int { return len(p) }))
	}
	key := func(p *linkage.Path) string { return fmt.Sprint(p.Entities) }
	for _, p := range r.Paths {
		if !slices.ContainsFunc(want, func(w *linkage.Path) bool { return cmp.Equal(w, p) }) {
			return fmt.Sprintf("%s is no path", key(p))
		}
	}
	for _, w := range want {
		given := slices.ContainsFunc(r.Paths, func(p *linkage.Path) bool { return key(p) == key(w) })
		if len(w.Steps) <= r.Completeness.ProvenLength && !given && len(r.Paths) < c.First {
			return fmt.Sprintf("%s of %d steps is missing, proven %d", key(w), len(w.Steps), r.Completeness.ProvenLength)
		}
	}
	return ""
}

// excluded compares what is said of paths that a rule keeps out.
func excluded(g linkage.Graph, c *testCase, q *modelQuery, all []*modelPath) string {
	if !c.Options.Excluded {
		return ""
	}
	r, err := linkage.Paths(context.Background(), g, c.From, c.To, c.Options, 1, "")
	if err != nil {
		return err.Error()
	}
	for _, e := range r.Completeness.Excluded {
		wider := *q
		wider.o.Relax = append(slices.Clone(q.o.Relax), e.Rule)
		if e.Rule == linkage.Inferred {
			wider.o.Assertions = nil
		}
		var more []*modelPath
		for _, p := range wider.all() {
			if !slices.ContainsFunc(all, func(a *modelPath) bool { return slices.Equal(a.entities, p.entities) }) {
				more = append(more, p)
			}
		}
		if e.Paths != len(more) || !e.Exact {
			return fmt.Sprintf("%s keeps %d paths out, not %d (exact %v)", e.Rule, len(more), e.Paths, e.Exact)
		}
		if len(more) > 0 && !cmp.Equal(e.Example, wider.told(more[:1])[0]) {
			return cmp.Diff(wider.told(more[:1])[0], e.Example)
		}
		if e.Rule == linkage.Hubs && len(more) > 0 && len(all) == 0 && len(r.Completeness.SkippedHubs) == 0 {
			return "no skipped hub, though relaxing HUBS gives a path"
		}
	}
	return ""
}

// told turns paths of the model into those of an answer.
func (q *modelQuery) told(paths []*modelPath) (told []*linkage.Path) {
	for _, p := range paths {
		t := &linkage.Path{Entities: p.entities, Inferred: p.inferred(), Degree: q.degrees(p)}
		if t.Inferred > 0 {
			t.Confidence = grades[p.weakest()]
		}
		for i, l := range p.links {
			t.Steps = append(t.Steps, linkage.Step{Link: l.ID, Forward: l.From == p.entities[i], Parallel: p.parallel[i]})
			for _, other := range q.links {
				if other == l || slices.Contains(p.parallel[i], other.ID) {
					t.Relationships = append(t.Relationships, other.Relationship)
				}
			}
		}
		slices.Sort(t.Relationships)
		t.Relationships = slices.Compact(t.Relationships)
		told = append(told, t)
	}
	return told
}
