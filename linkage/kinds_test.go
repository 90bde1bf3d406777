package linkage_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

// TestWholeKinds gives all entities of some kinds as ends, by their ids and by the
// kinds, of which there may be none.
func TestWholeKinds(t *testing.T) {
	type search = func(context.Context, linkage.Graph, []string, []string, linkage.Options, int, string) (*linkage.Result, error)
	found := 0
	for seed := range uint64(400) {
		c := randomCase(seed)
		r := rand.New(rand.NewPCG(seed, 77))
		from, fromIDs := someKinds(r, c)
		to, toIDs := someKinds(r, c)
		c.Options.Avoid, c.Options.Through = nil, nil
		whole := c.Options
		whole.FromKinds, whole.ToKinds = from, to
		for name, find := range map[string]search{"paths": linkage.Paths, "reach": linkage.Reach} {
			got, err := find(context.Background(), c.graph(), nil, nil, whole, 10, "")
			if len(fromIDs) == 0 || len(toIDs) == 0 {
				if err != nil || len(got.Paths) > 0 || !got.Completeness.Exact || got.Completeness.ProvenLength != whole.MaxLength {
					t.Fatalf("seed %d: %s from or to nothing: %+v, %v", seed, name, got, err)
				}
				continue
			}
			want, wrong := find(context.Background(), c.graph(), fromIDs, toIDs, c.Options, 10, "")
			if (err == nil) != (wrong == nil) || err != nil && err.Error() != wrong.Error() {
				t.Fatalf("seed %d: %s: %v, want %v", seed, name, err, wrong)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d: %s: %s", seed, name, diff)
			}
			if err == nil {
				found += len(got.Paths)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d paths", found)
	}
}

func someKinds(r *rand.Rand, c *testCase) (kinds, ids []string) {
	for _, k := range ontology().Kinds {
		if kinds == nil || r.IntN(3) == 0 {
			kinds = append(kinds, k.Name)
		}
	}
	for _, e := range c.Entities {
		if slices.Contains(kinds, e.Kind) {
			ids = append(ids, e.ID)
		}
	}
	return kinds, ids
}
