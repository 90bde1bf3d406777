package graph

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// maxCandidates is how many entities an ambiguous name lists.
const maxCandidates = 10

// maxNamed is how many of the unknown ids or names a message has.
const maxNamed = 10

// sets looks up the entities that an operation names, before it is planned. What
// is unknown is gathered, so that one error tells all that a root field names.
type sets struct {
	ctx     context.Context
	store   jinqiao.Store
	kinds   map[string]string // of what was looked up, by id
	missing []*jinqiao.Error  // in the root field that is planned, an argument each
	left    []leftSet         // ids that its search looks up
}

// A leftSet are ids that were not looked up yet.
type leftSet struct {
	at  pathway
	ids []string
}

// ends reads an EntitySet as a filter, as set does, but for ids, which the search
// looks up itself: it tells those that it does not know.
func (p *planner) ends(m map[string]any, at pathway) (jinqiao.Filter, error) {
	if len(m) != 1 || m["ids"] == nil {
		return p.set(m, at)
	}
	ids := texts(items(m["ids"]))
	if len(ids) > maxSet {
		return nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "%s: a set of ends may have %d entities at most", at.in("ids"), maxSet).At(string(at.in("ids")))
	}
	p.sets.left = append(p.sets.left, leftSet{at.in("ids"), ids})
	return idsAre(ids), nil
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
	case "ids":
		return p.sets.byIDs(texts(items(m[key])), at.in(key))
	case "names":
		return p.sets.byNames(texts(items(m[key])), at.in(key))
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
		e := jinqiao.Errorf(jinqiao.CodeNotFound, "%s: no entity has the id %s", at, some(unknown)).At(string(at))
		e.IDs = unknown
		s.missing = append(s.missing, e)
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
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = strconv.Quote(name)
	}
	e := jinqiao.Errorf(jinqiao.CodeNotFound, "%s: nothing is called %s", at, some(quoted)).At(string(at))
	asked := names[:min(len(names), maxNamed)]
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

// some lists words for a message, the first of many.
func some(words []string) string {
	if rest := len(words) - maxNamed; rest > 0 {
		return fmt.Sprintf("%s, and %d more", strings.Join(words[:maxNamed], ", "), rest)
	}
	return strings.Join(words, ", ")
}

// settle ends the planning of a root field. That it names what is unknown goes
// before any other error, which may come of it.
func (s *sets) settle(err error) error {
	if len(s.missing) > 0 {
		for _, set := range s.left {
			if _, failed := s.byIDs(set.ids, set.at); failed != nil {
				return failed
			}
		}
	}
	missing := s.missing
	s.missing, s.left = nil, nil
	if len(missing) == 0 || jinqiao.CodeOf(err) == jinqiao.CodeTooComplex {
		return err
	}
	all := *missing[0]
	for _, e := range missing[1:] {
		all.Message += "; " + e.Message
		all.IDs = append(slices.Clip(all.IDs), e.IDs...)
		all.Suggestions = append(slices.Clip(all.Suggestions), e.Suggestions...)
	}
	return &all
}

func described(e *jinqiao.Entity) string {
	return fmt.Sprintf("%s: %s (%s)", e.ID, e.Name, e.Kind)
}
