package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
)

// mostCompared is how many figures one is compared with at most.
const mostCompared = 50

// comparisons plans the field of this name: links to what a figure is a target
// for, and to the targets set for it.
func (p *planner) comparisons(into *jinqiao.EntitySelect, f graphql.CollectedField, on []string, rows int) error {
	into.Properties = true
	var aims []string
	for _, r := range p.ontology.Relationships {
		if r.Aim {
			aims = append(aims, r.Name)
		}
	}
	rows, err := p.charge(rows, 3) // few have more than one
	if err != nil {
		return err
	}
	far, link := &jinqiao.EntitySelect{Properties: true}, &jinqiao.LinkSelect{Properties: true}
	fields := p.collect(f.Selections, []string{"Comparison"})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, c := range fields {
		switch c.Name {
		case "with":
			err = p.entity(far, c.Selections, p.typeOf(c.Definition.Type.Name()).kinds, rows)
		case "link":
			err = p.link(link, c.Selections, rows)
		}
		if err != nil {
			return err
		}
	}
	link.Far = far
	for _, q := range into.Links {
		if q.Key == f.Field && slices.Equal(q.On, on) {
			return nil
		}
	}
	for _, d := range []jinqiao.Direction{jinqiao.Out, jinqiao.In} {
		into.Links = append(into.Links, &jinqiao.LinkQuery{Key: f.Field, On: on, Trail: jinqiao.Trail{Relationships: aims, Direction: d},
			Page: jinqiao.Page{Limit: mostCompared}, Select: link})
	}
	return nil
}
