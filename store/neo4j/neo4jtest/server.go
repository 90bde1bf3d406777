package neo4jtest

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Config says what server to start. The zero value will do.
type Config struct {
	Password bool   // ask for one; the first is neo4j, and has to be changed
	Heap     string // as -Xmx takes it; 1g if empty
	Settings string // more lines for neo4j.conf
	Port     int    // a free one if 0
	Folder   string // where its data stay, in good order after Stop or Close; if empty, one that Close removes
	Cache    string // of pages of the store in memory; 256m if empty

	temporary bool // the server removes its folder itself
	brief     bool // it runs for minutes only
}

// A Server is a Neo4j in a folder of its own, on a free port. It stops when
// this process does.
type Server struct {
	config       Config
	jars, folder string
	port         int
	process      *exec.Cmd
	input        io.WriteCloser
	ended        chan struct{}
}

// patience is how long a server may take to start.
const patience = 4 * time.Minute

// Start starts a server and waits until it answers.
func Start(c Config) (*Server, error) {
	jars, err := install()
	if err != nil {
		return nil, err
	}
	folder, err := c.folder()
	if err != nil {
		return nil, err
	}
	if c.Port == 0 {
		if c.Port, err = freePort(); err != nil {
			return nil, err
		}
	}
	s := &Server{config: c, jars: jars, folder: folder, port: c.Port}
	if err := s.configure(); err != nil {
		return nil, err
	}
	if err := s.Run(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (c Config) folder() (string, error) {
	if c.Folder != "" {
		return c.Folder, os.MkdirAll(c.Folder, 0o755)
	}
	return os.MkdirTemp("", "jinqiao-neo4j-")
}

// URI returns the server's address.
func (s *Server) URI() string { return fmt.Sprintf("bolt://127.0.0.1:%d", s.port) }

// Process returns the running server, to send it signals.
func (s *Server) Process() *os.Process { return s.process.Process }

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func (s *Server) configure() error {
	cache := s.config.Cache
	if cache == "" {
		cache = "256m"
	}
	lines := []string{
		"server.bolt.enabled=true",
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", s.port),
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", s.port),
		fmt.Sprintf("dbms.security.auth_enabled=%t", s.config.Password),
		"dbms.usage_report.enabled=false",
		"server.memory.pagecache.size=" + cache,
		s.config.Settings,
	}
	if err := unpack("Neo4jServer.java", s.folder); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.folder, "neo4j.conf"), []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}

// Configure sets other lines for neo4j.conf, which the next Run uses.
func (s *Server) Configure(settings string) error {
	s.config.Settings = settings
	return s.configure()
}

// opened are the packages of Java's that Neo4j looks into.
var opened = []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"}

// brief keeps Java from spending processors on code that would be faster after
// some minutes: a test asks each statement a few times, and most of its time goes
// into planning it for the first.
var brief = []string{"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"}

// Run starts the server again, on the data that it has, and waits until it
// answers.
func (s *Server) Run() error {
	heap := s.config.Heap
	if heap == "" {
		heap = "1g"
	}
	args := []string{"-Xmx" + heap}
	if s.config.brief {
		args = append(args, brief...)
	}
	for _, name := range opened {
		args = append(args, "--add-opens=java.base/"+name+"=ALL-UNNAMED")
	}
	args = append(args, "-cp", filepath.Join(s.jars, "lib", "*"), filepath.Join(s.folder, "Neo4jServer.java"), s.folder, filepath.Join(s.folder, "neo4j.conf"))
	if s.config.temporary {
		args = append(args, "temporary")
	}
	log, err := os.Create(s.log())
	if err != nil {
		return err
	}
	defer log.Close()
	s.process = exec.Command(java(), args...)
	s.process.Stdout, s.process.Stderr = log, log
	if s.input, err = s.process.StdinPipe(); err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	s.ended = ended
	go func(p *exec.Cmd) {
		p.Wait()
		close(ended)
	}(s.process)
	return s.wait()
}

func (s *Server) log() string { return filepath.Join(s.folder, "output") }

// wait returns when the server has said that it is up.
func (s *Server) wait() error {
	until := time.Now().Add(patience)
	for time.Now().Before(until) {
		text, err := os.ReadFile(s.log())
		if err == nil && strings.Contains(string(text), "neo4j is up") {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("Neo4j did not start:\n%s", text)
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("Neo4j did not start in %v", patience)
}

// Stop ends the server in good order.
func (s *Server) Stop() {
	if s.process == nil {
		return
	}
	s.input.Close()
	select {
	case <-s.ended:
	case <-time.After(patience):
		s.Kill()
	}
}

// Kill ends the server at once, as kill -9 does.
func (s *Server) Kill() {
	s.process.Process.Kill()
	<-s.ended
}

// Close ends the server and removes its data, unless they have a folder to stay in.
func (s *Server) Close() {
	if s.config.Folder != "" {
		s.Stop()
		return
	}
	if s.process != nil && s.process.Process != nil {
		s.Kill()
	}
	os.RemoveAll(s.folder)
}
