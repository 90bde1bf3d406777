package search_test

import (
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/search"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"ＡＢＣ１２３", "abc123"},
		{"Straße", "strasse"},
		{"ﬁn", "fin"},
		{"泰安市", "泰安市"},
		{"（中国）", "(中国)"},
		{"İ", "i̇"},
		{"a\xffb", "a\uFFFDb"},
		{"\xed\xa0\x80", "\uFFFD"},
		{"a\x00b", "a\x00b"},
		{"⑤", "5"},
		{"Ⅳ", "iv"},
	} {
		if got := search.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("ＡΣς\u0345İ")
	f.Fuzz(func(t *testing.T, s string) {
		once := search.Fold(s)
		if twice := search.Fold(once); twice != once {
			t.Errorf("%q folds to %q, that to %q", s, once, twice)
		}
	})
}

func TestSortKeyOrder(t *testing.T) {
	want := []string{
		"", "《》", "2021", "5G产业", "5G 产业", "abc", "Äb c", "ACE", "Zoo",
		"阿里", "蚌埠", "亳州", "长江", "长沙", "崇明", "重庆", "东阿", "行业", "会计", "乐山",
		"六安", "单县", "台州", "西安", "厦门", "先进", "音乐", "银行", "乐清", "中国", "中国科学技术协会",
		"重工", "😀字", "Жизнь", "한국",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(search.SortKey(a), search.SortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestSortKeyDistinct checks that names with one key are equal when folded.
func TestSortKeyDistinct(t *testing.T) {
	names := []string{"a b", "ab", "a-b", "áb", "ａb", "A B", "重庆", "重 庆", "{chong2重{qing4庆", "chong2重", "", " ", "a\u0301b", "ab ", "a\x00b", "𠮷", "吉"}
	for i, a := range names {
		for _, b := range names[i+1:] {
			if same, equal := search.SortKey(a) == search.SortKey(b), search.Fold(a) == search.Fold(b); same != equal {
				t.Errorf("%q and %q: keys %q and %q", a, b, search.SortKey(a), search.SortKey(b))
			}
		}
	}
}

func TestSortKeyReadings(t *testing.T) {
	for name, want := range map[string]string{
		"重庆":  "{chong2重{qing4庆",
		"长沙":  "{chang2长{sha1沙",
		"单县":  "{shan4单{xian4县",
		"乐清":  "{yue4乐{qing1清",
		"乐山":  "{le4乐{shan1山",
		"厦门":  "{xia4厦{men2门",
		"大厦":  "{da4大{sha4厦",
		"六安":  "{lu4六{an1安",
		"台州":  "{tai1台{zhou1州",
		"亳州":  "{bo2亳{zhou1州",
		"蚌埠":  "{beng4蚌{bu4埠",
		"银行":  "{yin2银{hang2行",
		"行业":  "{hang2行{ye4业",
		"重工":  "{zhong4重{gong1工",
		"长江":  "{chang2长{jiang1江",
		"会计":  "{kuai4会{ji4计",
		"音乐":  "{yin1音{yue4乐",
		"女":   "{nv3女",
		"学会":  "{xue2学{hui4会",
		"市长江": "{shi4市{chang2长{jiang1江",
		"市长":  "{shi4市{zhang3长",
		"5G":  "5g",
	} {
		if got := search.SortKey(name); got != want {
			t.Errorf("SortKey(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	names := []string{"泰安市有色金属学会", "Tai'an Nonferrous", "有色会", "370900"}
	for _, c := range []struct {
		query string
		want  bool
	}{
		{"有色金属", true}, {"泰安 有色", true}, {"金属、泰安", true}, {"会", true}, {"色", true},
		{"金泰", false}, {"NONf", true}, {"ferrous", false}, {"3709", true}, {"0900", false},
		{"an non", true}, {"泰安nonferrous", true}, {"学会有色会", false}, {"", false}, {"，。!", false},
		{"\x00", false}, {"😀", false}, {"\xed\xa0\x80", false}, {"有\u200b色", true},
		{strings.Repeat("泰", 10000), false}, {strings.Repeat("a ", 5000), true},
	} {
		if got := search.Match(c.query, names); got != c.want {
			t.Errorf("Match(%.40q) = %v, want %v", c.query, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	e := &jinqiao.Entity{Name: "5G产业", Aliases: []string{"龙"}, Properties: map[string]any{"nameEn": "5G Industry", "code": "C39"}}
	got := search.Text(search.Names(e, []string{"code", "other"}))
	if want := "\n 5g 产业 \n 5g industry \n 龙 \n c39 \n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkSortKey(b *testing.B) {
	search.SortKey("重庆")
	for b.Loop() {
		search.SortKey("泰安市有色金属学会")
	}
}

// TestTyping checks that a name stays among what is suggested while its reading
// is typed, also where what has been typed of a syllable is one by itself.
func TestTyping(t *testing.T) {
	for name, reading := range map[string]string{
		"有色金属": "yousejinshu", "单县": "shanxian", "宁阳县": "ningyangxian", "广西壮族自治区": "guangxizhuangzu", "新能源": "xinnengyuan",
		"陈飞勇": "chenfeiyong", "西安": "xian",
	} {
		list := search.NewList([]*jinqiao.Entity{{ID: "a", Kind: "X", Name: name}}, []int{0}, nil)
		for n := 1; n <= len(reading); n++ {
			answer, err := search.Run(list, &jinqiao.TextQuery{Text: reading[:n], Limit: 1, Typing: true}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(answer.Hits) == 0 {
				t.Errorf("%s is not found by %s", name, reading[:n])
			}
		}
	}
}

// TestSamePartTwice checks that a part that is given twice is one that has to be
// found, for a search as for the filter.
func TestSamePartTwice(t *testing.T) {
	list := search.NewList([]*jinqiao.Entity{{ID: "a", Kind: "X", Name: "泰安市"}, {ID: "b", Kind: "X", Name: "济宁市"}}, []int{0, 0}, nil)
	for _, text := range []string{"泰安 泰安", "市 市", "泰安,泰安,泰安"} {
		answer, err := search.Run(list, &jinqiao.TextQuery{Text: text, Limit: 5, Total: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(answer.Hits) == 0 || answer.Hits[0].Entity.ID != "a" && text != "市 市" || answer.Total != len(answer.Hits) {
			t.Errorf("%s finds %d of %d", text, len(answer.Hits), answer.Total)
		}
		if !search.Match(text, []string{"泰安市"}) {
			t.Errorf("%s does not match", text)
		}
	}
}
