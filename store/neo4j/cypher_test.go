package neo4j

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"jinqiao"
)

var update = flag.Bool("update", false, "write testdata anew")

func goldenPlans() map[string]*jinqiao.Plan {
	named := jinqiao.Test{Property: "name", Type: jinqiao.TypeString, Op: jinqiao.OpContains, Values: []any{"生物'医药"}}
	trail := jinqiao.Trail{Relationships: []string{"IN_INDUSTRY"}, Direction: jinqiao.Out, Kinds: []string{"Industry"}}
	part := &jinqiao.LinkQuery{Trail: trail, Page: jinqiao.Page{Limit: 3}, Total: true,
		Select: &jinqiao.LinkSelect{Far: &jinqiao.EntitySelect{Counts: []*jinqiao.CountQuery{{}}}}}
	id := jinqiao.Test{Property: "id", Type: jinqiao.TypeID, Exact: true, Op: jinqiao.OpEq, Values: []any{"city-taian"}}
	link := jinqiao.LinkID(1)
	return map[string]*jinqiao.Plan{
		"by id":      {Entities: []*jinqiao.EntityQuery{{IDs: []string{"a", "b", "a"}, Select: &jinqiao.EntitySelect{Properties: true, Degree: true}}}},
		"two levels": {Entities: []*jinqiao.EntityQuery{{IDs: []string{"a"}, Select: &jinqiao.EntitySelect{Links: []*jinqiao.LinkQuery{part}}}}},
		"page of a kind": {Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.OfKind{"Enterprise"}, Total: true,
			Page: jinqiao.Page{Limit: 20, After: jinqiao.Position{"{tai4泰", "enterprise-1"}}}}},
		"two kinds, the last": {Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.OfKind{"Expert", "Person"}, Page: jinqiao.Page{Limit: 5, Backward: true}}}},
		"text":                {Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.All{jinqiao.OfKind{"Society"}, jinqiao.Matches{Text: "泰安 acme"}}, Page: jinqiao.Page{Limit: 5}}}},
		"filters": {Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.All{
			jinqiao.Not{Filter: named},
			jinqiao.Test{Property: "founded", Type: jinqiao.TypeDate, Op: jinqiao.OpGte, Values: []any{"2020-02"}},
			jinqiao.Linked{Trail: trail, Node: id, Min: 1, Max: -1},
		}, Order: []jinqiao.Order{{Property: "founded", Type: jinqiao.TypeDate, Desc: true}}, Page: jinqiao.Page{Limit: 5}}}},
		"links by id":      {Links: []*jinqiao.LinkQuery{{IDs: []string{link, "none"}}}},
		"links at one end": {Links: []*jinqiao.LinkQuery{{Filter: jinqiao.FromIs{Filter: id}, Page: jinqiao.Page{Limit: 5}}}},
		"links of a type":  {Links: []*jinqiao.LinkQuery{{Filter: jinqiao.OfRelationship{"RAISED"}, Page: jinqiao.Page{Limit: 5, Before: jinqiao.Position{link}}, Total: true}}},
	}
}

// TestCypher compares the statements of some plans with those on file.
func TestCypher(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	s, err := newSchema(o)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	plans := goldenPlans()
	for _, name := range slices.Sorted(maps.Keys(plans)) {
		st, err := compile(s, plans[name])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, value := range st.params {
			if text, ok := value.(string); ok && text != "" && strings.Contains(st.text, "'"+text+"'") {
				t.Errorf("%s: the value %q stands in the text", name, text)
			}
		}
		fmt.Fprintf(&got, "== %s\n%s\n", name, shortened(s, st.text))
		for i := range len(st.params) {
			fmt.Fprintf(&got, "p%d = %#v\n", i, st.params[fmt.Sprintf("p%d", i)])
		}
	}
	const file = "testdata/cypher.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the statements differ from %s (go test -run TestCypher -update writes it anew); got:\n%s", file, got.String())
	}
}

// shortened replaces the list of all relationships, and what is said of each of
// them after the first.
func shortened(s *schema, text string) string {
	text = strings.ReplaceAll(text, alternatives(s.relationships), "‹all›")
	if parts := strings.Split(text, " UNION ALL "); len(parts) == len(s.relationships) {
		_, end, _ := strings.Cut(parts[len(parts)-1], " }")
		text = parts[0] + " UNION ALL ‹the others› }" + end
	}
	return text
}

// TestEveryOrderOfNullsIsOurs makes sure that what is not known comes last
// either way.
func TestEveryOrderOfNullsIsOurs(t *testing.T) {
	l := []level{{x: "e.a", nullable: true, desc: true}, {x: "e.id"}}
	for backward, want := range map[bool]string{
		false: " ORDER BY e.a IS NULL, e.a DESC, e.id",
		true:  " ORDER BY e.a IS NULL DESC, e.a, e.id DESC",
	} {
		if got := orderBy(l, backward); got != want {
			t.Errorf("backward %v: got %q, want %q", backward, got, want)
		}
	}
}

// TestKeysAreCutAtCharacters makes sure that heads compare as keys do.
func TestKeysAreCutAtCharacters(t *testing.T) {
	long := strings.Repeat("中", longestHead)
	for _, key := range []string{"", "abc", long, long + "a", long + "国", strings.Repeat("a", longestHead) + "中"} {
		head, rest := cutKey(key)
		if head+rest != key || len([]rune(head)) > longestHead || rest != "" && len([]rune(head)) != longestHead {
			t.Errorf("%.20q is cut into %d and %d characters", key, len([]rune(head)), len([]rune(rest)))
		}
	}
}
