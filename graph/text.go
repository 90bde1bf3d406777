package graph

import (
	"context"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
	"jinqiao/graph/model"
)

const (
	// MaxTexts is how many texts one operation may search for.
	MaxTexts = 50
	// MaxText is how many characters a text may have that is searched for: no name
	// comes near it.
	MaxText = 1000
)

// A textField is what a root field that searches for a text asks: of the index,
// and of the entities that are found.
type textField struct {
	query  *jinqiao.TextQuery
	entity *jinqiao.EntitySelect
	tag    string
}

// text plans the fields `search` and `suggest`. Which entities are read is known
// when the search has been done; what is wanted of them is planned here.
func (p *planner) text(field *rootField, f graphql.CollectedField, args map[string]any) error {
	if p.texts++; p.texts > MaxTexts {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "an operation may search for %d texts at most", MaxTexts)
	}
	at := field.at
	q := &jinqiao.TextQuery{Typing: f.Name == "suggest"}
	w := &textField{query: q, entity: &jinqiao.EntitySelect{}, tag: p.tag(f.Name, args)}
	q.Text, _ = args["text"].(string)
	if n := utf8.RuneCountInString(q.Text); n > MaxText {
		return at.in("text").bad("a text that is searched for has %d characters at most, not %d", MaxText, n)
	}
	kinds := p.typeOf("Entity").kinds
	if args["kinds"] != nil {
		kinds = append([]string{}, p.kindNames(items(args["kinds"]))...)
		q.Kinds = kinds
	}
	var err error
	if q.Filter, err = p.entityFilter(object(args["filter"]), p.typeOf("Entity"), at.in("filter")); err != nil {
		return err
	}
	page, err := page(args, w.tag, at)
	if err != nil {
		return err
	}
	q.Limit, q.After = page.Limit, page.After
	rows, err := p.charge(1, q.Limit)
	if err != nil {
		return err
	}
	field.text = w
	return p.textSelection(w, f.Selections, f.Definition.Type.Name(), kinds, rows)
}

// textSelection gathers what is asked of the entities that are found.
func (p *planner) textSelection(w *textField, sel ast.SelectionSet, typeName string, kinds []string, rows int) error {
	fields := p.collect(sel, []string{typeName})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, f := range fields {
		if f.Name == "totalCount" {
			w.query.Total = true
		}
		next := f.Definition.Type.Name()
		if next == "Entity" {
			if err := p.entity(w.entity, f.Selections, kinds, rows); err != nil {
				return err
			}
			continue
		}
		if err := p.textSelection(w, f.Selections, next, kinds, rows); err != nil {
			return err
		}
	}
	return nil
}

// Search returns a page of what a text finds.
func (q *query) Search(ctx context.Context, _ string, _ []string, _ map[string]any, _ *int, _ *string) (*model.SearchConnection, error) {
	found, err := q.found(ctx)
	if err != nil {
		return nil, err
	}
	return &model.SearchConnection{Hits: found}, nil
}

// Suggest returns what a text finds that is being typed.
func (q *query) Suggest(ctx context.Context, _ string, _ []string, _ *int) ([]*model.SearchHit, error) {
	found, err := q.found(ctx)
	if err != nil {
		return nil, err
	}
	return found.Nodes(), nil
}

// found searches for the text of the root field being resolved, and reads what is
// asked of the entities in one plan. An entity that is gone by then is left out.
func (q *query) found(ctx context.Context) (*model.Hits, error) {
	_, f, err := current(ctx)
	if err != nil {
		return nil, err
	}
	w := f.text
	answer, err := q.store.Search(ctx, w.query)
	if err != nil {
		return nil, placed(err, f.at)
	}
	found := &model.Hits{Answer: answer, Tag: w.tag, Later: w.query.After != nil}
	if len(answer.Hits) == 0 {
		return found, nil
	}
	ids := make([]string, len(answer.Hits))
	for i, h := range answer.Hits {
		ids[i] = h.Entity.ID
	}
	read, err := q.store.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: ids, Select: w.entity}}})
	if err != nil {
		return nil, err
	}
	hits := answer.Hits[:0]
	for i, row := range read.Entities[0].Rows {
		if row != nil {
			hits, found.Rows = append(hits, answer.Hits[i]), append(found.Rows, row)
		}
	}
	answer.Hits = hits
	return found, nil
}
