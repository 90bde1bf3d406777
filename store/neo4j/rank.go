package neo4j

import (
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// rankField holds the search.Standing of an entity, by which searches are sorted.
const rankField = "_rank"

// rankText brings the standing of entities up to their number of links: its bits
// from the seventh to the eleventh are 31 less the length of that number.
const rankText = "UNWIND $ids AS id MATCH (e:" + entityLabel + " {id: id})" +
	" WITH e, COUNT { (e)--() } AS d WITH e, e._rank / 2048 * 2048 + (31 - size([n IN $doublings WHERE d >= n])) * 64 + e._rank % 64 AS rank" +
	" WHERE rank <> e._rank SET e._rank = rank RETURN count(*)"

// doublings are the numbers of links at which a standing changes.
var doublings = func() []int64 {
	var list []int64
	for i := range 31 {
		list = append(list, 1<<i)
	}
	return list
}()

// rank brings the standings of what the rows touch up to date. Entities that the
// batch makes are written with theirs.
func (t *transfer) rank(ctx context.Context, tx neo4j.ManagedTransaction) error {
	var ids []string
	for _, r := range t.rows {
		ids = append(ids, r.ranked...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for part := range slices.Chunk(ids, statementRows) {
		result, err := tx.Run(ctx, rankText, map[string]any{"ids": part, "doublings": doublings})
		if err != nil {
			return err
		}
		if _, err := result.Consume(ctx); err != nil {
			return err
		}
	}
	return nil
}
