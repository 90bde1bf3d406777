package neo4j

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// wholeBatch is how many rows are written in one transaction at most: about
// 100 MB of the server's memory. statementRows is how many one statement gets.
const (
	wholeBatch    = 10000
	statementRows = 2000
)

// commit writes the rows: in one transaction if they are few, else in several
// under a journal.
func (w *batch) commit() error {
	rows := w.rows()
	t := &transfer{s: w.s, revision: w.revision, foreign: w.foreign, last: true}
	if len(rows) <= wholeBatch {
		t.rows, t.changes = rows, w.log.Changes()
		return t.write(w.ctx)
	}
	journal := fmt.Sprintf("a batch of %d rows that began at %s", len(rows), now())
	for start := 0; start < len(rows); start += wholeBatch {
		end := min(start+wholeBatch, len(rows))
		t.rows, t.last, t.journal = rows[start:end], end == len(rows), journal
		if err := t.write(w.ctx); err != nil {
			if start > 0 {
				return w.s.cutOff(w.ctx, journal, start, err)
			}
			return err
		}
	}
	w.s.unended.Store("")
	w.s.replan(w.ctx)
	return nil
}

// replan has the server count its indexes anew and forget how it answered
// questions while they were small. The batch is written: a failure has no
// consequence but slow answers for a while.
func (s *Store) replan(ctx context.Context) {
	ctx, cancel := limitedTo(ctx, writeTime)
	defer cancel()
	s.run(ctx, neo4j.AccessModeWrite, "CALL db.prepareForReplanning(60)", nil)
}

// cutOff is the error of a batch of which only a part was written.
func (s *Store) cutOff(ctx context.Context, journal string, written int, err error) error {
	err = s.readable(ctx, "write to the store", err)
	s.unended.Store(journal)
	return &jinqiao.Error{Code: jinqiao.CodeOf(err), Message: fmt.Sprintf("%s was cut off after %d rows (%v); write it again to complete it", journal, written, err)}
}

// A transfer is what one transaction writes.
type transfer struct {
	s        *Store
	rows     []row
	revision int64 // that the store has to have
	foreign  bool
	journal  string           // of the large batch of which this is a part
	last     bool             // nothing more follows
	changes  []jinqiao.Change // for those who are told; nil if they are not listed

	token string
}

// errTaken says that another writer took over, because this one had said nothing
// for long.
var errTaken = errors.New("another writer took over")

// write takes hold of the store, writes the rows, and lets go. Readers that
// come in between read again.
func (t *transfer) write(ctx context.Context) error {
	t.token = rand.Text()
	err := errTaken
	for try := 0; try < mostTries && errors.Is(err, errTaken); try++ {
		if err = t.take(ctx); err != nil {
			return err
		}
		err = t.fill(ctx)
		t.let(ctx)
	}
	return err
}

// take marks the store as being written, after waiting for another writer.
func (t *transfer) take(ctx context.Context) error {
	const text = "MATCH (m:" + metaLabel + ") SET m.lock = $token WITH m" +
		" CALL (m) { WITH m WHERE m.revision = $revision AND (m.writing IS NULL OR m.writing = $token OR m.since < $stale)" +
		" SET m.seq = m.seq + CASE WHEN m.seq % 2 = 1 THEN 0 ELSE 1 END, m.writing = $token, m.since = $since RETURN count(m) AS taken }" +
		" RETURN m.revision, taken"
	for {
		at := time.Now()
		record, transaction, err := t.s.writeMarked(ctx, text, map[string]any{
			"token": t.token, "revision": t.revision, "since": at.UnixMilli(), "stale": at.Add(-stale).UnixMilli(),
		})
		if err != nil {
			return err
		}
		if record[0] != t.revision {
			return jinqiao.Errorf(jinqiao.CodeConflict, "another program wrote to the store at the same time; nothing was written; try again")
		}
		if record[1] == int64(1) {
			t.s.tell(transaction, noChanges)
			return nil
		}
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
}

// let marks the store as whole again. If that fails, the next reader or writer
// does it.
func (t *transfer) let(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), connectTime)
	defer cancel()
	record, transaction, err := t.s.writeMarked(ctx, "MATCH (m:"+metaLabel+") SET m.lock = $token WITH m WHERE m.writing = $token"+
		" SET m.seq = m.seq + 1 REMOVE m.writing, m.since, m.lock RETURN count(m)", map[string]any{"token": t.token})
	if err == nil && record[0] == int64(1) {
		t.s.tell(transaction, noChanges)
	}
}

