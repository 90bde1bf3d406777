package graph_test

import "jinqiao"

// withhold takes out of an answer all that a store may leave out of it, so that
// scripts show whether a field needs what its plan said it did not.
func withhold(plan *jinqiao.Plan, a *jinqiao.Answer) {
	for i, q := range plan.Entities {
		for _, row := range a.Entities[i].Rows {
			withholdEntity(row, q.Select)
		}
	}
	for i, q := range plan.Links {
		withholdLinks(a.Links[i], q.Select)
	}
}

func withholdEntity(row *jinqiao.EntityRow, sel *jinqiao.EntitySelect) {
	if row == nil || sel == nil {
		return
	}
	if sel.Sparse && !sel.Properties {
		e := *row.Entity
		e.Cohort, e.Hub = nil, false
		row.Entity = &e
	}
	for _, document := range row.Documents {
		withholdEntity(document, sel.Documents)
	}
	for i, q := range sel.Links {
		withholdLinks(row.Links[i], q.Select)
	}
}

func withholdLinks(page *jinqiao.LinkPage, sel *jinqiao.LinkSelect) {
	if page == nil || sel == nil {
		return
	}
	for _, row := range page.Rows {
		if row == nil {
			continue
		}
		if sel.Sparse && !sel.Properties {
			l := *row.Link
			l.Key, l.Assertion, l.Confidence, l.Scope, l.Collective = "", "", "", "", false
			row.Link = &l
		}
		withholdEntity(row.From, sel.From)
		withholdEntity(row.To, sel.To)
		withholdEntity(row.Far, sel.Far)
		withholdEntity(row.Scope, sel.Scope)
		withholdEntity(row.By, sel.By)
		for _, document := range row.Documents {
			withholdEntity(document, sel.Documents)
		}
	}
}
