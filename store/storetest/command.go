package storetest

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// apply writes the entities and links below it; "apply skip" leaves out what is
// refused. It prints the outcomes and by how much the revision went up.
func (s *script) apply(ctx context.Context, input string) (string, error) {
	first, rest, _ := strings.Cut(input, "\n")
	skip := first == "skip"
	if skip {
		input = rest
	}
	changes, err := readChanges(s.ontology, input)
	if err != nil {
		return err.Error() + "\n", nil
	}
	out, err := applyAll(ctx, s.store, changes, jinqiao.Batch{SkipRefused: skip})
	stats, countErr := s.store.Count(ctx)
	if countErr != nil {
		return out, countErr
	}
	out += fmt.Sprintf("revision +%d\n", stats.Revision-s.revision)
	s.revision = stats.Revision
	return out, err
}

// applyAll applies changes in the way of a batch and returns the text of the outcomes.
func applyAll(ctx context.Context, store jinqiao.Store, changes []jinqiao.Change, way jinqiao.Batch) (string, error) {
	p := &printer{}
	i := 0
	way.Changes = each(changes)
	way.OnOutcome = func(c jinqiao.Change, o jinqiao.Outcome) {
		if i >= len(changes) || c != changes[i] {
			p.line("an outcome out of order: %s", subject(c))
		}
		i++
		p.outcome(c, o)
	}
	err := store.Apply(ctx, way)
	if i != len(changes) {
		p.line("%d outcomes of %d changes", i, len(changes))
	}
	return p.String(), err
}

// each yields changes.
func each(changes []jinqiao.Change) func(func(jinqiao.Change, error) bool) {
	return func(yield func(jinqiao.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (p *printer) outcome(c jinqiao.Change, o jinqiao.Outcome) {
	p.line("%s %s", o.Result, subject(c))
	if (o.Problem != nil) != (o.Result == jinqiao.Refused) {
		p.line("  problem: %v", o.Problem)
		return
	}
	if o.Problem == nil {
		return
	}
	want := subject(jinqiao.Change{Entity: c.Entity, Link: keyless(c.Link)})
	if o.Problem.Subject != want || o.Problem.Place != c.Place || o.Problem.Message == "" {
		p.line("  problem is not of %s at %s: %+v", want, c.Place, *o.Problem)
	}
}

func subject(c jinqiao.Change) string {
	if c.Entity != nil {
		return c.Entity.ID
	}
	return linkText(c.Link)
}

func keyless(l *jinqiao.Link) *jinqiao.Link {
	if l == nil {
		return nil
	}
	c := *l
	c.Key = ""
	return &c
}

func (s *script) entities(ctx context.Context, input string) (string, error) {
	q := s.entityQuery(s.readSpec(input))
	plan := &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{q}}
	a, err := s.store.Read(ctx, plan)
	if err != nil {
		return "", err
	}
	if rows := a.Entities[0].Rows; len(rows) > 0 && q.IDs == nil {
		s.start, s.end = rows[0].Position, rows[len(rows)-1].Position
	}
	return printAnswer(plan, a, false), nil
}

func (s *script) links(ctx context.Context, input string) (string, error) {
	q := s.linkQuery(s.readSpec(input))
	plan := &jinqiao.Plan{Links: []*jinqiao.LinkQuery{q}}
	a, err := s.store.Read(ctx, plan)
	if err != nil {
		return "", err
	}
	if q.IDs == nil {
		s.remember(a.Links[0].Rows)
	}
	return printAnswer(plan, a, false), nil
}

func (s *script) remember(rows []*jinqiao.LinkRow) {
	if len(rows) > 0 {
		s.start, s.end = rows[0].Position, rows[len(rows)-1].Position
	}
}

// related asks for links at one entity.
func (s *script) related(ctx context.Context, input string) (string, error) {
	id, rest, _ := strings.Cut(input, " ")
	q := s.linkQuery(s.readSpec(rest))
	sel := &jinqiao.EntitySelect{Links: []*jinqiao.LinkQuery{q}}
	a, err := s.store.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: []string{id}, Select: sel}}})
	if err != nil {
		return "", err
	}
	page := a.Entities[0].Rows[0].Links[0]
	s.remember(page.Rows)
	p := &printer{}
	p.linkPage(q, page)
	return p.String(), nil
}

