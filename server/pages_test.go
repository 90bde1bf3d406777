package main_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestStartPage finds by typing, with keys and with an input method, and never
// shows an empty page.
func TestStartPage(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/?lang=zh")
	p.waitFor(".questions a", "菏泽市")
	p.wait(`document.querySelectorAll("svg.picture a").length >= 6`)
	p.waitFor(".totals", "534")
	p.waitFor(".tries a", "")
	p.accessible("start page")

	t.Run("pinyin, marked and grouped", func(t *testing.T) {
		p.run(chromedp.SendKeys(".search input", "heze shi", chromedp.ByQuery))
		p.waitFor(`[role=group][aria-label="地区"] [role=option]`, "菏泽市")
		p.waitFor("[role=option] mark", "菏泽")
		p.accessible("suggestions")
	})
	t.Run("input method", func(t *testing.T) {
		p.visit("/?lang=zh")
		p.waitFor(".questions a", "菏泽市")
		p.run(chromedp.Focus(".search input", chromedp.ByQuery))
		p.run(input.ImeSetComposition("tai'an", 6, 6))
		p.wait(`document.querySelector(".suggestions").hidden || document.querySelectorAll("[role=option]").length === 0`)
		p.run(input.InsertText("泰安市"))
		p.waitFor("[role=option] mark", "泰安市")
	})
	t.Run("keys", func(t *testing.T) {
		p.run(chromedp.KeyEvent(kb.ArrowDown))
		p.wait(`document.querySelector("[role=option][aria-selected=true]")`)
		p.run(chromedp.KeyEvent(kb.Enter))
		p.waitFor("h1", "泰安市")
		p.run(chromedp.NavigateBack())
		p.waitFor(".questions a", "菏泽市")
	})
	t.Run("English and a phone", func(t *testing.T) {
		p.press("button.language", "English")
		p.waitFor("h2", "Ask a question")
		p.run(chromedp.EmulateViewport(390, 844))
		p.wait(`document.scrollingElement.scrollWidth <= 390`)
		p.accessible("start page on a phone")
	})
	p.clean()
}

// TestQuestionPages opens every question; a rich answer, an honest none and a
// question that is changed where it stands.
func TestQuestionPages(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/?lang=zh")
	p.waitFor(".questions a", "菏泽市")
	for _, href := range strings.Fields(p.text(`[...document.querySelectorAll(".questions a")].map(a => a.getAttribute("href")).join(" ")`)) {
		p.visit(href)
		p.wait(`document.querySelector(".answer .verdict, .answer .count")`)
	}
	p.accessible("question")
	t.Run("rich", func(t *testing.T) {
		p.visit("/question/SocietiesOfCity?city=city-heze&lang=zh")
		p.waitFor(".chain", "省医药生物技术学会")
		p.waitFor(".read-in", "〔1〕")
		p.waitFor(".tag.inferred", "可信程度高")
		p.waitFor(".worth summary", "不混同不同城市的事")
		p.accessible("paths")
	})
	t.Run("none, because", func(t *testing.T) {
		p.visit("/question/EnterpriseToAcademician?enterprise=enterprise-huitong-renhe&lang=zh")
		p.waitFor(".verdict", "没有路径")
		p.waitFor(".worth.none", "已查遍 6 步以内的全部路径")
		p.press(".worth summary", "群体的事不算到成员头上")
		p.waitFor(".worth details[open]", "陈飞勇")
		p.accessible("none")
	})
	t.Run("changed, back and forward", func(t *testing.T) {
		p.press(".slot-button", "山东惠通仁和药业")
		p.run(chromedp.SendKeys(".slot-search input", "泰安企业", chromedp.ByQuery))
		p.press("[role=option]", "泰安企业（院士专家对接会）")
		p.waitFor(".chain", "“科创中国”院士专家团队成员")
		p.run(chromedp.NavigateBack())
		p.waitFor(".verdict", "没有路径")
	})
	t.Run("to canvas and playground", func(t *testing.T) {
		p.visit("/question/SocietiesOfCity?city=city-heze&lang=zh")
		p.press(".actions a", "画到画布")
		p.waitFor(".status-count", "5 个实体")
		p.run(chromedp.NavigateBack())
		p.waitFor(".actions a", "看 GraphQL")
		if href := p.text(`[...document.querySelectorAll(".actions a")][1].getAttribute("href")`); !strings.Contains(href, "SocietiesOfCity") || !strings.Contains(href, "city-heze") {
			t.Errorf("the query is shown by %.200s", href)
		}
	})
	t.Run("no such question, no such entity", func(t *testing.T) {
		p.visit("/question/Nothing?lang=zh")
		p.waitFor("h1", "没有这个问题")
		p.visit("/question/NearestExperts?enterprise=nothing-here&lang=zh")
		p.waitFor(".failed code", "NOT_FOUND")
		p.visit("/entity/nothing-here?lang=zh")
		p.waitFor("h1", "没有这个实体")
	})
	p.clean()
}

