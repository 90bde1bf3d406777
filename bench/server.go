package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"jinqiao"
)

const startsMeasured = 5

// mostStart is how long a server may take until it is ready.
const mostStart = 5 * time.Minute

// serverFigure builds the product and measures it from outside: its size, how
// soon it is ready with a store that exists, and its memory.
func (b *bench) serverFigure(s size) error {
	if err := b.close(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "jinqiao-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary, err := b.buildServer(folder)
	if err != nil {
		return err
	}
	info, err := os.Stat(binary)
	if err != nil {
		return err
	}
	if s == sizes[0] || b.report.rows == nil {
		b.report.add(row{what: "binary", got: megabytes(info.Size())})
	}
	if err := b.startUp(s, binary); err != nil {
		return err
	}
	return b.serverMemory(s, binary)
}

// buildServer builds the product into a folder.
func (b *bench) buildServer(folder string) (binary string, err error) {
	binary = filepath.Join(folder, "jinqiao")
	build := exec.CommandContext(b.ctx, "go", "build", "-o", binary, "jinqiao/server")
	build.Env, build.Stderr = append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("build the server: %w", err)
	}
	return binary, nil
}

// What a start on a large graph may take, with the memory it needs meanwhile.
const (
	largeStart  = 15 * time.Second
	largeMemory = 1e9
)

// startUp measures how long it takes until a new process says that it is ready,
// in turns with one that only reads the topology into memory.
func (b *bench) startUp(s size, binary string) error {
	var took []time.Duration
	var built []float64
	var peak, arrays int64
	for range startsMeasured {
		o, err := b.inChild("arrays", b.database(s), "")
		if err != nil {
			return err
		}
		built, arrays = append(built, o.Seconds), max(arrays, o.Peak)
		p, err := b.start(s, binary)
		if err != nil {
			return err
		}
		took, peak = append(took, p.ready), max(peak, p.peak)
		if err := p.end(); err != nil {
			return err
		}
	}
	slices.Sort(took)
	slices.Sort(built)
	middle, raw := took[len(took)/2], built[len(built)/2]
	ready := row{what: "start with an existing store until ready", size: s.name, got: short(middle),
		beside: fmt.Sprintf("the store opened and its topology read: %.0f ms", 1000*raw), ratio: fmt.Sprintf("%.2f ×", middle.Seconds()/raw)}
	memory := row{what: "peak RssAnon meanwhile", size: s.name, got: megabytes(peak), beside: "the topology alone: " + megabytes(arrays)}
	if s == sizes[len(sizes)-1] {
		ready.reach, ready.missed = "≤ 15 s", middle > largeStart
		memory.reach, memory.missed = "≤ 1 GB", peak > largeMemory
	}
	b.report.add(ready, memory)
	return nil
}

// serverMemory measures the memory of a server at rest and under load.
func (b *bench) serverMemory(s size, binary string) error {
	p, err := b.start(s, binary)
	if err != nil {
		return err
	}
	defer p.end()
	time.Sleep(time.Second) // for what a start leaves to be done
	rest, err := anonymous(p.command.Process.Pid)
	if err != nil {
		return err
	}
	loads, err := b.loads(s, p.addr)
	if err != nil {
		return err
	}
	r := []row{{what: "RssAnon at rest", size: s.name, got: megabytes(rest)}}
	for _, load := range loads {
		w := watchMemory(p.command.Process.Pid)
		got, err := load.run(b.round * time.Duration(b.rounds))
		peak := w.end()
		if err != nil {
			return fmt.Errorf("%s: %w", load.name, err)
		}
		r = append(r, row{what: "peak RssAnon serving " + load.name, size: s.name, got: megabytes(peak), beside: "clients: " + got.String()})
	}
	b.report.add(r...)
	return p.end()
}

// loads are the small query and the large one, each from 16 clients.
func (b *bench) loads(s size, addr string) ([]side, error) {
	ontology, err := jinqiao.Standard()
	if err != nil {
		return nil, err
	}
	g, err := s.graph(ontology)
	if err != nil {
		return nil, err
	}
	byVariable, _ := nodeRequests(&fixture{ontology: ontology, graph: g})
	small, err := over("node, c=16", addr, 16, byVariable)
	if err != nil {
		return nil, err
	}
	large, err := over("three levels, c=16", addr, 16, [][]byte{request(threeLevelQuery, nil)})
	return []side{small, large}, err
}

// A process is a server that runs.
type process struct {
	command *exec.Cmd
	addr    string
	ready   time.Duration
	peak    int64 // most RssAnon until it was ready
	ended   bool
}

// start starts a server with the store of a size and waits until it is ready.
func (b *bench) start(s size, binary string) (*process, error) {
	return b.launch(binary, func(addr string) []string {
		return []string{"serve", "--addr", addr, "--store", "sqlite:" + b.database(s), "--log", "error"}
	})
}

// launch starts a program that serves on a free address, with arguments that say
// so and more variables of the environment, and waits until it is ready.
func (b *bench) launch(binary string, args func(addr string) []string, variables ...string) (*process, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &process{addr: l.Addr().String()}
	if err := l.Close(); err != nil {
		return nil, err
	}
	p.command = exec.CommandContext(b.ctx, binary, args(p.addr)...)
	p.command.Env, p.command.Stderr = append(os.Environ(), variables...), os.Stderr
	p.command.Cancel = func() error { return p.command.Process.Signal(syscall.SIGTERM) }
	return p, p.begin()
}

// begin starts the process and waits until it is ready.
func (p *process) begin() error {
	began := time.Now()
	if err := p.command.Start(); err != nil {
		return err
	}
	w := watchMemory(p.command.Process.Pid)
	defer func() { p.peak = w.end() }()
	for time.Since(began) < mostStart {
		if answer, err := http.Get("http://" + p.addr + "/readyz"); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				p.ready = time.Since(began)
				return nil
			}
		}
		time.Sleep(time.Millisecond)
	}
	return errors.Join(errors.New("the server does not become ready"), p.end())
}

// end stops the server and waits for it.
func (p *process) end() error {
	if p.ended {
		return nil
	}
	p.ended = true
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.command.Wait()
}
