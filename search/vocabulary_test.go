package search

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// listedTerms is a vocabulary in memory.
type listedTerms []string

func (w listedTerms) Known(terms []string) (map[string]bool, error) {
	known := map[string]bool{}
	for _, t := range terms {
		if _, ok := slices.BinarySearch(w, t); ok {
			known[t] = true
		}
	}
	return known, nil
}

func (w listedTerms) Beginning(text string, limit int) ([]string, error) {
	from, _ := slices.BinarySearch(w, text)
	to := from
	for to < len(w) && to-from < limit && strings.HasPrefix(w[to], text) {
		to++
	}
	return w[from:to], nil
}

// satisfied reports whether an entity that has terms has what a need asks.
func satisfied(n Need, terms []string) bool {
	switch n := n.(type) {
	case Term:
		return slices.ContainsFunc(terms, func(t string) bool { return t == n.Text || n.Prefix && strings.HasPrefix(t, n.Text) })
	case AllOf:
		return !slices.ContainsFunc(n, func(part Need) bool { return !satisfied(part, terms) })
	case AnyOf:
		return slices.ContainsFunc(n, func(part Need) bool { return satisfied(part, terms) })
	}
	return false
}

// TestNarrow compares needs before and after they were narrowed: whoever is in a
// tier has the need of it, and a slip needs no more than what is known.
func TestNarrow(t *testing.T) {
	names := [][]string{
		{"菏泽市科学技术协会", "Heze Association for Science and Technology"}, {"中国有色金属学会", "Nonferrous Metals Society of China"},
		{"泰安市机械工业协会", "windows10 technology4"}, {"重庆大学", "Chongqing University", "91500000450401234X"}, {"单县", "Technopark"}, {"5G产业园", "techж"},
	}
	all := map[string]bool{}
	terms, texts := make([][]string, len(names)), make([]string, len(names))
	for i, n := range names {
		texts[i] = Text(n)
		terms[i] = strings.Fields(Terms("SOCIETY", texts[i]))
		for _, term := range terms[i] {
			if Listed(term) {
				all[term] = true
			}
		}
	}
	known := listedTerms(slices.Sorted(maps.Keys(all)))
	hits := map[Tier]int{}
	for _, text := range []string{
		"tech", "techno", "technology", "technology4", "windows1", "unive", "hezs", "hezeshi", "heeshi", "kexuejushu", "kexuejish", "zhongqing", "chongqin",
		"tai'anjixie", "tainajixie", "hz", "tas", "9150000045", "yousejnshu", "5gcy", "chanyey", "dan xian", "keji xie", "xyz", "technopark", "dx", "中国有色金书学会", "泰安市机械工业协会有限公司", "机械科技有限公司",
	} {
		for _, typing := range []bool{false, true} {
			q := ParseQuery(text, typing)
			for tier := ExactName; tier < Missed; tier++ {
				need := q.Need(tier)
				if need == nil {
					continue
				}
				narrow, err := Narrow(need, known)
				if err != nil {
					t.Fatal(err)
				}
				for i := range names {
					if q.in(tier, NewDocument(texts[i])) {
						hits[tier]++
						if !satisfied(need, terms[i]) || !satisfied(narrow, terms[i]) {
							t.Errorf("%s, %s: %s is passed over by %v, narrowed to %v", text, tier, names[i], need, narrow)
						}
					}
				}
				if tier == Slip && q.slipHan() == nil && size(narrow) > 20 {
					t.Errorf("%s: the need of a slip keeps %d terms", text, size(narrow))
				}
			}
		}
	}
	for tier := ExactAlias; tier < Missed; tier++ {
		if hits[tier] == 0 && tier != Scattered && tier != Whole {
			t.Errorf("nothing was in %s", tier)
		}
	}
}

// TestRighted compares the readings of slips with those found without looking at
// borders of syllables.
func TestRighted(t *testing.T) {
	for _, text := range []string{"heze", "hzee", "tainajixie", "lvse", "libozonggong", "xianshi", "zhongguoyousejinshu", "qqqq", "aaaa", "keji"} {
		want := map[string]bool{}
		variant := func(s string) {
			for _, needle := range segments(s, false) {
				if s != text && strings.HasSuffix(needle, "'") && strings.Count(needle, "'") > 2 {
					want[needle] = true
				}
			}
		}
		for i := range len(text) + 1 {
			for c := 'a'; c <= 'z'; c++ {
				variant(text[:i] + string(c) + text[i:])
				if i < len(text) {
					variant(text[:i] + string(c) + text[i+1:])
				}
			}
			if i < len(text) {
				variant(text[:i] + text[i+1:])
			}
			if i+1 < len(text) {
				variant(text[:i] + text[i+1:i+2] + text[i:i+1] + text[i+2:])
			}
		}
		for _, needle := range segments(text, false) {
			delete(want, needle) // what is no slip
		}
		got := map[string]bool{}
		for _, needle := range righted(text) {
			got[needle] = true
		}
		for _, needle := range segments(text, false) {
			delete(got, needle)
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", text, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
}
