package main

import (
	"database/sql"
	"fmt"
	"time"

	"jinqiao"
)

// rawColumns are those that the store reads for an entity with all that is
// recorded of it.
const rawColumns = "e.ord, e.id, e.kind, e.name, e.cohort, e.size, e.qualifier, e.hub, e.aliases, e.props, e.evidence"

// everything selects all that is recorded of an entity itself.
var everything = &jinqiao.EntitySelect{Properties: true, Evidence: true}

// entityFigure measures an entity by id in the store.
func (b *bench) entityFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	beside, err := f.rawSide("SQL by id", "SELECT "+rawColumns+" FROM entity e WHERE e.id = ?", f.idArguments())
	if err != nil {
		return err
	}
	got, err := b.compare(f.entitySide(), beside)
	if err != nil {
		return err
	}
	b.report.add(within("entity by id in the store", s.name, got[0], got[1], "raw SQL", 50*time.Microsecond))
	return nil
}

// entitySide reads random entities of all kinds, one at a time.
func (f *fixture) entitySide() side {
	var plans []*jinqiao.Plan
	for _, id := range f.mixedIDs() {
		plans = append(plans, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: []string{id}, Select: everything}}})
	}
	return side{name: "entity by id " + f.size.name, op: func(_, i int) error {
		a, err := f.store.Store.Read(f.ctx, plans[i%len(plans)])
		if err == nil && a.Entities[0].Rows[0] == nil {
			err = fmt.Errorf("%s is missing", plans[i%len(plans)].Entities[0].IDs[0])
		}
		return err
	}}
}

// mixedIDs returns ids of random entities of all kinds in turn.
func (f *fixture) mixedIDs() []string {
	var ids []string
	for i, k := range f.ontology.Kinds {
		of := someIDs(f, k.Name)
		ids = append(ids, of[i*64:(i+1)*64]...)
	}
	step := 77 // has no common factor with the length, so that kinds alternate
	mixed := make([]string, len(ids))
	for i := range ids {
		mixed[i] = ids[i*step%len(ids)]
	}
	return mixed
}

func (f *fixture) idArguments() [][]any {
	var arguments [][]any
	for _, id := range f.mixedIDs() {
		arguments = append(arguments, []any{id})
	}
	return arguments
}

// rawSide runs a prepared query with one of the arguments after another, and
// reads all columns of all rows.
func (f *fixture) rawSide(name, query string, arguments [][]any) (side, error) {
	statement, err := f.raw.Prepare(query)
	if err != nil {
		return side{}, err
	}
	return side{name: name, op: func(_, i int) error {
		rows, err := statement.Query(arguments[i%len(arguments)]...)
		if err != nil {
			return err
		}
		defer rows.Close()
		return readAll(rows)
	}}, nil
}

func readAll(rows *sql.Rows) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	n := 0
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	if n == 0 && rows.Err() == nil {
		return sql.ErrNoRows
	}
	return rows.Err()
}
