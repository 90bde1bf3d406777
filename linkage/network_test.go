package linkage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func randomNetwork(seed uint64) *networkCase {
	c := &networkCase{testCase: randomCase(seed)}
	c.Options.Through, c.Options.Excluded = nil, false
	c.Options.Avoid = slices.DeleteFunc(c.Options.Avoid, func(id string) bool { return slices.Contains(c.From, id) })
	r := rand.New(rand.NewPCG(seed, 2))
	c.Growth = linkage.Growth{Hops: r.IntN(4), Count: true, Changed: true}
	if r.IntN(3) == 0 {
		c.First = 100
	}
	if r.IntN(2) == 0 {
		c.To = nil
	}
	if r.IntN(4) == 0 {
		c.Growth.Direction = []jinqiao.Direction{jinqiao.In, jinqiao.Out}[r.IntN(2)]
	}
	if r.IntN(4) == 0 {
		for _, rel := range ontology().Relationships {
			if r.IntN(2) > 0 {
				c.Growth.Relationships = append(c.Growth.Relationships, rel.Name)
			}
		}
	}
	if r.IntN(5) == 0 {
		c.Growth.Kinds = []string{"Firm", "Town"}
	}
	return c
}

// TestRandomNetworks compares Surround with the model of its words.
func TestRandomNetworks(t *testing.T) {
	cases, start := fromEnv("LINKAGE_CASES", 5000), fromEnv("LINKAGE_SEED", 1)
	truncated := 0
	for seed := start; seed < start+cases; seed++ {
		c := randomNetwork(uint64(seed))
		fails := func(d *testCase) string { return networkDiffers(&networkCase{d, c.Growth}) }
		if fails(c.testCase) != "" {
			c.testCase = shrink(t, c.testCase, fails)
			t.Fatalf("seed %d, shrunk:\n%s\n%+v\n%s", seed, c, c.Growth, fails(c.testCase))
		}
		if !c.network().Completeness.Exact {
			truncated++
		}
	}
	if truncated < cases/20 {
		t.Errorf("of %d cases only %d are truncated: the generator is poor", cases, truncated)
	}
}

func networkDiffers(c *networkCase) string {
	got, err := linkage.Surround(context.Background(), c.graph(), c.From, c.To, c.Growth, c.Options, c.First)
	if err != nil {
		return err.Error()
	}
	for _, l := range got.Links {
		w := slices.IndexFunc(c.Links, func(k *jinqiao.Link) bool { return k.ID == l.ID })
		if w < 0 || ontology().Relationships[l.Relationship].Name != c.Links[w].Relationship {
			return fmt.Sprint("no such link: ", l)
		}
	}
	for _, m := range got.Members {
		if ontology().Kinds[m.Kind].Name != entityOf(c.testCase, m.ID).Kind {
			return fmt.Sprint("wrong kind: ", m)
		}
	}
	return cmp.Diff(c.network(), got, cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(linkage.Completeness{}, "Expansions", "SkippedHubs"), cmpopts.IgnoreFields(linkage.Member{}, "Kind"),
		cmpopts.IgnoreFields(linkage.NetworkLink{}, "Relationship"), cmpopts.IgnoreUnexported(linkage.NetworkLink{}))
}

// TestExpandedNetworkIsWhole draws step by step, and then at once.
func TestExpandedNetworkIsWhole(t *testing.T) {
	for seed := range uint64(1000) {
		c := randomNetwork(seed)
		c.Options = linkage.Defaults()
		g := c.graph()
		hidden, links := map[string]int{}, map[string]bool{}
		var canvas []string
		for range 6 {
			seeds := c.From
			if len(canvas) > 0 {
				seeds = canvas
			}
			n, err := linkage.Surround(context.Background(), g, seeds, canvas, linkage.Growth{Hops: 1, Changed: true}, c.Options, c.First)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range slices.Concat(n.Members, n.Changed) {
				hidden[m.ID] = m.Hidden
			}
			for _, m := range n.Members {
				canvas = append(canvas, m.ID)
			}
			for _, l := range n.Links {
				if links[l.ID] {
					t.Fatalf("seed %d: link %s is sent twice", seed, l.ID)
				}
				links[l.ID] = true
			}
		}
		whole, err := linkage.Surround(context.Background(), g, canvas, nil, linkage.Growth{}, c.Options, 100)
		if err != nil || len(whole.Links) != len(links) {
			t.Fatalf("seed %d: %d links step by step, %d at once, %v\n%s", seed, len(links), len(whole.Links), err, c)
		}
		for _, m := range whole.Members {
			if hidden[m.ID] != m.Hidden {
				t.Fatalf("seed %d: %s hides %d links step by step, %d at once", seed, m.ID, hidden[m.ID], m.Hidden)
			}
		}
	}
}

// TestTooManyLinks expects of more links than are sent the surest ones.
func TestTooManyLinks(t *testing.T) {
	const firms = 470
	c, stated := &testCase{}, 0
	for i := range firms {
		c.Entities = append(c.Entities, &jinqiao.Entity{ID: fmt.Sprintf("firm-%03d", i), Kind: "Firm"})
		for k := range i {
			c.helps(c.Entities[i].ID, c.Entities[k].ID)
			switch l := c.Links[len(c.Links)-1]; {
			case (i+k)%3 == 0:
				l.Assertion, l.Confidence = "INFERRED", "HIGH"
			case (i+k)%7 == 0:
				l.Properties = map[string]any{"stage": "ASKED"}
				stated++
			default:
				stated++
			}
		}
	}
	o := unlimited()
	o.Budget = 1_000_000
	n, err := linkage.Surround(context.Background(), c.graph(), []string{"firm-000"}, nil, linkage.Growth{Hops: 1, Count: true}, o, firms)
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, l := range n.Links {
		if l.Rank == linkage.Stated {
			kept++
		}
	}
	if len(n.Links) != linkage.MaxNetworkLinks || kept != stated || n.LinkCount != len(c.Links) || !slices.Equal(n.Completeness.Reasons, []string{linkage.ReasonLinks}) {
		t.Errorf("of %d links, %d stated, %d are sent, %d stated; %d counted, %v", len(c.Links), stated, len(n.Links), kept, n.LinkCount, n.Completeness.Reasons)
	}
	if !slices.IsSortedFunc(n.Links, func(a, b linkage.NetworkLink) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("links are not sent by id")
	}
}
