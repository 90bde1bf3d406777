package synthetic_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/bench/synthetic"
)

func ontology(t testing.TB) *jinqiao.Ontology {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func graph(t testing.TB, entities, links int, seed uint64) *synthetic.Graph {
	t.Helper()
	g, err := synthetic.New(ontology(t), synthetic.Options{Entities: entities, Links: links, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestValid wants the ontology to find nothing wrong with any entity or link,
// every entity that is named to exist, and no link twice.
func TestValid(t *testing.T) {
	o := ontology(t)
	for _, size := range []int{400, 4000} {
		g := graph(t, size, 5*size, 7)
		kinds := map[string]string{}
		for c := range g.Entities() {
			for _, p := range o.CheckEntity(c.Entity) {
				t.Error(p)
			}
			kinds[c.Entity.ID] = c.Entity.Kind
			named(t, kinds, o.EntityReferences(c.Entity), c.Entity.Kind == "Document")
		}
		links := map[string]bool{}
		for c := range g.Links() {
			l := c.Link
			for _, p := range o.CheckLink(l, kinds[l.From], kinds[l.To]) {
				t.Error(p)
			}
			named(t, kinds, o.LinkReferences(l), false)
			if links[l.ID] || l.From == l.To {
				t.Errorf("%v comes twice, or leads from a thing to itself", l)
			}
			links[l.ID] = true
		}
		if len(kinds) != size || len(links) != 5*size {
			t.Errorf("got %d entities and %d links, want %d and %d", len(kinds), len(links), size, 5*size)
		}
	}
}

// named wants all that is named to have come before; later, if ahead is set.
func named(t *testing.T, kinds map[string]string, names []jinqiao.Mention, ahead bool) {
	t.Helper()
	for _, n := range names {
		kind := kinds[n.ID]
		if kind == "" && !ahead || kind != "" && n.Kinds != nil && !slices.Contains(n.Kinds, kind) {
			t.Errorf("%s names %s of kind %q", n.Field, n.ID, kind)
		}
	}
}

func TestDeterministic(t *testing.T) {
	first, again, other := digest(t, 3), digest(t, 3), digest(t, 4)
	if first != again {
		t.Error("the same seed gave two graphs")
	}
	if first == other {
		t.Error("two seeds gave the same graph")
	}
}

func digest(t *testing.T, seed uint64) string {
	g := graph(t, 1000, 5000, seed)
	var b bytes.Buffer
	if err := synthetic.WriteLines(&b, g.Entities()); err != nil {
		t.Fatal(err)
	}
	if err := synthetic.WriteLines(&b, g.Links()); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(sum[:])
}

// TestDistribution wants what the package promises: all kinds and
// relationships, the shares, and hubs.
func TestDistribution(t *testing.T) {
	o := ontology(t)
	g := graph(t, 20_000, 100_000, 1)
	kinds, cohorts, papers := map[string]int{}, 0, map[string]bool{}
	for c := range g.Entities() {
		kinds[c.Entity.Kind]++
		if c.Entity.Cohort != nil {
			cohorts++
		}
		for _, v := range c.Entity.Evidence {
			papers[v.Document] = true
		}
	}
	relationships, pairs, scopes, degree := map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]int{}
	collective, scoped, inferred := 0, 0, 0
	for c := range g.Links() {
		l := c.Link
		relationships[l.Relationship]++
		pairs[l.Relationship+l.From[:4]+l.To[:4]] = true
		degree[l.From]++
		degree[l.To]++
		if l.Collective {
			collective++
		}
		if l.Scope != "" {
			scoped++
			scopes[l.Scope] = true
		}
		if l.Assertion == "INFERRED" {
			inferred++
		}
	}
	if len(kinds) != len(o.Kinds) || len(relationships) != len(o.Relationships) {
		t.Errorf("%d kinds of %d, %d relationships of %d", len(kinds), len(o.Kinds), len(relationships), len(o.Relationships))
	}
	near(t, "cohorts", cohorts, 1000)
	near(t, "collective links", collective, 5000)
	near(t, "scoped links", scoped, 70_000)
	near(t, "inferred links", inferred, 20_000)
	near(t, "scopes", len(scopes), 300)
	near(t, "documents with evidence", len(papers), 200)
	degrees := slices.Sorted(maps.Values(degree))
	slices.Reverse(degrees)
	if degrees[0] < 2000 || degrees[3] < 1000 || degrees[200] > 500 {
		t.Errorf("degrees %v …, %d, want a few hubs", degrees[:10], degrees[200])
	}
}

// near allows a tenth either way.
func near(t *testing.T, what string, got, want int) {
	t.Helper()
	if got < want*9/10 || got > want*11/10 {
		t.Errorf("%d %s, want about %d", got, what, want)
	}
}

func TestTooSmall(t *testing.T) {
	for _, options := range []synthetic.Options{{Entities: 5, Links: 1000}, {Entities: 1000, Links: 5}, {Entities: 30, Links: 1_000_000}} {
		if _, err := synthetic.New(ontology(t), options); err == nil {
			t.Errorf("%+v was planned", options)
		}
	}
}

// BenchmarkLinks says what making a link costs, which bounds what an import of
// them can show.
func BenchmarkLinks(b *testing.B) {
	g := graph(b, 20_000, 100_000, 1)
	b.ReportAllocs()
	for b.Loop() {
		for range g.Links() {
		}
	}
}
