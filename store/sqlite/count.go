package sqlite

import (
	"context"
	"database/sql/driver"
	"time"

	"jinqiao"
)

// Count tells what the store holds, from tallies that are kept with each write.
func (s *Store) Count(ctx context.Context) (*jinqiao.Statistics, error) {
	stats := &jinqiao.Statistics{Store: "sqlite"}
	err := s.reading(ctx, true, func(c *conn) error {
		if err := s.countEntities(ctx, c, stats); err != nil {
			return err
		}
		err := c.each(ctx, "SELECT relationship, assertion, count FROM link_tally WHERE count > 0", nil, func(row []driver.Value) error {
			stats.Links = append(stats.Links, jinqiao.RelationshipCount{
				Relationship: s.names.relationshipNames[row[0].(int64)], Assertion: text(row[1]), Count: int(row[2].(int64)),
			})
			return nil
		})
		if err != nil {
			return err
		}
		return c.each(ctx, "SELECT revision, changed_at FROM state", nil, func(row []driver.Value) (err error) {
			stats.Revision = row[0].(int64)
			if at := text(row[1]); at != "" {
				stats.ChangedAt, err = time.Parse(time.RFC3339Nano, at)
			}
			return err
		})
	})
	if err != nil {
		return nil, readable(ctx, "count what the store holds", err)
	}
	return stats, nil
}

func (s *Store) countEntities(ctx context.Context, c *conn, stats *jinqiao.Statistics) error {
	query := "SELECT kind, sum(count), sum(count) FILTER (WHERE cohort) FROM entity_tally GROUP BY kind HAVING sum(count) > 0"
	return c.each(ctx, query, nil, func(row []driver.Value) error {
		count := jinqiao.KindCount{Kind: s.names.kindNames[row[0].(int64)], Count: int(row[1].(int64))}
		if n, ok := row[2].(int64); ok {
			count.Cohorts = int(n)
		}
		stats.Entities = append(stats.Entities, count)
		return nil
	})
}
