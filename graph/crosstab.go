package graph

import (
	"context"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
	"jinqiao/graph/model"
	"jinqiao/linkage"
)

const (
	// MaxTableSide is how many rows, and columns, a table may have.
	MaxTableSide = 1000
	// MaxCells is how many cells a table may have.
	MaxCells = 20_000
	// cellsExpected is how many cells are charged when a table is planned: those
	// of an ordinary one.
	cellsExpected = 200
)

// A tableField is what the root field `crossTab` asks.
type tableField struct {
	along, expected *pathField // expected is nil if not asked
	arguments       map[string]any
}

// crossTab plans the field of this name.
func (p *planner) crossTab(field *rootField, f graphql.CollectedField, args map[string]any) error {
	if p.searches += 2; p.searches > MaxSearches {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "an operation may search for paths %d times at most; a table counts twice", MaxSearches)
	}
	rows, err := p.readEnds(object(args["rows"]), field.at.in("rows"))
	if err != nil {
		return err
	}
	columns, err := p.readEnds(object(args["columns"]), field.at.in("columns"))
	if err != nil {
		return err
	}
	rows.limit, columns.limit = MaxTableSide, MaxTableSide
	pattern := func(name string) (*pathField, error) {
		w := newPathField(field.at)
		w.from, w.to = rows, columns
		return w, p.tablePattern(w, args, name)
	}
	along, err := pattern("along")
	if err != nil {
		return err
	}
	t := &tableField{along: along, arguments: map[string]any{}}
	if args["expected"] != nil {
		if t.expected, err = pattern("expected"); err != nil {
			return err
		}
	}
	for _, name := range []string{"along", "expected", "options"} {
		t.arguments[name] = args[name]
	}
	shown, err := p.charge(cellsExpected, 2*along.length()+3)
	if err != nil {
		return err
	}
	field.table = t
	return p.pathSelection(along, f.Selections, f.Definition.Type.Name(), shown)
}

// tablePattern reads one of the patterns between rows and columns.
func (p *planner) tablePattern(w *pathField, args map[string]any, name string) error {
	if err := p.pattern(w, object(args[name]), w.at.in(name)); err != nil {
		return err
	}
	if err := p.endsMeet(w, w.at.in(name)); err != nil {
		return err
	}
	return p.pathOptions(w, object(args["options"]), w.at.in("options"))
}

// CrossTab returns rows against columns.
func (q *query) CrossTab(ctx context.Context, _, _, _, _, _ map[string]any) (*model.CrossTab, error) {
	_, f, err := current(ctx)
	if err != nil {
		return nil, err
	}
	w := f.table.along
	rows, columns, err := q.sides(ctx, w)
	if err != nil {
		return nil, err
	}
	for name, side := range map[string][]string{"rows": rows, "columns": columns} {
		if len(side) > MaxTableSide {
			at := string(w.at.in(name))
			return nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "%s: a table has %d %s at most; narrow the set by a filter", at, MaxTableSide, name).At(at)
		}
	}
	along, err := q.tabulate(ctx, w, rows, columns)
	if err != nil {
		return nil, err
	}
	expected := &linkage.Table{Completeness: linkage.Completeness{Exact: true}}
	if e := f.table.expected; e != nil {
		e.options.Through, e.options.Avoid = w.options.Through, w.options.Avoid
		if expected, err = q.tabulate(ctx, e, rows, columns); err != nil {
			return nil, err
		}
	}
	t := f.table.cells(rows, columns, along, expected)
	return t, q.loadTable(ctx, w, t, along, expected)
}

// sides looks up the ids of rows and columns, and of what the options name, in one
// plan: as the table has all of them, they may be read.
func (q *query) sides(ctx context.Context, w *pathField) (rows, columns []string, err error) {
	sets := w.sets()
	ids, err := q.idsOf(ctx, sets)
	if err != nil {
		return nil, nil, err
	}
	rows, columns = w.take(ids)
	return rows, columns, q.known(ctx, sets, ids)
}

