package linkage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

// randomPattern draws a pattern that something in the graph may fit: along a
// walk, of which it tells more or less.
func randomPattern(r *rand.Rand, c *testCase) *linkage.Pattern {
	for range 100 {
		text := randomWalk(r, c)
		if r.IntN(4) == 0 {
			text = randomText(r)
		}
		p, err := linkage.ParsePattern(ontology(), text)
		if err == nil && p.MaxLength() <= 6 {
			return p
		}
		if err != nil && jinqiao.CodeOf(err) != jinqiao.CodeBadInput {
			panic(err)
		}
	}
	return nil
}

func randomWalk(r *rand.Rand, c *testCase) string {
	at := c.Entities[r.IntN(len(c.Entities))]
	if r.IntN(2) == 0 {
		at = entityOf(c, c.From[0])
	}
	text := randomPlace(r, at)
	for range 1 + r.IntN(5) {
		var links []*jinqiao.Link
		for _, l := range c.Links {
			if l.From == at.ID || l.To == at.ID {
				links = append(links, l)
			}
		}
		if len(links) == 0 {
			break
		}
		l := links[r.IntN(len(links))]
		other, arrow := l.To, "-[%s]->"
		if l.To == at.ID {
			other, arrow = l.From, "<-[%s]-"
		}
		if r.IntN(3) == 0 {
			arrow = "-[%s]-"
		}
		at = entityOf(c, other)
		inside := ":" + l.Relationship
		switch r.IntN(6) {
		case 0:
			inside = ""
		case 1:
			inside += "|OF|帮助"
		case 2:
			if stage := l.Text("stage"); stage != "" {
				inside += " {stage: " + stage + "}"
			}
		}
		text += fmt.Sprintf(arrow, inside) + []string{"", "", "", "{1,2}", "{2}", "{1,3}"}[r.IntN(6)] + randomPlace(r, at)
	}
	return text
}

func entityOf(c *testCase, id string) *jinqiao.Entity {
	return c.Entities[slices.IndexFunc(c.Entities, func(e *jinqiao.Entity) bool { return e.ID == id })]
}

func randomPlace(r *rand.Rand, e *jinqiao.Entity) string {
	condition := ""
	switch r.IntN(8) {
	case 0:
		condition = fmt.Sprintf("{hub: %v}", e.Hub)
	case 1:
		if status := e.Text("status"); status != "" {
			condition = fmt.Sprintf("{状态: %v}", status)
		}
	case 2:
		if r.IntN(3) == 0 {
			condition = fmt.Sprintf("{id: %q}", e.ID)
		}
	}
	return "(" + []string{"", "", ":" + e.Kind, ":" + e.Kind, ":" + e.Kind + "|Firm"}[r.IntN(5)] + condition + ")"
}

func randomText(r *rand.Rand) string {
	place := func() string {
		return []string{"()", "(:Firm)", "(:社团)", "(:Field|Club)", "(:Plan)", "(:Town)"}[r.IntN(6)]
	}
	text := place()
	for range 1 + r.IntN(4) {
		text += []string{"--", "-->", "-[:IN]->", "<-[:IN]-", "-[:NEAR]-", "-[:TWIN]-", "-[:HELPS|OF]-", "<-[:NAMES]-", "-[:AT]-", "-[]-{1,3}"}[r.IntN(10)] + place()
	}
	return text
}

func randomFollow(seed uint64) *followCase {
	c := &followCase{testCase: randomCase(seed)}
	r := rand.New(rand.NewPCG(seed, 2))
	c.pattern = randomPattern(r, c.testCase)
	c.openFrom, c.openTo = r.IntN(3) > 0, r.IntN(3) > 0
	if r.IntN(3) > 0 {
		c.Options.MaxLength = 7
	}
	c.Options.Through = c.Options.Through[:min(len(c.Options.Through), r.IntN(3))]
	return c
}

// TestRandomFollow compares Follow with the model on seeded random cases.
func TestRandomFollow(t *testing.T) {
	cases, start := fromEnv("LINKAGE_CASES", 5000), fromEnv("LINKAGE_SEED", 1)
	asked, withPaths := 0, 0
	for seed := start; seed < start+cases; seed++ {
		c := randomFollow(uint64(seed))
		if c.pattern == nil {
			continue
		}
		fails := func(d *testCase) string {
			e := *c
			e.testCase = d
			return followDiffers(&e)
		}
		if followDiffers(c) != "" {
			d := shrink(t, c.testCase, fails)
			t.Fatalf("seed %d, shrunk:\n%s\n%s, open ends %v %v\n%s", seed, d, c.pattern, c.openFrom, c.openTo, fails(d))
		}
		if c.asked {
			asked++
		}
		if c.found {
			withPaths++
		}
	}
	t.Logf("%d cases agree, %d of them proper questions, %d with paths", cases, asked, withPaths)
	if asked < cases/3 || withPaths < cases/6 {
		t.Errorf("of %d cases only %d are proper questions, %d with paths: the generator is poor", cases, asked, withPaths)
	}
}

// followDiffers tells where engine and model disagree, "" if nowhere.
func followDiffers(c *followCase) (difference string) {
	defer func() {
		if p := recover(); p != nil {
			difference = fmt.Sprint("panic: ", p)
		}
	}()
	g, q := c.graph(), c.model()
	if _, err := c.find(context.Background(), g, c.From, c.To, c.Options, 0, ""); err != nil {
		e, _ := err.(*jinqiao.Error)
		if e == nil || !slices.Contains([]string{"options.maxLength", "options.avoid", "to"}, e.Argument) {
			return err.Error()
		}
		return ""
	}
	all := c.along(q)
	c.asked, c.found = true, len(all) > 0
	want := q.told(all)
	proper := *c.testCase
	proper.Options.MaxLength = min(c.Options.MaxLength, c.pattern.MaxLength())
	if d := pages(g, &proper, c.find, want); d != "" {
		return d
	}
	if d := c.truncated(g, want); d != "" {
		return "truncated: " + d
	}
	return c.excluded(g, q, all)
}

func (c *followCase) truncated(g linkage.Graph, want []*linkage.Path) string {
	o := c.Options
	o.Excluded, o.Budget = false, 1+(len(c.Links)*c.First)%37
	r, err := c.find(context.Background(), g, c.From, c.To, o, linkage.MaxFirst, "")
	if err != nil {
		return err.Error()
	}
	if r.Completeness.Exact && len(r.Paths) != len(want) || r.Completeness.Expansions > o.Budget {
		return fmt.Sprintf("%d of %d paths, %+v", len(r.Paths), len(want), r.Completeness)
	}
	for _, p := range r.Paths {
		if !slices.ContainsFunc(want, func(w *linkage.Path) bool { return cmp.Equal(w, p) }) {
			return fmt.Sprint(p.Entities, " is no path")
		}
	}
	for _, w := range want {
		given := slices.ContainsFunc(r.Paths, func(p *linkage.Path) bool { return cmp.Equal(w, p) })
		if len(w.Steps) <= r.Completeness.ProvenLength && !given {
			return fmt.Sprintf("%v is missing, proven %d", w.Entities, r.Completeness.ProvenLength)
		}
	}
	return ""
}

func (c *followCase) excluded(g linkage.Graph, q *modelQuery, all []*modelPath) string {
	if !c.Options.Excluded {
		return ""
	}
	r, err := c.find(context.Background(), g, c.From, c.To, c.Options, 1, "")
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
		for _, p := range c.along(&wider) {
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
