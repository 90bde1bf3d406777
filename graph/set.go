package graph

import (
	"context"
	"fmt"
	"strings"

	"jinqiao"
)

// maxCandidates is how many entities an ambiguous name lists.
const maxCandidates = 10

// sets looks up the entities that an operation names, before it is planned.
type sets struct {
	ctx   context.Context
	store jinqiao.Store
	kinds map[string]string // of what was looked up, by id
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
	values := make([]any, len(ids))
	for i, row := range answer.Entities[0].Rows {
		values[i] = ids[i]
		if row == nil {
			unknown = append(unknown, ids[i])
			continue
		}
		s.kinds[ids[i]] = row.Entity.Kind
	}
	if unknown != nil {
		e := jinqiao.Errorf(jinqiao.CodeNotFound, "%s: no entity has the id %s", at, strings.Join(unknown, ", ")).At(string(at))
		e.IDs = unknown
		return nil, e
	}
	return jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpIn, Values: values}, nil
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
	values := make([]any, len(names))
	for i, page := range answer.Entities {
		row, err := s.only(names[i], nil, page, at)
		if err != nil {
			return nil, err
		}
		if row == nil {
			return nil, s.unknown(names[i], at)
		}
		values[i] = row.Entity.ID
		s.kinds[row.Entity.ID] = row.Entity.Kind
	}
	return jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpIn, Values: values}, nil
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

func (s *sets) unknown(name string, at pathway) error {
	e := jinqiao.Errorf(jinqiao.CodeNotFound, "%s: nothing is called %q", at, name).At(string(at))
	found, err := s.store.Search(s.ctx, &jinqiao.TextQuery{Text: name, Limit: maxCandidates})
	if err != nil {
		return err
	}
	for _, hit := range found.Hits {
		e.Suggestions = append(e.Suggestions, described(hit.Entity))
	}
	return e
}

func described(e *jinqiao.Entity) string {
	return fmt.Sprintf("%s: %s (%s)", e.ID, e.Name, e.Kind)
}
