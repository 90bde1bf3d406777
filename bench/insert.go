package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// insertRows writes the rows of a store into a new file with SQL alone: tables,
// rows in one transaction for each table, then indexes. The search index, whose
// rows cannot be read back, is left out. What is left is the least that writing
// this much through the driver takes.
func insertRows(ctx context.Context, from, to string) (err error) {
	source, err := openRaw(from, "query_only(1)")
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := openRaw(to, "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-65536)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	tables, indexes, err := schemaOf(ctx, source)
	if err != nil {
		return err
	}
	for name, create := range tables {
		if _, err := target.ExecContext(ctx, create); err != nil {
			return err
		}
		if err := copyTable(ctx, source, target, name); err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	for _, create := range indexes {
		if _, err := target.ExecContext(ctx, create); err != nil {
			return err
		}
	}
	return nil
}

// schemaOf returns the tables of a store, without those of its search index,
// and its indexes.
func schemaOf(ctx context.Context, db *sql.DB) (tables map[string]string, indexes []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	tables = map[string]string{}
	var search string
	for rows.Next() {
		var kind, name, create string
		if err := rows.Scan(&kind, &name, &create); err != nil {
			return nil, nil, err
		}
		switch {
		case strings.HasPrefix(create, "CREATE VIRTUAL"):
			search = name
		case search != "" && strings.HasPrefix(name, search+"_"), strings.HasPrefix(name, "sqlite_"):
		case kind == "table":
			tables[name] = create
		default:
			indexes = append(indexes, create)
		}
	}
	return tables, indexes, rows.Err()
}

func copyTable(ctx context.Context, source, target *sql.DB, name string) (err error) {
	rows, err := source.QueryContext(ctx, "SELECT * FROM "+name)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	tx, err := target.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.PrepareContext(ctx, "INSERT INTO "+name+" VALUES (?"+strings.Repeat(", ?", len(columns)-1)+")")
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return errors.Join(rows.Err(), tx.Commit())
}
