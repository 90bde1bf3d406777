package main_test

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

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
	t.Run("in a frame of another page", func(t *testing.T) { embedded(t, p) })
	p.clean()
}

// TestStates looks at what the canvas can be made to show, with nothing moving by itself.
func TestStates(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}))
	p.visit("/canvas?seeds=city-heze&lang=zh#table=1")
	p.waitFor(".status-count", "51 个实体，90 条关系")

	t.Run("nothing moves by itself", func(t *testing.T) {
		p.choose("巨野县")
		p.at()
		for _, act := range []string{`document.querySelector("[aria-label=放大]").click()`, `document.querySelector("[aria-label=全图]").click()`, chooseLayout("force")} {
			p.run(chromedp.Evaluate(watch+act, nil))
			p.wait(`window.watched >= 40`)
			if places := p.text(`[...window.places].join(" ")`); strings.Count(places, " ") > 1 {
				t.Errorf("%s: it went over %s", act, places)
			}
		}
		p.wait(`location.hash.includes("layout=force")`)
		p.press(`[aria-label="撤销"]`, "")
		p.wait(`!location.hash.includes("layout=") && document.querySelector(".layouts select").value === "server"`)
	})
	t.Run("layouts are what their names say", func(t *testing.T) {
		p.choose("菏泽市")
		where := func(name string) (x, y float64) {
			p.choose(name)
			return p.at()
		}
		p.lay("levels")
		first, _ := where("菏泽市")
		for _, name := range []string{"巨野县", "菏泽市科协", "生物医药"} {
			if x, _ := where(name); x <= first+20 {
				t.Errorf("levels: %s at %.0f, the first at %.0f", name, x, first)
			}
		}
		p.choose("菏泽市")
		p.lay("rings")
		x, y := where("菏泽市")
		a, b := where("巨野县")
		c, d := where("菏泽市科协")
		if r, q := math.Hypot(a-x, b-y), math.Hypot(c-x, d-y); r < 50 || math.Abs(r-q) > 5 {
			t.Errorf("rings: %.0f and %.0f from the middle", r, q)
		}
		p.lay("columns")
		city, _ := where("巨野县")
		other, _ := where("单县")
		industry, _ := where("生物医药")
		if math.Abs(city-other) > math.Abs(city-industry)/2 {
			t.Errorf("columns: two cities at %.0f and %.0f, an industry at %.0f", city, other, industry)
		}
		p.run(chromedp.NavigateBack())
		p.wait(`location.hash.includes("layout=rings")`)
		if was, _ := where("巨野县"); math.Abs(was-a) > 5 {
			t.Errorf("back: at %.0f, not at %.0f", was, a)
		}
		p.lay("server")
	})
	t.Run("links are filtered, and the address keeps it", func(t *testing.T) {
		p.press(".legend label", "推断")
		p.waitFor(".table-panel [role=tab]", "关系（60）")
		p.press(".legend label", "隶属")
		p.wait(`location.hash.includes("stated=1") && location.hash.includes("without=")`)
		left := p.text(`document.querySelectorAll(".table-panel [role=tab]")[1].textContent`)
		p.run(chromedp.Reload())
		p.waitFor(".table-panel [role=tab]", left)
		p.press(".legend button", "全部显示")
		p.waitFor(".table-panel [role=tab]", "关系（90）")
	})
	t.Run("back and forward", func(t *testing.T) {
		p.choose("巨野县")
		p.press(`[aria-label="隐藏"]`, "")
		p.waitFor(".status-count", "50 个实体")
		p.run(chromedp.NavigateBack())
		p.waitFor(".status-count", "51 个实体")
		p.run(chromedp.NavigateForward())
		p.waitFor(".status-count", "50 个实体")
	})
	t.Run("parallel links one by one", func(t *testing.T) {
		p.visit("/canvas?ids=enterprise-libo.demand-libo-conveyor&lang=zh#table=1")
		p.waitFor(".status-count", "2 个实体，2 条关系")
		x, y := p.middle("力博重工", "粘性物料")
		p.run(chromedp.MouseClickXY(x, y))
		p.wait(`document.querySelectorAll(".panel-card").length === 2`)
		p.press(`[aria-label="展开并行关系"]`, "")
		p.run(chromedp.Sleep(400*time.Millisecond), chromedp.MouseClickXY(x, y-4)) // else it is a double click
		p.wait(`document.querySelectorAll(".panel-card").length === 1`)
	})
	t.Run("hubs are passed by a click", func(t *testing.T) {
		p.visit("/canvas?lang=zh&from=kind:ENTERPRISE&to=kind:EXPERT:academician:true")
		p.waitFor(".completeness", "1 个枢纽没有经过：全国学会")
		p.waitFor(".paths-head h2", "找到 3 条路径")
		p.press(".completeness button", "经过它们")
		p.wait(`location.search.includes("relax=HUBS") && document.querySelector(".completeness")?.textContent.includes("枢纽") === false`)
		p.wait(`[...document.querySelectorAll(".path-options .check")].find(c => c.textContent.includes("枢纽")).querySelector("input").checked`)
		p.run(chromedp.NavigateBack())
		p.waitFor(".completeness", "1 个枢纽没有经过")
	})
	t.Run("the keys are told", func(t *testing.T) {
		p.press(".status-keys", "快捷键")
		p.wait(`document.querySelector("#keys-help").matches(":popover-open")`)
		p.accessible("keys")
	})
	p.clean()
}

