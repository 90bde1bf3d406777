package neo4j

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A transfer is what one transaction writes.
type transfer struct {
	s        *Store
	rows     []row
	counts   tally // by how much the rows change the counts
	revision int64 // that the store has to have; not asked for where there is a journal
	foreign  bool

	journal *journal // of the large batch of which this is a portion
	portion int
	changes []jinqiao.Change // for those who are told; nil if they are not listed

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
		if done, err := t.take(ctx); err != nil || done {
			return err
		}
		err = t.fill(ctx)
		t.let(ctx)
	}
	return err
}

// take marks the store as being written, after waiting for another writer. done
// means that another has finished the journal.
func (t *transfer) take(ctx context.Context) (done bool, err error) {
	const text = "MATCH (m:" + metaLabel + ") SET m.lock = $token WITH m" +
		" CALL (m) { WITH m WHERE ($journal = '' AND m.revision = $revision AND m.journalId IS NULL OR m.journalId = $journal)" +
		" AND (m.writing IS NULL OR m.writing = $token OR m.since < $stale)" +
		" SET m.seq = m.seq + CASE WHEN m.seq % 2 = 1 THEN 0 ELSE 1 END, m.writing = $token, m.since = $since RETURN count(m) AS taken }" +
		" RETURN m.revision, coalesce(m.journalId, ''), taken"
	for {
		at := time.Now()
		record, transaction, err := t.s.writeMarked(ctx, text, map[string]any{
			"token": t.token, "journal": t.journal.name(), "revision": t.revision, "since": at.UnixMilli(), "stale": at.Add(-stale).UnixMilli(),
		})
		switch {
		case err != nil:
			return false, err
		case record[2] == int64(1):
			t.s.tell(transaction, noChanges)
			return false, nil
		case t.journal != nil && record[1] != t.journal.id:
			return true, nil
		case t.journal == nil && (record[0] != t.revision || record[1] != ""):
			return false, errConflict
		}
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return false, err
		}
	}
}

var errConflict = jinqiao.Errorf(jinqiao.CodeConflict, "another program wrote to the store at the same time; nothing was written; try again")

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
	changes := t.counts.changes()
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
	last, more := true, 1
	if t.journal != nil {
		if last, written, err = t.journal.take(ctx, tx, t.portion); err != nil || written {
			return written, err
		}
	}
	if !last {
		more = 0
	}
	result, err = tx.Run(ctx, "MATCH (m:"+metaLabel+") SET m += $set, m.revision = m.revision + $more",
		map[string]any{"set": t.summary(changes, record[1], last), "more": more})
	if err != nil {
		return false, err
	}
	_, err = result.Consume(ctx)
	return false, err
}

// summary returns the properties of the store's node after the rows; last says
// that nothing of the batch is left.
func (t *transfer) summary(changes map[string]any, old any, last bool) map[string]any {
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
	if t.journal != nil {
		set["journalAt"] = time.Now().UnixMilli()
	}
	if last {
		set["changedAt"], set["journal"], set["journalId"], set["journalAt"], set["journalEnded"] = now(), nil, nil, nil, nil
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
		return errConflict
	}
	return nil
}
