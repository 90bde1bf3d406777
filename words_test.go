package jinqiao_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"jinqiao"
)

func TestListed(t *testing.T) {
	many := make([]string, 25)
	for i := range many {
		many[i] = fmt.Sprintf("w%02d", i)
	}
	for _, c := range []struct {
		words      []string
		verb, want string
	}{
		{nil, "%s", ""},
		{[]string{"a", "", "b"}, "%s", `a, "", b`},
		{[]string{`a"b`}, "%q", `"a\"b"`},
		{many, "%s", "w00, w01, w02, w03, w04, w05, w06, w07, w08, w09, and 15 more"},
		{[]string{strings.Repeat("x", 130)}, "%s", strings.Repeat("x", 130)},
		{[]string{strings.Repeat("x", 131)}, "%s", strings.Repeat("x", 130) + "…"},
		{[]string{strings.Repeat("学", 1000)}, "%q", `"` + strings.Repeat("学", 43) + `"…`},
	} {
		got := jinqiao.Listed(c.words, c.verb)
		if got != c.want || !utf8.ValidString(got) {
			t.Errorf("%.50q: got %q, want %q", c.words, got, c.want)
		}
	}
}

func TestMerge(t *testing.T) {
	one, other := jinqiao.UnknownIDs("from.ids", []string{"z", "a"}), jinqiao.UnknownIDs("to.ids", []string{"a", "b"})
	other.Suggestions = []string{"c"}
	e := jinqiao.Merge([]*jinqiao.Error{one, other})
	if e.Message != "from.ids: no entity has the id z, a; to.ids: no entity has the id a, b" || e.Argument != "from.ids" || e.Code != jinqiao.CodeNotFound {
		t.Errorf("got %#v", e)
	}
	if !slices.Equal(e.IDs, []string{"a", "b", "z"}) || !slices.Equal(e.Suggestions, []string{"c"}) {
		t.Errorf("got %q, %q", e.IDs, e.Suggestions)
	}
	if !slices.Equal(one.IDs, []string{"z", "a"}) {
		t.Errorf("the first has %q now", one.IDs)
	}
	if jinqiao.Merge(nil) != nil {
		t.Error("none is an error")
	}
}
