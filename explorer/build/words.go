package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// chineseWords has GraphiQL say its words in the reader's language. It has no place
// for other words, so the build puts one in for each, by the table in words.txt.
func chineseWords() (api.Plugin, error) {
	table, err := readWords(playgroundSource + "/words.txt")
	if err != nil {
		return api.Plugin{}, err
	}
	var files []string
	for file := range table {
		files = append(files, regexp.QuoteMeta(file))
	}
	filter := "/node_modules/(" + strings.Join(files, "|") + ")$"
	return api.Plugin{Name: "chinese-words", Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: filter}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			path := filepath.ToSlash(args.Path)
			return loaded(path, func(text string) (string, error) {
				return translated(text, table[path[strings.LastIndex(path, "/node_modules/")+len("/node_modules/"):]])
			})
		})
		b.OnEnd(func(*api.BuildResult) (api.OnEndResult, error) { return api.OnEndResult{}, unused(table) })
	}}, nil
}

// A saying replaces a text in a file.
type saying struct {
	from, to string
	used     bool
}

// readWords reads the table: what is replaced in each file of a package.
func readWords(name string) (map[string][]*saying, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	table, file := map[string][]*saying{}, ""
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			file = strings.Trim(line, "[]")
		default:
			s, ok := readSaying(line)
			if !ok || file == "" {
				return nil, fmt.Errorf("%s:%d: want an expression = an expression, or ! text => text, below a [file]", name, i+1)
			}
			table[file] = append(table[file], s)
		}
	}
	return table, nil
}

func readSaying(line string) (*saying, bool) {
	if raw, is := strings.CutPrefix(line, "! "); is {
		from, to, ok := strings.Cut(raw, " => ")
		lines := strings.NewReplacer(`\n`, "\n")
		return &saying{from: lines.Replace(from), to: lines.Replace(to)}, ok
	}
	en, zh, ok := strings.Cut(line, " = ")
	if key, is := strings.CutSuffix(en, ":"); is {
		return &saying{from: en, to: "[say(" + key + ", " + zh + ")]:"}, ok
	}
	return &saying{from: en, to: "say(" + en + ", " + zh + ")"}, ok
}

// translated returns a script with sayings in it.
func translated(text string, sayings []*saying) (string, error) {
	var pairs []string
	for _, s := range sayings {
		s.used = strings.Contains(text, s.from)
		pairs = append(pairs, s.from, s.to)
	}
	path, err := playgroundFile("say.js")
	if err != nil {
		return "", err
	}
	begin := fmt.Sprintf("import { say } from %q;\n", path)
	if strings.Contains(text, "Object.defineProperty(exports,") {
		begin = fmt.Sprintf("var say = require(%q).say;\n", path)
	}
	return begin + strings.NewReplacer(pairs...).Replace(text), nil
}

// unused says which words of the table are not in the packages.
func unused(table map[string][]*saying) error {
	for file, sayings := range table {
		for _, s := range sayings {
			if !s.used {
				return fmt.Errorf("words.txt: %s does not hold %s (any more)", file, s.from)
			}
		}
	}
	return nil
}

// loaded returns a script of a package, changed.
func loaded(path string, change func(string) (string, error)) (api.OnLoadResult, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	contents, err := change(string(text))
	return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, err
}

// playgroundFile returns where a source of the playground is, for scripts of packages.
func playgroundFile(name string) (string, error) {
	path, err := filepath.Abs(filepath.Join(playgroundSource, name))
	return filepath.ToSlash(path), err
}