func (q *query) tabulate(ctx context.Context, w *pathField, rows, columns []string) (*linkage.Table, error) {
	if w.provenEmpty(rows, columns) != nil {
		return &linkage.Table{Completeness: linkage.Completeness{Exact: true}}, nil
	}
	allowed, err := q.allowed(ctx, w)
	if err != nil {
		return nil, err
	}
	topology, err := q.topology(ctx)
	if err != nil {
		return nil, err
	}
	table, err := inTurn(ctx, q, func(ctx context.Context) (*linkage.Table, error) {
		return linkage.Tabulate(ctx, topology, w.pattern, rows, columns, allowed, w.options, MaxCells)
	})
	return table, w.placed(err)
}

// cells joins what is along the pattern and what is expected.
func (t *tableField) cells(rows, columns []string, along, expected *linkage.Table) *model.CrossTab {
	table := &model.CrossTab{RowIDs: rows, ColumnIDs: columns}
	row, column := places(rows), places(columns)
	cells := map[[2]string]*model.Cell{}
	cell := func(c linkage.Cell) *model.Cell {
		ends := [2]string{c.From, c.To}
		if cells[ends] == nil {
			cells[ends] = &model.Cell{Table: table, RowIndex: row[c.From], ColumnIndex: column[c.To], State: "GAP"}
			if !along.Completeness.Exact {
				cells[ends].State = "UNPROVEN"
			}
		}
		return cells[ends]
	}
	for _, c := range expected.Cells {
		cell(c).Because = c.Best
	}
	for _, c := range along.Cells {
		linked := cell(c)
		linked.State, linked.Count, linked.Along = "LINKED", c.Paths, c.Best
		table.Linked++
	}
	for ends, c := range cells {
		if c.State == "GAP" {
			table.Gaps++
		}
		c.Filter = t.follow(ends, c.Along != nil)
	}
	table.Cells = slices.SortedFunc(maps.Values(cells), func(a, b *model.Cell) int {
		return slices.Compare([]int{a.RowIndex, a.ColumnIndex}, []int{b.RowIndex, b.ColumnIndex})
	})
	return table
}

func places(ids []string) map[string]int {
	places := make(map[string]int, len(ids))
	for i, id := range ids {
		places[id] = i
	}
	return places
}

// follow returns the arguments that list the paths of a cell.
func (t *tableField) follow(ends [2]string, linked bool) map[string]any {
	pattern := t.arguments["expected"]
	if linked {
		pattern = t.arguments["along"]
	}
	args := map[string]any{
		"from": map[string]any{"ids": []string{ends[0]}}, "to": map[string]any{"ids": []string{ends[1]}}, "along": pattern,
	}
	if t.arguments["options"] != nil {
		args["options"] = t.arguments["options"]
	}
	return args
}

// loadTable fetches the entities and links that a table names.
func (q *query) loadTable(ctx context.Context, w *pathField, t *model.CrossTab, along, expected *linkage.Table) error {
	r := &linkage.Result{Completeness: along.Completeness}
	r.Completeness.Exact = along.Completeness.Exact && expected.Completeness.Exact
	r.Completeness.Reasons = distinct(append(slices.Clone(along.Completeness.Reasons), expected.Completeness.Reasons...))
	for _, h := range expected.Completeness.SkippedHubs {
		if !slices.Contains(r.Completeness.SkippedHubs, h) {
			r.Completeness.SkippedHubs = append(r.Completeness.SkippedHubs, h)
		}
	}
	for _, c := range t.Cells {
		for _, p := range []*linkage.Path{c.Along, c.Because} {
			if p != nil {
				r.Paths = append(r.Paths, p)
			}
		}
	}
	entities, links := mentioned(r)
	rows, linkRows, err := q.rows(ctx, w, distinct(append(append(entities, t.RowIDs...), t.ColumnIDs...)), links, relationships(r))
	if err != nil {
		return err
	}
	t.Found = &model.Found{Result: r, Order: w.options.Order, Entities: rows, Links: linkRows}
	t.Number()
	return nil
}
