package main_test

import (
	"archive/zip"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	downloads "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestWalk goes the whole way of an analyst on the example data; with
// JINQIAO_TEST_STORE (such as sqlite:200k.db) on what that store holds instead.
func TestWalk(t *testing.T) {
	args := []string{}
	if store := os.Getenv("JINQIAO_TEST_STORE"); store != "" {
		args = append(args, "--store", store)
	}
	walk(t, serve(t, t.TempDir(), args...), browser(t))
}

// walk finds an enterprise by its name, looks at its page, draws it, expands,
// asks for the path to its industry, reads the evidence, opens the table,
// exports, shares, changes the language and takes a phone. It knows nothing of
// the data but what it asks.
func walk(t *testing.T, s *running, ctx context.Context) {
	t.Helper()
	from, name, to := endsOf(t, s)
	p := open(t, ctx, s.url)

	p.visit("/?lang=zh")
	p.wait(`document.querySelector(".search input")`)
	p.run(chromedp.Focus(".search input", chromedp.ByQuery), input.InsertText(name))
	p.press("[role=option]", short(name))
	p.waitFor("h1", name)

	p.press("main a", "在画布中打开")
	p.waitFor(".status-count", "个实体")
	p.press(".middle-bar button", "表格")
	// One that has more links than are shown.
	p.wait(`document.querySelectorAll(".table-panel tbody tr").length > 1`)
	p.run(chromedp.Evaluate(`[...document.querySelectorAll(".table-panel tbody tr")].find(r => r.cells[4].textContent !== r.cells[3].textContent).click()`, nil))
	p.wait(`document.querySelector(".expand button:not(:disabled) .count")`)
	before := p.text(`document.querySelector(".status-count").textContent`)
	p.run(chromedp.Evaluate(`document.querySelector(".expand button:not(:disabled)").click()`, nil))
	p.wait(`/^(新增|没有新的)/.test(document.querySelector(".status-note").textContent)`)
	after := p.text(`document.querySelector(".status-count").textContent`)
	if before == after {
		t.Errorf("nothing was added by the expansion: %s", after)
	}
	p.press(`[aria-label="撤销"]`, "")
	p.waitFor(".status-count", before)
	p.press(`[aria-label="重做"]`, "")
	p.waitFor(".status-count", after)

	p.visit("/canvas?lang=zh&from=id:" + from + "&to=id:" + to)
	p.waitFor(".path .stop", short(name))
	p.waitFor(".completeness", "步")
	p.press(".path summary", "叙述")
	p.wait(`document.querySelector(".path details[open] .numbered li")`)
	p.wait(`location.hash.includes("layout=levels")`)

	p.press(".middle-bar button", "表格")
	p.press(".table-panel [role=tab]", "关系")
	p.press(".table-panel tbody tr", short(name))
	p.waitFor(".chosen-link .sources", "")
	p.accessible("canvas, table, evidence")

	file := p.download(".menu-items button", "XLSX")
	if book, err := zip.OpenReader(file); err != nil {
		t.Errorf("the workbook: %v", err)
	} else {
		book.Close()
	}

	at := strings.TrimPrefix(p.text("location.href"), s.url)
	count := p.text(`document.querySelector(".status-count").textContent`)
	window, cancel := chromedp.NewContext(ctx)
	defer cancel()
	other := open(t, window, s.url)
	other.visit(at)
	other.waitFor(".status-count", strings.TrimSuffix(count, " · 已选 1"))
	other.waitFor(".status-count", "已选 1")
	other.clean()

	p.press(".language", "English")
	p.waitFor(".status-count", "entities")
	p.run(chromedp.EmulateViewport(390, 844))
	p.wait(`document.scrollingElement.scrollWidth <= 390`)
	p.accessible("phone")
	p.clean()
}

// endsOf finds an enterprise that a path joins to an industry.
func endsOf(t *testing.T, s *running) (from, name, to string) {
	t.Helper()
	var answer struct {
		Data struct {
			Enterprises struct {
				Nodes []struct {
					ID, Name   string
					Industries struct{ Nodes []struct{ ID string } }
				}
			}
		}
	}
	text := s.query(`{ enterprises(filter: {industries: {some: {}}}, first: 1) { nodes { id name industries(first: 1) { nodes { id } } } } }`)
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Data.Enterprises.Nodes) == 0 {
		t.Fatalf("no enterprise to begin with: %s", text)
	}
	first := answer.Data.Enterprises.Nodes[0]
	return first.ID, first.Name, first.Industries.Nodes[0].ID
}

// short is the beginning of a name, which labels that are cut still have.
func short(name string) string {
	if r := []rune(name); len(r) > 12 {
		return string(r[:12])
	}
	return name
}

// download opens the menu of exports, chooses one and waits for its file.
func (p *page) download(selector, text string) string {
	p.t.Helper()
	dir := p.t.TempDir()
	p.run(downloads.SetDownloadBehavior(downloads.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(dir))
	p.press(".menu > button", "")
	p.press(selector, text)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			p.t.Fatal(err)
		}
		if len(files) == 1 && !strings.HasSuffix(files[0], ".crdownload") {
			return files[0]
		}
	}
	p.t.Fatalf("no file from %q; the page says %.300s", text, p.text(`document.querySelector(".canvas-error")?.innerText ?? ""`))
	return ""
}