// fill writes the rows and what sums them up in one transaction, which is
// repeated if the server could not do it at once.
func (t *transfer) fill(ctx context.Context) error {
	ctx, cancel := limitedTo(ctx, writeTime)
	defer cancel()
	session := t.s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	again := false
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		written, err := t.head(ctx, tx)
		again = again || written
		if err != nil || written {
			return nil, err
		}
		for start := 0; start < len(t.rows); {
			end := start
			for end < len(t.rows) && end-start < statementRows && t.rows[end].text == t.rows[start].text {
				end++
			}
			if err := t.send(ctx, tx, t.rows[start:end]); err != nil {
				return nil, err
			}
			start = end
		}
		return nil, t.rank(ctx, tx)
	}, withTimeout(ctx))
	if err != nil {
		return err
	}
	transaction, readable := transactionOf(session.LastBookmarks())
	if again || !readable {
		transaction = 0
	}
	t.s.tell(transaction, t.changes)
	return nil
}

// head writes what sums up the rows, and so holds the store until the
// transaction ends. written means that an attempt whose answer was lost had
// come to its end.
func (t *transfer) head(ctx context.Context, tx neo4j.ManagedTransaction) (written bool, err error) {
	counts := tally{}
	for _, r := range t.rows {
		r.tally(counts)
	}
	changes := counts.changes()
	result, err := tx.Run(ctx, "MATCH (m:"+metaLabel+") SET m.lock = $token WITH m WHERE m.writing = $token RETURN m.applied = $token, [n IN $names | coalesce(m[n], 0)]",
		map[string]any{"token": t.token, "names": keysOf(changes)})
	if err != nil {
		return false, err
	}
	record, err := only(ctx, result)
	if err != nil {
		return false, err
	}
	if record == nil {
		return false, errTaken
	}
	if record[0] == true {
		return true, nil
	}
	result, err = tx.Run(ctx, "MATCH (m:"+metaLabel+") SET m += $set", map[string]any{"set": t.summary(changes, record[1])})
	if err != nil {
		return false, err
	}
	_, err = result.Consume(ctx)
	return false, err
}

// summary returns the properties of the store's node after the rows.
func (t *transfer) summary(changes map[string]any, old any) map[string]any {
	set := map[string]any{"applied": t.token}
	before, _ := old.([]any)
	for i, name := range keysOf(changes) {
		n, _ := before[i].(int64)
		d, _ := changes[name].(int)
		set[name] = int(n) + d
	}
	if t.foreign {
		set["foreign"] = true
	}
	if t.journal != "" {
		set["journal"], set["journalEnded"] = t.journal, nil
	}
	if t.last {
		set["revision"], set["changedAt"] = t.revision+1, now()
		set["journal"], set["journalEnded"] = nil, nil
	}
	return set
}

// send writes rows of one statement. Fewer than were sent means that somebody
// else has removed what they need.
func (t *transfer) send(ctx context.Context, tx neo4j.ManagedTransaction, rows []row) error {
	params := make([]any, len(rows))
	for i, r := range rows {
		params[i] = r.parameter()
	}
	result, err := tx.Run(ctx, rows[0].text, map[string]any{"rows": params})
	if err != nil {
		return err
	}
	record, err := only(ctx, result)
	if err != nil {
		return err
	}
	if len(record) == 0 || record[0] != int64(len(rows)) {
		return jinqiao.Errorf(jinqiao.CodeConflict, "another program wrote to the database at the same time; nothing was written; try again")
	}
	return nil
}
