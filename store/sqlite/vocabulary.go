package sqlite

import (
	"database/sql/driver"
	"encoding/json"
)

// A vocabulary is that of the index of terms, as a search reads it.
type vocabulary struct{ r *reader }

// Known returns those of the terms that are in the index.
func (v vocabulary) Known(terms []string) (map[string]bool, error) {
	known := make(map[string]bool, len(terms))
	if len(terms) == 0 {
		return known, nil
	}
	list, err := json.Marshal(terms)
	if err != nil {
		return nil, err
	}
	query := "SELECT v.term FROM json_each(?) j CROSS JOIN vocabulary v ON v.term = j.value"
	return known, v.r.c.each(v.r.ctx, query, []any{string(list)}, func(row []driver.Value) error {
		known[text(row[0])] = true
		return nil
	})
}

// lastCharacter comes after all others.
const lastCharacter = "\U0010FFFF"

// Beginning returns the terms that begin with a text, up to limit.
func (v vocabulary) Beginning(begin string, limit int) (terms []string, err error) {
	query := "SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?"
	err = v.r.c.brief(v.r.ctx, query, []any{begin, begin + lastCharacter, limit}, func(row []driver.Value) error {
		terms = append(terms, text(row[0]))
		return nil
	})
	return terms, err
}
