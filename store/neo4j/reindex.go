package neo4j

import (
	"context"
	"reflect"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"jinqiao"
)

// Reindex brings what follows from the properties of entities (names of fields
// that begin with an underscore) up to what others have written with Cypher, so
// that lists and searches find it, and returns how many entities were behind. It
// goes by portions, between which writers have their turn. Count tells how far it is.
func (s *Store) Reindex(ctx context.Context) (behind int, err error) {
	record, err := s.run(ctx, neo4j.AccessModeRead, "MATCH (e:"+entityLabel+") RETURN count(e)", nil)
	if err != nil {
		return 0, s.readable(ctx, "reindex the store", err)
	}
	state := jinqiao.Reindex{Total: (&cells{record}).number()}
	for after := ""; ; {
		s.tellReindex(state)
		last, checked, updated, err := s.reindexPortion(ctx, after)
		if err != nil {
			return state.Updated, s.readable(ctx, "reindex the store", err)
		}
		state.Checked += checked
		state.Updated += updated
		if last == "" {
			state.Complete, state.Total = true, state.Checked
			s.tellReindex(state)
			return state.Updated, nil
		}
		after = last
	}
}

func (s *Store) tellReindex(state jinqiao.Reindex) { s.indexing.Store(&state) }

// reindexed tells how far Reindex is in a store with so many entities.
func (s *Store) reindexed(entities int) *jinqiao.Reindex {
	if state := s.indexing.Load(); state != nil {
		return state
	}
	return &jinqiao.Reindex{Total: entities}
}

// reindexPortion does so for some entities after an id, and returns the last; ""
// for none.
func (s *Store) reindexPortion(ctx context.Context, after string) (last string, checked, updated int, err error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return "", 0, 0, ctx.Err()
	}
	c, r := &compiler{builder: newBuilder(s.schema)}, &reader{schema: s.schema}
	text := "MATCH (e:" + entityLabel + ") WHERE e.id > $after WITH e ORDER BY e.id LIMIT $limit RETURN collect(" + c.entityCells("e", "", wholeEntity).list() + ")"
	record, err := s.run(ctx, neo4j.AccessModeWrite, text, map[string]any{"after": after, "limit": scanned})
	if err != nil {
		return "", 0, 0, err
	}
	var ids []string
	var rows []map[string]any
	for _, item := range (&cells{record}).list() {
		list := cellsOf(item).rest
		e := r.entity(list, "", wholeEntity).Entity
		last, ids = e.ID, append(ids, e.ID)
		stored, _ := list[propertiesCell].(map[string]any)
		if s.ontology.Kind(e.Kind) == nil {
			continue
		}
		wanted, err := s.entityProperties(e)
		if err != nil {
			continue // a name that Jinqiao would not have written: it stays as it is
		}
		if p := difference(stored, wanted); len(p) > 0 {
			rows = append(rows, map[string]any{"id": e.ID, "name": e.Name, "p": p})
		}
	}
	if r.err != nil || len(ids) == 0 {
		return "", 0, 0, r.err
	}
	if len(rows) > 0 {
		text := "UNWIND $rows AS r MATCH (e:" + entityLabel + " {id: r.id}) WHERE e.name = r.name SET e += r.p RETURN count(*)"
		if _, err := s.write(ctx, text, map[string]any{"rows": rows}); err != nil {
			return "", 0, 0, err
		}
	}
	_, err = s.write(ctx, rankText, map[string]any{"ids": ids, "doublings": doublings})
	return last, len(ids), len(rows), err
}

// propertiesCell is the place of the properties among the cells of an entity.
const propertiesCell = 7

// difference returns what has to be set of the fields that follow from others;
// nil for what has to go. The standing is compared without the number of links.
func difference(stored, wanted map[string]any) map[string]any {
	p := map[string]any{}
	for name, v := range wanted {
		if strings.HasPrefix(name, "_") && name != revisionField && !alike(stored[name], v) {
			p[name] = v
		}
	}
	for name := range stored {
		if _, ok := wanted[name]; !ok && strings.HasPrefix(name, "_") && name != revisionField {
			p[name] = nil
		}
	}
	return p
}

func alike(stored, wanted any) bool {
	switch v := wanted.(type) {
	case int:
		n, ok := stored.(int64)
		return ok && n/2048 == int64(v)/2048 && n%64 == int64(v)%64
	case []string:
		return reflect.DeepEqual(texts(stored), v)
	}
	return reflect.DeepEqual(stored, wanted)
}
