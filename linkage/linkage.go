// Package linkage finds the paths between entities that mean something, in
// order, and proves that there are no others. What a path means is told in
// docs/linkage.md; which kinds and relationships the rules concern comes from
// the ontology.
package linkage

import (
	"context"
	"slices"
)

// Paths returns the first best paths from one set of entities to another, after
// the path that the cursor after was made of, if it is not empty. A search that
// has to stop early is no error but a truncated result, unless ctx was
// cancelled.
//
// Errors have CodeBadInput and name the argument, CodeNotFound and name all
// unknown ids, or CodeInvalidCursor.
func Paths(ctx context.Context, g Graph, from, to []string, o Options, first int, after string) (*Result, error) {
	q, last, err := ready(ctx, g, from, to, o, first, after)
	if err != nil {
		return nil, err
	}
	s := begin(ctx, g, q)
	defer s.end()
	s.page = &page{g: g, limit: first + 1, after: last}
	return s.answer(s.run(q.leastAfter(last)), first, o.Excluded)
}

// Reach returns the first of the entities of to to which a path leads, each by
// its best path, the entity with the best one first; after and errors are as
// for Paths.
func Reach(ctx context.Context, g Graph, from, to []string, o Options, first int, after string) (*Result, error) {
	q, last, err := ready(ctx, g, from, to, o, first, after)
	if err != nil {
		return nil, err
	}
	s := begin(ctx, g, q)
	defer s.end()
	if last != nil {
		if proven := s.reachUntil(last); s.stopped() {
			return s.answer(proven, first, false)
		}
	}
	s.page = &page{g: g, limit: first + 1, byEnd: true, best: map[uint32]*found{}}
	r, err := s.answer(s.run(q.leastAfter(last)), first, o.Excluded)
	if err != nil || !o.Count {
		return r, err
	}
	return r, s.count(r, last == nil)
}

// IDs returns the ids of the entities of some kinds, in order: the first of them, up
// to a limit.
func IDs(ctx context.Context, g Graph, kinds []string, limit int) ([]string, error) {
	found, err := g.All(ctx, g.Rules().kindsOf(kinds, 0))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, g.Compare)
	found = found[:min(limit, len(found))]
	ids := make([]string, len(found))
	for i, e := range found {
		ids[i] = g.ID(e)
	}
	return ids, nil
}

// reachUntil settles the ends that pages up to the path last have given.
func (s *search) reachUntil(last *found) (proven int) {
	s.page = &page{g: s.g, limit: len(s.q.to) + 1, byEnd: true, best: map[uint32]*found{}, until: last}
	proven = s.run(1)
	s.settle(wanted)
	return proven
}

func ready(ctx context.Context, g Graph, from, to []string, o Options, first int, after string) (*query, *found, error) {
	if first < 0 || first > MaxFirst {
		return nil, nil, bad("first", "first is the number of paths wanted, 0 to %d, not %d", MaxFirst, first)
	}
	q, err := prepare(ctx, g, from, to, o)
	if err != nil || after == "" {
		return q, nil, err
	}
	last, err := q.resume(ctx, g, after)
	return q, last, err
}

// leastAfter returns the least length of paths after another.
func (q *query) leastAfter(last *found) int {
	if last == nil || q.order == Strongest {
		return 1
	}
	return last.length
}

// answer makes the result of a search that has run.
func (s *search) answer(proven, first int, excluded bool) (*Result, error) {
	if s.err != nil {
		return nil, s.err
	}
	paths := s.page.found
	r := &Result{More: len(paths) > first, Completeness: s.completeness(proven)}
	var err error
	// What was found by a deadline is still to be told.
	ctx := late(s.ctx)
	if r.Paths, err = tell(ctx, s.g, s.q, paths[:min(first, len(paths))]); err != nil || !excluded {
		return r, err
	}
	r.Completeness.Excluded, err = s.excluded()
	return r, err
}
