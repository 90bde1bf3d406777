package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// editorWords has the editor say its words in the reader's language. Its package has
// them in Chinese only for a form of it that we do not use, in which each has a number.
func editorWords() api.Plugin {
	const chinese = "editor-words-in-chinese"
	return api.Plugin{Name: "editor-words", Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: `/monaco-editor/esm/vs/nls\.js$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			return loaded(args.Path, sayEditorWords)
		})
		b.OnResolve(api.OnResolveOptions{Filter: "^" + chinese + "$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: chinese, Namespace: chinese}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: chinese}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			words, err := editorChinese()
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text, err := json.Marshal(words)
			contents := string(text)
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJSON}, err
		})
	}}
}

func sayEditorWords(text string) (string, error) {
	path, err := playgroundFile("editor-words.js")
	if err != nil {
		return "", err
	}
	for _, change := range [][2]string{
		{"return _format(message, args);\n}", "return _format(editorWord(message), args);\n}"},
		{"message = originalMessage;", "message = editorWord(originalMessage);"},
	} {
		if strings.Count(text, change[0]) != 1 {
			return "", fmt.Errorf("nls.js does not hold %q once", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	return fmt.Sprintf("import { editorWord } from %q;\n", path) + text, nil
}

var (
	message  = regexp.MustCompile(quoted + "|null")
	numbered = regexp.MustCompile(`localize2?\)?\((\d+),(` + quoted + ")")
)

// quoted is a string of a script.
const quoted = "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`"

// longestWords leaves out descriptions of settings, of which no page of ours speaks.
const longestWords = 80

// editorChinese returns the editor's words in Chinese, by those in English.
func editorChinese() (map[string]string, error) {
	const folder = "node_modules/monaco-editor/min/vs/"
	script, err := os.ReadFile(folder + "editor/editor.main.js")
	if err != nil {
		return nil, fmt.Errorf("read the editor's words: %w", err)
	}
	list, err := os.ReadFile(folder + "nls.messages.zh-cn.js")
	if err != nil {
		return nil, fmt.Errorf("read the editor's words in Chinese: %w", err)
	}
	_, text, _ := strings.Cut(string(list), "_VSCODE_NLS_MESSAGES=[")
	text, _, found := strings.Cut(text, "],globalThis")
	if !found {
		return nil, fmt.Errorf("nls.messages.zh-cn.js: no list of messages")
	}
	messages := message.FindAllString(text, -1)
	words := map[string]string{}
	for _, pair := range numbered.FindAllStringSubmatch(string(script), -1) {
		n, err := strconv.Atoi(pair[1])
		if err != nil || n >= len(messages) {
			return nil, fmt.Errorf("editor.main.js: message %s of %d", pair[1], len(messages))
		}
		if en, zh := unquoted(pair[2]), unquoted(messages[n]); len(en) <= longestWords && zh != "" {
			words[en] = zh
		}
	}
	if len(words) < 500 {
		return nil, fmt.Errorf("editor.main.js: only %d messages", len(words))
	}
	return words, nil
}

// unquoted returns what a string of a script holds, "" for anything else.
func unquoted(text string) (held string) {
	if text == "null" {
		return ""
	}
	if quote := text[:1]; quote != `"` {
		text = `"` + strings.NewReplacer(`\`+quote, quote, `"`, `\"`).Replace(strings.Trim(text, quote)) + `"`
	}
	if json.Unmarshal([]byte(text), &held) != nil {
		return ""
	}
	return held
}
