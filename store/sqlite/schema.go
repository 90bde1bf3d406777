package sqlite

// applicationID says in the header of a file that it is a store of ours.
const applicationID = 0x4A515130 // JQQ0

// SchemaVersion is that of the files which this program writes, in their header as
// user_version. Open refuses any other.
const SchemaVersion = 4

// tables is the schema of a store.
//
// A kind and a relationship are numbers, by the file's own tables, so that the
// order of the ontology doesn't matter. An entity is joined by its ord. A link
// is stored under the number of its id, so that rows are in the order of ids.
// Kinds of both ends stand in a link, so that its indexes lead to the links of
// one entity, relationship and far kind in the order of ids.
//
// runs is what search.Text makes of the names; label holds the hash of the
// search.Label of each. term is the index over search.Terms. Its rows stand under
// slots: the standing of an entity before its ord, so that whatever is found comes
// in the order of standing. vocabulary holds those of its terms that are
// search.Listed, and stays as it is when entities lose them. The tallies are kept with each write.
const tables = `
CREATE TABLE kind (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE relationship (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE entity (
	ord INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	kind INTEGER NOT NULL,
	name TEXT NOT NULL,
	cohort INTEGER NOT NULL,
	size INTEGER,
	qualifier TEXT,
	hub INTEGER NOT NULL,
	sort TEXT NOT NULL,
	aliases TEXT,
	props TEXT,
	evidence TEXT,
	runs TEXT NOT NULL
) STRICT;

CREATE TABLE label (hash INTEGER NOT NULL, ord INTEGER NOT NULL, PRIMARY KEY (hash, ord)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE term USING fts5 (text, content='', contentless_delete=1, detail=none, tokenize='ascii');
INSERT INTO term (term, rank) VALUES ('hashsize', 8388608);
CREATE TABLE vocabulary (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE standing (ord INTEGER PRIMARY KEY, degree INTEGER NOT NULL, slot INTEGER NOT NULL) STRICT;

CREATE TABLE link (
	number INTEGER PRIMARY KEY,
	relationship INTEGER NOT NULL,
	source INTEGER NOT NULL,
	target INTEGER NOT NULL,
	source_kind INTEGER NOT NULL,
	target_kind INTEGER NOT NULL,
	assertion TEXT,
	confidence TEXT,
	collective INTEGER NOT NULL,
	scope TEXT,
	key TEXT,
	props TEXT,
	evidence TEXT
) STRICT;

CREATE TABLE entity_tally (kind INTEGER NOT NULL, cohort INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, cohort)) STRICT, WITHOUT ROWID;
CREATE TABLE link_tally (relationship INTEGER NOT NULL, assertion TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (relationship, assertion)) STRICT, WITHOUT ROWID;
CREATE TABLE state (revision INTEGER NOT NULL, changed_at TEXT) STRICT;
INSERT INTO state VALUES (0, NULL);
`

// An indexing is what is taken off a table that a large batch fills, and made
// again at the end of it: that is several times faster than keeping it.
type indexing struct{ table, make, drop string }

// entityIndexes give lists in the order of names. linkIndexes lead from an
// entity to its links, and from a relationship to all of its links; link_loop
// holds the few links from an entity to itself, which must not count twice.
var (
	entityIndexes = indexing{"entity", `
CREATE INDEX entity_kind ON entity (kind, sort, id);
CREATE INDEX entity_sort ON entity (sort, id);
`, `
DROP INDEX entity_kind;
DROP INDEX entity_sort;
`}
	linkIndexes = indexing{"link", `
CREATE INDEX link_out ON link (source, relationship, target_kind);
CREATE INDEX link_in ON link (target, relationship, source_kind);
CREATE INDEX link_loop ON link (source, relationship) WHERE source = target;
CREATE INDEX link_relationship ON link (relationship);
`, `
DROP INDEX link_out;
DROP INDEX link_in;
DROP INDEX link_loop;
DROP INDEX link_relationship;
`}
)
