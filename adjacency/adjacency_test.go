package adjacency_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/adjacency"
	"jinqiao/linkage"
)

func rules(t *testing.T) *linkage.Rules {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	r, err := linkage.NewRules(o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// scan yields changes one by one. A Ref is the bytes of an id as a number.
func scan(changes ...jinqiao.Change) adjacency.Scan {
	ref := func(id string) (n int64) {
		for _, c := range id {
			n = n<<8 + int64(c)
		}
		return n
	}
	return func(_ context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
		for _, c := range changes {
			t := &jinqiao.Topology{}
			if c.Entity != nil {
				t.Entities = append(t.Entities, c.Entity.Topology(ref(c.Entity.ID)))
			} else {
				t.Links = append(t.Links, c.Link.Topology(ref(c.Link.From), ref(c.Link.To)))
			}
			if err := visit(t); err != nil {
				return 0, err
			}
		}
		return 7, nil
	}
}

func entity(id, kind string) jinqiao.Change {
	return jinqiao.Change{Entity: &jinqiao.Entity{ID: id, Kind: kind}}
}

func link(relationship, from, to string, change func(*jinqiao.Link)) jinqiao.Change {
	l := &jinqiao.Link{Relationship: relationship, From: from, To: to, Assertion: "STATED", Properties: map[string]any{}}
	if change != nil {
		change(l)
	}
	l.ID = jinqiao.LinkID(jinqiao.LinkNumber(relationship, from, to, l.Key))
	return jinqiao.Change{Link: l}
}

func TestBuild(t *testing.T) {
	dated := func(l *jinqiao.Link) { l.Properties["since"], l.Properties["until"] = "2021-05", "2022" }
	g, _, err := adjacency.Build(context.Background(), rules(t), scan(
		entity("a", "Enterprise"), entity("b", "Industry"), entity("c", "Enterprise"), entity("d", "Enterprise"),
		link("IN_INDUSTRY", "a", "b", nil),
		link("IN_INDUSTRY", "c", "b", dated),
		link("SAME_AS", "a", "c", nil),
		link("SAME_AS", "a", "a", nil),
		link("COOPERATES_WITH", "a", "c", func(l *jinqiao.Link) { l.Key = "2" }),
	))
	if err != nil {
		t.Fatal(err)
	}
	found, _ := g.Lookup(context.Background(), []string{"d", "a", "", "e", "c"})
	if want := []uint32{3, 0, linkage.None, linkage.None, 2}; !slices.Equal(found, want) {
		t.Errorf("looked up %v, want %v", found, want)
	}
	var got []string
	if err := g.Expand(context.Background(), []uint32{2, 0, 3}, func(i int, hops []linkage.Hop) bool {
		for _, h := range hops {
			got = append(got, fmt.Sprintf("%d%s", i, g.ID(h.To)))
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"0a", "0a", "0b", "1a", "1b", "1c", "1c"}; !slices.Equal(got, want) {
		t.Errorf("hops %v, want %v", got, want)
	}
	if n := g.Node; n(0).Degree != 4 || n(1).Degree != 2 || n(3).Degree != 0 || n(2).Flags != linkage.Twin {
		t.Errorf("nodes %+v %+v %+v %+v", n(0), n(1), n(2), n(3))
	}
	if v := g.Validity(1); v != (linkage.Validity{Since: 20210501, Until: 20221231}) || g.Validity(0) != linkage.AnyDay {
		t.Errorf("validities %v, %v", v, g.Validity(0))
	}
	for i, l := range [][3]string{{"IN_INDUSTRY", "a", "b"}, {"IN_INDUSTRY", "c", "b"}, {"SAME_AS", "a", "c"}} {
		if got, want := g.LinkNumber(uint32(i)), jinqiao.LinkNumber(l[0], l[1], l[2], ""); got != want {
			t.Errorf("link %d has number %d, want %d", i, got, want)
		}
	}
}

// Ids are found by their own, whatever block they are in, and nothing else is.
func TestIDs(t *testing.T) {
	for _, n := range []int{1, 7, 8, 9, 1000} {
		var ids []string
		for i := range n {
			ids = append(ids, fmt.Sprintf("%s%03d", strings.Repeat("长", i%40), i))
		}
		slices.Sort(ids)
		g, _, err := adjacency.Build(context.Background(), rules(t), func(_ context.Context, visit func(*jinqiao.Topology) error) (int64, error) {
			all := &jinqiao.Topology{}
			for i, id := range ids {
				all.Entities = append(all.Entities, entity(id, "City").Entity.Topology(int64(i)))
			}
			return 0, visit(all)
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			found, _ := g.Lookup(context.Background(), []string{id, id + "0", id[:len(id)-1], id + "\xff", ""})
			if found[0] != uint32(i) || g.ID(uint32(i)) != id {
				t.Fatalf("%d ids: %q is number %d, and %d is %q", n, id, found[0], i, g.ID(uint32(i)))
			}
			for _, other := range found[1:] {
				if other != linkage.None {
					t.Fatalf("%d ids: found %q where nothing is", n, g.ID(other))
				}
			}
		}
	}
}

// Links in many words of bits, every third with dates.
func TestDates(t *testing.T) {
	var changes []jinqiao.Change
	changes = append(changes, entity("a", "Enterprise"), entity("b", "Enterprise"))
	for i := range 500 {
		changes = append(changes, link("COOPERATES_WITH", "a", "b", func(l *jinqiao.Link) {
			l.Key = fmt.Sprint(i)
			if i%3 == 0 {
				l.Properties["since"] = fmt.Sprint(1500 + i)
			}
		}))
	}
	g, _, err := adjacency.Build(context.Background(), rules(t), scan(changes...))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 500 {
		want := linkage.AnyDay
		if i%3 == 0 {
			want.Since = int32(1500+i)*10000 + 101
		}
		if got := g.Validity(uint32(i)); got != want {
			t.Fatalf("link %d holds %v, want %v", i, got, want)
		}
	}
}

func TestEmpty(t *testing.T) {
	g, _, err := adjacency.Build(context.Background(), rules(t), scan())
	if err != nil {
		t.Fatal(err)
	}
	if found, _ := g.Lookup(context.Background(), []string{"a"}); found[0] != linkage.None || g.Len() > 0 {
		t.Errorf("an empty graph holds something")
	}
}

func TestWhatDoesNotFit(t *testing.T) {
	for name, s := range map[string]adjacency.Scan{
		"kind":         scan(entity("a", "Dragon")),
		"relationship": scan(entity("a", "City"), link("EATS", "a", "a", nil)),
		"end":          scan(entity("a", "City"), link("LOCATED_IN", "a", "b", nil)),
		"order":        scan(entity("a", "City"), link("LOCATED_IN", "a", "a", nil), entity("b", "City")),
	} {
		if _, _, err := adjacency.Build(context.Background(), rules(t), s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
