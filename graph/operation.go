package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
)

// An operation is one request: the plan of all its root fields, and its answer,
// which is fetched once, when the first of them is resolved.
type operation struct {
	store  jinqiao.Store
	plan   *jinqiao.Plan
	fields map[string]*rootField

	once   sync.Once
	answer *jinqiao.Answer
	err    error
}

// A rootField is what one root field asked of the plan: an index into its
// queries, -1 for none.
type rootField struct {
	err      error
	entities int
	links    int
	tag      string
	ids      []string // of `nodes`
	name     string   // of `entity` by name
	named    bool     // it was asked by name
	kinds    []string // kinds that will do
	paths    *pathField
	network  *networkField
	text     *textField
	counting *countingField
	table    *tableField
	at       pathway
}

type operationKey struct{}

func withOperation(ctx context.Context, op *operation) context.Context {
	return context.WithValue(ctx, operationKey{}, op)
}

// current returns the root field being resolved, with its operation. The error
// is that of its arguments.
func current(ctx context.Context) (*operation, *rootField, error) {
	op := ctx.Value(operationKey{}).(*operation)
	f := op.fields[graphql.GetFieldContext(ctx).Field.Alias]
	return op, f, f.err
}

// read returns the answer to the plan.
func (op *operation) read(ctx context.Context) (*jinqiao.Answer, error) {
	op.once.Do(func() { op.answer, op.err = op.store.Read(ctx, op.plan) })
	return op.answer, op.err
}

// prepare plans an operation. What is wrong with the arguments of one root field
// stays with it, so that its neighbours are answered.
func (h *handler) prepare(ctx context.Context, oc *graphql.OperationContext) (*operation, error) {
	op := &operation{store: h.Store, plan: &jinqiao.Plan{}, fields: map[string]*rootField{}}
	p := &planner{ontology: h.Ontology, op: oc, satisfies: h.satisfies, sets: newSets(ctx, h.Store)}
	for _, f := range graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{"Query"}) {
		field := &rootField{entities: -1, links: -1, at: place(f)}
		before := *op.plan
		if field.err = p.sets.settle(p.root(op.plan, field, f)); field.err != nil {
			*op.plan = before
		}
		if jinqiao.CodeOf(field.err) == jinqiao.CodeTooComplex {
			return nil, field.err
		}
		op.fields[f.Alias] = field
	}
	return op, nil
}

// root plans one root field.
func (p *planner) root(plan *jinqiao.Plan, field *rootField, f graphql.CollectedField) error {
	args, err := p.arguments(f)
	if err != nil {
		return err
	}
	switch f.Name {
	case "node":
		return p.nodes(plan, field, f, []string{args["id"].(string)})
	case "nodes":
		return p.nodes(plan, field, f, texts(items(args["ids"])))
	case "entity":
		return p.rootEntity(plan, field, f, args)
	case "entities":
		return p.rootList(plan, field, f, args, "Entity")
	case "links":
		return p.rootLinks(plan, field, f, args)
	case "paths", "reach", "follow":
		return p.paths(field, f, args)
	case "subgraph":
		return p.network(field, f, args)
	case "search", "suggest":
		return p.text(field, f, args)
	case "crossTab":
		return p.crossTab(field, f, args)
	case "aggregate":
		return p.aggregate(field, f, args)
	}
	for _, k := range p.ontology.Kinds {
		switch f.Name {
		case k.Singular:
			field.kinds = []string{k.Name}
			return p.byID(plan, field, f, args["id"].(string))
		case k.Plural:
			return p.rootList(plan, field, f, args, k.Name)
		}
	}
	return p.meta(f) // statistics, ontology and introspection need no plan
}

// byID plans one entity that may be of the kinds of the field.
func (p *planner) byID(plan *jinqiao.Plan, field *rootField, f graphql.CollectedField, id string) error {
	q := &jinqiao.EntityQuery{IDs: []string{id}, Select: &jinqiao.EntitySelect{Sparse: true}}
	return p.addEntities(plan, field, q, f.Selections, 1)
}

func (p *planner) addEntities(plan *jinqiao.Plan, field *rootField, q *jinqiao.EntityQuery, sel ast.SelectionSet, rows int) error {
	rows, err := p.charge(1, rows)
	if err != nil {
		return err
	}
	if err := p.entity(q.Select, sel, field.kinds, rows); err != nil {
		return err
	}
	field.entities = len(plan.Entities)
	plan.Entities = append(plan.Entities, q)
	return nil
}

