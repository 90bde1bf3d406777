package neo4j

import (
	"slices"
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// mostAlternatives is how many texts are looked up in the index at once. Lists
// of more are read as if there were no index.
const mostAlternatives = 30

// anchor returns a query of the index of terms that finds every entity for which
// a filter holds, and others; "" where the index does not narrow down.
func anchor(f jinqiao.Filter) string {
	switch f := f.(type) {
	case jinqiao.All:
		for _, part := range f {
			if query := anchor(part); query != "" {
				return query
			}
		}
	case jinqiao.Any:
		queries := make([]string, len(f))
		for i, part := range f {
			queries[i] = anchor(part)
		}
		return alternative(queries)
	case jinqiao.Matches:
		return termQuery(search.ParseQuery(f.Text, false).Broadest())
	case jinqiao.Named:
		return anyText(f)
	case jinqiao.Test:
		return anchorOfTest(f)
	}
	return ""
}

// anchorOfTest returns the query for a test of the name. Of a part of a name
// only runs of two Han characters and more are terms, whatever is around them.
func anchorOfTest(t jinqiao.Test) string {
	if t.Property != "name" || t.Type == jinqiao.TypeList {
		return ""
	}
	var texts []string
	for _, v := range t.Values {
		text, _ := v.(string)
		texts = append(texts, text)
	}
	switch t.Op {
	case jinqiao.OpEq, jinqiao.OpIn:
		return anyText(texts)
	case jinqiao.OpContains, jinqiao.OpStartsWith, jinqiao.OpEndsWith:
		return termQuery(search.RunsNeed(search.Runs(strings.Join(texts, " "))))
	}
	return ""
}

func anyText(texts []string) string {
	queries := make([]string, len(texts))
	for i, text := range texts {
		queries[i] = termQuery(search.ParseQuery(text, false).Need(search.ExactAlias))
	}
	return alternative(queries)
}

// alternative joins queries of which one has to find; "" if one of them could
// find anything.
func alternative(queries []string) string {
	if len(queries) == 0 || len(queries) > mostAlternatives || slices.Contains(queries, "") {
		return ""
	}
	if len(queries) == 1 {
		return queries[0]
	}
	return "+((" + strings.Join(queries, ") (") + "))"
}

// termQuery returns a need in Lucene's language, "" for nil. Terms are of small
// letters, digits and characters beyond ASCII, so that they need no quotes.
func termQuery(n search.Need) string { return termPart(search.Slim(n)) }

func termPart(n search.Need) string {
	switch n := n.(type) {
	case search.Term:
		if n.Prefix {
			return "+" + n.Text + "*"
		}
		return "+" + n.Text
	case search.AllOf:
		parts := make([]string, len(n))
		for i, part := range n {
			parts[i] = termPart(part)
		}
		return "+(" + strings.Join(parts, " ") + ")"
	case search.AnyOf:
		parts := make([]string, len(n))
		for i, part := range n {
			parts[i] = "(" + termPart(part) + ")"
		}
		return "+(" + strings.Join(parts, " ") + ")"
	}
	return ""
}

// fullText returns the clause that binds a variable to what the index of terms
// finds.
func (b *builder) fullText(e, query string) string {
	return "CALL db.index.fulltext.queryNodes('" + termIndex + "', " + b.param(query) + ") YIELD node AS " + e + " WITH " + e
}
