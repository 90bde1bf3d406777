package neo4j_test

import (
	"context"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

const password = "a password of some length"

// setPassword replaces the password, as an operator has to with the first.
func setPassword(t *testing.T, uri, from, to string) {
	t.Helper()
	ctx := minute(t)
	d, err := driver.NewDriverWithContext(uri, driver.BasicAuth("neo4j", from, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	_, err = driver.ExecuteQuery(ctx, d, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", map[string]any{"old": from, "new": to},
		driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase("system"))
	if err != nil {
		t.Fatal(err)
	}
}

// TestFaults lets a server with a password fail in several ways.
func TestFaults(t *testing.T) {
	server := neo4jtest.New(t, neo4jtest.Config{Password: true, Heap: "600m"})
	o := neo4j.Options{URI: server.URI(), Password: password, Ontology: standard(t)}
	refused(t, neo4j.Options{URI: o.URI, Password: "neo4j", Ontology: o.Ontology}, "the password of the user has to be changed")
	setPassword(t, server.URI(), "neo4j", password)
	refused(t, neo4j.Options{URI: o.URI, Password: "wrong", Ontology: o.Ontology}, "does not accept the user or the password")
	refused(t, neo4j.Options{URI: o.URI, Ontology: o.Ontology}, "does not accept the user or the password")
	line := between(t, server.URI())
	s, err := neo4j.Open(minute(t), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o.URI = line.URI()
	far, err := neo4j.Open(minute(t), o)
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	if err := s.Apply(minute(t), batch(cities(5))); err != nil {
		t.Fatal(err)
	}
	f := faults{t: t, server: server, line: line, store: s, far: far}
	t.Run("it does not answer", f.stopped)
	t.Run("it pauses under readers", f.paused)
	t.Run("the line is slow", f.slow)
	t.Run("the line is cut under readers and writers", f.cut)
	t.Run("the line swallows everything", f.swallowed)
	t.Run("its password changes", f.password)
	t.Run("it is killed under readers", f.killedUnderReaders)
	t.Run("it is killed under four writers", f.killedUnderWriters)
	t.Run("it is killed under a large batch", f.killedUnderLargeBatch)
	t.Run("it has little memory", f.little)
}

func city(t *testing.T, s *neo4j.Store, ctx context.Context) (int, error) {
	a, err := s.Read(ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{Filter: jinqiao.OfKind{"City"}, Page: jinqiao.Page{Limit: 10}, Total: true}}})
	if err != nil {
		return 0, err
	}
	return a.Entities[0].Total, nil
}

// fails wants every call to fail with a code, within a time.
func fails(t *testing.T, s *neo4j.Store, code jinqiao.Code, deadline, within time.Duration) {
	t.Helper()
	for name, call := range map[string]func(context.Context) error{
		"Read": func(ctx context.Context) error { _, err := city(t, s, ctx); return err },
		"ExpandTopology": func(ctx context.Context) error {
			_, err := s.ExpandTopology(ctx, []string{"city-000001"}, true)
			return err
		},
		"Count": func(ctx context.Context) error { _, err := s.Count(ctx); return err },
		"Apply": func(ctx context.Context) error { return s.Apply(ctx, batch(cities(9))) },
	} {
		ctx, cancel := context.WithTimeout(context.Background(), deadline)
		at := time.Now()
		err := call(ctx)
		cancel()
		if jinqiao.CodeOf(err) != code || time.Since(at) > within {
			t.Errorf("%s: %v (%s) after %v; want %s within %v", name, err, jinqiao.CodeOf(err), time.Since(at), code, within)
		}
	}
}

// patience is how long a busy machine may take to answer the first questions of
// a server that has just started, whose code is not compiled yet.
const patience = time.Minute

// recovers wants the store to answer by itself after the server's return, and
// notes how long that took.
func recovers(t *testing.T, s *neo4j.Store) {
	t.Helper()
	at := time.Now()
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		n, err := city(t, s, ctx)
		cancel()
		if err == nil && n >= 5 {
			t.Logf("answered %v after the server's return", time.Since(at).Round(10*time.Millisecond))
			return
		}
		if time.Since(at) > patience {
			t.Fatalf("%v after the server's return: %d entities, %v", patience, n, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
