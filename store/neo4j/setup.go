package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// examine reports whether the database holds a store, and refuses one that
// holds anything else, or a store that this program does not know.
func (s *Store) examine(ctx context.Context) (found bool, err error) {
	record, err := s.write(ctx, "OPTIONAL MATCH (m:"+metaLabel+") WITH m LIMIT 1 RETURN properties(m) AS meta, COUNT { (n) } AS nodes", nil)
	if err != nil {
		return false, err
	}
	meta, _ := record[0].(map[string]any)
	nodes, _ := record[1].(int64)
	if meta == nil && nodes > 0 {
		return false, refusal("the database at %s holds another graph of %d nodes; give Jinqiao an empty database", s.options.URI, nodes)
	}
	if meta == nil {
		return false, nil
	}
	version, _ := meta["version"].(int64)
	if version > SchemaVersion {
		return false, refusal("the database at %s was made by a newer jinqiao (store version %d, this program knows %d); use that one", s.options.URI, version, SchemaVersion)
	}
	if version != SchemaVersion {
		return false, refusal("the database at %s has store version %d, this program knows only %d", s.options.URI, version, SchemaVersion)
	}
	return true, nil
}

// rule makes the constraints and indexes that are missing, and waits for them.
func (s *Store) rule(ctx context.Context) error {
	there := map[string]bool{}
	for _, what := range []string{"CONSTRAINTS", "INDEXES"} {
		records, err := s.all(ctx, "SHOW "+what+" YIELD name RETURN collect(name) AS names")
		if err != nil {
			return err
		}
		for _, name := range texts(records) {
			there[name] = true
		}
	}
	made := 0
	for _, r := range s.rulings() {
		if there[r.name] {
			continue
		}
		if _, err := s.all(ctx, r.make); err != nil && !madeByAnother(err) {
			return fmt.Errorf("make %s: %w", r.name, err)
		}
		s.options.Notice("made in Neo4j: " + r.name)
		made++
	}
	if made == 0 {
		return nil
	}
	_, err := s.all(ctx, fmt.Sprintf("CALL db.awaitIndexes(%d)", int(longTime/time.Second)))
	return err
}

// madeByAnother reports whether a constraint or index was made by a program that
// opened the same database at the same time: IF NOT EXISTS does not see it then.
func madeByAnother(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && (strings.HasSuffix(e.Code, ".EquivalentSchemaRuleAlreadyExists") || strings.HasSuffix(e.Code, ".IndexAlreadyExists") || strings.HasSuffix(e.Code, ".ConstraintAlreadyExists"))
}

// create makes the node of a new store.
func (s *Store) create(ctx context.Context) error {
	record, err := s.write(ctx, "MERGE (m:"+metaLabel+" {key: 'store'}) ON CREATE SET m.version = $version, m.revision = 0, m.seq = 0 RETURN m.revision",
		map[string]any{"version": SchemaVersion})
	if err != nil {
		return err
	}
	s.isNew = record[0] == int64(0)
	return nil
}

// settle looks at what the last writer left. A large batch that was cut off is
// finished beside what follows.
func (s *Store) settle(ctx context.Context) error {
	record, err := s.write(ctx, "MATCH (m:"+metaLabel+") RETURN m.revision, m.foreign, m.journal, m.journalId, m.journalEnded", nil)
	if err != nil {
		return err
	}
	journal, _ := record[2].(string)
	s.isNew = record[0] == int64(0) && journal == ""
	s.foreign = record[1] == true
	switch {
	case record[3] != nil:
		s.options.Notice(journal + " is being written, or was cut off and will be finished")
		s.attend()
	case record[4] == true:
		s.options.Notice(journal)
	case journal != "":
		return s.abandon(ctx, journal)
	}
	return s.sweep(ctx)
}

// abandon names a large batch of an older program that was cut off: its rows are
// not in the database. It counts as a change.
func (s *Store) abandon(ctx context.Context, journal string) error {
	text := journal + " was cut off and cannot be finished, since its rows are not in the database; import the same files again"
	s.options.Notice(text)
	_, err := s.run(ctx, neo4j.AccessModeWrite, "MATCH (m:"+metaLabel+") SET m.lock = 'settle' WITH m WHERE m.journal = $journal AND m.journalEnded IS NULL"+
		" SET m.journalEnded = true, m.journal = $text, m.revision = m.revision + 1, m.changedAt = $now",
		map[string]any{"journal": journal, "text": text, "now": now()})
	return err
}

func now() string { return time.Now().UTC().Format(time.RFC3339Nano) }
