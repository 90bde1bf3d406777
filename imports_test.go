package jinqiao_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed says what each package of the house may import of the others. A
// package that is not listed may not exist.
var allowed = map[string][]string{
	"":                      {},
	"data":                  {},
	"search":                {""},
	"ingest":                {""},
	"internal/termless":     {},
	"store/sqlite":          {"", "internal/termless", "search"},
	"store/storetest":       {"", "search"},
	"store/neo4j":           {"", "search"},
	"store/neo4j/neo4jtest": {},
	"explorer":              {},
	"export":                {""},
	"explorer/typed":        {},
	"explorer/live":         {},
	"explorer/screenshots":  {"explorer/live"},
	"explorer/speed":        {"explorer/live"},
	"graph/gen":             {""},
	"graph/model":           {"", "layout", "linkage"},
	"graph/gql":             {"graph/model"},
	"graph":                 {"", "graph/gql", "graph/model", "layout", "linkage"},
	"layout":                {},
	"server":                {"", "adjacency", "data", "explorer", "export", "graph", "graph/gql", "ingest", "linkage", "store/neo4j", "store/sqlite"},
	"linkage":               {""},
	"adjacency":             {"", "linkage"},
	"bench/synthetic":       {""},
	"bench/generate":        {"", "bench/stores", "bench/synthetic"},
	"bench/stores":          {"", "bench/synthetic", "ingest", "store/neo4j", "store/neo4j/neo4jtest", "store/sqlite"},
	"bench":                 {"", "adjacency", "bench/stores", "bench/synthetic", "data", "graph", "ingest", "internal/termless", "linkage", "search", "store/neo4j", "store/neo4j/neo4jtest", "store/sqlite"},

	"store/neo4j/neo4jtest/throwaway": {"store/neo4j/neo4jtest"},
}

// only says which packages may import a library.
var only = map[string][]string{
	"github.com/go-chi/chi":            {"server", "bench"},
	"github.com/alecthomas/kong":       {"server"},
	"modernc.org/sqlite":               {"store/sqlite", "bench"},
	"github.com/99designs/gqlgen":      {"graph", "graph/gen", "graph/gql", "graph/model"},
	"github.com/neo4j/neo4j-go-driver": {"bench", "store/neo4j", "store/neo4j/neo4jtest"},
	"github.com/xuri/excelize":         {"export"},
	"log/slog":                         {"server"},
}

func TestImportsPointInwards(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		check(t, name(p.ImportPath), p.Imports)
	}
}

// name is the package's folder, "" for the root.
func name(path string) string { return strings.TrimPrefix(strings.TrimPrefix(path, "jinqiao"), "/") }

func check(t *testing.T, pkg string, imports []string) {
	may, listed := allowed[pkg]
	if !listed {
		t.Errorf("package %q has no place in the house: say in imports_test.go what it may import", pkg)
		return
	}
	for _, path := range imports {
		if path == "jinqiao" || strings.HasPrefix(path, "jinqiao/") {
			if !slices.Contains(may, name(path)) {
				t.Errorf("%s imports %s", pkg, path)
			}
			continue
		}
		for library, users := range only {
			if (path == library || strings.HasPrefix(path, library+"/")) && !slices.Contains(users, pkg) {
				t.Errorf("%s imports %s, which is for %v", pkg, path, users)
			}
		}
	}
}
