package main_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// wordsOnPage returns what a page says or names things by, outside of the texts of
// the reader, of the schema, and of the tools themselves.
const wordsOnPage = `(() => {
	const ours = '.view-lines, .view-overlays, .graphiql-history-item-label, .graphiql-tab-button, .graphiql-markdown-description, .graphiql-markdown-deprecation, [class^=jq-], [class*=" jq-"], .graphiql-doc-explorer-title, .graphiql-doc-explorer-back, .graphiql-doc-explorer-root-type, .graphiql-doc-explorer-type-name, .graphiql-doc-explorer-field-name, .graphiql-doc-explorer-argument-name, .graphiql-doc-explorer-enum-value, .graphiql-doc-explorer-directive, .graphiql-doc-explorer-default-value, .graphiql-explorer-node, .graphiql-explorer-root input, script, style, noscript, code';
	const said = new Set();
	for (const at of document.body.querySelectorAll('*')) {
		if (at.closest(ours)) continue;
		for (const name of ['aria-label', 'title', 'placeholder', 'aria-roledescription']) said.add(at.getAttribute(name) ?? '');
		for (const node of at.childNodes) if (node.nodeType === 3) said.add(node.textContent);
	}
	return [...said];
})()`

// names are what a Chinese text may name in Latin letters.
var names = regexp.MustCompile(`\b(GraphQL|GraphiQL|Jinqiao|JSON|Monaco|VS|Code|macOS|Windows|Ctrl|Control|Cmd|Shift|Alt|Enter|Esc|Escape|Space|Tab|UpArrow|DownArrow|F\d+|[A-Z]|query|Query)\b`)

var latin = regexp.MustCompile(`[A-Za-z]{2,}`)

// TestPlaygroundInChinese opens every panel, dialog and menu of the playground in
// Chinese, and names each word that is not.
func TestPlaygroundInChinese(t *testing.T) {
	s := serve(t, t.TempDir())
	ctx := browser(t)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	check := func(where string) chromedp.Action {
		return chromedp.ActionFunc(func(ctx context.Context) error {
			var said []string
			if err := chromedp.Evaluate(wordsOnPage, &said).Do(ctx); err != nil {
				return err
			}
			for _, text := range said {
				if left := latin.FindAllString(names.ReplaceAllString(text, ""), -1); left != nil && !strings.Contains(text, " / ") {
					t.Errorf("%s: %q", where, strings.TrimSpace(text))
				}
			}
			return nil
		})
	}
	press := func(label string) chromedp.Action {
		return chromedp.Click(fmt.Sprintf(`[aria-label*=%q]`, label), chromedp.ByQuery)
	}
	settle := chromedp.Sleep(300 * time.Millisecond)
	editor := ".graphiql-query-editor .view-lines"
	err := chromedp.Run(ctx,
		chromedp.Navigate(s.url+"/playground?lang=zh#query=%7Bstatistics%7Brevision%7D%7D"),
		chromedp.WaitVisible(editor, chromedp.ByQuery),
		chromedp.WaitVisible(`[aria-label^="运行查询"]`, chromedp.ByQuery), check("at first"),
		press("运行查询"), settle, check("answered"),
		press("打开历史"), settle, check("history"),
		press("打开查询构造器"), settle, check("query builder"),
		press("打开文档"), settle, check("documentation"),
		chromedp.Click(".graphiql-doc-explorer-type-name", chromedp.ByQuery), settle, check("documentation of a type"),
		chromedp.Click(".graphiql-doc-explorer-search-input", chromedp.ByQuery), settle, chromedp.KeyEvent("zzzz"), chromedp.WaitVisible(".graphiql-doc-explorer-search-empty", chromedp.ByQuery), check("search in the documentation"),
		press("设置"), settle, check("settings"), chromedp.KeyEvent(kb.Escape), settle,
		press("快捷键"), settle, check("short keys"), chromedp.KeyEvent(kb.Escape), settle,
		press("展开变量和请求头"), settle, check("variables"),
		chromedp.Click(editor, chromedp.ByQuery), chromedp.KeyEvent(kb.F1), chromedp.WaitVisible(".quick-input-widget", chromedp.ByQuery), settle, check("commands"),
		chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("f", chromedp.KeyModifiers(2)), chromedp.WaitVisible(".find-widget", chromedp.ByQuery), settle, check("find"),
	)
	if err != nil {
		t.Fatal(err)
	}
}

// TestPlaygroundInEnglish finds GraphiQL's own words where English is asked for.
func TestPlaygroundInEnglish(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/playground?lang=en#query=%7Bstatistics%7Brevision%7D%7D")
	p.waitFor(".graphiql-query-editor .view-lines", "statistics")
	p.run(chromedp.Click(`[aria-label="Show Documentation Explorer"]`, chromedp.ByQuery))
	p.waitFor(".graphiql-doc-explorer-section-title", "Root Types")
	p.run(chromedp.Click(`[aria-label="Open short keys dialog"]`, chromedp.ByQuery))
	p.waitFor(".graphiql-dialog td", "Open the Command Palette")
	p.wait(`document.querySelector(".graphiql-query-editor textarea").ariaLabel.includes("Editor content")`)
	p.clean()
}
