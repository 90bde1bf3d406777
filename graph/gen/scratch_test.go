package main_test

import (
	"bufio"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const newRelationship = `enum Relationship {
  "What a patent protects. 专利保护的成果。"
  PROTECTS @link(name: "保护", zh: "保护", en: "protects", zhBack: "受…保护", enBack: "is protected by")
    @ends(from: ["Patent"], to: ["Achievement"])
    @trail
`

const newKind = `
"A patent. 专利。"
type Patent implements Entity & Node @entity(plural: "patents", zh: "专利") {
  "Number of the patent. 专利号。"
  patentNumber: String @property(zh: "专利号", code: true)
  "What it protects. 保护的成果。"
  achievements: AchievementConnection! @relationship(relationships: [PROTECTS], direction: OUT)
}
`

const newField = `type Achievement implements Entity & Node @entity(plural: "achievements", zh: "成果") {
  "Patents that protect it. 保护它的专利。"
  patents: PatentConnection! @relationship(relationships: [PROTECTS], direction: IN)
`

const newData = `{"kind":"Document","id":"document-register","name":"专利登记簿","category":"OTHER"}
{"kind":"Patent","id":"patent-belt","name":"一种带式输送机","patentNumber":"ZL202110000000.1","evidence":[{"document":"document-register"}]}
{"kind":"Achievement","id":"achievement-belt","name":"长距离带式输送"}
{"relationship":"PROTECTS","from":"patent-belt","to":"achievement-belt","assertion":"STATED","evidence":[{"document":"document-register"}]}
`

// TestNewKind proves that adding a kind and a relationship is a change in
// schema.graphqls alone: a copy of the module with one more of each generates,
// compiles, imports and answers.
func TestNewKind(t *testing.T) {
	if testing.Short() {
		t.Skip("generates and compiles the whole server anew")
	}
	dir := t.TempDir()
	copyModule(t, "../..", dir)
	extendSchema(t, filepath.Join(dir, "schema.graphqls"))
	before := handWritten(t, dir)
	command(t, dir, "go", "generate", ".")
	command(t, dir, "go", "build", "-o", "jinqiao-test", "./server")
	for name, text := range handWritten(t, dir) {
		if before[name] != text {
			t.Errorf("%s was touched", name)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "new.jsonl"), []byte(newData), 0o644); err != nil {
		t.Fatal(err)
	}
	command(t, dir, "./jinqiao-test", "import", "new.jsonl", "--store", "sqlite:new.db")
	answer := ask(t, dir, `{"query":"{patents(filter:{achievements:{some:{}}}){nodes{name patentNumber kind achievements{edges{link{text} node{name patents{totalCount}}}}}} entity(name:\"ZL202110000000.1\"){id}}"}`)
	want := `{"data":{"patents":{"nodes":[{"name":"一种带式输送机","patentNumber":"ZL202110000000.1","kind":"PATENT","achievements":{"edges":[{"link":{"text":"一种带式输送机保护长距离带式输送"},"node":{"name":"长距离带式输送","patents":{"totalCount":1}}}]}}]},"entity":{"id":"patent-belt"}}}`
	if answer != want {
		t.Errorf("got\n%s\nwant\n%s", answer, want)
	}
}

func copyModule(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() && (name == ".git" || name == "bin" || d.Name() == "node_modules" || d.Name() == "tools") {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		if !d.Type().IsRegular() || strings.Contains(d.Name(), ".db") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func extendSchema(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(b), "enum Relationship {\n", newRelationship, 1)
	head, _, ok := strings.Cut(newField, "\n")
	if !ok || !strings.Contains(text, head) {
		t.Fatal("the kind to extend is not in the schema")
	}
	text = strings.Replace(text, head+"\n", newField, 1) + newKind
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// handWritten returns all that is not generated.
func handWritten(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !strings.Contains(string(b[:min(len(b), 200)]), "DO NOT EDIT") && d.Name() != "jinqiao-test" {
			files[path] = string(b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func command(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// ask starts the server on a free port and posts one query.
func ask(t *testing.T, dir, body string) string {
	t.Helper()
	cmd := exec.Command("./jinqiao-test", "serve", "--addr", "127.0.0.1:0", "--store", "sqlite:new.db")
	cmd.Dir = dir
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		cmd.Process.Kill()
		cmd.Wait()
	}()
	address := regexp.MustCompile(`http://\S+/graphql`)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url := address.FindString(lines.Text()); url != "" {
			r, err := http.Post(url, "application/json", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			answer, err := io.ReadAll(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			return string(answer)
		}
	}
	t.Fatal("the server said no address")
	return ""
}
