package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdp "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A page is a window of a browser on a running server. It notes what no page
// may do: ask another host, fail, or violate the policy.
type page struct {
	t   *testing.T
	ctx context.Context
	url string

	mu         sync.Mutex
	complaints []string
}

func open(t *testing.T, ctx context.Context, url string) *page {
	p := &page{t: t, ctx: ctx, url: url}
	chromedp.ListenTarget(ctx, p.listen)
	p.run(network.Enable(), log.Enable())
	return p
}

func (p *page) listen(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, p.url) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			p.complain("request to " + u)
		}
	case *cdp.EventExceptionThrown:
		p.complain(e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError {
			p.complain(e.Entry.Text)
		}
	case *cdp.EventConsoleAPICalled:
		if e.Type == cdp.APITypeError {
			for _, a := range e.Args {
				p.complain(string(a.Value))
			}
		}
	}
}

func (p *page) complain(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = append(p.complaints, text)
}

// clean fails the test where something was noted.
func (p *page) clean() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.complaints != nil {
		p.t.Errorf("the page complains: %q", p.complaints)
	}
}

func (p *page) run(actions ...chromedp.Action) {
	p.t.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) visit(path string) {
	p.t.Helper()
	p.run(chromedp.Navigate(p.url + path))
}

// wait waits until an expression is true. A page that goes on meanwhile takes the
// script that waits with it; it is then waited for on the next one.
func (p *page) wait(expression string) {
	p.t.Helper()
	poll := chromedp.Poll(expression, nil, chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(60*time.Second))
	err := chromedp.Run(p.ctx, poll)
	for tries := 0; err != nil && tries < 3 && strings.Contains(err.Error(), "Cannot find context"); tries++ {
		err = chromedp.Run(p.ctx, poll)
	}
	if err != nil {
		p.t.Fatalf("waited for %s: %v; at %s: %.600s", expression, err, p.text("location.href"), p.text("document.body.innerText"))
	}
}

// waitFor waits until what the selector finds holds a text.
func (p *page) waitFor(selector, text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.textContent.includes(%q))`, selector, text))
}

// press clicks the first of those that hold a text.
func (p *page) press(selector, text string) {
	p.t.Helper()
	p.waitFor(selector, text)
	p.run(chromedp.Evaluate(fmt.Sprintf(`[...document.querySelectorAll(%q)].find(e => e.textContent.includes(%q)).click()`, selector, text), nil))
}

func (p *page) text(expression string) string {
	p.t.Helper()
	var text string
	p.run(chromedp.Evaluate("String("+expression+")", &text))
	return text
}

// accessible fails the test where axe finds a violation in what is shown.
func (p *page) accessible(what string) {
	p.t.Helper()
	axe, err := os.ReadFile("../explorer/testdata/axe.min.js")
	if err != nil {
		p.t.Fatal(err)
	}
	var found string
	wait := func(p *cdp.EvaluateParams) *cdp.EvaluateParams { return p.WithAwaitPromise(true) }
	p.run(chromedp.Evaluate(string(axe)+";0", nil), chromedp.Evaluate(`axe.run(document, {resultTypes: ["violations"]}).then(r =>
		JSON.stringify(r.violations.map(v => v.id + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "))))`, &found, wait))
	var violations []string
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range violations {
		p.t.Errorf("%s: %s", what, v)
	}
}

func quote(t *testing.T, text string) string {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
