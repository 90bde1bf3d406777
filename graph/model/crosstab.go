package model

import (
	"jinqiao/linkage"
)

// CrossTab is rows against columns.
type CrossTab struct {
	Found     *Found // of the paths shown
	RowIDs    []string
	ColumnIDs []string
	Cells     []*Cell
	Linked    int
	Gaps      int
}

// Rows returns all rows.
func (t *CrossTab) Rows() []Entity { return convert(t.RowIDs, t.entity) }

// Columns returns all columns.
func (t *CrossTab) Columns() []Entity { return convert(t.ColumnIDs, t.entity) }

func (t *CrossTab) entity(id string) Entity { return Of(t.Found.Entities[id]) }

// Status returns whether every path was considered.
func (t *CrossTab) Status() string { return t.Found.Completeness().Status() }

// Reasons returns why a search stopped early.
func (t *CrossTab) Reasons() []string { return t.Found.Completeness().Reasons() }

// SkippedHubs returns the hubs at which a search turned back.
func (t *CrossTab) SkippedHubs() []*SkippedHub { return t.Found.Completeness().SkippedHubs() }

// Sources returns where the links of the paths shown were read.
func (t *CrossTab) Sources() []*PathSource { return t.Found.Sources() }

// Cell is where a row meets a column.
type Cell struct {
	Table                 *CrossTab
	RowIndex, ColumnIndex int
	State                 string
	Count                 int
	Along, Because        *linkage.Path // nil for none
	Filter                map[string]any
	Numbers               map[string]int // of sources
}

// Key tells the cell from others.
func (c *Cell) Key() string {
	return c.Table.RowIDs[c.RowIndex] + " " + c.Table.ColumnIDs[c.ColumnIndex]
}

// Row returns its row.
func (c *Cell) Row() Entity { return c.Table.entity(c.Table.RowIDs[c.RowIndex]) }

// Column returns its column.
func (c *Cell) Column() Entity { return c.Table.entity(c.Table.ColumnIDs[c.ColumnIndex]) }

// Sample returns the best path along the pattern.
func (c *Cell) Sample() *Path { return c.path(c.Along) }

// Expected returns the best path for which a link is expected.
func (c *Cell) Expected() *Path { return c.path(c.Because) }

func (c *Cell) path(p *linkage.Path) *Path {
	if p == nil {
		return nil
	}
	return &Path{c.Table.Found, p, c.Numbers}
}

// Number gives the sources of all paths shown their numbers.
func (t *CrossTab) Number() {
	numbers := t.Found.numbers()
	for _, c := range t.Cells {
		c.Numbers = numbers
	}
}