// nodes plans entities and links by id; the form of an id says which it is.
func (p *planner) nodes(plan *jinqiao.Plan, field *rootField, f graphql.CollectedField, ids []string) error {
	if len(ids) > MaxPage {
		return field.at.in("ids").bad("%d ids; at most %d can be asked at once", len(ids), MaxPage)
	}
	field.ids, field.kinds = ids, p.typeOf("Entity").kinds
	entities := &jinqiao.EntityQuery{IDs: []string{}, Select: &jinqiao.EntitySelect{Sparse: true}}
	links := &jinqiao.LinkQuery{IDs: []string{}, Select: &jinqiao.LinkSelect{Sparse: true}}
	for _, id := range ids {
		if jinqiao.IsLinkID(id) {
			links.IDs = append(links.IDs, id)
		} else {
			entities.IDs = append(entities.IDs, id)
		}
	}
	if len(links.IDs) > 0 {
		rows, err := p.charge(1, len(links.IDs))
		if err != nil {
			return err
		}
		if err := p.link(links.Select, f.Selections, rows); err != nil {
			return err
		}
		field.links = len(plan.Links)
		plan.Links = append(plan.Links, links)
	}
	if len(entities.IDs) == 0 {
		return nil
	}
	return p.addEntities(plan, field, entities, f.Selections, len(entities.IDs))
}

// rootEntity plans the field `entity`: by id, or by exact name, alias or code.
func (p *planner) rootEntity(plan *jinqiao.Plan, field *rootField, f graphql.CollectedField, args map[string]any) error {
	id, hasID := args["id"].(string)
	name, hasName := args["name"].(string)
	if hasID == hasName {
		return field.at.bad("give either `id` or `name`")
	}
	field.kinds = p.typeOf("Entity").kinds
	if list := items(args["kinds"]); args["kinds"] != nil {
		field.kinds = append([]string{}, p.kindNames(list)...)
	}
	if hasID {
		return p.byID(plan, field, f, id)
	}
	field.name, field.named = name, true
	return p.addEntities(plan, field, named(name, field.kinds), f.Selections, maxCandidates+1)
}

// rootList plans a list of the entities of a kind, or of all.
func (p *planner) rootList(plan *jinqiao.Plan, field *rootField, f graphql.CollectedField, args map[string]any, name string) error {
	t := p.typeOf(name)
	field.kinds, field.tag = t.kinds, p.tag(f.Name, args)
	q := &jinqiao.EntityQuery{Tag: field.tag, Select: &jinqiao.EntitySelect{Sparse: true}}
	filter, err := p.entityFilter(object(args["filter"]), t, field.at.in("filter"))
	if err != nil {
		return err
	}
	q.Filter = filter
	if !t.isGroup {
		q.Filter = jinqiao.All{jinqiao.OfKind{name}}
		if filter != nil {
			q.Filter = jinqiao.All{jinqiao.OfKind{name}, filter}
		}
	}
	if q.Order, err = p.order(args["orderBy"], t, field.at.in("orderBy")); err != nil {
		return err
	}
	if q.Page, err = page(args, field.tag, field.at); err != nil {
		return err
	}
	return p.connection(f, name, &q.Total, func(edge, node []ast.SelectionSet) error {
		for _, sel := range edge {
			for _, e := range p.collect(sel, []string{name + "Edge"}) {
				if e.Name == "node" {
					node = append(node, e.Selections)
				}
			}
		}
		var merged ast.SelectionSet
		for _, sel := range node {
			merged = append(merged, sel...)
		}
		return p.addEntities(plan, field, q, merged, q.Page.Limit)
	})
}

// rootLinks plans the list of all links.
func (p *planner) rootLinks(plan *jinqiao.Plan, field *rootField, f graphql.CollectedField, args map[string]any) error {
	field.tag = p.tag(f.Name, args)
	q := &jinqiao.LinkQuery{Tag: field.tag, Select: &jinqiao.LinkSelect{Sparse: true}}
	var err error
	if q.Filter, err = p.linkFilter(object(args["filter"]), field.at.in("filter"), true); err != nil {
		return err
	}
	if q.Page, err = page(args, field.tag, field.at); err != nil {
		return err
	}
	rows, err := p.charge(1, q.Page.Limit)
	if err != nil {
		return err
	}
	field.links = len(plan.Links)
	plan.Links = append(plan.Links, q)
	return p.linkConnection(f, q, rows)
}
