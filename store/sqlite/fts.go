package sqlite

import (
	"slices"
	"strings"

	"jinqiao/search"
)

// ftsQuery returns a need in FTS5's language. Terms hold no ASCII but letters and
// digits, so that quoting them is enough.
func ftsQuery(n search.Need) string { return ftsPart(search.Slim(n)) }

func ftsPart(n search.Need) string {
	switch n := n.(type) {
	case search.Term:
		if n.Prefix {
			return `"` + n.Text + `"*`
		}
		return `"` + n.Text + `"`
	case search.AllOf:
		return ftsList(n, " AND ")
	case search.AnyOf:
		return ftsList(n, " OR ")
	}
	return ""
}

func ftsList(needs []search.Need, operator string) string {
	parts := make([]string, len(needs))
	for i, n := range needs {
		parts[i] = ftsPart(n)
	}
	return "(" + strings.Join(parts, operator) + ")"
}

// mayBeLabelled holds for every entity one of whose names or codes is one of
// texts, and for some others. An empty text has no label in the index.
func mayBeLabelled(s scope, texts []string) expr {
	if slices.Contains(texts, "") {
		return yes
	}
	return labelled(s, texts)
}

// labelled holds for an entity one of whose names or codes has the label of one of
// texts.
func labelled(s scope, texts []string) expr {
	if len(texts) == 0 {
		return no
	}
	var hashes []any
	for _, t := range texts {
		hashes = append(hashes, labelHash(search.Label(t)))
	}
	return sql("% IN (SELECT ord FROM label WHERE %)", s.column("ord"), oneOf(raw("hash"), hashes))
}

// containing holds for every entity one of whose names, folded, contains a text,
// and for some others: the runs of the text occur in those of the names.
func (c *compiler) containing(s scope, text string) expr {
	runs := search.Runs(text)
	condition := yes
	if need := search.RunsNeed(runs); need != nil && !c.walking {
		condition = c.satisfies(s, need)
	}
	for i, run := range runs {
		if i < shortList {
			condition = and(condition, sql("instr(%, %) > 0", s.column("runs"), arg(run)))
		}
	}
	return condition
}

// rare reports whether the index narrows down well what contains a text.
func rare(text any) bool {
	s, _ := text.(string)
	return search.RunsNeed(search.Runs(s)) != nil
}

// satisfies holds for an entity that has what a need asks, and for some others.
func (c *compiler) satisfies(s scope, need search.Need) expr {
	return sql("% IN (%)", s.column("ord"), c.inIndex(need))
}

// inIndex is a query for the entities that have what a need asks, and some others.
func (c *compiler) inIndex(need search.Need) expr {
	need, err := search.Thin(need, c.frequencies)
	if err != nil {
		c.err = err
		return no
	}
	return sql("SELECT rowid & "+ordMask+" FROM term WHERE term MATCH %", arg(ftsQuery(need)))
}

// matches holds for an entity that a text finds, slips left aside.
func (c *compiler) matches(s scope, text string) expr {
	need := search.ParseQuery(text, false).Broadest()
	if need == nil {
		return no
	}
	// A function gets a text up to its first NUL, which separates like a space.
	text = strings.ReplaceAll(text, "\x00", " ")
	return and(c.satisfies(s, need), sql("found(%, %)", arg(text), s.column("runs")))
}
