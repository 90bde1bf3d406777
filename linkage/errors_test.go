package linkage_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/linkage"
)

func TestBadInput(t *testing.T) {
	g := shandongGraph(t)
	libo, expert := []string{"enterprise-libo"}, []string{"expert-nonferrous"}
	for _, c := range []struct {
		argument string
		code     jinqiao.Code
		from, to []string
		first    int
		after    string
		change   func(o *linkage.Options)
	}{
		{argument: "from", from: []string{}},
		{argument: "to", to: []string{}},
		{argument: "to", to: libo},
		{argument: "first", first: -1},
		{argument: "first", first: 1001},
		{argument: "after", after: "x", code: jinqiao.CodeInvalidCursor},
		{argument: "options.maxLength", change: func(o *linkage.Options) { o.MaxLength = 0 }},
		{argument: "options.maxLength", change: func(o *linkage.Options) { o.MaxLength = 50 }},
		{argument: "options.maxLength", change: func(o *linkage.Options) { o.MaxLength = -1 }},
		{argument: "options.hubDegree", change: func(o *linkage.Options) { o.HubDegree = 0 }},
		{argument: "options.order", change: func(o *linkage.Options) { o.Order = "LONGEST" }},
		{argument: "options.relax", change: func(o *linkage.Options) { o.Relax = []linkage.Rule{"ALL"} }},
		{argument: "options.assertion", change: func(o *linkage.Options) { o.Assertions = []string{"GUESSED"} }},
		{argument: "options.minConfidence", change: func(o *linkage.Options) { o.MinConfidence = "NONE" }},
		{argument: "options.validOn", change: func(o *linkage.Options) { o.ValidOn = "2021-02-30" }},
		{argument: "options.kinds", change: func(o *linkage.Options) { o.Kinds = []string{} }},
		{argument: "options.kinds", change: func(o *linkage.Options) { o.Kinds = []string{"Dragon"} }},
		{argument: "options.relationships", change: func(o *linkage.Options) { o.Relationships = []string{"EATS"} }},
		{argument: "options.avoid", change: func(o *linkage.Options) { o.Avoid = libo }},
		{argument: "options.through[0]", change: func(o *linkage.Options) { o.Through = [][]string{libo} }},
		{argument: "options.through[1]", change: func(o *linkage.Options) { o.Through = [][]string{ofKind("Industry"), {}} }},
		{argument: "options.through", change: func(o *linkage.Options) { o.Through = make([][]string, 9) }},
	} {
		o, from, to := linkage.Defaults(), libo, expert
		if c.change != nil {
			c.change(&o)
		}
		if c.from != nil {
			from = c.from
		}
		if c.to != nil {
			to = c.to
		}
		_, err := linkage.Paths(context.Background(), g, from, to, o, c.first, c.after)
		var e *jinqiao.Error
		if !errors.As(err, &e) || e.Argument != c.argument || e.Code != cmp.Or(c.code, jinqiao.CodeBadInput) {
			t.Errorf("%+v: got %#v", c, err)
		}
	}
}

func TestUnknownIDsAreAllNamed(t *testing.T) {
	o := linkage.Defaults()
	o.Avoid, o.Through = []string{"c"}, [][]string{{"d", "enterprise-libo"}}
	_, err := linkage.Paths(context.Background(), shandongGraph(t), []string{"b", "a"}, []string{"a"}, o, 5, "")
	var e *jinqiao.Error
	if !errors.As(err, &e) || e.Code != jinqiao.CodeNotFound || !slices.Equal(e.IDs, []string{"a", "b", "c", "d"}) {
		t.Errorf("got %#v", err)
	}
}

// tangle is a graph in which everything is near everything and no path ends:
// firms, each near all others, and one that is apart.
func tangle() linkage.Graph {
	c := &testCase{}
	for i := range 400 {
		c.Entities = append(c.Entities, &jinqiao.Entity{ID: fmt.Sprintf("f%03d", i), Kind: "Firm"})
	}
	for i := range 399 {
		for j := range i {
			c.Links = append(c.Links, &jinqiao.Link{Relationship: "NEAR", From: c.Entities[j].ID, To: c.Entities[i].ID, Assertion: "STATED"})
		}
	}
	return c.graph()
}

func TestStopsInTime(t *testing.T) {
	g, o := tangle(), linkage.Defaults()
	o.MaxLength, o.Budget, o.Order = 12, 1<<40, linkage.Strongest
	o.Through = [][]string{{"f010"}, {"f020"}, {"f030"}, {"f040"}, {"f050"}}
	late, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	r, err := linkage.Paths(late, g, []string{"f000"}, []string{"f001"}, o, 1000, "")
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v after a deadline of 50 ms", took)
	}
	if err != nil || r.Completeness.Exact || !slices.Equal(r.Completeness.Reasons, []string{linkage.ReasonDeadline}) {
		t.Errorf("%+v, %v; want truncated by DEADLINE", r, err)
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := linkage.Paths(gone, g, []string{"f000"}, []string{"f001"}, o, 1000, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
}

func TestConcurrentSearchesDoNotMix(t *testing.T) {
	g, o := shandongGraph(t), linkage.Defaults()
	o.Relax = []linkage.Rule{linkage.Collective, linkage.Hubs}
	ask := func(i int) string {
		firms := ofKind("Enterprise")
		r, err := linkage.Paths(context.Background(), g, firms[i%len(firms):], ofKind("Expert"), o, 20, "")
		return fmt.Sprint(r.Completeness, sequences(r.Paths), err)
	}
	var group sync.WaitGroup
	for i := range 40 {
		want := ask(i)
		group.Go(func() {
			if got := ask(i); got != want {
				t.Errorf("question %d: %s, alone %s", i, got, want)
			}
		})
	}
	group.Wait()
}
