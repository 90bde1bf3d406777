package sqlite

import (
	"strings"
	"unicode/utf8"

	"jinqiao/search"
)

// ftsQuery returns a query in FTS5's language that finds whatever can match.
// Terms hold letters and digits only, so that quoting them is enough.
func ftsQuery(q search.Query) string {
	var parts []string
	for _, t := range q.Terms() {
		part := `"` + t.Text + `"`
		if t.Prefix {
			part += "*"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " AND ")
}

// labelled holds for an entity one of whose labels is, folded, one of texts.
func labelled(s scope, texts []string) expr {
	if len(texts) == 0 {
		return no
	}
	var hashes []any
	for _, t := range texts {
		hashes = append(hashes, labelHash(search.Fold(t)))
	}
	return sql("% IN (SELECT ord FROM label WHERE %)", s.column("ord"), oneOf(raw("hash"), hashes))
}

// containing holds for every entity one of whose names, folded, contains a text,
// and for some others: the runs of the text occur in those of the names.
func containing(s scope, text string) expr {
	q := search.ParseQuery(text)
	condition := yes
	if found := rare(text); !found.Empty() {
		condition = matchesTerms(s, found)
	}
	for i, run := range append(q.Han, q.Words...) {
		if i < shortList {
			condition = and(condition, sql("instr(%, %) > 0", s.column("runs"), arg(run)))
		}
	}
	return condition
}

// rare returns the part of a text that the index narrows down well, whatever
// stands before and after it: runs of two Han characters and more.
func rare(text any) search.Query {
	var q search.Query
	s, _ := text.(string)
	for _, run := range search.ParseQuery(s).Han {
		if utf8.RuneCountInString(run) > 1 {
			q.Han = append(q.Han, run)
		}
	}
	return q
}

// matchesTerms holds for an entity that has the terms of a query.
func matchesTerms(s scope, q search.Query) expr {
	return sql("% IN (SELECT rowid FROM term WHERE term MATCH %)", s.column("ord"), arg(ftsQuery(q)))
}

// matches holds for an entity that the search index finds.
func matches(s scope, text string) expr {
	q := search.ParseQuery(text)
	if q.Empty() {
		return no
	}
	parts := []expr{matchesTerms(s, q)}
	needles := q.Needles()
	if len(needles) > shortList {
		var values []any
		for _, n := range needles {
			values = append(values, n)
		}
		return and(parts[0], sql("NOT EXISTS (SELECT 1 FROM json_each(%) n WHERE instr(%, n.value) = 0)", arg(jsonValues(values)), s.column("runs")))
	}
	for _, n := range needles {
		parts = append(parts, sql("instr(%, %) > 0", s.column("runs"), arg(n)))
	}
	return and(parts...)
}
