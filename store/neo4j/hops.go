package neo4j

import (
	"slices"
	"strings"

	"jinqiao"
)

// hops reads the columns of an expansion.
func hops(data []any) []jinqiao.Hop {
	if len(data) == 0 {
		return nil
	}
	table, _ := data[0].([]any)
	if len(table) < len(expansion) {
		return nil
	}
	columns := make([]*cells, len(expansion))
	for i := range columns {
		columns[i] = cellsOf(table[i])
	}
	list := make([]jinqiao.Hop, len(columns[0].rest))
	for i := range list {
		h := jinqiao.Hop{ID: columns[0].text(), Relationship: columns[1].text()}
		h.From, h.To = columns[3].text(), columns[4].text()
		if !columns[2].flag() {
			h.From, h.To = h.To, h.From
		}
		h.Assertion, h.Confidence, h.Collective = columns[5].text(), columns[6].text(), columns[7].flag()
		h.Scope, h.Stage = columns[8].text(), columns[9].text()
		list[i] = h
	}
	slices.SortFunc(list, func(a, b jinqiao.Hop) int { return strings.Compare(a.ID, b.ID) })
	// A link between two of the entities has been met from both.
	return slices.CompactFunc(list, func(a, b jinqiao.Hop) bool { return a.ID == b.ID })
}
