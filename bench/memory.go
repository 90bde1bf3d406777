package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

// anonymous returns how much memory of its own a process holds, in bytes: RssAnon,
// which leaves out files that it has mapped, such as the store's.
func anonymous(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(status) {
		if rest, ok := bytes.CutPrefix(line, []byte("RssAnon:")); ok {
			kB, err := strconv.ParseInt(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(rest), []byte("kB")))), 10, 64)
			return kB << 10, err
		}
	}
	return 0, fmt.Errorf("no RssAnon of process %d", pid)
}

// A watch keeps the most memory that a process has held.
type watch struct {
	pid  int
	peak atomic.Int64
	stop chan struct{}
	done chan struct{}
}

// watchMemory looks at a process every few milliseconds until end is called.
func watchMemory(pid int) *watch {
	w := &watch{pid: pid, stop: make(chan struct{}), done: make(chan struct{})}
	go w.run()
	return w
}

func (w *watch) run() {
	defer close(w.done)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		if n, err := anonymous(w.pid); err == nil {
			w.peak.Store(max(w.peak.Load(), n))
		}
		select {
		case <-tick.C:
		case <-w.stop:
			return
		}
	}
}

func (w *watch) end() int64 {
	close(w.stop)
	<-w.done
	return w.peak.Load()
}

func megabytes(n int64) string { return fmt.Sprintf("%.0f MB", float64(n)/1e6) }
