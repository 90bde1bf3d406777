package linkage

import (
	"cmp"
	"context"
	"slices"

	"jinqiao"
)

// A Table says how many paths lead from each of some entities to each of others.
type Table struct {
	Cells        []Cell // those with a path, by the ids of From and To
	Completeness Completeness
}

// A Cell is where an entity meets another.
type Cell struct {
	From, To string
	Paths    int   // different ones, as Follow gives them
	Best     *Path // the first of them
}

// Tabulate counts the paths that fit a pattern between each two of rows and
// columns, which are not nil. Options and errors are as for Follow; more than most
// cells are CodeTooLarge. The counts of a search that had to stop early are
// of what it had found by then.
func Tabulate(ctx context.Context, g Graph, p *Pattern, rows, columns []string, allowed Allowed, o Options, most int) (*Table, error) {
	q, err := prepareFollow(ctx, g, p, rows, columns, allowed, o)
	if err != nil {
		return nil, err
	}
	s := begin(ctx, g, q)
	defer s.end()
	t := &tabulation{s: s, most: most, cells: map[[2]uint32]*tabulated{}}
	s.page = &page{g: g, limit: 1, fits: t.take}
	proven := s.run(1)
	if s.err != nil {
		return nil, s.err
	}
	table := &Table{Completeness: s.completeness(proven)}
	return table, t.tell(late(ctx), table)
}

// A tabulation counts paths as a search finds them.
type tabulation struct {
	s     *search
	most  int
	cells map[[2]uint32]*tabulated
}

type tabulated struct {
	paths int
	best  found
}

// take counts a path; none is kept on the page, so that none is refused there.
func (t *tabulation) take(f *found) bool {
	ends := [2]uint32{f.entities[0], f.end()}
	c := t.cells[ends]
	switch {
	case c == nil && len(t.cells) >= t.most:
		t.s.err = jinqiao.Errorf(jinqiao.CodeTooLarge, "the table has more than %d cells; narrow rows or columns", t.most).At("along")
		return false
	case c == nil:
		c = &tabulated{best: *f}
		t.cells[ends] = c
	case compare(t.s.g, f, &c.best) < 0:
		c.best = *f
	}
	c.paths++
	return false
}

// tell turns what was counted into the cells of a table.
func (t *tabulation) tell(ctx context.Context, table *Table) error {
	var best []*found
	var paths []int
	for _, c := range t.cells {
		best, paths = append(best, &c.best), append(paths, c.paths)
	}
	told, err := tell(ctx, t.s.g, t.s.q, best)
	if err != nil {
		return err
	}
	for i, p := range told {
		table.Cells = append(table.Cells, Cell{p.Entities[0], p.Entities[len(p.Entities)-1], paths[i], p})
	}
	slices.SortFunc(table.Cells, func(a, b Cell) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return nil
}
