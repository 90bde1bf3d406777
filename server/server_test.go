package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "jinqiao-test-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "jinqiao")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s", out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// jinqiao runs a command to its end in a folder.
func jinqiao(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// A running server.
type running struct {
	t      *testing.T
	cmd    *exec.Cmd
	url    string
	stdout string // up to the addresses
}

var address = regexp.MustCompile(`(http://\S+)/graphql`)

// serve starts a server on a free port and waits until it says its addresses.
func serve(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &running{t: t, cmd: cmd}
	t.Cleanup(func() { s.kill() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		s.stdout += lines.Text() + "\n"
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			s.url = m[1]
			go io.Copy(io.Discard, out)
			return s
		}
	}
	t.Fatalf("the server ended without an address:\n%s", s.stdout)
	return nil
}

func (s *running) kill() {
	s.cmd.Process.Kill()
	s.cmd.Wait()
}

// stop ends the server as an operator does.
func (s *running) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("stopped with %v", err)
	}
}

func (s *running) query(q string) string {
	s.t.Helper()
	body, err := json.Marshal(map[string]string{"query": q})
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := http.Post(s.url+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	return read(s.t, r)
}

func (s *running) get(path string) (int, string) {
	s.t.Helper()
	r, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	return r.StatusCode, read(s.t, r)
}

func read(t *testing.T, r *http.Response) string {
	t.Helper()
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const countQuery = `{statistics{entityCount linkCount revision}}`

func TestFirstRun(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	if want := "Loaded the example data: 534 entities, 858 links, of them 187 inferred.\n"; !strings.HasPrefix(s.stdout, want) {
		t.Errorf("said %q, want first %q", s.stdout, want)
	}
	if got := s.query(countQuery); got != `{"data":{"statistics":{"entityCount":534,"linkCount":858,"revision":1}}}` {
		t.Error(got)
	}
	for path, want := range map[string]string{
		"/healthz":              "alive",
		"/readyz":               "ready",
		"/schema.graphqls":      "type Enterprise implements",
		"/scalars/partial-date": "ISO 8601",
		"/playground":           "<html",
		"/":                     "<html",
	} {
		if code, body := s.get(path); code != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %.80s, want %q", path, code, body, want)
		}
	}
	s.stop()
	again := serve(t, dir)
	if want := "The store holds 534 entities, 858 links, of them 187 inferred.\n"; !strings.HasPrefix(again.stdout, want) {
		t.Errorf("second start said %q, want first %q", again.stdout, want)
	}
	if got := again.query(countQuery); !strings.Contains(got, `"revision":1`) {
		t.Error("the second start wrote something:", got)
	}
}

func TestEmptyStore(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir, "--store", "sqlite:own.db")
	if got := s.query(countQuery); !strings.Contains(got, `"entityCount":0`) {
		t.Error("a store of one's own does not start empty:", got)
	}
	s.stop()
	filled := serve(t, dir, "--store", "sqlite:own.db", "--example")
	if got := filled.query(countQuery); !strings.Contains(got, `"entityCount":534`) {
		t.Error("--example did not load:", got)
	}
}

// TestRefusals wants one clear line, exit code 1 and nothing changed.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	other := serve(t, dir)
	port := strings.TrimPrefix(other.url, "http://")
	write(t, dir, "text.db", strings.Repeat("not a database\n", 1000))
	write(t, dir, "file", "")
	cases := []struct {
		name string
		args []string
		want string
	}{
		{"port in use", []string{"--addr", port, "--store", "sqlite:fresh.db"}, "cannot listen on " + port + ": address already in use"},
		{"store in use", nil, "is in use by another jinqiao"},
		{"not a database", []string{"--store", "sqlite:text.db"}, "text.db"},
		{"folder that is not there", []string{"--store", "sqlite:none/x.db"}, "none"},
		{"folder that is a file", []string{"--store", "sqlite:file/x.db"}, "file"},
		{"folder instead of a file", []string{"--store", "sqlite:."}, "folder"},
		{"unknown store", []string{"--store", "mysql://x"}, "write sqlite:PATH"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := listing(t, dir)
			args := c.args
			if c.name != "port in use" {
				args = append([]string{"--addr", "127.0.0.1:0"}, args...)
			}
			code, stdout, stderr := jinqiao(t, dir, append([]string{"serve"}, args...)...)
			if code != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, c.want) {
				t.Errorf("exit %d, stdout %q, stderr %q; want exit 1 and one line with %q", code, stdout, stderr, c.want)
			}
			if after := listing(t, dir); after != before {
				t.Errorf("the folder changed:\n%s\nbefore\n%s", after, before)
			}
		})
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// listing names the files of a folder with their sizes.
func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, e.Name(), info.Size())
	}
	return b.String()
}

