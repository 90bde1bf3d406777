package main_test

import (
	"context"
	"strings"
	"testing"

	browsers "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	printing "github.com/chromedp/cdproto/page"
	cdp "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestViews looks at the canvas in the ways that are not drawing: as a table, on
// paper, in a frame of another page, and for who wants nothing to move.
func TestViews(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/canvas?seeds=city-heze&lang=zh#table=1")
	p.waitFor(".status-count", "51 个实体，90 条关系")

	t.Run("the table is sorted by each column, both ways", func(t *testing.T) {
		p.press(".table-panel th button", "关系数")
		p.wait(`document.querySelectorAll(".table-panel th")[3].ariaSort === "ascending"`)
		p.wait(`(c => c.length === 51 && c.every((n, i) => i === 0 || n >= c[i - 1]))(` + cells(3) + `.map(Number))`)
		p.press(".table-panel th button", "关系数")
		p.wait(`(c => c[0] === "54" && c.every((n, i) => i === 0 || +n <= +c[i - 1]))(` + cells(3) + `)`)
		p.press(".table-panel th button", "名称")
		p.wait(`(c => c.indexOf("菏泽市") < c.indexOf("山东省") && c.indexOf("山东省") < c.indexOf("生物医药"))(` + cells(1) + `)`) // by pinyin
	})
	t.Run("copied rows are what is selected, or all", func(t *testing.T) {
		p.run(emulation.SetFocusEmulationEnabled(true), browsers.GrantPermissions([]browsers.PermissionType{browsers.PermissionTypeClipboardReadWrite, browsers.PermissionTypeClipboardSanitizedWrite}))
		if lines := strings.Split(p.copied("复制"), "\n"); len(lines) != 52 || lines[0] != "名称\t类型\t关系数\t画布上" {
			t.Errorf("copied %d lines, the first %q", len(lines), lines[0])
		}
		p.run(chromedp.Evaluate(`Object.defineProperty(navigator.clipboard, "writeText", {value: undefined})`, nil)) // as by plain HTTP
		p.choose("巨野县")
		p.run(chromedp.Evaluate(`[...document.querySelectorAll(".table-panel tbody tr")].find(r => r.textContent.includes("单县")).querySelector("input").click()`, nil))
		if text := p.copied("复制所选 2 行"); text != "名称\t类型\t关系数\t画布上\n巨野县\t地区\t4\t1\n单县\t地区\t3\t1" && text != "名称\t类型\t关系数\t画布上\n单县\t地区\t3\t1\n巨野县\t地区\t4\t1" {
			t.Errorf("copied %q", text)
		}
	})
	t.Run("what is chosen on the canvas is in sight in the table", func(t *testing.T) {
		p.choose("中国农学会")
		x, y := p.at()
		p.choose("“231”产业体系")
		p.run(chromedp.Evaluate(`document.querySelector(".table-scroll").scrollTop = 0`, nil))
		p.run(chromedp.MouseClickXY(x, y))
		p.waitFor(".panel-card h2", "中国农学会")
		p.waitFor(".table-panel [role=tab]", "已选 1")
		p.wait(`(() => { const r = document.querySelector("tr.selected").getBoundingClientRect(), s = document.querySelector(".table-scroll").getBoundingClientRect(); return r.top >= s.top && r.bottom <= s.bottom + 1 })()`)
	})
	t.Run("on paper", func(t *testing.T) {
		p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
		p.run(chromedp.Evaluate(`addEventListener("beforeprint", () => {
			const shapes = document.querySelectorAll(".canvas-print svg g > title").length, lines = document.querySelectorAll(".canvas-print svg path[stroke-dasharray]").length;
			window.onPaper = shapes + " " + (lines > 0) + " " + [...document.querySelectorAll(".canvas-print text")].some(t => t.textContent === "菏泽市");
		})`, nil))
		p.run(chromedp.ActionFunc(printed))
		p.wait(`window.onPaper === "51 true true" && !document.querySelector(".canvas-print svg")`)
		p.run(emulation.SetEmulatedMedia().WithMedia("print").WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
		p.wait(`getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)" && getComputedStyle(document.querySelector(".table-panel td")).color === "rgb(0, 0, 0)"`)
		for selector, shown := range map[string]bool{".bar": false, ".middle-bar": false, ".canvas-area": false, ".tabs": false, ".canvas-print": true, ".table-panel": true, ".legend": true, ".panel-card": true} {
			p.wait(`(getComputedStyle(document.querySelector("` + selector + `")).display !== "none") === ` + map[bool]string{true: "true", false: "false"}[shown])
		}
		p.wait(`document.querySelector(".table-scroll").scrollHeight <= document.querySelector(".table-scroll").clientHeight`) // not cut
		p.run(emulation.SetEmulatedMedia())
	})
	p.clean()
}

// cells is the text of a column of the table, from 1, as a script.
func cells(column int) string {
	return `[...document.querySelectorAll(".table-panel tbody tr")].map(r => r.cells[` + string(rune('0'+column)) + `].textContent)`
}

// copied presses a button, as a person does, and returns what is on the clipboard then.
func (p *page) copied(text string) string {
	p.t.Helper()
	p.waitFor(".table-bar button", text)
	p.run(chromedp.Evaluate(`[...document.querySelectorAll(".table-bar button")].find(b => b.textContent.includes("`+text+`")).click()`, nil, byHand))
	p.waitFor(".table-bar .said", "已复制")
	var on string
	p.run(chromedp.Evaluate(`navigator.clipboard.readText()`, &on, byHand))
	return on
}

func byHand(e *cdp.EvaluateParams) *cdp.EvaluateParams {
	return e.WithUserGesture(true).WithAwaitPromise(true)
}

func printed(ctx context.Context) error {
	_, _, err := printing.PrintToPDF().Do(ctx)
	return err
}
