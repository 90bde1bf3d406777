// Command throwaway starts and stops a Neo4j server for development, without
// authentication and with data that go with it: in Docker where there is an
// engine, else from Maven's jars on a JDK.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"jinqiao/store/neo4j/neo4jtest"
)

const (
	port      = 7687
	container = "jinqiao-neo4j"
	patience  = 3 * time.Minute
)

func main() {
	work := map[string]func() error{"start": start, "stop": stop, "run": run}[strings.Join(os.Args[1:], " ")]
	if work == nil {
		fmt.Fprintln(os.Stderr, "throwaway: say start or stop")
		os.Exit(2)
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "throwaway:", err)
		os.Exit(1)
	}
}

// engine reports whether there is a Docker engine that answers.
func engine() bool { return exec.Command("docker", "info").Run() == nil }

func start() error {
	if pid, err := running(); err == nil {
		return fmt.Errorf("it is running already, as process %d", pid)
	}
	if engine() {
		if err := inDocker(); err != nil {
			return err
		}
	} else if err := detached(); err != nil {
		return err
	}
	fmt.Printf("Neo4j %s answers at bolt://127.0.0.1:%d; its data go with it.\nJinqiao on it: go run ./server --store bolt://127.0.0.1:%d --example\n", neo4jtest.Version, port, port)
	return nil
}

func inDocker() error {
	address := fmt.Sprintf("127.0.0.1:%d:7687", port)
	out, err := exec.Command("docker", "run", "--detach", "--rm", "--name", container, "--publish", address, "--env", "NEO4J_AUTH=none",
		"neo4j:"+neo4jtest.Version+"-community").CombinedOutput()
	if err != nil {
		return fmt.Errorf("start the container: %w\n%s", err, out)
	}
	return await(func() bool {
		log, err := exec.Command("docker", "logs", container).CombinedOutput()
		return err == nil && strings.Contains(string(log), "Started.")
	}, nil)
}

// detached starts this program again, as one that goes on.
func detached() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	// The program of "go run" is removed when that ends.
	kept, err := file("throwaway")
	if err != nil {
		return err
	}
	if err := copied(self, kept); err != nil {
		return err
	}
	log, err := file("throwaway.log")
	if err != nil {
		return err
	}
	output, err := os.Create(log)
	if err != nil {
		return err
	}
	defer output.Close()
	c := exec.Command(kept, "run")
	c.Stdout, c.Stderr = output, output
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := c.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	err = await(func() bool { _, err := running(); return err == nil }, ended)
	if err != nil {
		text, _ := os.ReadFile(log)
		return fmt.Errorf("%w\n%s", err, text)
	}
	return nil
}

// await returns when something is so, or an error if it is not in time or
// the process has ended.
func await(so func() bool, ended <-chan error) error {
	for until := time.Now().Add(patience); time.Now().Before(until); {
		if so() {
			return nil
		}
		select {
		case <-ended:
			return errors.New("the server did not start")
		case <-time.After(200 * time.Millisecond):
		}
	}
	return fmt.Errorf("the server did not start in %v", patience)
}

// run is the process that goes on: it holds a server until it is told to stop.
func run() error {
	server, err := neo4jtest.Start(neo4jtest.Config{Port: port})
	if err != nil {
		return err
	}
	defer server.Close()
	name, err := file("throwaway.pid")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, []byte(strconv.Itoa(os.Getpid())), 0o644); err != nil {
		return err
	}
	defer os.Remove(name)
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM, os.Interrupt)
	<-told
	return nil
}

func stop() error {
	pid, err := running()
	if err == nil {
		if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
			return err
		}
		return await(func() bool { _, err := running(); return err != nil }, nil)
	}
	if engine() && exec.Command("docker", "stop", container).Run() == nil {
		return nil
	}
	return errors.New("none is running")
}

// running returns the process that holds a server.
func running() (pid int, err error) {
	name, err := file("throwaway.pid")
	if err != nil {
		return 0, err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	if pid, err = strconv.Atoi(string(text)); err != nil {
		return 0, err
	}
	return pid, syscall.Kill(pid, 0)
}

// file returns the path of a file in the folder of the cache.
func file(name string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "jinqiao", "neo4j")
	return filepath.Join(folder, name), os.MkdirAll(folder, 0o755)
}

func copied(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.Remove(to); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
