package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestExplorerWalk goes the way of an analyst: find, look, expand, ask for a
// path, read its evidence, select in the table, share, and the rest.
func TestExplorerWalk(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/?lang=zh")
	p.wait(`document.querySelector("input[role=combobox]")`)
	p.run(chromedp.SendKeys("input[role=combobox]", "菏泽市", chromedp.ByQuery))
	p.press(`[role=option]`, "菏泽市")
	p.waitFor("h1", "菏泽市")

	p.press("main a", "画布")
	p.waitFor(".status-count", "51 个实体，90 条关系")
	p.accessible("canvas")

	t.Run("expand and undo", func(t *testing.T) {
		p.press(".middle-bar button", "表格")
		p.press(".table-panel tbody tr", "巨野县")
		p.waitFor(".panel-card h2", "巨野县")
		p.press(".expand button", "企业")
		p.waitFor(".status-count", "52 个实体")
		p.press(`.tools button[aria-label="撤销"], .tools button`, "")
		p.waitFor(".status-count", "51 个实体")
		p.run(chromedp.Evaluate(`history.back()`, nil))
		p.waitFor(".status-count", "52 个实体")
	})
	t.Run("evidence of a link", func(t *testing.T) {
		p.press(".table-panel [role=tab]", "关系")
		p.press(".table-panel tbody tr", "推断")
		p.waitFor(".panel-card .mark", "推断")
		p.waitFor(".panel-card .sources", "出处")
		p.accessible("table and card")
	})
	t.Run("tabs by arrows, letters for the canvas alone", func(t *testing.T) {
		p.run(chromedp.Focus("#tab-details", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowRight))
		p.wait(`document.activeElement.matches("#tab-paths[aria-selected=true]")`)
		p.run(chromedp.KeyEvent("p"), chromedp.KeyEvent(kb.Home))
		p.wait(`document.activeElement.matches("#tab-details[aria-selected=true]") && !location.hash.includes("pin=")`)
	})
	t.Run("share", func(t *testing.T) {
		at := strings.TrimPrefix(p.text("location.href"), s.url)
		ctx, cancel := chromedp.NewContext(p.ctx)
		defer cancel()
		other := open(t, ctx, s.url)
		other.visit(at)
		other.waitFor(".status-count", "52") // in the language of that reader
		other.waitFor(".panel-card .sources", "L1")
		other.clean()
	})
	t.Run("paths", func(t *testing.T) {
		p.visit("/canvas?lang=zh&from=kind:ENTERPRISE&to=kind:EXPERT:academician:true")
		p.waitFor(".path .stop", "陈飞勇")
		p.waitFor(".completeness", "6 步以内的路径都已考虑")
		p.waitFor(".status-count", "6 个实体")
		p.press(".path summary", "叙述")
		p.waitFor(".path .numbered", "菏泽市科协主席")
		p.accessible("paths")
		p.visit("/canvas?lang=zh&from=id:enterprise-huitong-renhe&to=kind:EXPERT:academician:true&steps=2")
		p.waitFor(".completeness", "2 步以内没有记录在案的路径")
	})
	t.Run("language and phone", func(t *testing.T) {
		p.press(".language", "English")
		p.waitFor(".completeness", "No path of up to 2 steps is recorded")
		p.run(chromedp.EmulateViewport(390, 844))
		p.wait(`document.scrollingElement.scrollWidth <= 390`)
		p.accessible("phone")
	})
	p.clean()
}

// TestHostileNames shows names that would break a careless page.
func TestHostileNames(t *testing.T) {
	dir := t.TempDir()
	names := []string{
		`<img src=x onerror=window.broken=1>`, `"><script>window.broken=1</script>`, `Robert'); DROP TABLE --`, `{{7*7}}${7*7}`,
		"שלום עולם RTL \u202etxt.exe", strings.Repeat("很长的名称", 100), `=HYPERLINK("http://example.invalid")`,
	}
	var entities, links strings.Builder
	entities.WriteString(`{"kind":"City","id":"c","name":"城"}
{"kind":"Industry","id":"i","name":"<b>\u202e产业</b> \"'"}
{"kind":"Society","id":"s","name":"</title><script>window.broken=1</script>"}
{"kind":"Document","id":"d","name":"<svg onload=window.broken=1>"}
`)
	links.WriteString(`{"relationship":"SERVES_INDUSTRY","from":"s","to":"i","assertion":"STATED","evidence":[{"document":"d"}]}` + "\n")
	for i, name := range names {
		id := string(rune('a'+i)) + "x"
		entities.WriteString(`{"kind":"Enterprise","id":"` + id + `","name":` + quote(t, name) + "}\n")
		links.WriteString(`{"relationship":"LOCATED_IN","from":"` + id + `","to":"c","assertion":"STATED"}
{"relationship":"IN_INDUSTRY","from":"` + id + `","to":"i","assertion":"INFERRED","confidence":"LOW","basis":"<i>\u202e","evidence":[{"document":"d","locator":"<u>"}]}
`)
	}
	for file, text := range map[string]string{"entities.jsonl": entities.String(), "links.jsonl": links.String()} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	store := "sqlite:" + filepath.Join(dir, "hostile.db")
	if code, out, errs := jinqiao(t, dir, "import", "--store", store, dir); code != 0 {
		t.Fatalf("import: %d\n%s%s", code, out, errs)
	}
	s := serve(t, dir, "--store", store)
	ctx := browser(t)
	walk(t, s, ctx)
	p := open(t, ctx, s.url)
	p.run(chromedp.EmulateViewport(1280, 900))
	p.visit("/canvas?seeds=c&lang=zh#table=1")
	p.waitFor(".status-count", "8 个实体")
	for _, name := range names[:4] {
		p.waitFor(".table-panel td", name)
	}
	p.run(chromedp.EmulateViewport(390, 844))
	p.wait(`document.scrollingElement.scrollWidth <= 390`)
	p.visit("/entity/ax?lang=zh")
	p.waitFor("h1", names[0])
	if broken := p.text("window.broken"); broken != "undefined" {
		t.Errorf("a name ran as a script")
	}
	p.clean()
}
