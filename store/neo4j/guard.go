package neo4j

import (
	"context"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// freeTries is how often a read is done while a writer may come in between,
// before it keeps writers waiting for once.
const freeTries = 4

// stale is after how long a writer that said nothing more counts as gone.
const stale = 10 * time.Second

// guarded returns the value of an expression, all of it from one state of the
// store.
func (s *Store) guarded(ctx context.Context, expression string, params map[string]any) ([]any, error) {
	if err := s.reached(); err != nil {
		return nil, err
	}
	ctx, cancel := s.limited(ctx)
	defer cancel()
	text := guardedText(expression)
	for try := range freeTries {
		record, err := s.run(ctx, neo4j.AccessModeRead, text, params)
		if err != nil {
			return nil, err
		}
		if record == nil {
			return nil, errNoStore
		}
		before, _ := record[0].(int64)
		if before%2 == 0 && record[0] == record[1] {
			data, _ := record[2].([]any)
			return data, nil
		}
		if err := pause(ctx, time.Duration(try)*2*time.Millisecond); err != nil {
			return nil, err
		}
	}
	return s.locked(ctx, expression, params)
}

// guardedText returns the statement that gives the value of an expression
// between two looks at the number that writers move.
func guardedText(expression string) string {
	var b strings.Builder
	b.WriteString("MATCH (m:" + metaLabel + ") WITH m.seq AS before LIMIT 1\nWITH before, ")
	b.WriteString(expression)
	b.WriteString(" AS data\nMATCH (m:" + metaLabel + ") RETURN before, m.seq AS after, data LIMIT 1")
	return b.String()
}

func pause(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return nil
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// locked returns the value of an expression while no writer can commit. It
// writes nothing, unless a writer is gone that had not tidied up.
func (s *Store) locked(ctx context.Context, expression string, params map[string]any) (data []any, err error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	tx, err := session.BeginTransaction(ctx, withTimeout(ctx))
	if err != nil {
		return nil, err
	}
	defer tx.Close(context.WithoutCancel(ctx))
	result, err := tx.Run(ctx, "MATCH (m:"+metaLabel+") SET m.lock = 'read' WITH m RETURN m.seq % 2 = 1 AND m.since < $stale", map[string]any{"stale": time.Now().Add(-stale).UnixMilli()})
	if err != nil {
		return nil, err
	}
	held, err := only(ctx, result)
	if err != nil {
		return nil, err
	}
	if held == nil {
		return nil, errNoStore
	}
	if result, err = tx.Run(ctx, "RETURN "+expression+" AS data", params); err != nil {
		return nil, err
	}
	record, err := only(ctx, result)
	if err != nil {
		return nil, err
	}
	if len(record) > 0 {
		data, _ = record[0].([]any)
	}
	if held[0] != true {
		return data, tx.Rollback(ctx)
	}
	if _, err := tx.Run(ctx, "MATCH (m:"+metaLabel+") SET m.seq = m.seq + 1 REMOVE m.writing, m.since", nil); err != nil {
		return nil, err
	}
	return data, tx.Commit(ctx)
}
