package neo4j_test

import (
	"context"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// faults are the ways in which a server and the line to it fail.
type faults struct {
	t      *testing.T
	server *neo4jtest.Server
	line   *line
	store  *neo4j.Store // straight at the server
	far    *neo4j.Store // over the line
	others int          // cities that killedUnderWriters has left
}

func (f *faults) stopped(t *testing.T) {
	f.server.Process().Signal(syscall.SIGSTOP)
	fails(t, f.store, jinqiao.CodeTimeout, time.Second, 2*time.Second)
	f.server.Process().Signal(syscall.SIGCONT)
	recovers(t, f.store)
}

// readers has readers ask while something happens, and returns what they were
// told that was wrong.
func readers(s *neo4j.Store, happens func()) []error {
	ctx, end := context.WithCancel(context.Background())
	var mu sync.Mutex
	var group sync.WaitGroup
	var all []error
	for range 4 {
		group.Go(func() {
			for ctx.Err() == nil {
				own, cancel := context.WithTimeout(context.Background(), 20*time.Second)
				_, err := s.ExpandTopology(own, []string{"city-000001"}, true)
				cancel()
				if err != nil {
					mu.Lock()
					all = append(all, err)
					mu.Unlock()
				}
			}
		})
	}
	time.Sleep(200 * time.Millisecond)
	happens()
	end()
	group.Wait()
	return all
}

func (f *faults) paused(t *testing.T) {
	errs := readers(f.store, func() {
		f.server.Process().Signal(syscall.SIGSTOP)
		time.Sleep(time.Second)
		f.server.Process().Signal(syscall.SIGCONT)
		time.Sleep(time.Second)
	})
	if len(errs) > 0 {
		t.Errorf("%d readers failed, first: %v", len(errs), errs[0])
	}
}

func (f *faults) slow(t *testing.T) {
	f.line.delay(300 * time.Millisecond)
	defer f.line.delay(0)
	recovers(t, f.far)
	f.line.delay(3 * time.Second)
	fails(t, f.far, jinqiao.CodeTimeout, time.Second, 2*time.Second)
}

// cut breaks the line under readers and writers again and again. Readers are
// answered all the same, or told that the server cannot be reached; what a writer
// was acknowledged is there once.
func (f *faults) cut(t *testing.T) {
	n := count(t, f.store)
	errs := readers(f.far, func() {
		for range 10 {
			time.AfterFunc(20*time.Millisecond, f.line.cut)
			err := f.far.Apply(minute(t), batch(cities(n+1)))
			switch {
			case err == nil:
				n++
			case jinqiao.CodeOf(err) != jinqiao.CodeUnavailable:
				t.Errorf("a writer was told %v", err)
			}
		}
	})
	for _, err := range errs {
		if jinqiao.CodeOf(err) != jinqiao.CodeUnavailable {
			t.Fatalf("a reader was told %v", err)
		}
	}
	recovers(t, f.far)
	if got := count(t, f.store); got != n && got != n+1 {
		t.Errorf("%d entities, %d were acknowledged", got, n)
	}
}

func (f *faults) swallowed(t *testing.T) {
	f.line.swallow(true)
	f.line.cut()
	fails(t, f.far, jinqiao.CodeUnavailable, 20*time.Second, 12*time.Second)
	f.line.swallow(false)
	recovers(t, f.far)
}

// password changes it under open connections, and back. Neo4j counts wrong
// passwords and then refuses even the right one for 5 s.
func (f *faults) password(t *testing.T) {
	setPassword(t, f.server.URI(), password, "another password")
	f.line.cut()
	_, err := city(t, f.far, minute(t))
	if jinqiao.CodeOf(err) != jinqiao.CodeUnavailable || !strings.Contains(err.Error(), "password") {
		t.Errorf("told %v", err)
	}
	setPassword(t, f.server.URI(), "another password", password)
	time.Sleep(5 * time.Second)
	recovers(t, f.far)
}

func (f *faults) killedUnderReaders(t *testing.T) {
	errs := readers(f.store, func() {
		f.server.Kill()
		time.Sleep(200 * time.Millisecond)
		fails(t, f.store, jinqiao.CodeUnavailable, 20*time.Second, 8*time.Second)
		refused(t, neo4j.Options{URI: f.server.URI(), Password: password, Ontology: standard(t)}, "cannot be reached")
	})
	if len(errs) == 0 {
		t.Error("no reader noticed")
	}
	for _, err := range errs {
		if jinqiao.CodeOf(err) != jinqiao.CodeUnavailable {
			t.Fatalf("a reader was told %v", err)
		}
	}
	f.restart(t)
}

func (f *faults) restart(t *testing.T) {
	t.Helper()
	if err := f.server.Run(); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	group.Go(func() { alone(t, f.server.URI()) })
	recovers(t, f.store)
	group.Wait()
}

// alone notes when a driver without the store has answers from a server that is
// back: the least that the store could take.
func alone(t *testing.T, uri string) {
	at := time.Now()
	d, err := driver.NewDriverWithContext(uri, driver.BasicAuth("neo4j", password, ""))
	if err != nil {
		t.Error(err)
		return
	}
	defer d.Close(context.Background())
	for _, text := range []string{"RETURN 1", "MATCH (c:City) RETURN count(c), collect(c.name)[..10]"} {
		if _, err := driver.ExecuteQuery(minute(t), d, text, nil, driver.EagerResultTransformer); err != nil {
			t.Error(err)
			return
		}
		t.Logf("a driver alone had the answer to %s after %v", text, time.Since(at).Round(10*time.Millisecond))
	}
}

// killedUnderLargeBatch kills the server when a batch has begun to be written. It
// is all there some time after the server's return.
func (f *faults) killedUnderLargeBatch(t *testing.T) {
	n := count(t, f.store)
	many := 25000 + f.others
	ended := make(chan error)
	go func() { ended <- f.store.Apply(context.Background(), batch(cities(25000))) }()
	for until := time.Now().Add(time.Minute); count(t, f.store) == n && time.Now().Before(until); {
		time.Sleep(20 * time.Millisecond)
	}
	f.server.Kill()
	if err := <-ended; jinqiao.CodeOf(err) != jinqiao.CodeUnavailable || !strings.Contains(err.Error(), "was cut off after") {
		t.Errorf("told %v", err)
	}
	f.restart(t)
	for until := time.Now().Add(time.Minute); count(t, f.store) != many && time.Now().Before(until); {
		time.Sleep(200 * time.Millisecond)
	}
	if stats := counted(t, f.store); stats.Entities[0].Count != many || stats.Unfinished != "" {
		t.Errorf("%+v some time after the server's return", stats)
	}
}

// little restarts the server with little memory for a transaction, and has it sort
// more than goes into that. What needs little is answered all the same.
func (f *faults) little(t *testing.T) {
	f.server.Stop()
	if err := f.server.Configure("db.memory.transaction.max=4m"); err != nil {
		t.Fatal(err)
	}
	f.restart(t)
	_, err := f.store.Read(minute(t), &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{
		Filter: jinqiao.OfKind{"City"},
		Page:   jinqiao.Page{Limit: 20000},
		Order:  []jinqiao.Order{{Property: "adminCode"}},
		Select: &jinqiao.EntitySelect{Properties: true},
	}}})
	if jinqiao.CodeOf(err) != jinqiao.CodeUnavailable || !strings.Contains(err.Error(), "too little memory") {
		t.Errorf("told %v", err)
	}
	recovers(t, f.store)
}

func count(t *testing.T, s *neo4j.Store) int {
	t.Helper()
	n, err := city(t, s, minute(t))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
