package neo4j

import (
	"slices"
	"strings"
	"unicode/utf8"

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
		return termQuery(search.ParseQuery(f.Text))
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
		var q search.Query
		for _, run := range search.ParseQuery(strings.Join(texts, " ")).Han {
			if utf8.RuneCountInString(run) > 1 {
				q.Han = append(q.Han, run)
			}
		}
		return termQuery(q)
	}
	return ""
}

func anyText(texts []string) string {
	queries := make([]string, len(texts))
	for i, text := range texts {
		queries[i] = termQuery(search.ParseQuery(text))
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

// termQuery returns a query in Lucene's language that finds whatever can match.
// Terms are of lower-case letters and digits, so that they need no quotes.
func termQuery(q search.Query) string {
	var parts []string
	for _, t := range q.Terms() {
		part := "+" + t.Text
		if t.Prefix {
			part += "*"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

// fullText returns the clause that binds a variable to what the index of terms
// finds.
func (b *builder) fullText(e, query string) string {
	return "CALL db.index.fulltext.queryNodes('" + termIndex + "', " + b.param(query) + ") YIELD node AS " + e + " WITH " + e
}