// watch collects where the ring is while forty frames pass.
const watch = `window.places = new Set(); window.watched = 0; (function look() {
	const r = document.querySelector(".beacon").getBoundingClientRect();
	places.add(Math.round(r.x) + "," + Math.round(r.y));
	if (++window.watched < 40) requestAnimationFrame(look);
})();`

func chooseLayout(name string) string {
	return `(s => { s.value = "` + name + `"; s.dispatchEvent(new Event("change", {bubbles: true})) })(document.querySelector(".layouts select"))`
}

func (p *page) lay(layout string) {
	p.t.Helper()
	p.run(chromedp.Evaluate(chooseLayout(layout), nil))
	p.wait(`location.hash.includes("layout=` + layout + `") || "` + layout + `" === "server"`)
}

// middle is the place between two entities.
func (p *page) middle(one, other string) (x, y float64) {
	p.t.Helper()
	p.choose(one)
	x, y = p.at()
	p.choose(other)
	toX, toY := p.at()
	return (x + toX) / 2, (y + toY) / 2
}

// embedded shows the canvas in a frame, as a page of another host has it.
func embedded(t *testing.T, p *page) {
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<!doctype html><iframe id="frame" width="900" height="600" src="%s/canvas?seeds=city-heze&amp;embed=1&amp;lang=zh"></iframe>`, p.url)
	}))
	defer host.Close()
	ctx, cancel := chromedp.NewContext(p.ctx)
	defer cancel()
	outer := &page{t: t, ctx: ctx, url: host.URL}
	outer.visit("/")
	inner := func(script string) (value string) {
		outer.run(chromedp.ActionFunc(func(ctx context.Context) error {
			tree, err := printing.GetFrameTree().Do(ctx)
			if err != nil || len(tree.ChildFrames) == 0 {
				return err
			}
			world, err := printing.CreateIsolatedWorld(tree.ChildFrames[0].Frame.ID).Do(ctx)
			if err != nil {
				return err
			}
			return chromedp.Evaluate("String("+script+")", &value, func(e *cdp.EvaluateParams) *cdp.EvaluateParams { return e.WithContextID(world) }).Do(ctx)
		}))
		return value
	}
	within := func(script string) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); inner(script) != "true"; time.Sleep(50 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("waited for %s in the frame", script)
			}
		}
	}
	within(`document.querySelector(".status-count")?.textContent.includes("51 个实体")`)
	within(`!document.querySelector(".bar") && !document.querySelector(".right").checkVisibility()`)
	within(`document.querySelector(".embed-legend summary").click() ?? document.querySelector(".embed-legend .legend li").checkVisibility()`)
	within(`document.querySelector(".status-whole").href.endsWith("/canvas?seeds=city-heze&lang=zh")`)
	within(`location.hash.includes("s=") || (location.hash = "s=city-juye") === ""`)
	within(`document.querySelector(".panel-card h2")?.textContent === "巨野县" && document.querySelector(".right").checkVisibility()`)
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
