package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
)

// A planner turns the selection of an operation into one plan. What it adds is
// found again by the field of the query that asked for it.
type planner struct {
	ontology *jinqiao.Ontology
	op       *graphql.OperationContext

	satisfies map[string][]string // see satisfies

	sets       *sets
	cost       int // rows that it may come to
	parts      int // lists and the like that it has
	searches   int // searches for paths
	texts      int // searches for texts
	aggregates int // countings in groups
	values     int // fields of all rows
	metaCost   int // values of the schema and the ontology that it asks for
}

// entity adds what sel asks of entities of these kinds to into; rows is how many
// of them there may be.
func (p *planner) entity(into *jinqiao.EntitySelect, sel ast.SelectionSet, kinds []string, rows int) error {
	if len(sel) == 0 || len(kinds) == 0 {
		return nil
	}
	for _, group := range p.alike(sel, kinds) {
		kind := p.ontology.Kind(group[0])
		on := group
		if len(group) == len(kinds) {
			on = nil
		}
		fields := p.collect(sel, p.satisfies[kind.Name])
		if err := p.chargeFields(fields, rows); err != nil {
			return err
		}
		for _, f := range fields {
			if err := p.entityField(into, f, kind, on, rows); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *planner) entityField(into *jinqiao.EntitySelect, f graphql.CollectedField, kind *jinqiao.Kind, on []string, rows int) error {
	into.Sparse = into.Sparse && (slices.Contains(sparseEntity, f.Name) || kind.Field(f.Name) != nil)
	switch f.Name {
	case "evidence":
		into.Evidence = true
		return p.evidence(&into.Documents, f, rows)
	case "degree":
		into.Degree = true
	case "links":
		return p.links(into, f, on, rows)
	case "comparisons":
		return p.comparisons(into, f, on, rows)
	case "relationCounts":
		return p.counts(into, f, on, rows)
	case "aliases", "properties", "label":
		into.Properties = true
	}
	if kind.Property(f.Name) != nil {
		into.Properties = true
	}
	if field := kind.Field(f.Name); field != nil {
		return p.related(into, f, kind, field, on, rows)
	}
	return nil
}

// What is answered from a sparse entity or link, beside fields that lead to others.
var (
	sparseEntity = []string{"__typename", "id", "name", "kind", "degree", "links", "relationCounts"}
	sparseLink   = []string{"__typename", "id", "relationship", "from", "to"}
)

// related plans a relationship field.
func (p *planner) related(into *jinqiao.EntitySelect, f graphql.CollectedField, kind *jinqiao.Kind, field *jinqiao.Field, on []string, rows int) error {
	args, err := p.arguments(f)
	if err != nil {
		return err
	}
	q, err := p.part(into, f, args, on, kind.Name+"."+field.Name)
	if err != nil {
		return err
	}
	q.Trail = field.Trail
	at := place(f)
	far := p.typeOf(field.Far)
	if q.Node, err = p.entityFilter(object(args["filter"]), far, at.in("filter")); err != nil {
		return err
	}
	if q.Filter, err = p.linkFilter(object(args["link"]), at.in("link"), false); err != nil {
		return err
	}
	if q.Order, err = p.order(args["orderBy"], far, at.in("orderBy")); err != nil {
		return err
	}
	rows, err = p.charge(rows, q.Page.Limit)
	if err != nil {
		return err
	}
	return p.connection(f, field.Far, &q.Total, func(edge, node []ast.SelectionSet) error {
		return p.edge(q.Select, field.Far, field.Trail.Kinds, edge, node, rows)
	})
}

// links plans the field `links` of an entity.
func (p *planner) links(into *jinqiao.EntitySelect, f graphql.CollectedField, on []string, rows int) error {
	args, err := p.arguments(f)
	if err != nil {
		return err
	}
	q, err := p.part(into, f, args, on, "links")
	if err != nil {
		return err
	}
	q.Trail = p.trail(args)
	if q.Filter, err = p.linkFilter(object(args["filter"]), place(f).in("filter"), false); err != nil {
		return err
	}
	rows, err = p.charge(rows, q.Page.Limit)
	if err != nil {
		return err
	}
	return p.linkConnection(f, q, rows)
}

// linkConnection plans the selection of a connection whose nodes are links.
func (p *planner) linkConnection(f graphql.CollectedField, q *jinqiao.LinkQuery, rows int) error {
	return p.connection(f, "Link", &q.Total, func(edge, node []ast.SelectionSet) error {
		for _, sel := range edge {
			for _, e := range p.collect(sel, []string{"LinkEdge"}) {
				if e.Name == "node" {
					node = append(node, e.Selections)
				}
			}
		}
		for _, sel := range node {
			if err := p.link(q.Select, sel, rows); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *planner) counts(into *jinqiao.EntitySelect, f graphql.CollectedField, on []string, rows int) error {
	args, err := p.arguments(f)
	if err != nil {
		return err
	}
	filter, err := p.linkFilter(object(args["filter"]), place(f).in("filter"), false)
	if err != nil {
		return err
	}
	if _, err := p.charge(rows, 10); err != nil { // a handful of groups an entity
		return err
	}
	for _, c := range into.Counts {
		if c.Key == f.Field && slices.Equal(c.On, on) {
			return nil
		}
	}
	into.Counts = append(into.Counts, &jinqiao.CountQuery{Key: f.Field, On: on, Filter: filter})
	return nil
}

// part finds or adds the query of a field among the links of a selection. A
// field comes twice when a fragment is spread in two places.
func (p *planner) part(into *jinqiao.EntitySelect, f graphql.CollectedField, args map[string]any, on []string, list string) (*jinqiao.LinkQuery, error) {
	for _, q := range into.Links {
		if q.Key == f.Field && slices.Equal(q.On, on) {
			return q, nil
		}
	}
	tag := p.tag(list, args)
	page, err := page(args, tag, place(f))
	if err != nil {
		return nil, err
	}
	q := &jinqiao.LinkQuery{Key: f.Field, On: on, Page: page, Tag: tag, Select: &jinqiao.LinkSelect{Sparse: true}}
	into.Links = append(into.Links, q)
	return q, nil
}

// connection reads the selection of a connection and hands what it asks of edges
// and of nodes to plan.
func (p *planner) connection(f graphql.CollectedField, far string, total *bool, plan func(edge, node []ast.SelectionSet) error) error {
	var edge, node []ast.SelectionSet
	for _, c := range p.collect(f.Selections, []string{far + "Connection"}) {
		switch c.Name {
		case "edges":
			edge = append(edge, c.Selections)
		case "nodes":
			node = append(node, c.Selections)
		case "totalCount":
			*total = true
		}
	}
	return plan(edge, node)
}

// edge plans what edges and nodes of a connection ask of links and their far ends.
func (p *planner) edge(into *jinqiao.LinkSelect, far string, kinds []string, edge, node []ast.SelectionSet, rows int) error {
	for _, sel := range edge {
		for _, f := range p.collect(sel, []string{far + "Edge"}) {
			switch f.Name {
			case "node":
				node = append(node, f.Selections)
			case "link":
				if err := p.link(into, f.Selections, rows); err != nil {
					return err
				}
			}
		}
	}
	for _, sel := range node {
		if err := p.entity(want(&into.Far), sel, kinds, rows); err != nil {
			return err
		}
	}
	return nil
}

// link adds what sel asks of links to into.
func (p *planner) link(into *jinqiao.LinkSelect, sel ast.SelectionSet, rows int) error {
	ends := map[string]**jinqiao.EntitySelect{"from": &into.From, "to": &into.To, "scope": &into.Scope, "by": &into.By}
	fields := p.collect(sel, []string{"Link", "Node"})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, f := range fields {
		into.Sparse = into.Sparse && slices.Contains(sparseLink, f.Name)
		switch {
		case ends[f.Name] != nil:
			into.Properties = into.Properties || f.Name == "by"
			kinds := p.typeOf(f.Definition.Type.Name()).kinds
			if err := p.entity(want(ends[f.Name]), f.Selections, kinds, rows); err != nil {
				return err
			}
		case f.Name == "text":
			into.Properties = true
			want(&into.From).Properties = true
			want(&into.To).Properties = true
			want(&into.Scope).Properties = true
		case f.Name == "evidence":
			into.Evidence = true
			if err := p.evidence(&into.Documents, f, rows); err != nil {
				return err
			}
		case f.Name == "reading" || p.ontology.LinkProperty(f.Name) != nil: // the reading may say the stage
			into.Properties = true
		}
	}
	return nil
}

// evidencePerRow is an estimate of the pieces of evidence that a row has. They
// lead to documents, which have evidence in their turn.
const evidencePerRow = 3

func (p *planner) evidence(documents **jinqiao.EntitySelect, f graphql.CollectedField, rows int) error {
	if _, err := p.charge(rows, 1); err != nil {
		return err
	}
	rows *= evidencePerRow
	fields := p.collect(f.Selections, []string{"Evidence"})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, e := range fields {
		switch e.Name {
		case "citation":
			want(documents).Properties = true
		case "document":
			if err := p.entity(want(documents), e.Selections, p.ontology.EvidenceKinds, rows); err != nil {
				return err
			}
		}
	}
	return nil
}

func want(s **jinqiao.EntitySelect) *jinqiao.EntitySelect {
	if *s == nil {
		*s = &jinqiao.EntitySelect{Sparse: true}
	}
	return *s
}

func (p *planner) collect(sel ast.SelectionSet, satisfies []string) []graphql.CollectedField {
	return graphql.CollectFields(p.op, sel, satisfies)
}

// trail reads the arguments that say which links of an entity are meant.
func (p *planner) trail(args map[string]any) jinqiao.Trail {
	t := jinqiao.Trail{Direction: jinqiao.Both}
	if d, ok := args["direction"].(string); ok {
		t.Direction = jinqiao.Direction(d)
	}
	if list, ok := args["relationships"].([]any); ok {
		t.Relationships = append([]string{}, texts(list)...)
	}
	if list, ok := args["kinds"].([]any); ok {
		t.Kinds = append([]string{}, p.kindNames(list)...)
	}
	return t
}
