package graph

import (
	"context"
	"fmt"
	"slices"

	"jinqiao"
)

// maxCandidates is how many entities an ambiguous name lists.
const maxCandidates = 10

// sets looks up the entities that an operation names, before it is planned. What
// is unknown is gathered, so that one error tells all that a root field names.
type sets struct {
	ctx     context.Context
	store   jinqiao.Store
	kinds   map[string]string // of what was looked up, by id
	missing []*jinqiao.Error  // in the root field that is planned, an argument each
	left    []leftSet         // ids that its search looks up
}

func newSets(ctx context.Context, store jinqiao.Store) *sets {
	return &sets{ctx: ctx, store: store, kinds: map[string]string{}}
}

// A leftSet are ids that were not looked up yet.
type leftSet struct {
	at  pathway
	ids []string
}

// idsAre is the filter of a set of ids, and idsIn its inverse: nil for any other filter.
func idsAre(ids []string) jinqiao.Test {
	var values []any
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) { // a set, whatever order it was given in
		values = append(values, id)
	}
	return jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpIn, Values: values}
}

func idsIn(f jinqiao.Filter) []string {
	t, ok := f.(jinqiao.Test)
	if !ok || t.Property != "id" || t.Op != jinqiao.OpIn {
		return nil
	}
	return append([]string{}, texts(t.Values)...)
}

// set reads an EntitySet as a filter.
func (p *planner) set(m map[string]any, at pathway) (jinqiao.Filter, error) {
	key, err := single(m, at, "ids, names, any, or the plural of a kind")
	if err != nil {
		return nil, err
	}
	switch key {
	case "ids", "names":
		return p.sets.named(key, texts(items(m[key])), at.in(key))
	case "any":
		f, err := p.entityFilter(object(m[key]), p.typeOf("Entity"), at.in(key))
		if f == nil {
			f = jinqiao.All{}
		}
		return f, err
	}
	return p.ofKind(key, object(m[key]), at.in(key))
}

// single returns the one key of a @oneOf input. The validator checks literals
// only, so that variables come here unchecked.
func single(m map[string]any, at pathway, choices string) (string, error) {
	given := keys(m)
	if len(given) != 1 {
		return "", at.bad("give exactly one of %s; %d are given", choices, len(given))
	}
	if m[given[0]] == nil {
		return "", at.in(given[0]).bad("null says nothing; give a value, or another of %s", choices)
	}
	return given[0], nil
}

func (s *sets) named(key string, words []string, at pathway) (jinqiao.Filter, error) {
	switch {
	case len(words) == 0:
		return nil, emptyList(at)
	case key == "ids":
		return s.byIDs(words, at)
	}
	return s.byNames(words, at)
}

// emptyList is the error of a list that ought to say which entities are meant: an
// answer about none of them would look as if nothing were recorded.
func emptyList(at pathway) error {
	return at.bad("the list is empty; give one at least, say which are meant by `any` or the plural of a kind, or leave out what need not be given")
}

func (s *sets) byIDs(ids []string, at pathway) (jinqiao.Filter, error) {
	answer, err := s.store.Read(s.ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: ids, Select: &jinqiao.EntitySelect{}}}})
	if err != nil {
		return nil, err
	}
	var unknown []string
	for i, row := range answer.Entities[0].Rows {
		if row == nil {
			unknown = append(unknown, ids[i])
			continue
		}
		s.kinds[ids[i]] = row.Entity.Kind
	}
	if unknown != nil {
		s.missing = append(s.missing, jinqiao.UnknownIDs(string(at), unknown))
	}
	return idsAre(ids), nil
}

func (s *sets) byNames(names []string, at pathway) (jinqiao.Filter, error) {
	plan := &jinqiao.Plan{}
	for _, name := range names {
		plan.Entities = append(plan.Entities, named(name, nil))
	}
	answer, err := s.store.Read(s.ctx, plan)
	if err != nil {
		return nil, err
	}
	var ids, unknown []string
	for i, page := range answer.Entities {
		row, err := s.only(names[i], nil, page, at)
		if err != nil {
			return nil, err
		}
		if row == nil {
			unknown = append(unknown, names[i])
			continue
		}
		ids = append(ids, row.Entity.ID)
		s.kinds[row.Entity.ID] = row.Entity.Kind
	}
	if unknown != nil {
		e, err := s.unknown(unknown, at)
		if err != nil {
			return nil, err
		}
		s.missing = append(s.missing, e)
	}
	return idsAre(ids), nil
}

// named asks for the entities of an exact name, alias or code.
func named(name string, kinds []string) *jinqiao.EntityQuery {
	filter := jinqiao.All{jinqiao.Named{name}}
	if kinds != nil {
		filter = append(filter, jinqiao.OfKind(kinds))
	}
	return &jinqiao.EntityQuery{Filter: filter, Page: jinqiao.Page{Limit: maxCandidates + 1}, Select: &jinqiao.EntitySelect{}}
}

// only returns the one row of a page, nil where there is none. Several are an
// error that lists them.
func (*sets) only(name string, kinds []string, page *jinqiao.EntityPage, at pathway) (*jinqiao.EntityRow, error) {
	if len(page.Rows) == 0 {
		return nil, nil
	}
	if len(page.Rows) == 1 {
		return page.Rows[0], nil
	}
	e := jinqiao.Errorf(jinqiao.CodeAmbiguous, "%s: several entities are called %q; say which by its id", at, name).At(string(at))
	for _, row := range page.Rows {
		e.IDs = append(e.IDs, row.Entity.ID)
		e.Suggestions = append(e.Suggestions, described(row.Entity))
	}
	return nil, e
}

// unknown makes the error about names that nothing has, with what is called alike.
func (s *sets) unknown(names []string, at pathway) (*jinqiao.Error, error) {
	e := jinqiao.Errorf(jinqiao.CodeNotFound, "%s: nothing is called %s", at, jinqiao.Listed(names, "%q")).At(string(at))
	asked := names[:min(len(names), maxCandidates)]
	for _, name := range asked {
		found, err := s.store.Search(s.ctx, &jinqiao.TextQuery{Text: name, Limit: maxCandidates / len(asked)})
		if err != nil {
			return nil, err
		}
		for _, hit := range found.Hits {
			e.Suggestions = append(e.Suggestions, described(hit.Entity))
		}
	}
	return e, nil
}

// settle ends the planning of a root field, whatever comes of it. That it names
// what is unknown goes before any other error, which may come of it.
func (s *sets) settle(err error) error {
	defer func() { s.missing, s.left = nil, nil }()
	if len(s.missing) == 0 || jinqiao.CodeOf(err) == jinqiao.CodeTooComplex {
		return err
	}
	for _, set := range s.left {
		if _, failed := s.byIDs(set.ids, set.at); failed != nil {
			return failed
		}
	}
	return jinqiao.Merge(s.missing)
}

func described(e *jinqiao.Entity) string {
	return fmt.Sprintf("%s: %s (%s)", e.ID, e.Name, e.Kind)
}
