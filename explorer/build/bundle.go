package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// The playground: sources and result.
const (
	playgroundSource = "../playground"
	playgroundOutput = "../static/playground"
)

// bundlePlayground writes the page and its workers and returns the files that
// went in.
func bundlePlayground() (map[string]bool, error) {
	used := map[string]bool{}
	page, err := options(playgroundOutput, "/playground")
	if err != nil {
		return nil, err
	}
	page.EntryPoints = []string{playgroundSource + "/main.jsx"}
	page.Format = api.FormatESModule
	page.Splitting = true
	page.KeepNames = true // icons are titled by the names of their functions
	words, err := chineseWords()
	if err != nil {
		return nil, err
	}
	page.Plugins = []api.Plugin{shortEditor(), words, editorWords()}
	if err := build(page, used); err != nil {
		return nil, err
	}
	if err := dropStyles(playgroundOutput); err != nil {
		return nil, err
	}
	workers, err := options(playgroundOutput, "/playground")
	if err != nil {
		return nil, err
	}
	workers.EntryPointsAdvanced = []api.EntryPoint{
		{InputPath: "monaco-editor/esm/vs/editor/editor.worker.js", OutputPath: "editor.worker"},
		{InputPath: "monaco-editor/esm/vs/language/json/json.worker.js", OutputPath: "json.worker"},
		{InputPath: "monaco-graphql/esm/graphql.worker.js", OutputPath: "graphql.worker"},
	}
	workers.Format = api.FormatIIFE
	if err := build(workers, used); err != nil {
		return nil, err
	}
	return used, nil
}

func options(output, public string) (api.BuildOptions, error) {
	modules, err := filepath.Abs("node_modules")
	if err != nil {
		return api.BuildOptions{}, fmt.Errorf("find packages: %w", err)
	}
	return api.BuildOptions{
		Bundle: true, Write: true, Metafile: true, LogLevel: api.LogLevelWarning,
		Outdir: output, PublicPath: public,
		EntryNames: "[name]", ChunkNames: "chunks/[name]-[hash]", AssetNames: "chunks/[name]-[hash]",
		NodePaths: []string{modules},
		// Named so that a package with two forms gives the same one to import
		// and to require: types of two copies of graphql do not know each other.
		MainFields: []string{"browser", "module", "main"},
		// The former names lead to a form whose exports a bundle cannot see.
		Alias: map[string]string{
			"prettier/parser-babel":   "prettier/plugins/babel",
			"prettier/parser-graphql": "prettier/plugins/graphql",
		},
		Target: api.ES2022,
		JSX:    api.JSXAutomatic,
		Loader: map[string]api.Loader{".ttf": api.LoaderFile},
		// Together they choose the short checks of graphql and React.
		Define:           map[string]string{"process.env.NODE_ENV": `"production"`, "globalThis.process": "true"},
		LegalComments:    api.LegalCommentsLinked,
		Charset:          api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
	}, nil
}

func build(o api.BuildOptions, used map[string]bool) error {
	result := api.Build(o)
	if len(result.Errors) > 0 {
		return errors.New("bundle: see the messages above")
	}
	var meta struct{ Inputs map[string]struct{} }
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return fmt.Errorf("read build report: %w", err)
	}
	for input := range meta.Inputs {
		if strings.Contains(input, "node_modules/graphql/") && strings.HasSuffix(input, ".js") {
			return fmt.Errorf("bundle: a second copy of graphql, %s", input)
		}
		used[input] = true
	}
	return nil
}

// dropStyles removes the styles of chunks: main.css has all of them, and
// nothing loads these.
func dropStyles(output string) error {
	files, err := filepath.Glob(output + "/chunks/*.css")
	if err != nil {
		return fmt.Errorf("find styles: %w", err)
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			return fmt.Errorf("drop styles: %w", err)
		}
	}
	return nil
}

// shortEditor swaps the editor with all abilities for ours with a few.
func shortEditor() api.Plugin {
	return api.Plugin{Name: "short-editor", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `^monaco-editor/esm/vs/editor/edcore\.main\.js$`},
			func(api.OnResolveArgs) (api.OnResolveResult, error) {
				path, err := filepath.Abs(playgroundSource + "/monaco.js")
				return api.OnResolveResult{Path: path}, err
			})
	}}
}
