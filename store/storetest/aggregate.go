package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"jinqiao"
)

// aggregateQuery returns a random question for counts in groups.
func (r *random) aggregateQuery() *jinqiao.AggregateQuery {
	q := &jinqiao.AggregateQuery{Filter: r.entityFilter(1), Limit: 1000}
	if r.chance(3) {
		q.Filter = jinqiao.OfKind(some(r, r.kinds, 3))
	}
	if r.chance(20) {
		q.Limit = 1 + r.IntN(3)
	}
	for range r.IntN(3) {
		q.By = append(q.By, r.groupBy())
	}
	return q
}

func (r *random) groupBy() jinqiao.GroupBy {
	if r.chance(2) {
		return r.groupByFar()
	}
	p := pick(r, append(slices.Clone(r.ontology.Kind(pick(r, r.kinds)).Properties),
		common("kind", nil), common("hub", nil), common("name", nil), common("aliases", nil)))
	by := jinqiao.GroupBy{Property: p.Name, Type: p.Type, Exact: p.Code || p.Type != jinqiao.TypeString && p.Type != jinqiao.TypeList}
	by.Year = p.Type == jinqiao.TypePeriod || p.Type == jinqiao.TypeDate && r.chance(2)
	return by
}

func (r *random) groupByFar() jinqiao.GroupBy {
	by := jinqiao.GroupBy{Ways: []jinqiao.Way{{Trail: r.trail()}}}
	if r.chance(3) { // another way from one kind
		kind := pick(r, r.kinds)
		others := slices.DeleteFunc(slices.Clone(r.kinds), func(k string) bool { return k == kind })
		by.Ways[0].On = []string{kind}
		by.Ways = append(by.Ways, jinqiao.Way{On: others, Trail: r.trail()})
	}
	return by
}

// aggregated returns the text of counts in groups, with their bounds.
func aggregated(ctx context.Context, s jinqiao.Store, q *jinqiao.AggregateQuery) (string, error) {
	a, err := s.Aggregate(ctx, q)
	if jinqiao.CodeOf(err) == jinqiao.CodeTooLarge {
		return "too large", nil
	}
	if err != nil {
		return "", err
	}
	p := &printer{}
	var lines []string
	for i := range a.Groups {
		g := &a.Groups[i]
		slices.Sort(g.Cohorts)
		slices.Sort(g.Noted)
		keys := ""
		for _, k := range g.Keys {
			keys += fmt.Sprintf("%T %#v ", k, k)
		}
		b := a.Bounds(g)
		upper := "open"
		if b.Upper != nil {
			upper = fmt.Sprint(*b.Upper)
		}
		lines = append(lines, fmt.Sprintf("[%s] named %d cohorts %q noted %q: %d to %s, apart %d, left out %v", keys, g.Named, g.Cohorts, g.Noted, b.Lower, upper, b.LowerIfApart, b.LeftOut))
	}
	slices.Sort(lines)
	for _, line := range lines {
		p.line("%s", line)
	}
	for _, id := range slices.Sorted(maps.Keys(a.Cohorts)) {
		c := a.Cohorts[id]
		size := "none"
		if c.Size != nil {
			size = fmt.Sprint(*c.Size)
		}
		p.line("cohort %s %s %s", id, size, c.Qualifier)
	}
	for _, id := range slices.Sorted(maps.Keys(a.Within)) {
		wholes := slices.Clone(a.Within[id])
		slices.Sort(wholes)
		p.line("%s within %q", id, wholes)
	}
	same := slices.Clone(a.Same)
	slices.SortFunc(same, func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
	p.line("same %q", same)
	return p.String(), nil
}

func aggregateText(q *jinqiao.AggregateQuery) string {
	return fmt.Sprintf("Aggregate(by %+v, limit %d, of %#v)", q.By, q.Limit, q.Filter)
}

// group is a firm that only stands for so many.
func group(id string, size int, qualifier string) jinqiao.Change {
	c := firm(id, id, 0)
	c.Entity.Cohort = &jinqiao.Cohort{Size: &size, Qualifier: qualifier}
	return c
}

func partOf(part, whole string) jinqiao.Change {
	l := &jinqiao.Link{Relationship: "PART_OF", From: part, To: whole, Assertion: "STATED"}
	l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, part, whole, ""))
	return jinqiao.Change{Link: l}
}

