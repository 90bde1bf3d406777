package search

import (
	"math"

	"jinqiao"
)

// OverPlan answers a query from all entities that a store reads by a plan.
func OverPlan(read func(*jinqiao.Plan) (*jinqiao.Answer, error), q *jinqiao.TextQuery, codes map[string][]string) (*jinqiao.TextAnswer, error) {
	filter := jinqiao.All{}
	if q.Kinds != nil {
		filter = append(filter, jinqiao.OfKind(q.Kinds))
	}
	if q.Filter != nil {
		filter = append(filter, q.Filter)
	}
	a, err := read(&jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{
		Filter: filter, Page: jinqiao.Page{Limit: math.MaxInt32}, Select: &jinqiao.EntitySelect{Properties: true, Degree: true},
	}}})
	if err != nil {
		return nil, err
	}
	var entities []*jinqiao.Entity
	var degrees []int
	for _, row := range a.Entities[0].Rows {
		entities, degrees = append(entities, row.Entity), append(degrees, row.Degree)
	}
	return Run(NewList(entities, degrees, codes), q, codes)
}
