package jinqiao_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"jinqiao"
)

func TestStandard(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Kinds) != 19 || len(o.Relationships) != 36 {
		t.Errorf("%d kinds and %d relationships, want 19 and 36", len(o.Kinds), len(o.Relationships))
	}
}

func small(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/small.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReadOntology(t *testing.T) {
	o, err := jinqiao.ReadOntology("small.graphqls", small(t))
	if err != nil {
		t.Fatal(err)
	}
	club, town := o.Kind("Club"), o.Kind("Town")
	if club.Enum != "CLUB" || club.Singular != "club" || !town.Context || club.Context {
		t.Errorf("kinds read wrongly: %+v, %+v", club, town)
	}
	if got := town.Property("level").Values; !slices.Equal(got, []string{"BIG"}) {
		t.Errorf("levels of a town: %v, want BIG alone", got)
	}
	if got := club.Property("level").Values; got == nil || len(got) > 0 {
		t.Errorf("levels of a club: %#v, want none, which is not the same as any", got)
	}
	near := o.Relationship("NEAR")
	if !near.Joins("Club", "Club") || near.Joins("Club", "Town") || near.IsTrail("Club", "Club") {
		t.Error("NEAR joins clubs and nothing else, and is no trail")
	}
	if !o.Relationship("LIES_IN").IsTrail("Town", "Town") || o.Relationship("LIES_IN").Joins("Town", "Club") {
		t.Error("LIES_IN is a trail from anything to a town, and does not lead back")
	}
	if !slices.Equal(o.EvidenceKinds, []string{"Club"}) || len(o.References) != 2 {
		t.Errorf("evidence points to %v, references are %v", o.EvidenceKinds, o.References)
	}
}

// TestBroken changes the small schema in one place for each case of broken.txt
// and compares what is said of it.
func TestBroken(t *testing.T) {
	text, err := os.ReadFile("testdata/broken.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(text), "\ncase ")[1:] {
		name, rest, _ := strings.Cut(block, "\nreplace\n")
		change, want, _ := strings.Cut(rest, "\n----\n")
		old, replacement, _ := strings.Cut(change, "\nwith\n")
		t.Run(name, func(t *testing.T) {
			base := small(t)
			if strings.Count(base, old) < 1 {
				t.Fatalf("the schema does not have %q", old)
			}
			_, err := jinqiao.ReadOntology("small.graphqls", strings.Replace(base, old, replacement, 1))
			if err == nil {
				t.Fatalf("no error, want\n%s", want)
			}
			want = strings.TrimSpace(want)
			if !slices.Contains(strings.Split(err.Error(), "\n"), want) {
				t.Errorf("got\n%v\nwant among it\n%s", err, want)
			}
		})
	}
}
