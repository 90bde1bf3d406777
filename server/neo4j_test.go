package main_test

import (
	"bytes"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"jinqiao/store/neo4j/neo4jtest"
)

// Within these all has to be served after the return of the store, or after its
// first start, when constraints and indexes are made and the example is loaded.
// A busy machine takes several times as long as an idle one, whose figures stand
// in docs/neo4j.md.
const (
	refusedIn = 10 * time.Second
	back      = time.Minute
	first     = 2 * time.Minute
)

// TestWaitsForNeo4j starts the server before its store, and takes the store away
// from it.
func TestWaitsForNeo4j(t *testing.T) {
	store := neo4jtest.New(t, neo4jtest.Config{})
	store.Stop()
	addr, log := free(t), &lines{}
	cmd := exec.Command(binary, "serve", "--addr", addr, "--store", store.URI(), "--example")
	cmd.Dir, cmd.Stderr = t.TempDir(), log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &running{t: t, cmd: cmd, url: "http://" + addr}
	t.Cleanup(s.kill)
	s.await("/healthz", http.StatusOK, "alive", refusedIn)
	s.await("/readyz", http.StatusServiceUnavailable, "cannot be reached", refusedIn)
	s.unavailable()
	time.Sleep(3 * time.Second)
	attempts := strings.Count(log.text(), "the store cannot be used yet")
	if all := strings.Count(log.text(), "\n"); attempts < 2 || attempts > 10 || all != attempts {
		t.Errorf("%d attempts and %d lines are logged after 3 s:\n%s", attempts, all, log.text())
	}
	for _, within := range []time.Duration{first, back} {
		if err := store.Run(); err != nil {
			t.Fatal(err)
		}
		s.await("/readyz", http.StatusOK, "ready", within)
		if got := s.query(countQuery); !strings.Contains(got, `"entityCount":534`) {
			t.Error(got)
		}
		store.Stop()
		s.await("/readyz", http.StatusServiceUnavailable, "cannot be reached", refusedIn)
		s.unavailable()
	}
	if text := log.text(); strings.Contains(text, "goroutine") || strings.Contains(text, "internal error") {
		t.Errorf("the log holds a stack or an internal error:\n%s", text)
	}
}

// await asks a path until it answers so.
func (s *running) await(path string, code int, says string, within time.Duration) {
	s.t.Helper()
	var got string
	at := time.Now()
	for until := at.Add(within); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		r, err := http.Get(s.url + path)
		if err != nil {
			got = err.Error()
			continue
		}
		if got = read(s.t, r); r.StatusCode == code && strings.Contains(got, says) {
			s.t.Logf("%s answers %d after %v", path, code, time.Since(at).Round(10*time.Millisecond))
			return
		}
	}
	s.t.Fatalf("%s after %v: %s; want %d with %q", path, within, got, code, says)
}

// unavailable wants a query to be refused at once.
func (s *running) unavailable() {
	s.t.Helper()
	at := time.Now()
	if got := s.query(countQuery); !strings.Contains(got, `"code":"UNAVAILABLE"`) || time.Since(at) > refusedIn {
		s.t.Errorf("after %v: %s; want UNAVAILABLE", time.Since(at), got)
	}
}

// free returns an address on which nothing listens.
func free(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// lines keeps what a process writes.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *lines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}
