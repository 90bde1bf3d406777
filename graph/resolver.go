// Package graph is the GraphQL API: it turns an operation into one plan, has a
// store answer it, and hands the answer out field by field.
package graph

import (
	"context"
	"slices"

	"jinqiao"
	"jinqiao/graph/gql"
	"jinqiao/graph/model"
	"jinqiao/linkage"
)

// resolver is the root of the generated execution code.
type resolver struct{ query }

var _ gql.ResolverRoot = (*resolver)(nil)

// Query returns the resolvers of the root fields.
func (r *resolver) Query() gql.QueryResolver { return &r.query }

type query struct {
	store     jinqiao.Store
	topology  Topology
	freshness func() (mirror bool, reason string)
	pool      *linkage.Pool
}

// one returns the entity of a root field as its type, nil where there is none of
// the right kind.
func one[T model.Entity](ctx context.Context) (none T, err error) {
	row, err := onlyRow(ctx)
	if row == nil || err != nil {
		return none, err
	}
	x, _ := model.Of(row).(T)
	return x, nil
}

func onlyRow(ctx context.Context) (*jinqiao.EntityRow, error) {
	answer, f, err := answered(ctx)
	if err != nil {
		return nil, err
	}
	page := answer.Entities[f.entities]
	if f.named {
		return (*sets)(nil).only(f.name, f.kinds, page, f.at.in("name"))
	}
	if row := page.Rows[0]; row != nil && slices.Contains(f.kinds, row.Entity.Kind) {
		return row, nil
	}
	return nil, nil
}

// answered returns the answer to the plan, and what the root field being resolved
// asked of it.
func answered(ctx context.Context) (*jinqiao.Answer, *rootField, error) {
	op, f, err := current(ctx)
	if err != nil {
		return nil, nil, err
	}
	answer, err := op.read(ctx)
	return answer, f, err
}

// many returns the page of a root field that lists entities.
func many(ctx context.Context) (model.Page, error) {
	answer, f, err := answered(ctx)
	if err != nil {
		return model.Page{}, err
	}
	return model.EntityPage(answer.Entities[f.entities], f.tag), nil
}

// Node returns the entity or link of an id.
func (q *query) Node(ctx context.Context, _ string) (model.Node, error) {
	nodes, err := q.Nodes(ctx, nil)
	if err != nil || len(nodes) == 0 {
		return nil, err
	}
	return nodes[0], nil
}

// Nodes returns entities and links in the order of their ids.
func (q *query) Nodes(ctx context.Context, _ []string) ([]model.Node, error) {
	answer, f, err := answered(ctx)
	if err != nil {
		return nil, err
	}
	nodes := make([]model.Node, len(f.ids))
	entities, links := 0, 0
	for i, id := range f.ids {
		if jinqiao.IsLinkID(id) {
			if row := answer.Links[f.links].Rows[links]; row != nil {
				nodes[i] = model.OfLink(row)
			}
			links++
			continue
		}
		if row := answer.Entities[f.entities].Rows[entities]; row != nil {
			nodes[i] = model.Of(row)
		}
		entities++
	}
	return nodes, nil
}

// Entity returns the entity of an id or exact name.
func (q *query) Entity(ctx context.Context, _, _ *string, _ []string) (model.Entity, error) {
	row, err := onlyRow(ctx)
	return model.Of(row), err
}

// Entities returns a page of entities of all kinds.
func (q *query) Entities(ctx context.Context, _ map[string]any, _ []map[string]any, _ *int, _ *string, _ *int, _ *string) (*model.EntityConnection, error) {
	page, err := many(ctx)
	if err != nil {
		return nil, err
	}
	return &model.EntityConnection{Page: page}, nil
}

// Links returns a page of links.
func (q *query) Links(ctx context.Context, _ map[string]any, _ *int, _ *string, _ *int, _ *string) (*model.LinkConnection, error) {
	answer, f, err := answered(ctx)
	if err != nil {
		return nil, err
	}
	return &model.LinkConnection{Page: model.LinkPage(answer.Links[f.links], f.tag)}, nil
}

// Statistics returns what the store holds.
func (q *query) Statistics(ctx context.Context) (*model.Statistics, error) {
	s, err := q.store.Count(ctx)
	if err != nil {
		return nil, err
	}
	out := model.OfStatistics(s)
	out.Freshness.Mirror = true
	if q.freshness == nil {
		return out, nil
	}
	mirror, reason := q.freshness()
	if out.Freshness.Mirror = mirror; !mirror {
		out.Freshness.Reason = &reason
	}
	return out, nil
}

// Ontology returns what the graph may hold.
func (q *query) Ontology(context.Context) (*model.Ontology, error) { return &model.Ontology{}, nil }