// TestEntityPages looks at a place with its gaps, at evidence and at targets.
func TestEntityPages(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	p.visit("/entity/city-heze?lang=zh")
	p.waitFor(".matrix .verdict", "4 个产业没有学会服务的记载（共 6 个）")
	p.waitFor(".matrix tr.gap", "高端化工")
	p.waitFor(".here li", "机构")
	p.waitFor(".timeline li", "2021-05-30")
	p.press("#links-DESIGNATED-OUT summary", "谁说的")
	p.waitFor("#links-DESIGNATED-OUT .who[open] a", "樊玉占")
	p.press("#links-LOCATED_IN-IN button", "再列")
	p.wait(`document.querySelectorAll("#links-LOCATED_IN-IN .link-row").length === 23`)
	p.accessible("place")

	p.visit("/entity/city-taian?lang=zh")
	p.waitFor(".aims tr", "口径不同，不可比")
	p.waitFor(".aims tr", "未见实际值的记载")
	if text := p.text(`document.querySelector(".aims").innerText`); regexp.MustCompile(`(^|[^0-9.])0 ?%`).MatchString(text) {
		t.Errorf("a share without a base: %s", text)
	}
	p.visit("/entity/society-taian-10plus?lang=en")
	p.waitFor(".entity-head .tag", "at least 10")
	p.waitFor(".explain", "no member is named")
	p.run(chromedp.EmulateViewport(390, 844))
	p.wait(`document.scrollingElement.scrollWidth <= 390`)
	p.accessible("group on a phone")
	p.clean()
}

// TestSeries draws a figure over time, and a target beside what was reached.
func TestSeries(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "entities.jsonl", `{"kind":"City","id":"c","name":"甲市"}
{"kind":"Indicator","id":"i1","name":"2020年学会数","metric":"societies","value":10,"unit":"家","qualifier":"EXACT","period":"2020"}
{"kind":"Indicator","id":"i2","name":"2022年学会数","metric":"societies","value":25,"unit":"家","qualifier":"EXACT","period":"2022"}
{"kind":"Indicator","id":"t","name":"学会数目标","metric":"societies","value":20,"unit":"家","qualifier":"EXACT","period":"2022","target":true}
{"kind":"Document","id":"d","name":"公报"}
`)
	write(t, dir, "links.jsonl", `{"relationship":"MEASURES","from":"i1","to":"c","assertion":"STATED","evidence":[{"document":"d"}]}
{"relationship":"MEASURES","from":"i2","to":"c","assertion":"STATED","evidence":[{"document":"d"}]}
{"relationship":"MEASURES","from":"t","to":"c","assertion":"STATED","evidence":[{"document":"d"}]}
{"relationship":"AIM_OF","from":"t","to":"i2","assertion":"STATED","comparable":true,"evidence":[{"document":"d"}]}
`)
	store := "sqlite:" + filepath.Join(dir, "series.db")
	if code, out, errs := jinqiao(t, dir, "import", "--store", store, dir); code != 0 {
		t.Fatalf("import: %d\n%s%s", code, out, errs)
	}
	s := serve(t, dir, "--store", store)
	p := open(t, browser(t), s.url)
	p.visit("/entity/c?lang=zh")
	p.waitFor(".series figcaption", "学会数的变化")
	p.wait(`document.querySelectorAll(".series circle").length === 2`)
	p.waitFor(".aims tr", "口径一致，可比")
	p.wait(`document.querySelector(".bars .bar-actual").getAttribute("width") === "100" && document.querySelector(".bars .bar-target").getAttribute("width") === "80"`)
	p.accessible("series")
	p.visit("/?lang=zh")
	p.waitFor(".questions a", "甲市") // the examples are of other data
	p.wait(`document.querySelector("svg.picture, .living")`)
	p.clean()
}

// TestPlaygroundDraws sends what a result holds to the canvas, ids or no ids,
// and says so where there is nothing to draw.
func TestPlaygroundDraws(t *testing.T) {
	s := serve(t, t.TempDir())
	p := open(t, browser(t), s.url)
	run := func(query string) {
		t.Helper()
		p.visit("/")
		p.visit("/playground#query=" + query)
		p.waitFor(".graphiql-query-editor .view-lines", "{")
		p.press(".graphiql-execute-button", "")
		p.waitFor(".result-window .view-lines", "{")
	}
	run(`%7Bcity(id%3A%22city-heze%22)%7Bname%20links(first%3A3)%7Bnodes%7Btext%7D%7D%7D%7D`)
	p.waitFor(".result-window", "菏泽")
	p.run(chromedp.Evaluate(`window.open = url => { window.opened = url }`, nil))
	p.press(".jq-draw", "")
	p.waitFor(".jq-said", "4 个实体、3 条关系")
	p.wait(`window.opened.startsWith("/canvas?ids=city-heze.")`)
	p.accessible("playground")

	run(`%7Bontology%7Bversion%7D%7D`)
	p.waitFor(".result-window", "version")
	p.press(".jq-draw", "")
	p.waitFor(".jq-said", "无可绘制")

	run(`%7Bpaths(from%3A%7Bids%3A%5B%22nix%22%5D%7D%2Cto%3A%7Benterprises%3A%7B%7D%7D)%7Bnodes%7Btext%7D%7D%7D`)
	p.waitFor(".jq-errors", "没有这个标识")
	p.waitFor(".jq-errors code", "NOT_FOUND")
	p.accessible("errors")
	p.clean()
}
