package neo4j

import (
	"context"
	"fmt"
	"time"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// attendance is how often a batch that somebody else may still be writing is
// looked at.
const attendance = time.Second

// attend has a goroutine finish a large batch that was cut off, unless one does
// already. It ends with the store.
func (s *Store) attend() {
	if !s.attending.CompareAndSwap(false, true) {
		return
	}
	s.attendants.Go(func() {
		defer s.attending.Store(false)
		for said := ""; ; {
			going, err := s.finishInTurn(s.life)
			if s.life.Err() != nil || !going && err == nil {
				return
			}
			if err != nil && err.Error() != said {
				said = err.Error()
				s.options.Notice("a large batch was cut off and cannot be finished yet: " + said)
			}
			if pause(s.life, attendance) != nil {
				return
			}
		}
	})
}

func (s *Store) finishInTurn(ctx context.Context) (going bool, err error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	going, err = s.finish(ctx)
	return going, s.readable(ctx, "finish a large batch", err)
}

// finished waits for a large batch of another program, or finishes it if it was
// cut off.
func (s *Store) finished(ctx context.Context) error {
	for {
		going, err := s.finish(ctx)
		if err != nil || !going {
			return err
		}
		if err := pause(ctx, attendance/4); err != nil {
			return err
		}
	}
}

// finish writes what is left of a large batch that was cut off. going means that
// its writer has shown signs of life.
func (s *Store) finish(ctx context.Context) (going bool, err error) {
	record, err := s.write(ctx, "MATCH (m:"+metaLabel+") RETURN m.journal, m.journalId, m.journalAt, COLLECT { MATCH (c:"+journalLabel+") WHERE c.batch = m.journalId RETURN c.n ORDER BY c.n }", nil)
	if err != nil || record[1] == nil {
		return false, err
	}
	c := &cells{record}
	j := &journal{s: s, text: c.text(), id: c.text()}
	if at, _ := c.next().(int64); time.Since(time.UnixMilli(at)) < stale {
		return true, nil
	}
	lost := 0
	for _, n := range c.list() {
		missing, err := j.finish(ctx, int(n.(int64)))
		if err != nil {
			return false, err
		}
		lost += missing
	}
	if err := j.close(ctx, lost); err != nil {
		return false, err
	}
	s.replan(ctx)
	return false, nil
}

// finish writes one portion. What others have removed the ground of cannot be
// written: such a portion is left out, and its rows are counted.
func (j *journal) finish(ctx context.Context, n int) (lost int, err error) {
	one := map[string]any{"id": j.id, "n": n}
	record, err := j.s.run(ctx, neo4j.AccessModeWrite, "MATCH (c:"+journalLabel+" {batch: $id, n: $n}) RETURN c.rows", one)
	if err != nil || record == nil {
		return 0, err
	}
	data, _ := record[0].([]byte)
	t, err := j.unpacked(n, data)
	if err != nil {
		return 0, err
	}
	if err = t.write(ctx); jinqiao.CodeOf(err) != jinqiao.CodeConflict {
		return 0, err
	}
	_, err = j.s.run(ctx, neo4j.AccessModeWrite, "MATCH (c:"+journalLabel+" {batch: $id, n: $n}) DELETE c", one)
	return len(t.rows), err
}

// close ends the journal and says what became of it.
func (j *journal) close(ctx context.Context, lost int) error {
	said, text := j.text+" had been cut off and is finished", any(nil)
	if lost > 0 {
		said = fmt.Sprintf("%s was cut off; up to %d of its rows cannot be written, since another program has changed what they need; import the same files again", j.text, lost)
		text = said
	}
	_, err := j.s.run(ctx, neo4j.AccessModeWrite, "MATCH (m:"+metaLabel+") SET m.lock = $id WITH m WHERE m.journalId = $id OR $text IS NOT NULL"+
		" SET m.revision = m.revision + CASE WHEN m.journalId = $id THEN 1 ELSE 0 END, m.changedAt = $now, m.journal = $text, m.journalEnded = $text IS NOT NULL"+
		" REMOVE m.journalId, m.journalAt", map[string]any{"id": j.id, "text": text, "now": now()})
	if err == nil {
		j.s.options.Notice(said)
	}
	return err
}
