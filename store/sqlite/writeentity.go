package sqlite

import (
	"database/sql/driver"
	"fmt"
	"slices"

	"jinqiao"
	"jinqiao/search"
)

// entityRecord is an entity as it is stored, apart from what follows from it.
type entityRecord struct {
	kind            int64
	name            string
	cohort          bool
	size, qualifier any
	hub             bool
	aliases         any
	props, evidence any
}

func (w *batch) entityRecord(e *jinqiao.Entity, kind int64) (entityRecord, error) {
	r := entityRecord{kind: kind, name: e.Name, hub: e.Hub}
	if e.Cohort != nil {
		r.cohort, r.qualifier = true, orNull(e.Cohort.Qualifier)
		if e.Cohort.Size != nil {
			r.size = int64(*e.Cohort.Size)
		}
	}
	if len(e.Aliases) > 0 {
		r.aliases = jsonList(e.Aliases)
	}
	var err error
	r.props, r.evidence, err = recorded(e.Properties, e.Evidence)
	return r, err
}

// recorded returns the columns of properties and evidence.
func recorded(properties map[string]any, evidence []jinqiao.Evidence) (p, e any, err error) {
	if text, ok, err := writeProperties(properties); err != nil {
		return nil, nil, err
	} else if ok {
		p = text
	}
	if text, ok := writeEvidence(evidence); ok {
		e = text
	}
	return p, e, nil
}

// entity writes an entity.
func (w *batch) entity(e *jinqiao.Entity, place jinqiao.Place) (jinqiao.Outcome, error) {
	kind, ok := w.s.names.kinds[e.Kind]
	if !ok {
		return jinqiao.RefuseKind(e, place), nil
	}
	r, err := w.entityRecord(e, kind)
	if err != nil {
		return jinqiao.Refuse(place, e.ID, "", "%s", err), nil
	}
	if err := w.strip(entityIndexes); err != nil {
		return jinqiao.Outcome{}, err
	}
	names := search.Names(e, w.s.codes[e.Kind])
	runs := search.Text(names)
	ord, err := w.nextOrd()
	if err != nil {
		return jinqiao.Outcome{}, err
	}
	result, err := w.c.exec(background, "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
		ord, e.ID, r.kind, r.name, r.cohort, r.size, r.qualifier, r.hub, search.SortKey(e.Name), r.aliases, r.props, r.evidence, runs)
	if err != nil {
		return jinqiao.Outcome{}, fmt.Errorf("entity %s: %w", e.ID, err)
	}
	if n, _ := result.RowsAffected(); n == 0 {
		return w.replaceEntity(e, r, names, place)
	}
	w.inverted.put(newcomer{kind, r.cohort, runs})
	w.lastOrd = ord
	w.tally.entities[entityClass{r.kind, r.cohort}]++
	w.origins[membership], w.origins[origin{ofKind, r.kind}] = true, true
	w.ends.put(e.ID, end{ord, r.kind})
	w.touched.renamed(ord)
	return jinqiao.Outcome{Result: jinqiao.Created}, w.index(ord, names)
}

// nextOrd returns the ord for a new entity.
func (w *batch) nextOrd() (int64, error) {
	if w.lastOrd == 0 {
		n, err := w.c.number(background, "SELECT ifnull(max(ord), ?) FROM entity", lowest-1)
		if err != nil {
			return 0, err
		}
		w.lastOrd = n
	}
	return w.lastOrd + 1, nil
}

// replaceEntity writes an entity whose id there is.
func (w *batch) replaceEntity(e *jinqiao.Entity, r entityRecord, names []string, place jinqiao.Place) (jinqiao.Outcome, error) {
	ord, old, err := w.storedEntity(e.ID)
	if err != nil {
		return jinqiao.Outcome{}, err
	}
	if old.kind != r.kind {
		return jinqiao.RefuseOtherKind(e, place, w.s.names.kindNames[old.kind]), nil
	}
	if old == r {
		return jinqiao.Outcome{Result: jinqiao.Unchanged}, nil
	}
	oldNames, err := w.oldNames(e, old)
	if err != nil {
		return jinqiao.Outcome{}, err
	}
	_, err = w.c.exec(background, `UPDATE entity SET name = ?, cohort = ?, size = ?, qualifier = ?, hub = ?, sort = ?, aliases = ?, props = ?, evidence = ?, runs = ?
		WHERE ord = ?`,
		r.name, r.cohort, r.size, r.qualifier, r.hub, search.SortKey(r.name), r.aliases, r.props, r.evidence, search.Text(names), ord)
	if err != nil {
		return jinqiao.Outcome{}, fmt.Errorf("entity %s: %w", e.ID, err)
	}
	w.tally.entities[entityClass{old.kind, old.cohort}]--
	w.tally.entities[entityClass{r.kind, r.cohort}]++
	w.origins[origin{ofKind, r.kind}] = true
	if old.cohort != r.cohort {
		w.origins[membership] = true
	}
	renamed := !slices.Equal(oldNames, names)
	if renamed || old.cohort != r.cohort {
		w.inverted.stop()
		w.inverted = nil // it has terms of the old names
		w.touched.renamed(ord)
	}
	if !renamed {
		return jinqiao.Outcome{Result: jinqiao.Updated}, nil
	}
	if err := w.unindex(ord, oldNames); err != nil {
		return jinqiao.Outcome{}, err
	}
	return jinqiao.Outcome{Result: jinqiao.Updated}, w.index(ord, names)
}

func (w *batch) storedEntity(id string) (ord int64, r entityRecord, err error) {
	query := "SELECT ord, kind, name, cohort, size, qualifier, hub, aliases, props, evidence FROM entity WHERE id = ?"
	err = w.c.each(background, query, []any{id}, func(row []driver.Value) error {
		ord = row[0].(int64)
		r = entityRecord{
			kind: row[1].(int64), name: text(row[2]), cohort: row[3] != int64(0), size: row[4], qualifier: row[5],
			hub: row[6] != int64(0), aliases: row[7], props: row[8], evidence: row[9],
		}
		return nil
	})
	return ord, r, err
}

// oldNames returns the names under which an entity has been indexed.
func (w *batch) oldNames(e *jinqiao.Entity, r entityRecord) ([]string, error) {
	p := parser{}
	old := &jinqiao.Entity{Name: r.name, Aliases: p.aliases(r.aliases), Properties: p.propertiesOf(r.props)}
	if p.damaged {
		return nil, fmt.Errorf("what is stored of %s cannot be read", e.ID)
	}
	return search.Names(old, w.s.codes[e.Kind]), nil
}
