package sqlite

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"jinqiao"

	"modernc.org/sqlite"
)

// Options say which store to open.
type Options struct {
	Path     string            // of the file; it is made if there is none
	Ontology *jinqiao.Ontology // what the store may hold
	Readers  int               // connections for reading; 0 for as many as there are processors, at least 4
}

// A Store is a jinqiao.Store in one SQLite file.
type Store struct {
	path     string
	ontology *jinqiao.Ontology
	codes    map[string][]string // names of the properties that are codes, by kind

	indexed   map[string]bool // properties whose every value is a label
	symmetric []string        // relationships without a direction
	identity  []string        // relationships that join records of one thing

	names   *names
	isNew   bool
	columns columns // for counting in groups

	frequencies frequencies // of terms

	driver  *sqlite.Driver
	lock    *conn
	readers *pool
	turn    chan struct{} // held by the one that writes
	jinqiao.Watchers
	writer *conn
}

var _ jinqiao.Store = (*Store)(nil)

// readPragmas and writePragmas set up a connection. Checkpoints come after
// 64 MB of log, because scattered writes make a smaller log cost three times as
// much. A checkpoint leaves no larger log behind.
var (
	commonPragmas = []pragma{
		{"busy_timeout", "10000", "10000"},
		{"mmap_size", "4294967296", ""},
		{"trusted_schema", "0", "0"},
	}
	readPragmas  = append([]pragma{{"cache_size", "-16384", "-16384"}, {"query_only", "1", "1"}}, commonPragmas...)
	writePragmas = append([]pragma{
		{"journal_mode", "WAL", "wal"},
		{"synchronous", "FULL", "2"},
		{"cache_size", "-32768", "-32768"},
		{"wal_autocheckpoint", "16384", "16384"},
		{"journal_size_limit", "67108864", "67108864"},
	}, commonPragmas...)
)

// Open opens the store of a file, or makes it. Only one process can have it
// open. If Open fails, the file is as it was.
func Open(ctx context.Context, o Options) (*Store, error) {
	path, err := locate(o.Path)
	if err != nil {
		return nil, err
	}
	s := &Store{
		path:      path,
		ontology:  o.Ontology,
		codes:     codesOf(o.Ontology),
		indexed:   indexedBy(o.Ontology),
		symmetric: symmetricOf(o.Ontology),
		identity:  identityOf(o.Ontology),
		driver:    newDriver(),
		turn:      make(chan struct{}, 1),
	}
	if err := s.open(ctx); err != nil {
		s.release()
		return nil, err
	}
	s.readers = newPool(readerCount(o.Readers), func() (*conn, error) { return connect(s.driver, s.path, readPragmas) })
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if s.lock, err = lock(s.driver, s.path); err != nil {
		return err
	}
	unmade, err := examine(s.path)
	if err != nil {
		return err
	}
	if unmade {
		if err := create(ctx, s.driver, s.path); err != nil {
			return describe(s.path, err)
		}
	}
	if s.writer, err = connect(s.driver, s.path, writePragmas); err != nil {
		return describe(s.path, err)
	}
	if err := s.verify(ctx); err != nil {
		return describe(s.path, err)
	}
	return describe(s.path, s.register(ctx))
}

// New reports whether nothing had ever been written to the store when it was
// opened.
func (s *Store) New() bool { return s.isNew }

// Close ends the use of the store, after what is running. It moves the log into
// the file, so that one file is all there is to copy.
func (s *Store) Close() error {
	err := s.readers.close()
	s.turn <- struct{}{}
	if e := s.release(); err == nil {
		err = e
	}
	return err
}

func (s *Store) release() error {
	var first error
	for _, c := range []*conn{s.writer, s.lock} {
		if c == nil {
			continue
		}
		if err := c.close(); first == nil {
			first = err
		}
	}
	return first
}

// verify checks what only SQLite can tell: that the file is whole enough to be
// read, and its version, which may still be in the log.
func (s *Store) verify(ctx context.Context) error {
	version, err := s.writer.number(ctx, "PRAGMA user_version")
	if err != nil {
		return err
	}
	if err := checkVersion(s.path, uint32(version)); err != nil {
		return err
	}
	revision, err := s.writer.number(ctx, "SELECT revision FROM state")
	s.isNew = revision == 0
	return err
}

// describe names the file in an error that the operator has to understand.
func describe(path string, err error) error {
	if err == nil {
		return nil
	}
	text := readable(context.Background(), "open the store", err).Error()
	if strings.Contains(text, path) {
		return jinqiao.Errorf(jinqiao.CodeUnavailable, "%s", text)
	}
	return jinqiao.Errorf(jinqiao.CodeUnavailable, "%s: %s", path, text)
}

// create makes the tables in one transaction, under a rollback journal, so that
// the header says whose file it is before a log exists. It makes nothing where
// an earlier attempt that was cut off had already come to its end.
func create(ctx context.Context, d *sqlite.Driver, path string) error {
	c, err := connect(d, path, []pragma{{"synchronous", "FULL", "2"}})
	if err != nil {
		return err
	}
	defer c.close()
	made, err := c.number(ctx, "SELECT count(*) FROM sqlite_schema")
	if err != nil || made > 0 {
		return err
	}
	return c.run(ctx, fmt.Sprintf("BEGIN IMMEDIATE; PRAGMA application_id = %d; PRAGMA user_version = %d; %s %s %s COMMIT",
		applicationID, SchemaVersion, tables, entityIndexes.make, linkIndexes.make))
}

func readerCount(asked int) int {
	if asked > 0 {
		return asked
	}
	return max(4, runtime.NumCPU())
}
