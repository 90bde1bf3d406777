package neo4j

import (
	"context"
	"crypto/rand"
	"fmt"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// wholeBatch is how many rows are written in one transaction at most: about
// 100 MB of the server's memory. statementRows is how many one statement gets.
const (
	wholeBatch    = 10000
	statementRows = 2000
)

// commit writes the rows: in one transaction if they are few, else by way of a
// journal.
func (w *batch) commit() error {
	rows := w.rows()
	if len(rows) > wholeBatch {
		return w.commitByJournal(rows)
	}
	t := &transfer{s: w.s, rows: rows, counts: countsOf(rows), revision: w.revision, foreign: w.foreign, changes: w.log.Changes()}
	return t.write(w.ctx)
}

// commitByJournal writes many rows. They are laid down in the database, in
// portions; from the moment that the store's node names them the batch counts as
// written, and whoever comes next finishes it if this does not.
func (w *batch) commitByJournal(rows []row) error {
	j := &journal{s: w.s, id: rand.Text(), text: fmt.Sprintf("a batch of %d rows that began at %s", len(rows), now()), revision: w.revision}
	for start := 0; start < len(rows); start += wholeBatch {
		if err := j.lay(w.ctx, rows[start:min(start+wholeBatch, len(rows))], w.foreign); err != nil {
			j.drop(w.ctx)
			return err
		}
	}
	if err := j.begin(w.ctx); err != nil {
		return err
	}
	for n := range j.portions {
		start := n * wholeBatch
		part := rows[start:min(start+wholeBatch, len(rows))]
		t := &transfer{s: w.s, rows: part, counts: countsOf(part), foreign: w.foreign, journal: j, portion: n}
		if err := t.write(w.ctx); err != nil {
			return w.s.cutOff(w.ctx, j.text, start, err)
		}
	}
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

// cutOff is the error of a batch of which only a part was written. The rest is
// written as soon as that can be.
func (s *Store) cutOff(ctx context.Context, text string, written int, err error) error {
	err = s.readable(ctx, "write to the store", err)
	s.attend()
	return &jinqiao.Error{Code: jinqiao.CodeOf(err), Message: fmt.Sprintf("%s was cut off after %d rows (%v); the rest stands in the database and is written when the store is opened or written the next time", text, written, err)}
}
