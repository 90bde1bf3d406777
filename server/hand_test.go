package main_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// at returns where the ring round the selected entity is on the page.
func (p *page) at() (x, y float64) {
	p.t.Helper()
	p.wait(`document.querySelector(".beacon:not([hidden])")?.getAnimations().length === 0`)
	p.run(chromedp.Evaluate(`new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))`, nil, byHand))
	where := strings.Fields(p.text(`(() => { const r = document.querySelector(".beacon").getBoundingClientRect(); return (r.x + r.width / 2) + " " + (r.y + r.height / 2) })()`))
	for i, n := range []*float64{&x, &y} {
		f, err := strconv.ParseFloat(where[i], 64)
		if err != nil {
			p.t.Fatal(err)
		}
		*n = f
	}
	return x, y
}

// drag presses the button, moves in steps and lets go.
func (p *page) drag(x, y, toX, toY float64) {
	p.t.Helper()
	event := func(kind input.MouseType, x, y float64) *input.DispatchMouseEventParams {
		return input.DispatchMouseEvent(kind, x, y).WithButton(input.Left).WithClickCount(1)
	}
	p.run(input.DispatchMouseEvent(input.MouseMoved, x, y), event(input.MousePressed, x, y))
	for i := 1.0; i <= 4; i++ {
		p.run(event(input.MouseMoved, x+(toX-x)*i/4, y+(toY-y)*i/4).WithButtons(1))
	}
	p.run(event(input.MouseReleased, toX, toY))
}

// choose selects a row of the table.
func (p *page) choose(name string) {
	p.t.Helper()
	p.press(".table-panel tbody tr", name)
	p.waitFor(".panel-card h2", name)
}

