package linkage_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

// TestPatterns reads testdata/patterns.txt. With LINKAGE_WRITE it is written
// anew, to be read.
func TestPatterns(t *testing.T) {
	const name = "testdata/patterns.txt"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(text)) {
		switch {
		case strings.HasPrefix(line, "    "):
			continue
		case strings.HasPrefix(line, "#") || line == "\n":
			got.WriteString(line)
			continue
		}
		got.WriteString(line)
		p, err := linkage.ParsePattern(o, strings.TrimSuffix(line, "\n"))
		if err != nil {
			got.WriteString("    ! " + err.Error() + "\n")
			continue
		}
		got.WriteString("    " + p.String() + "\n")
	}
	if os.Getenv("LINKAGE_WRITE") != "" {
		if err := os.WriteFile(name, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(string(text), got.String()); d != "" {
		t.Error(d)
	}
}

func TestPatternErrorsAreForClients(t *testing.T) {
	for _, c := range []struct{ text, suggestion string }{
		{"(:Enterprice)--()", "Enterprise"}, {"(:Enterprise)-[:IN_INDUSTRI]->()", "IN_INDUSTRY"}, {"(", ""}, {"", ""},
		{strings.Repeat("(", 1<<20), ""}, {strings.Repeat("()--", 500), ""}, {strings.Repeat("(:企业)-[", 200), ""},
	} {
		start := time.Now()
		_, err := linkage.ParsePattern(ontology(), c.text)
		if c.suggestion != "" {
			o, _ := jinqiao.Standard()
			_, err = linkage.ParsePattern(o, c.text)
		}
		e, _ := err.(*jinqiao.Error)
		if e == nil || e.Code != jinqiao.CodeBadInput || e.Argument != "along" || len(e.Message) > 500 || time.Since(start) > time.Second {
			t.Errorf("%.40q: %v", c.text, err)
		}
		if c.suggestion != "" && (len(e.Suggestions) != 1 || e.Suggestions[0] != c.suggestion) {
			t.Errorf("%.40q suggests %v, want %s", c.text, e.Suggestions, c.suggestion)
		}
	}
}

func TestPatternOfKinds(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kinds []string
		want  string
	}{
		{[]string{"ENTERPRISE", "产业", "Society"}, "(:Enterprise)-[]-(:Industry)-[]-(:Society)"},
		{[]string{"ENTERPRISE"}, "a pattern has 1 to 12 steps, not 0"},
		{nil, "no kinds are given; name two at least, from one end to the other"},
		{[]string{"ENTERPRISE", "Industri"}, "place 2: expected a kind, not \"Industri\"; did you mean Industry?"},
		{[]string{"CITY", "INDICATOR"}, "step 1: by default no path goes from City to Indicator; name the relationship: LOCATED_IN or MEASURES"},
	} {
		p, err := linkage.PatternOfKinds(o, c.kinds)
		var got string
		if err != nil {
			got = err.Error()
		} else {
			got = p.String()
		}
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.kinds, got, c.want)
		}
	}
}

func FuzzParsePattern(f *testing.F) {
	text, err := os.ReadFile("testdata/patterns.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		f.Add(strings.TrimSuffix(line, "\n"))
	}
	o, err := jinqiao.Standard()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := linkage.ParsePattern(o, text)
		if err != nil {
			if jinqiao.CodeOf(err) != jinqiao.CodeBadInput || len(err.Error()) > 2000 {
				t.Fatal(err)
			}
			return
		}
		once := p.String()
		if p.MaxLength() > linkage.MaxLength || p.MinLength() < 1 {
			t.Fatal(once)
		}
		if len([]rune(once)) > linkage.MaxPattern {
			return // names of the schema may be longer than those that were written
		}
		again, err := linkage.ParsePattern(o, once)
		if err != nil || again.String() != once || !cmp.Equal(p, again) {
			t.Fatalf("%s becomes %v, %v", once, again, err)
		}
	})
}