// groups checks what groups of firms come to, where cohorts lie in each other,
// in a circle, and in what is not counted.
func groups(_ *jinqiao.Ontology, store jinqiao.Store) error {
	err := write(store, firm("a", "甲", 1), firm("b", "乙", 1), firm("c", "丙", 2), craft("x"), craft("y"), craft("z"),
		group("forty", 40, "AT_LEAST"), group("ten", 10, "EXACT"), group("outer", 30, "EXACT"), group("ring1", 7, "EXACT"), group("ring2", 9, "EXACT"),
		partOf("a", "ten"), partOf("ten", "outer"), partOf("ring1", "ring2"), partOf("ring2", "ring1"),
		makes("a", "x", 1), makes("b", "x", 1), makes("outer", "x", 1), makes("ring1", "y", 1), makes("ring2", "y", 1), makes("forty", "y", 1), makes("ten", "z", 1), makes("outer", "z", 1), makes("a", "z", 1))
	if err != nil {
		return err
	}
	q := &jinqiao.AggregateQuery{Filter: jinqiao.OfKind{"Firm"}, Limit: 100, By: []jinqiao.GroupBy{{Ways: []jinqiao.Way{{Trail: jinqiao.Trail{Relationships: []string{"MAKES"}, Direction: jinqiao.Out}}}}}}
	got, err := aggregated(context.Background(), store, q)
	if err != nil {
		return err
	}
	want := `[<nil> <nil> ] named 1 cohorts [] noted []: 1 to 1, apart 1, left out []
[string "x" ] named 2 cohorts ["outer"] noted ["a"]: 30 to 31, apart 31, left out [{PART a}]
[string "y" ] named 0 cohorts ["forty" "ring1" "ring2"] noted []: 40 to open, apart 49, left out [{AT_LEAST forty} {PART ring1} {PART ring2}]
[string "z" ] named 1 cohorts ["outer" "ten"] noted ["a"]: 30 to 30, apart 30, left out [{PART a} {PART ten}]
cohort forty 40 AT_LEAST
cohort outer 30 EXACT
cohort ring1 7 EXACT
cohort ring2 9 EXACT
cohort ten 10 EXACT
a within ["outer" "ten"]
ring1 within ["ring1" "ring2"]
ring2 within ["ring1" "ring2"]
ten within ["outer"]
same []
`
	if err := same("groups", got, want); err != nil {
		return err
	}
	q.Limit = 2
	if _, err := store.Aggregate(context.Background(), q); jinqiao.CodeOf(err) != jinqiao.CodeTooLarge {
		return fmt.Errorf("more groups than allowed: got %v, want CodeTooLarge", err)
	}
	// A change shows in the next answer.
	q.Limit = 100
	if err := write(store, firm("d", "丁", 1)); err != nil {
		return err
	}
	got, err = aggregated(context.Background(), store, &jinqiao.AggregateQuery{Filter: jinqiao.Test{Property: "size", Type: jinqiao.TypeInt, Op: jinqiao.OpEq, Values: []any{1}}, Limit: 9})
	if err != nil {
		return err
	}
	return same("groups of all", got, "[] named 3 cohorts [] noted []: 3 to 3, apart 3, left out []\nsame []\n")
}

// groupsBeside compares counts in groups with those of a model, after random
// batches. It asks for nothing else, so that it costs little where each new
// statement is dear.
func groupsBeside(o *jinqiao.Ontology, store jinqiao.Store) error {
	ctx, r, model := context.Background(), newRandom(11, o), NewModel(o)
	for round := range 8 {
		changes := r.batch()
		for _, s := range []jinqiao.Store{model, store} {
			if err := s.Apply(ctx, jinqiao.Batch{Changes: each(changes), SkipRefused: true}); err != nil {
				return err
			}
		}
		for range 3 {
			q := r.aggregateQuery()
			want, err := aggregated(ctx, model, q)
			if err != nil {
				return err
			}
			got, err := aggregated(ctx, store, q)
			if err != nil {
				return fmt.Errorf("round %d: %s: %w", round, aggregateText(q), err)
			}
			if err := same(fmt.Sprintf("round %d: %s", round, aggregateText(q)), got, want); err != nil {
				return err
			}
		}
	}
	return nil
}