// counts asks for the relation counts and the degree of one entity.
func (s *script) counts(ctx context.Context, input string) (string, error) {
	id, rest, _ := strings.Cut(input, " ")
	q := &jinqiao.CountQuery{Filter: s.filter(s.readSpec(rest).Filter)}
	sel := &jinqiao.EntitySelect{Degree: true, Counts: []*jinqiao.CountQuery{q}}
	a, err := s.store.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: []string{id}, Select: sel}}})
	if err != nil {
		return "", err
	}
	row := a.Entities[0].Rows[0]
	p := &printer{}
	p.line("degree %d", row.Degree)
	for _, c := range row.Counts[0] {
		p.line("%s %s %s %d", c.Relationship, c.Direction, c.Kind, c.Count)
	}
	return p.String(), nil
}

func (s *script) expand(ctx context.Context, input string) (string, error) {
	t, err := s.store.ExpandTopology(ctx, s.readSpec(input).IDs, true)
	if err != nil {
		return "", err
	}
	return printTopology(t), nil
}

// search takes a text to find, kinds, a filter, first and after.
func (s *script) search(ctx context.Context, input string) (string, error) {
	var text string
	d := json.NewDecoder(strings.NewReader(input))
	if err := d.Decode(&text); err != nil {
		return "", fmt.Errorf("%s: %w", input, err)
	}
	q := s.readSpec(strings.TrimSpace(input[d.InputOffset():]))
	page := s.page(q)
	answer, err := s.store.Search(ctx, &jinqiao.TextQuery{
		Text: text, Kinds: q.Kinds, Filter: s.filter(q.Filter), Limit: page.Limit, After: page.After, Total: q.Total, Typing: q.Typing,
	})
	if err != nil {
		return "", err
	}
	if n := len(answer.Hits); n > 0 {
		s.start, s.end = answer.Hits[0].Position, answer.Hits[n-1].Position
	}
	return printHits(answer), nil
}

// printHits returns the text of what a search found.
func printHits(a *jinqiao.TextAnswer) string {
	p := &printer{}
	sel := &jinqiao.EntitySelect{Properties: true}
	for _, h := range a.Hits {
		factors := make([]string, len(h.Factors))
		for i, f := range h.Factors {
			factors[i] = fmt.Sprintf("%s %g", f.Name, f.Points)
		}
		p.line("%.3f = %s", h.Score, strings.Join(factors, " + "))
		p.entity(&jinqiao.EntityRow{Entity: h.Entity, Select: sel}, sel)
		for _, m := range h.Matches {
			p.line("  %s %s %q %v", m.Via, m.Property, m.Value, m.Ranges)
		}
	}
	if a.HasNext || a.Total > 0 {
		p.line("%s", strings.TrimSpace(when(a.HasNext, "more")+when(a.Total > 0, fmt.Sprintf("total %d", a.Total))))
	}
	return p.String()
}

func (s *script) scan(ctx context.Context, _ string) (string, error) {
	return printScan(ctx, s.store, false)
}

// printScan returns the text of all that a store holds.
func printScan(ctx context.Context, store jinqiao.Store, whole bool) (string, error) {
	p := &printer{whole: whole}
	entities := &jinqiao.EntitySelect{Properties: true, Evidence: true}
	links := &jinqiao.LinkSelect{Properties: true, Evidence: true}
	err := store.Scan(ctx, func(c jinqiao.Change) error {
		if c.Entity != nil {
			p.entity(&jinqiao.EntityRow{Entity: c.Entity, Select: entities}, entities)
		} else {
			p.link(&jinqiao.LinkRow{Link: c.Link}, links)
		}
		return nil
	})
	return p.String(), err
}

func (s *script) stats(ctx context.Context, _ string) (string, error) {
	stats, err := s.store.Count(ctx)
	if err != nil {
		return "", err
	}
	return printStats(stats), nil
}

// printStats returns the text of statistics, without what differs between stores
// and runs.
func printStats(stats *jinqiao.Statistics) string {
	p := &printer{}
	slices.SortFunc(stats.Entities, func(a, b jinqiao.KindCount) int { return cmp.Compare(a.Kind, b.Kind) })
	slices.SortFunc(stats.Links, func(a, b jinqiao.RelationshipCount) int {
		return cmp.Or(cmp.Compare(a.Relationship, b.Relationship), cmp.Compare(a.Assertion, b.Assertion))
	})
	for _, c := range stats.Entities {
		if c.Count != 0 {
			p.line("%s %d%s", c.Kind, c.Count, when(c.Cohorts > 0, fmt.Sprintf("of them cohorts %d", c.Cohorts)))
		}
	}
	for _, c := range stats.Links {
		if c.Count != 0 {
			p.line("%s %s %d", c.Relationship, c.Assertion, c.Count)
		}
	}
	p.line("revision %d%s", stats.Revision, when(stats.ChangedAt.IsZero(), "never changed"))
	return p.String()
}
