package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	"jinqiao"
)

// Scan visits every entity, by id, and then every link, by id, all of one state
// of the store. It has a connection of its own, so that a visit may take long
// and may read from the store.
func (s *Store) Scan(ctx context.Context, visit func(jinqiao.Change) error) error {
	if err := ctx.Err(); err != nil {
		return readable(ctx, "read the whole store", err)
	}
	c, err := connect(s.driver, s.path, readPragmas)
	if err != nil {
		return readable(ctx, "read the whole store", err)
	}
	defer c.close()
	var own error
	err = s.scan(ctx, c, func(change jinqiao.Change) error {
		own = visit(change)
		return own
	})
	if own != nil {
		return own
	}
	return readable(ctx, "read the whole store", err)
}

func (s *Store) scan(ctx context.Context, c *conn, visit func(jinqiao.Change) error) error {
	if _, err := c.exec(ctx, "BEGIN"); err != nil {
		return err
	}
	query := "SELECT " + entityColumns + propertyColumns + evidenceColumn + " FROM entity e ORDER BY e.id"
	err := c.each(ctx, query, nil, func(row []driver.Value) error {
		e, err := s.entity(row, true, true)
		if err != nil {
			return err
		}
		return visit(jinqiao.Change{Entity: e})
	})
	if err != nil {
		return err
	}
	query = "SELECT " + linkColumns + linkPropertyColumn + linkEvidenceColumn + ", f.id, t.id" +
		" FROM link l CROSS JOIN entity f ON f.ord = l.source CROSS JOIN entity t ON t.ord = l.target ORDER BY l.number"
	return c.each(ctx, query, nil, func(row []driver.Value) error {
		l := s.link(row)
		p := parser{}
		l.Properties, l.Evidence = p.propertiesOf(row[fixedLinkColumns]), p.evidenceOf(row[fixedLinkColumns+1])
		l.From, l.To = text(row[fixedLinkColumns+2]), text(row[fixedLinkColumns+3])
		if p.damaged {
			return fmt.Errorf("what is stored of %s cannot be read", l.ID)
		}
		return visit(jinqiao.Change{Link: l})
	})
}
