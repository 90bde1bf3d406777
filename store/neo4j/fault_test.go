package neo4j_test

import (
	"context"
	"syscall"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

const password = "a password of some length"

// setPassword replaces the first password, as an operator has to.
func setPassword(t *testing.T, uri string) {
	t.Helper()
	ctx := minute(t)
	d, err := driver.NewDriverWithContext(uri, driver.BasicAuth("neo4j", "neo4j", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	_, err = driver.ExecuteQuery(ctx, d, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", map[string]any{"old": "neo4j", "new": password},
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
	setPassword(t, server.URI())
	refused(t, neo4j.Options{URI: o.URI, Password: "wrong", Ontology: o.Ontology}, "does not accept the user or the password")
	refused(t, neo4j.Options{URI: o.URI, Ontology: o.Ontology}, "does not accept the user or the password")
	s, err := neo4j.Open(minute(t), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Apply(minute(t), batch(cities(5))); err != nil {
		t.Fatal(err)
	}
	t.Run("it does not answer", func(t *testing.T) {
		server.Process().Signal(syscall.SIGSTOP)
		fails(t, s, jinqiao.CodeTimeout, time.Second, 2*time.Second)
		server.Process().Signal(syscall.SIGCONT)
		recovers(t, s)
	})
	t.Run("it is killed", func(t *testing.T) {
		server.Kill()
		fails(t, s, jinqiao.CodeUnavailable, 20*time.Second, 8*time.Second)
		refused(t, o, "cannot be reached")
		if err := server.Run(); err != nil {
			t.Fatal(err)
		}
		recovers(t, s)
	})
	t.Run("it is killed under a writer", func(t *testing.T) { killedUnderWriter(t, server, s) })
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
		"Read":   func(ctx context.Context) error { _, err := city(t, s, ctx); return err },
		"Expand": func(ctx context.Context) error { _, err := s.Expand(ctx, []string{"city-000001"}, nil); return err },
		"Count":  func(ctx context.Context) error { _, err := s.Count(ctx); return err },
		"Apply":  func(ctx context.Context) error { return s.Apply(ctx, batch(cities(9))) },
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

// recovers wants the store to answer within 5 s of the server's return.
func recovers(t *testing.T, s *neo4j.Store) {
	t.Helper()
	at := time.Now()
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		n, err := city(t, s, ctx)
		cancel()
		if err == nil && n >= 5 {
			return
		}
		if time.Since(at) > 5*time.Second {
			t.Fatalf("5 s after the server's return: %d entities, %v", n, err)
		}
	}
}

// killedUnderWriter kills the server between batches of a writer. Whatever was
// acknowledged has to be there afterwards, and nothing may be half there.
func killedUnderWriter(t *testing.T, server *neo4jtest.Server, s *neo4j.Store) {
	written := make(chan int)
	go func() {
		n := 5
		for {
			if err := s.Apply(context.Background(), batch(cities(n+3))); err != nil {
				break
			}
			n += 3
		}
		written <- n
	}()
	time.Sleep(time.Second)
	server.Kill()
	acknowledged := <-written
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	recovers(t, s)
	n, err := city(t, s, minute(t))
	if err != nil {
		t.Fatal(err)
	}
	if n != acknowledged && n != acknowledged+3 {
		t.Errorf("%d entities after a kill, %d were acknowledged", n, acknowledged)
	}
	if err := s.Apply(minute(t), batch(cities(acknowledged+6))); err != nil {
		t.Error(err)
	}
}
