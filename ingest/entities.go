package ingest

import (
	"bytes"
	"context"
	"encoding/binary"

	"jinqiao"
)

// check compares all rows with each other and with the store.
func (j *job) check(ctx context.Context) error {
	if err := j.lookAtStore(ctx); err != nil {
		return err
	}
	steps := []func(context.Context, int) error{j.checkEntities, j.checkEntityRefs, j.checkLinkRefs, j.checkLinks}
	for i, step := range steps {
		for p := range Parts {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := step(ctx, p); err != nil {
				return err
			}
			j.progress("check", i*Parts+p+1, len(steps)*Parts)
		}
		if i == 1 { // all is known of entities but what depends on one left out
			if err := j.leaveOut(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *job) lookAtStore(ctx context.Context) error {
	j.empty = true
	if j.store == nil {
		return nil
	}
	counts, err := j.store.Count(ctx)
	if err != nil {
		return err
	}
	for _, c := range counts.Entities {
		j.empty = j.empty && c.Count == 0
	}
	return nil
}

// storeBatch is how many entities are asked of a store at once.
const storeBatch = 500

// stored returns the kinds of those ids that the store has.
func (j *job) stored(ctx context.Context, ids []string) (map[string]string, error) {
	kinds := map[string]string{}
	for len(ids) > 0 && !j.empty {
		n := min(storeBatch, len(ids))
		query := &jinqiao.EntityQuery{IDs: ids[:n], Select: &jinqiao.EntitySelect{}}
		answer, err := j.store.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{query}})
		if err != nil {
			return nil, err
		}
		for _, row := range answer.Entities[0].Rows {
			if row != nil {
				kinds[row.Entity.ID] = row.Entity.Kind
			}
		}
		ids = ids[n:]
	}
	return kinds, nil
}

// checkEntities finds, in a part, entities that differ from an earlier one of
// the same id, or in kind from that of the store.
func (j *job) checkEntities(ctx context.Context, p int) error {
	rows, err := j.loadEntities(p)
	if err != nil {
		return err
	}
	kinds, err := j.stored(ctx, j.compareAll(rows))
	if err != nil {
		return err
	}
	states := make([]byte, 0, entityState*len(rows))
	for i := range rows {
		r := &rows[i]
		kind := kinds[r.id]
		if !r.bad && kind != "" && kind != r.kind {
			r.bad = true
			j.fault(r.file, r.line, r.id, "kind", "%s, but in the store it is %s; a kind cannot change: use another id, or delete the old one first", r.kind, kind)
		}
		states = append(states, byte(flag(r.bad)))
		states = binary.BigEndian.AppendUint16(states, uint16(j.kinds[kind]))
	}
	return j.saveStates(j.entityStates, p, states)
}

// compareAll marks rows that differ from the first good one of their id as bad.
// It returns the ids, each once.
func (j *job) compareAll(rows []entityRow) []string {
	var ids []string
	first := map[string]*entityRow{}
	for i := range rows {
		r := &rows[i]
		f, known := first[r.id]
		if !known {
			ids = append(ids, r.id)
			first[r.id] = nil
		}
		switch {
		case r.bad:
		case f == nil:
			first[r.id] = r
			j.entityCount++
		default:
			j.compareEntities(f, r)
		}
	}
	return ids
}

func (j *job) compareEntities(first, r *entityRow) {
	if bytes.Equal(first.body, r.body) {
		return
	}
	r.bad = true
	j.fault(r.file, r.line, r.id, "id", "stands at %s already, with other content; give each entity once", j.place(first.file, first.line))
}

func (j *job) loadEntities(p int) ([]entityRow, error) {
	rows := make([]entityRow, 0, j.entities.parts[p].records)
	for r, err := range j.entities.kept(p) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, readEntity(r))
	}
	return rows, nil
}

// entityState is how many bytes the state of an entity has: whether it is bad,
// and the number of its kind in the store, 0 for none. That of a link is one
// byte: whether it is bad.
const entityState = 3

// saveStates keeps the states of the rows of a part.
func (j *job) saveStates(to *spool, p int, states []byte) error {
	to.clear(p)
	return to.add(p, states)
}

func loadStates(from *spool, p int) ([]byte, error) {
	for r, err := range from.kept(p) {
		return r, err
	}
	return nil, nil
}

// A target is all that is known of an id that rows may name.
type target struct {
	kind   string // of a good row or in the store; else of a bad row
	stored bool
	good   bool // some row is not bad
	files  []int
	line   int // of the first row, in the first file
}

// loadTargets returns what the entities of a part are to those who name them.
func (j *job) loadTargets(p int) (map[string]*target, error) {
	states, err := loadStates(j.entityStates, p)
	if err != nil {
		return nil, err
	}
	targets := make(map[string]*target, len(states)/entityState)
	i := 0
	for r, err := range j.entities.records(p) {
		if err != nil {
			return nil, err
		}
		e := readEntity(r)
		t := targets[e.id]
		if t == nil {
			t = &target{line: e.line}
			targets[e.id] = t
		}
		t.take(e, states[i] != 0)
		if k := binary.BigEndian.Uint16(states[i+1:]); k > 0 {
			t.kind, t.stored = j.o.Kinds[k-1].Name, true
		}
		i += entityState
	}
	return targets, nil
}

func (t *target) take(e entityRow, bad bool) {
	if len(t.files) == 0 || t.files[len(t.files)-1] != e.file {
		t.files = append(t.files, e.file)
	}
	if !t.stored && !t.good {
		t.kind = e.kind
	}
	t.good = t.good || !bad
}
