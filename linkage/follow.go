package linkage

import (
	"context"
	"slices"
)

// Allowed are what satisfies the conditions of a pattern, as its caller has
// found out: ids of entities by place (Pattern.Conditions), ids of links by
// step (Pattern.LinkConditions). Ids that the graph does not hold are passed over.
type Allowed struct {
	Entities map[int][]string
	Links    map[int][]string
}

// Follow returns the first paths that fit a pattern, in order, after the path
// that the cursor after was made of, if it is not empty. A nil from or to means
// all entities that fit the place at that end. What the pattern names may be used
// though it is no trail or a context kind; the rules hold. Options.Kinds and
// Options.Relationships say what may stand where it names nothing;
// Options.MaxLength may be 0 for the length of the pattern.
//
// Results and errors are as for Paths.
func Follow(ctx context.Context, g Graph, p *Pattern, from, to []string, allowed Allowed, o Options, first int, after string) (*Result, error) {
	if first < 0 || first > MaxFirst {
		return nil, bad("first", "first is the number of paths wanted, 0 to %d, not %d", MaxFirst, first)
	}
	q, err := prepareFollow(ctx, g, p, from, to, allowed, o)
	if err != nil {
		return nil, err
	}
	var last *found
	if after != "" {
		if last, err = q.resume(ctx, g, after); err != nil {
			return nil, err
		}
	}
	s := begin(ctx, g, q)
	defer s.end()
	s.page = &page{g: g, limit: first + 1, after: last}
	return s.answer(s.run(q.leastAfter(last)), first, o.Excluded)
}

const maxThroughPattern = 4 // sets of Options.Through: the other bits of a turn tell the place

func prepareFollow(ctx context.Context, g Graph, p *Pattern, from, to []string, allowed Allowed, o Options) (*query, error) {
	if o.MaxLength == 0 {
		o.MaxLength = p.MaxLength()
	}
	q, err := newQuery(g, &o)
	switch {
	case err != nil:
		return nil, err
	case o.MaxLength < p.MinLength():
		return nil, bad("options.maxLength", "what fits the pattern has at least %d steps, more than %d", p.MinLength(), o.MaxLength)
	case len(o.Through) > maxThroughPattern:
		return nil, bad("options.through", "at most %d sets with a pattern, not %d", maxThroughPattern, len(o.Through))
	}
	q.length, q.least = min(o.MaxLength, p.MaxLength()), p.MinLength()
	a := &automaton{}
	q.pattern = a
	a.build(q, p)
	if err := q.ahead(ctx, g, from, to); err != nil {
		return nil, err
	}
	if err := q.find(ctx, g, from, to, &o); err != nil {
		return nil, err
	}
	if err := a.allow(ctx, g, p, allowed); err != nil {
		return nil, err
	}
	a.open = [2]bool{from == nil && o.FromKinds == nil, to == nil && o.ToKinds == nil}
	return q, a.ends(ctx, g, q)
}

// ends works out the sets of ends, unless they stay open.
func (a *automaton) ends(ctx context.Context, g Graph, q *query) (err error) {
	if !a.open[0] && !a.open[1] && len(q.from) == 1 && slices.Equal(q.from, q.to) {
		return bad("to", "both ends are the same entity, %s: a path joins two", g.ID(q.from[0]))
	}
	for _, e := range q.avoid {
		if q.isEnd(g, e) {
			return bad("options.avoid", "%s is to be avoided and is an end", g.ID(e))
		}
	}
	q.from, a.open[0] = a.states[0].set(q.from, a.open[0])
	q.to, a.open[1] = a.states[a.last].set(q.to, a.open[1])
	if a.open[0] && a.open[1] {
		if q.from, err = g.All(ctx, a.states[0].kinds); err != nil {
			return err
		}
		a.open[0] = false
	}
	q.from = slices.DeleteFunc(q.from, func(e uint32) bool { return !a.states[0].holds(g.Node(e), e) || q.avoided(e) })
	q.to = slices.DeleteFunc(q.to, func(e uint32) bool { return !a.states[a.last].holds(g.Node(e), e) || q.avoided(e) })
	slices.SortFunc(q.from, g.Compare)
	slices.SortFunc(q.to, g.Compare)
	return nil
}

// set returns those of an end set that are allowed at its place; open tells that it
// is all that fit there.
func (st *autoState) set(given []uint32, open bool) (set []uint32, stillOpen bool) {
	if open && st.limited {
		return slices.Clone(st.only), false
	}
	return given, open
}
