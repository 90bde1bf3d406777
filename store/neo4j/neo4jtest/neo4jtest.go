// Package neo4jtest starts real Neo4j servers for tests, without containers:
// Maven brings the jars, which are kept in the user's cache folder, and a JDK
// runs them.
package neo4jtest

import (
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Variable names the environment variable that says how tests find a server:
// "required" makes them fail, not skip, where none can be started; an address
// such as bolt://localhost:7687 is that of a server without authentication
// whose database the tests may wipe. Else each test binary starts its own.
const Variable = "JINQIAO_TEST_NEO4J"

//go:embed pom.xml Neo4jServer.java
var files embed.FS

// VersionVariable names the environment variable for a server of another version
// than Version. Such a one may need another JDK: JAVA_HOME says which runs it.
const VersionVariable = "JINQIAO_TEST_NEO4J_VERSION"

// Version is that of the server if no other is asked for; its jars are fetched once.
const Version = "5.26.30"

// Wanted is the version of the servers that are started.
func Wanted() string {
	if v := os.Getenv(VersionVariable); v != "" {
		return v
	}
	return Version
}

// java is the program that runs the server.
func java() string {
	if home := os.Getenv("JAVA_HOME"); home != "" {
		return filepath.Join(home, "bin", "java")
	}
	return "java"
}

// install returns the folder that holds the jars, after fetching them if they
// are not there yet.
func install() (string, error) {
	for _, tool := range []string{java(), "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", fmt.Errorf("%s is needed to run Neo4j %s for tests: %w", tool, Wanted(), err)
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	home := filepath.Join(cache, "jinqiao", "neo4j")
	folder := filepath.Join(home, Wanted())
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return "", err
	}
	made, err := os.MkdirTemp(home, "fetching-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(made)
	if err := fetch(made); err != nil {
		return "", err
	}
	// Another test binary may have been faster.
	if err := os.Rename(made, folder); err != nil {
		if _, there := os.Stat(folder); there != nil {
			return "", err
		}
	}
	return folder, nil
}

// unpack writes one of the embedded files into a folder.
func unpack(name, folder string) error {
	text, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name), text, 0o644)
}

func fetch(folder string) error {
	if err := unpack("pom.xml", folder); err != nil {
		return err
	}
	maven := exec.Command("mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime", "-Dneo4j.version="+Wanted())
	maven.Dir = folder
	if out, err := maven.CombinedOutput(); err != nil {
		return fmt.Errorf("fetch Neo4j with Maven: %w\n%s", err, out)
	}
	return nil
}

var shared = sync.OnceValues(func() (*Server, error) { return Start(Config{temporary: true, brief: true}) })

// Shared returns the address of the one server of this test binary, which has no
// authentication. It ends with the binary. Where there can be none the test is
// skipped, or fails if one is required.
func Shared(t testing.TB) string {
	t.Helper()
	if address := os.Getenv(Variable); strings.Contains(address, "://") {
		return address
	}
	s, err := shared()
	need(t, err)
	return s.URI()
}

// New starts a server for one test, which ends with it.
func New(t testing.TB, c Config) *Server {
	t.Helper()
	c.brief = true
	s, err := Start(c)
	need(t, err)
	t.Cleanup(s.Close)
	return s
}

func need(t testing.TB, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if os.Getenv(Variable) != "" {
		t.Fatalf("no Neo4j: %v", err)
	}
	t.Skipf("no Neo4j (%s=required makes this a failure): %v", Variable, err)
}
