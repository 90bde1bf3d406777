// Command typed makes the explorer's typed client: for each operation in
// app/**/*.graphql its text, and TypeScript types for its variables and its
// result, read from the complete public schema. A document that does not fit
// the schema is an error that names its file and line. It runs from the folder
// explorer: go generate ./...
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

const (
	schemaFile = "../graph/gql/derived.graphqls"
	documents  = "app"
	clientFile = "app/api/documents.gen.ts"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "typed:", err)
		os.Exit(1)
	}
}

func run() error {
	schema, err := readSchema()
	if err != nil {
		return err
	}
	query, err := readDocuments(schema)
	if err != nil {
		return err
	}
	text := newClient(schema, query).write()
	if err := os.WriteFile(clientFile, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the client: %w", err)
	}
	return nil
}

func readSchema() (*ast.Schema, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, fmt.Errorf("%w (run from the folder explorer)", err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: schemaFile, Input: string(text)})
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	return schema, nil
}

// readDocuments reads all files as one document, so that fragments are shared,
// and checks it. Each definition knows its file.
func readDocuments(schema *ast.Schema) (*ast.QueryDocument, error) {
	files, err := find(documents)
	if err != nil {
		return nil, err
	}
	var all strings.Builder
	starts := make([]int, 0, len(files)) // the first line of each file in all
	line := 1
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read a document: %w", err)
		}
		starts = append(starts, line)
		all.Write(text)
		all.WriteByte('\n')
		line += strings.Count(string(text), "\n") + 1
	}
	query, problems := gqlparser.LoadQueryWithRules(schema, all.String(), rules.NewDefaultRules())
	if len(problems) == 0 {
		return query, nil
	}
	said := make([]string, 0, len(problems))
	for _, p := range problems {
		at := 1
		if len(p.Locations) > 0 {
			at = p.Locations[0].Line
		}
		n, found := slices.BinarySearch(starts, at)
		if !found {
			n--
		}
		said = append(said, fmt.Sprintf("%s:%d: %s", files[n], at-starts[n]+1, p.Message))
	}
	return nil, fmt.Errorf("%s", strings.Join(said, "\n"))
}

func find(root string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".graphql") {
			files = append(files, path)
		}
		return err
	})
	return files, err
}
