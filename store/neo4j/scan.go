package neo4j

import (
	"context"
	"slices"
	"strings"
	"time"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// scanned is how many entities or links one statement of a scan gives.
const scanned = 2000

// whole is what a scan selects.
var (
	wholeEntity = &jinqiao.EntitySelect{Properties: true, Evidence: true}
	wholeLink   = &jinqiao.LinkSelect{Properties: true, Evidence: true}
)

// Scan visits every entity, by id, and then every link, by id, all of one state
// of the store. It reads the whole store before the first visit, so that a visit
// may take long, may read and may write.
func (s *Store) Scan(ctx context.Context, visit func(jinqiao.Change) error) error {
	changes, err := s.everything(ctx)
	if err != nil {
		return s.readable(ctx, "read the whole store", err)
	}
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return s.readable(ctx, "read the whole store", err)
		}
		if err := visit(c); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return s.readable(ctx, "read the whole store", err)
	}
	return nil
}

// asker sends a statement and returns its one record.
type asker func(text string, params map[string]any) ([]any, error)

// everything reads the whole store: while a writer may come in between, and in
// the end while none can.
func (s *Store) everything(ctx context.Context) ([]jinqiao.Change, error) {
	if err := s.reached(); err != nil {
		return nil, err
	}
	ask := func(text string, params map[string]any) ([]any, error) {
		return s.run(ctx, neo4j.AccessModeRead, text, params)
	}
	for try := range freeTries {
		before, err := s.sequence(ask)
		if err != nil {
			return nil, err
		}
		if before%2 == 0 {
			changes, err := s.scan(ask)
			if err != nil {
				return nil, err
			}
			if after, err := s.sequence(ask); err != nil || before == after {
				return changes, err
			}
		}
		if err := pause(ctx, time.Duration(try)*2*time.Millisecond); err != nil {
			return nil, err
		}
	}
	return s.lockedScan(ctx)
}

func (s *Store) sequence(ask asker) (int64, error) {
	record, err := ask("MATCH (m:"+metaLabel+") RETURN m.seq", nil)
	if err != nil {
		return 0, err
	}
	if record == nil {
		return 0, errNoStore
	}
	n, _ := record[0].(int64)
	return n, nil
}

func (s *Store) lockedScan(ctx context.Context) ([]jinqiao.Change, error) {
	ctx, cancel := limitedTo(ctx, longTime)
	defer cancel()
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	tx, err := session.BeginTransaction(ctx, withTimeout(ctx))
	if err != nil {
		return nil, err
	}
	defer tx.Close(context.WithoutCancel(ctx))
	ask := func(text string, params map[string]any) ([]any, error) {
		result, err := tx.Run(ctx, text, params)
		if err != nil {
			return nil, err
		}
		return only(ctx, result)
	}
	if record, err := ask("MATCH (m:"+metaLabel+") SET m.lock = 'read' RETURN 1", nil); err != nil || record == nil {
		return nil, err
	}
	changes, err := s.scan(ask)
	if err != nil {
		return nil, err
	}
	return changes, tx.Rollback(ctx)
}

// scan reads entities by id and links by relationship and id, in portions.
func (s *Store) scan(ask asker) ([]jinqiao.Change, error) {
	c, r := &compiler{builder: newBuilder(s.schema)}, &reader{schema: s.schema}
	var entities, links []jinqiao.Change
	text := "MATCH (e:" + entityLabel + ") WHERE e.id > $after WITH e ORDER BY e.id LIMIT $limit RETURN collect(" + c.entityCells("e", "", wholeEntity).list() + ")"
	err := portions(ask, text, func(item any) string {
		e := r.entity(cellsOf(item).rest, "", wholeEntity).Entity
		entities = append(entities, jinqiao.Change{Entity: e})
		return e.ID
	})
	for _, name := range s.relationships {
		if err != nil {
			break
		}
		text := "MATCH (a)-[l:" + quoted(name) + "]->(b) WHERE l.id > $after WITH a, l, b ORDER BY l.id LIMIT $limit RETURN collect(" +
			c.linkCells(linkScope{"l", "a", "b"}, linkShape{}, wholeLink).list() + ")"
		err = portions(ask, text, func(item any) string {
			l := r.link(cellsOf(item), linkShape{}, "", wholeLink).Link
			links = append(links, jinqiao.Change{Link: l})
			return l.ID
		})
	}
	if err == nil {
		err = r.err
	}
	slices.SortFunc(links, func(a, b jinqiao.Change) int { return strings.Compare(a.Link.ID, b.Link.ID) })
	return append(entities, links...), err
}

// portions calls take with every item that a statement gives, asking again after
// the last id of each portion.
func portions(ask asker, text string, take func(item any) (id string)) error {
	for after := ""; ; {
		record, err := ask(text, map[string]any{"after": after, "limit": scanned})
		if err != nil {
			return err
		}
		items := (&cells{record}).list()
		for _, item := range items {
			after = take(item)
		}
		if len(items) < scanned {
			return nil
		}
	}
}
