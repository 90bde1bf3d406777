// Package model holds the Go types behind the GraphQL schema: what a plan
// fetched, in the shape that clients ask for. The types of the kinds are
// generated; everything is read-only and safe to use at once.
package model

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
)

var ontology = sync.OnceValue(func() *jinqiao.Ontology {
	o, err := jinqiao.Standard()
	if err != nil {
		panic(err) // the program was built with a broken schema
	}
	return o
})

// Node is an entity or a link.
type Node interface{ IsNode() }

// A Record is what all kinds share: an entity with what the plan fetched of it.
type Record struct{ row *jinqiao.EntityRow }

func (r Record) kind() *jinqiao.Kind { return ontology().Kind(r.row.Entity.Kind) }

// ID returns the id.
func (r Record) ID() string { return r.row.Entity.ID }

// Kind returns the value of the enum Kind.
func (r Record) Kind() string { return r.kind().Enum }

// KindLabel returns the kind in words.
func (r Record) KindLabel(language string) string { return r.kind().Label.In(language) }

// Name returns the canonical name.
func (r Record) Name() string { return r.row.Entity.Name }

// Label returns the name in a language, the canonical one where there is no translation.
func (r Record) Label(language string) string { return nameIn(r.row.Entity, language) }

func nameIn(e *jinqiao.Entity, language string) string {
	if en := e.Text("nameEn"); language == "EN" && en != "" {
		return en
	}
	return e.Name
}

// Aliases returns other names in use.
func (r Record) Aliases() []string { return orEmpty(r.row.Entity.Aliases) }

// Hub reports a curator's word that it joins everything.
func (r Record) Hub() bool { return r.row.Entity.Hub }

// Degree returns how many links are recorded at it.
func (r Record) Degree() int { return r.row.Degree }

// Cohort returns what is known of the group; nil for one thing.
func (r Record) Cohort() *Cohort {
	if r.row.Entity.Cohort == nil {
		return nil
	}
	return &Cohort{*r.row.Entity.Cohort}
}

// Evidence returns where it was read.
func (r Record) Evidence() []*Evidence {
	return evidence(r.row.Entity.Evidence, r.row.Documents)
}

// Properties returns what is recorded, in the order of the schema.
func (r Record) Properties(language string) []*Property {
	return properties(r.kind().Properties, r.row.Entity.Properties, language)
}

// Links returns the page of links that the plan fetched.
func (r Record) Links(ctx context.Context) *LinkConnection {
	return &LinkConnection{r.page(ctx)}
}

// RelationCounts returns the counts that the plan fetched.
func (r Record) RelationCounts(ctx context.Context) []*RelationCount {
	field := graphql.GetFieldContext(ctx).Field.Field
	for i, q := range r.row.Select.Counts {
		if q.Key == field && asked(q.On, r.row.Entity.Kind) {
			return relationCounts(r.row.Counts[i])
		}
	}
	return []*RelationCount{}
}

// page returns the page that the plan fetched for the field being resolved.
func (r Record) page(ctx context.Context) Page {
	field := graphql.GetFieldContext(ctx).Field.Field
	for i, q := range r.row.Select.Links {
		if q.Key == field && asked(q.On, r.row.Entity.Kind) {
			return Page{links: r.row.Links[i], tag: q.Tag}
		}
	}
	return Page{links: &jinqiao.LinkPage{}}
}

func asked(on []string, kind string) bool {
	if on == nil {
		return true
	}
	for _, k := range on {
		if k == kind {
			return true
		}
	}
	return false
}

// value returns a property of a type, nil where it is not known.
func value[T any](properties map[string]any, name string) *T {
	if v, ok := properties[name].(T); ok {
		return &v
	}
	return nil
}

func values(properties map[string]any, name string) []string {
	list, _ := properties[name].([]string)
	return orEmpty(list)
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
