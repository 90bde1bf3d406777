package linkage_test

import (
	"context"
	"slices"
	"testing"

	"jinqiao"
	"jinqiao/linkage"

	"github.com/google/go-cmp/cmp"
)

// TestTableAsFollow compares a table with the paths that Follow gives: as many
// for each two ends, the first of them as the best.
func TestTableAsFollow(t *testing.T) {
	compared, cells := 0, 0
	for seed := uint64(1); seed <= 6000; seed++ {
		c := randomFollow(seed)
		if c.pattern == nil {
			continue
		}
		c.openFrom, c.openTo, c.Options.Excluded = false, false, false
		ctx, g := context.Background(), c.graph()
		followed, err := c.find(ctx, g, c.From, c.To, c.Options, linkage.MaxFirst, "")
		table, tableErr := linkage.Tabulate(ctx, g, c.pattern, c.From, c.To, c.allowed(), c.Options, 1000)
		if jinqiao.CodeOf(err) != jinqiao.CodeOf(tableErr) {
			t.Fatalf("seed %d: Follow fails with %v, Tabulate with %v", seed, err, tableErr)
		}
		if err != nil || followed.More {
			continue
		}
		compared++
		want := map[[2]string]linkage.Cell{}
		for _, p := range followed.Paths {
			ends := [2]string{p.Entities[0], p.Entities[len(p.Entities)-1]}
			cell, met := want[ends]
			if !met {
				cell = linkage.Cell{From: ends[0], To: ends[1], Best: p}
			}
			cell.Paths++
			want[ends] = cell
		}
		cells += len(want)
		if len(table.Cells) != len(want) || !table.Completeness.Exact {
			t.Fatalf("seed %d: %d cells %+v, want %d", seed, len(table.Cells), table.Completeness, len(want))
		}
		for _, cell := range table.Cells {
			if d := cmp.Diff(want[[2]string{cell.From, cell.To}], cell); d != "" {
				t.Fatalf("seed %d: %s", seed, d)
			}
		}
		if len(want) > 1 {
			if _, err := linkage.Tabulate(ctx, g, c.pattern, c.From, c.To, c.allowed(), c.Options, 1); jinqiao.CodeOf(err) != jinqiao.CodeTooLarge {
				t.Fatalf("seed %d: more cells than allowed: %v", seed, err)
			}
		}
		if !slices.IsSortedFunc(table.Cells, func(a, b linkage.Cell) int { return slices.Compare([]string{a.From, a.To}, []string{b.From, b.To}) }) {
			t.Fatalf("seed %d: cells are not sorted", seed)
		}
	}
	if compared < 1000 || cells < 300 {
		t.Errorf("only %d cases with %d cells compared: the generator is poor", compared, cells)
	}
	t.Logf("%d cases, %d cells", compared, cells)
}