// TestCanvasByHand uses the canvas with the mouse and with keys.
func TestCanvasByHand(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/canvas?seeds=city-heze&lang=zh#table=1")
	p.waitFor(".status-count", "51 个实体，90 条关系")

	t.Run("drag, undo, redo", func(t *testing.T) {
		p.choose("巨野县")
		x, y := p.at()
		p.drag(x, y, x+60, y+40)
		p.wait(`location.hash.includes("pin=city-juye")`)
		if toX, toY := p.at(); math.Hypot(toX-x-60, toY-y-40) > 6 {
			t.Errorf("dragged from %.0f %.0f by 60 40, now at %.0f %.0f", x, y, toX, toY)
		}
		p.press(`[aria-label="撤销"]`, "")
		p.wait(`!location.hash.includes("pin=")`)
		if toX, toY := p.at(); math.Hypot(toX-x, toY-y) > 6 {
			t.Errorf("undone, it is at %.0f %.0f and not at %.0f %.0f", toX, toY, x, y)
		}
		p.press(`[aria-label="重做"]`, "")
		p.wait(`location.hash.includes("pin=city-juye")`)
	})
	t.Run("box, keep only, back", func(t *testing.T) {
		p.choose("山东省科协")
		x, y := p.at()
		p.press(`[aria-label="框选"]`, "")
		p.drag(x-50, y+30, x+30, y-60)
		p.press(`[aria-label="框选"]`, "")
		p.waitFor(".panel-card h2", "已选")
		p.waitFor(".selected-list", "山东省")
		chosen := p.text(`document.querySelectorAll(".selected-list li").length`)
		p.press(`[aria-label="只留所选"]`, "")
		p.waitFor(".status-count", chosen+" 个实体")
		p.run(chromedp.NavigateBack())
		p.waitFor(".status-count", "51 个实体")
	})
	t.Run("double click expands", func(t *testing.T) {
		p.choose("生物医药")
		x, y := p.at()
		p.run(chromedp.MouseClickXY(x, y, chromedp.ClickCount(1)), chromedp.MouseClickXY(x, y, chromedp.ClickCount(2)))
		p.waitFor(".status-count", "60 个实体")
		p.run(chromedp.KeyEvent("z", chromedp.KeyModifiers(input.ModifierCtrl)))
		p.waitFor(".status-count", "51 个实体")
	})
	t.Run("keys", func(t *testing.T) {
		p.choose("菏泽市")
		p.run(chromedp.Focus(".canvas-host", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(input.ModifierShift)))
		p.wait(`document.querySelector(".panel-card h2") && document.querySelector(".panel-card h2").textContent !== "菏泽市"`)
		next := p.text(`document.querySelector(".panel-card h2").textContent`)
		p.run(chromedp.KeyEvent(kb.Delete))
		p.waitFor(".status-count", "50 个实体")
		p.run(chromedp.KeyEvent("y", chromedp.KeyModifiers(input.ModifierCtrl)), chromedp.KeyEvent("z", chromedp.KeyModifiers(input.ModifierCtrl)))
		p.waitFor(".status-count", "51 个实体")
		p.waitFor(".table-panel td", next)
	})
	t.Run("legend, layouts, parallel links", func(t *testing.T) {
		p.press(".legend label", "机构")
		p.waitFor(".table-panel [role=tab]", "实体（44）")
		p.press(".legend button", "全部显示")
		p.waitFor(".table-panel [role=tab]", "实体（51）")
		for _, layout := range []string{"rings", "levels", "columns", "force", "server"} {
			p.run(chromedp.Evaluate(`(() => { const s = document.querySelector(".layouts select"); s.value = "`+layout+`"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil))
			p.wait(`location.hash.includes("layout=` + layout + `") || ("` + layout + `" === "server" && !location.hash.includes("layout="))`)
		}
		p.press(`[aria-label="展开并行关系"]`, "")
		p.wait(`location.hash.includes("each=1")`)
	})
	t.Run("a click on a line shows who says so", func(t *testing.T) {
		p.visit("/canvas?ids=city-heze.city-juye&lang=zh#table=1")
		p.waitFor(".status-count", "2 个实体，1 条关系")
		p.choose("菏泽市")
		x, y := p.at()
		p.choose("巨野县")
		toX, toY := p.at()
		p.run(chromedp.MouseClickXY((x+toX)/2, (y+toY)/2))
		p.waitFor(".panel-card h2.sentence", "菏泽市")
		p.run(chromedp.Sleep(400 * time.Millisecond))                          // else it is a double click
		p.run(chromedp.MouseClickXY((x+toX)/2-(toY-y)/9, (y+toY)/2+(toX-x)/9)) // beside it
		p.waitFor(".panel-hint", "")
	})
	t.Run("connect the selected", func(t *testing.T) {
		p.visit("/canvas?ids=enterprise-libo.society-sd-agrimachinery&lang=zh")
		p.waitFor(".status-count", "2 个实体，0 条关系")
		p.run(chromedp.Focus(".canvas-host", chromedp.ByQuery), chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)))
		p.press(".card-actions button", "连接所选")
		p.wait(`!document.querySelector(".status-count").textContent.includes("，0 条关系")`)
	})
	t.Run("two paths compared", func(t *testing.T) {
		p.visit("/canvas?from=id:enterprise-libo&to=kind:SOCIETY&lang=zh")
		p.wait(`document.querySelectorAll(".path-actions input").length > 1`)
		p.run(chromedp.Evaluate(`document.querySelectorAll(".path-actions input")[0].click()`, nil))
		p.waitFor(".side-mark", "甲")
		p.run(chromedp.Evaluate(`document.querySelectorAll(".path-actions input")[1].click()`, nil))
		p.waitFor(".comparison th", "最弱一环")
		p.waitFor(".comparison dd", "中国有色金属学会")
		p.accessible("comparison")
	})
	p.clean()
}

// TestDownloads takes every file of the menu and reads it.
func TestDownloads(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/canvas?seeds=city-heze&lang=en")
	p.waitFor(".status-count", "51 entities, 90 links")
	archive := func(part string) func([]byte) error {
		return func(b []byte) error {
			z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				return err
			}
			f, err := z.Open(part)
			if err != nil {
				return err
			}
			return f.Close()
		}
	}
	rows := func(want int) func([]byte) error {
		return func(b []byte) error {
			lines, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
			if err == nil && len(lines) != want+1 {
				t.Errorf("got %d rows, want %d and a head", len(lines), want)
			}
			return err
		}
	}
	markup := func(b []byte) error {
		for d := xml.NewDecoder(bytes.NewReader(b)); ; {
			if _, err := d.Token(); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	for _, c := range []struct {
		item, suffix string
		read         func([]byte) error
	}{
		{"Picture, PNG", ".png", func(b []byte) error { _, err := png.Decode(bytes.NewReader(b)); return err }},
		{"Drawing, SVG", ".svg", markup},
		{"Workbook", ".xlsx", archive("xl/workbook.xml")},
		{"Entities, CSV", ".csv", rows(51)},
		{"Links, CSV", ".csv", rows(90)},
		{"Gephi", ".gexf", markup},
		{"GraphML", ".graphml", markup},
		{"JSON", ".json", func(b []byte) error { var v struct{ Nodes []any }; return json.Unmarshal(b, &v) }},
		{"DOCX", ".docx", archive("word/document.xml")},
		{"Markdown", ".md", func(b []byte) error {
			if !strings.HasPrefix(string(b), "# ") {
				t.Errorf("the brief begins with %.60q", b)
			}
			return nil
		}},
	} {
		file := p.download(".menu-items button", c.item)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.read(text); err != nil || !strings.HasSuffix(file, c.suffix) || len(text) < 200 {
			t.Errorf("%s: %s of %d bytes: %v", c.item, file, len(text), err)
		}
	}
	p.visit("/canvas?from=id:enterprise-libo&to=kind:SOCIETY&lang=en")
	p.wait(`document.querySelector(".mark.weak")`)
	p.wait(`!document.querySelector(".status-count").textContent.startsWith("0 ")`)
	text, err := os.ReadFile(p.download(".menu-items button", "Drawing, SVG"))
	if err != nil {
		t.Fatal(err)
	}
	red := p.text(`getComputedStyle(document.documentElement).getPropertyValue("--bad").trim()`)
	if !strings.Contains(string(text), `stroke="`+red+`"`) {
		t.Errorf("no weakest link in %s in the drawing:\n%.3000s", red, text)
	}
	p.clean()
}
