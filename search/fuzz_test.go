package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"jinqiao"
	"jinqiao/search"
)

// FuzzSearch asks for any text in any name: it is answered, what is found has
// the terms of its tier, and ranges lie within the name.
func FuzzSearch(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""}, {"菏澤", "菏泽市"}, {"hezes", "菏泽市"}, {"\xed\xa0\x80", "a\xffb"}, {"a AND b*", "A and B"}, {"\u202e😀", "😀市"}, {"e\u0301", "é"},
		{"中国有色金属协会", "中国有色金属学会"}, {"“科创中国”", "“科创中国”5G试点"}, {"ﬁ", "finance ﬁ"}, {"\x00", "\x00"}, {"xi an", "西安"}, {"𠮷", "𠮷野"},
		{"nonferrous", "Non-ferrous"}, {"at&t", "ATT中国"}, {"泰安市泰山有限责任公司（山东）", "泰山科技股份有限公司"}, {"kexi", "科西"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, query, name string) {
		e := &jinqiao.Entity{ID: "e", Kind: "Kind", Name: name}
		text := search.Text([]string{name})
		terms := strings.Fields(search.Terms(e.Kind, text))
		for _, typing := range []bool{false, true} {
			q := search.ParseQuery(query, typing)
			if tier := q.Tier(search.NewDocument(text)); tier < search.Missed && !satisfied(q.Need(tier), terms) {
				t.Errorf("%q is %s in %q, and its terms %q do not satisfy %v", query, tier, name, terms, q.Need(tier))
			}
			answer, err := search.Run(search.NewList([]*jinqiao.Entity{e}, []int{0}, nil), &jinqiao.TextQuery{Text: query, Limit: 1, Typing: typing}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, hit := range answer.Hits {
				checkRanges(t, query, name, hit)
			}
		}
	})
}

// checkRanges checks that a hit marks something, in order and within the name.
func checkRanges(t *testing.T, query, name string, hit *jinqiao.Hit) {
	if len(hit.Matches) == 0 {
		t.Errorf("%q finds %q (%v), and nothing is marked", query, name, hit.Factors)
	}
	length := len(utf16.Encode([]rune(name)))
	for _, m := range hit.Matches {
		last := 0
		for _, r := range m.Ranges {
			if r.Start < last || r.End <= r.Start || r.End > length {
				t.Errorf("%q in %q: ranges %v of %d", query, name, m.Ranges, length)
			}
			last = r.End
		}
	}
}

// satisfied reports whether terms have what a need asks.
func satisfied(n search.Need, terms []string) bool {
	switch n := n.(type) {
	case search.Term:
		return slices.ContainsFunc(terms, func(t string) bool { return t == n.Text || n.Prefix && strings.HasPrefix(t, n.Text) })
	case search.AllOf:
		return !slices.ContainsFunc(n, func(n search.Need) bool { return !satisfied(n, terms) })
	case search.AnyOf:
		return slices.ContainsFunc(n, func(n search.Need) bool { return satisfied(n, terms) })
	}
	return false
}
