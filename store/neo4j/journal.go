package neo4j

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// journalLabel is that of the nodes that hold the rows of a large batch until
// they are written.
const journalLabel = "JinqiaoJournal"

// A journal is a large batch that stands in the database in portions.
type journal struct {
	s        *Store
	id, text string
	revision int64
	portions int // laid down so far
}

// name returns the journal's id, "" for none.
func (j *journal) name() string {
	if j == nil {
		return ""
	}
	return j.id
}

// A packet is what one transaction of a large batch writes, as it is stored.
type packet struct {
	Texts   []string
	Counts  tally
	Foreign bool
	Rows    []packetRow
}

type packetRow struct {
	Text       int // place among the texts
	ID         string
	Properties map[string]any
	From, To   string
	Ranked     []string
}

// lay stores a portion. It is idempotent.
func (j *journal) lay(ctx context.Context, rows []row, foreign bool) error {
	data, err := packed(rows, foreign)
	if err != nil {
		return err
	}
	ctx, cancel := limitedTo(ctx, writeTime)
	defer cancel()
	_, err = j.s.write(ctx, "MERGE (c:"+journalLabel+" {batch: $id, n: $n}) SET c.rows = $rows, c.at = $at RETURN 1",
		map[string]any{"id": j.id, "n": j.portions, "rows": data, "at": time.Now().UnixMilli()})
	j.portions++
	return err
}

// begin names the batch on the store's node: from now on it will be written.
func (j *journal) begin(ctx context.Context) error {
	t := &transfer{s: j.s, revision: j.revision, token: j.id}
	if _, err := t.take(ctx); err != nil {
		j.drop(ctx)
		return err
	}
	defer t.let(ctx)
	record, err := j.s.run(ctx, neo4j.AccessModeWrite, "MATCH (m:"+metaLabel+") SET m.lock = $id WITH m WHERE m.writing = $id AND COUNT { (:"+journalLabel+" {batch: $id}) } = $portions"+
		" SET m.journal = $text, m.journalId = $id, m.journalAt = $at REMOVE m.journalEnded RETURN 1",
		map[string]any{"id": j.id, "portions": j.portions, "text": j.text, "at": time.Now().UnixMilli()})
	if err == nil && record == nil {
		err = errConflict
	}
	if err != nil {
		j.drop(ctx)
	}
	return err
}

// drop removes what was laid down of a batch that has not begun. What is left
// behind if that fails is removed by swept.
func (j *journal) drop(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), connectTime)
	defer cancel()
	j.s.run(ctx, neo4j.AccessModeWrite, "MATCH (m:"+metaLabel+") SET m.lock = $id WITH m WHERE coalesce(m.journalId, '') <> $id MATCH (c:"+journalLabel+" {batch: $id}) DELETE c",
		map[string]any{"id": j.id})
}

// laid is after how long portions of a batch that has not begun are left over.
const laid = time.Hour

// sweep removes portions whose writer was killed before the batch had begun.
func (s *Store) sweep(ctx context.Context) error {
	_, err := s.run(ctx, neo4j.AccessModeWrite, "MATCH (m:"+metaLabel+") MATCH (c:"+journalLabel+") WHERE c.batch <> coalesce(m.journalId, '') AND c.at < $at DELETE c",
		map[string]any{"at": time.Now().Add(-laid).UnixMilli()})
	return err
}

// take removes a portion in the transaction that writes it. written means that it
// was gone, since it had been written before; last that no other is left.
func (j *journal) take(ctx context.Context, tx neo4j.ManagedTransaction, n int) (last, written bool, err error) {
	result, err := tx.Run(ctx, "MATCH (c:"+journalLabel+" {batch: $id}) WITH collect(c) AS laid UNWIND [c IN laid WHERE c.n = $n] AS c WITH c, size(laid) AS n DELETE c RETURN n = 1",
		map[string]any{"id": j.id, "n": n})
	if err != nil {
		return false, false, err
	}
	record, err := only(ctx, result)
	if err != nil || record == nil {
		return false, err == nil, err
	}
	return record[0] == true, false, nil
}

// packed returns rows as they are stored.
func packed(rows []row, foreign bool) ([]byte, error) {
	p, places := packet{Counts: countsOf(rows), Foreign: foreign}, map[string]int{}
	for _, r := range rows {
		place, met := places[r.text]
		if !met {
			place = len(p.Texts)
			places[r.text], p.Texts = place, append(p.Texts, r.text)
		}
		p.Rows = append(p.Rows, packetRow{place, r.id, r.properties, r.from, r.to, r.ranked})
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(gob.NewEncoder(w).Encode(p), w.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// unpacked returns the transfer of a portion.
func (j *journal) unpacked(n int, data []byte) (*transfer, error) {
	var p packet
	if err := gob.NewDecoder(flate.NewReader(bytes.NewReader(data))).Decode(&p); err != nil {
		return nil, fmt.Errorf("read portion %d of %s: %w", n, j.text, err)
	}
	t := &transfer{s: j.s, counts: p.Counts, foreign: p.Foreign, journal: j, portion: n}
	for _, r := range p.Rows {
		t.rows = append(t.rows, row{text: p.Texts[r.Text], id: r.ID, properties: r.Properties, from: r.From, to: r.To, ranked: r.Ranked})
	}
	return t, nil
}
