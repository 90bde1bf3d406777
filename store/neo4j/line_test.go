package neo4j_test

import (
	"bytes"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// A line is a TCP proxy before a server that can be slow, can swallow what it is
// given, and can be cut.
type line struct {
	to       string
	listener net.Listener

	mu        sync.Mutex
	late      time.Duration
	swallows  bool
	watched   string
	seen      int
	connected map[net.Conn]bool
}

// between returns a line to the server at an address.
func between(t *testing.T, uri string) *line {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{to: strings.TrimPrefix(uri, "bolt://"), listener: listener, connected: map[net.Conn]bool{}}
	go l.serve()
	t.Cleanup(func() {
		listener.Close()
		l.cut()
	})
	return l
}

// URI returns the address of the server over the line.
func (l *line) URI() string { return "bolt://" + l.listener.Addr().String() }

// delay has each piece of data wait, both ways.
func (l *line) delay(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.late = d
}

// swallow has the line pass nothing on, while it takes everything.
func (l *line) swallow(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.swallows = on
}

// watch has the line count how often a text passes.
func (l *line) watch(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.watched, l.seen = text, 0
}

func (l *line) times() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen
}

// cut breaks all connections.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.connected {
		c.Close()
	}
	clear(l.connected)
}

func (l *line) serve() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.to)
		if err != nil {
			near.Close()
			continue
		}
		l.mu.Lock()
		l.connected[near], l.connected[far] = true, true
		l.mu.Unlock()
		go l.pass(near, far)
		go l.pass(far, near)
	}
}

func (l *line) pass(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		l.mu.Lock()
		late, swallows := l.late, l.swallows
		if l.watched != "" {
			l.seen += bytes.Count(buffer[:n], []byte(l.watched))
		}
		l.mu.Unlock()
		time.Sleep(late)
		if swallows {
			n = 0
		}
		if _, failed := to.Write(buffer[:n]); failed != nil || err != nil {
			return
		}
	}
}