func TestWrongCommandLine(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"serve --adr x", "unknown flag --adr"},
		{"sing", "unexpected argument sing"},
		{"import", "expected"},
		{"serve --log loud", "--log"},
	} {
		code, _, stderr := jinqiao(t, t.TempDir(), strings.Fields(c.args)...)
		if code != 2 || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: exit %d, %q; want exit 2 with %q", c.args, code, stderr, c.want)
		}
	}
	if code, stdout, _ := jinqiao(t, t.TempDir(), "--help"); code != 0 || !strings.Contains(stdout, "import") {
		t.Errorf("--help: exit %d, %q", code, stdout)
	}
	if code, stdout, _ := jinqiao(t, t.TempDir(), "version"); code != 0 || !strings.HasPrefix(stdout, "jinqiao ") {
		t.Errorf("version: exit %d, %q", code, stdout)
	}
}

const entities = `{"kind":"Document","id":"doc","name":"来源","category":"OTHER"}
{"kind":"City","id":"city","name":"某市","level":"PREFECTURE","evidence":[{"document":"doc"}]}
{"kind":"Enterprise","id":"firm","name":"某公司","evidence":[{"document":"doc"}]}
`

const links = `{"relationship":"LOCATED_IN","from":"firm","to":"city","assertion":"STATED","evidence":[{"document":"doc"}]}
`

func TestImportAndCheck(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "entities.jsonl", entities)
	write(t, dir, "links.jsonl", links)
	code, stdout, stderr := jinqiao(t, dir, "import", ".", "--store", "sqlite:x.db")
	if code != 0 || !strings.Contains(stdout, "4 created") {
		t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
	}
	code, stdout, _ = jinqiao(t, dir, "import", ".", "--store", "sqlite:x.db")
	if code != 0 || !strings.Contains(stdout, "4 unchanged") {
		t.Errorf("the second import: exit %d, %q", code, stdout)
	}
	write(t, dir, "bad.jsonl", strings.Replace(links, "city", "nowhere", 1))
	code, stdout, _ = jinqiao(t, dir, "import", "bad.jsonl", "--store", "sqlite:x.db")
	if code != 1 || !strings.Contains(stdout, "bad.jsonl:1") || !strings.Contains(stdout, "nowhere") {
		t.Errorf("a bad file: exit %d, %q", code, stdout)
	}
	code, stdout, _ = jinqiao(t, dir, "check", "bad.jsonl")
	if code != 1 || !strings.Contains(stdout, "bad.jsonl:1") {
		t.Errorf("check of a bad file: exit %d, %q", code, stdout)
	}
	if code, stdout, _ = jinqiao(t, dir, "check", "entities.jsonl", "links.jsonl"); code != 0 {
		t.Errorf("check of good files: exit %d, %q", code, stdout)
	}
	if code, stdout, _ = jinqiao(t, dir, "check", "--store", "sqlite:x.db"); code != 0 {
		t.Errorf("check of the store: exit %d, %q", code, stdout)
	}
	if code, _, stderr = jinqiao(t, dir, "import", "none.jsonl", "--store", "sqlite:x.db"); code != 1 || !strings.Contains(stderr, "none.jsonl") {
		t.Errorf("a file that is not there: exit %d, %q", code, stderr)
	}
}

func TestPortIsTakenBeforeTheStoreIsTouched(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	dir := t.TempDir()
	if code, _, _ := jinqiao(t, dir, "--addr", l.Addr().String()); code == 0 {
		t.Error("served on a port in use")
	}
	if got := listing(t, dir); got != "" {
		t.Errorf("left behind:\n%s", got)
	}
}
