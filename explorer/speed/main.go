// Command speed measures the pages in Chromium: what their first load transfers
// and how soon they can be used, and how long generated networks take from the
// click until they are drawn.
//
//	go run ./explorer/speed
//
// It builds a server, makes its graphs and starts both; nothing else should run.
// Figures are medians of five windows.
package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"jinqiao/explorer/live"
)

const windows = 5

// hops is how far from its seed a network reaches.
const hops = 6

// A scene is a network of so many entities and links, and how soon it has to be drawn.
type scene struct {
	entities, links int
	atMost          time.Duration
}

var scenes = []scene{
	{300, 800, 400 * time.Millisecond}, {2_000, 5_000, 1200 * time.Millisecond}, {20_000, 50_000, 3 * time.Second},
}

// A start is a page, what shows that it can be used, and what it has to keep to.
type start struct {
	path, ready string
	atMost      int // bytes
	within      time.Duration
}

var starts = []start{
	{"/", ".search input", 120_000, time.Second},
	{"/playground", ".graphiql-query-editor .view-lines", 1_700_000, 0},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run() error {
	folder, err := os.MkdirTemp("", "jinqiao-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary, err := live.Build(folder)
	if err != nil {
		return err
	}
	fmt.Println("| figure | measured | to reach | reached |\n|---|---|---|---|")
	if err := measure(binary, folder, "", firstLoads); err != nil {
		return err
	}
	for _, s := range scenes {
		store, seed, err := makeGraph(binary, folder, s)
		if err != nil {
			return err
		}
		if err := measure(binary, folder, store, func(ctx context.Context, url string) error { return drawn(ctx, url, seed, s) }); err != nil {
			return err
		}
	}
	return nil
}

// measure starts a server on a store, and a browser, for some figures.
func measure(binary, folder, store string, figures func(context.Context, string) error) error {
	url, stop, err := live.Serve(binary, folder, store)
	if err != nil {
		return err
	}
	defer stop()
	ctx, end, err := live.Browser("en")
	if err != nil {
		return err
	}
	defer end()
	return figures(ctx, url)
}

func firstLoads(ctx context.Context, url string) error {
	for _, s := range starts {
		bytes, times := make([]int, windows), make([]time.Duration, windows)
		for i := range windows {
			var err error
			if bytes[i], times[i], err = firstLoad(ctx, url, s); err != nil {
				return fmt.Errorf("%s: %w", s.path, err)
			}
		}
		size, took := median(bytes), median(times)
		report(s.path+", transferred on first load", fmt.Sprintf("%d KB", size/1000), fmt.Sprintf("≤ %d KB", s.atMost/1000), size <= s.atMost)
		if s.within > 0 {
			report(s.path+", interactive", fmt.Sprint(took.Round(time.Millisecond)), "≤ "+s.within.String(), took <= s.within)
		} else {
			fmt.Printf("| %s, interactive | %s | | |\n", s.path, took.Round(time.Millisecond))
		}
	}
	return nil
}

// firstLoad opens a page in a window without a cache, and counts what comes over
// the wire until it is quiet.
func firstLoad(ctx context.Context, url string, s start) (int, time.Duration, error) {
	window, cancel := chromedp.NewContext(ctx)
	defer cancel()
	total := 0.0
	chromedp.ListenTarget(window, func(event any) {
		if e, ok := event.(*network.EventLoadingFinished); ok {
			total += e.EncodedDataLength
		}
	})
	var ready float64
	watch := fmt.Sprintf(`new MutationObserver((_, m) => { if (document.querySelector(%q)) { window.usable = performance.now(); m.disconnect() } }).observe(document, {childList: true, subtree: true})`, s.ready)
	err := chromedp.Run(window, network.Enable(), network.SetCacheDisabled(true), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(watch).Do(ctx)
		return err
	}), chromedp.Navigate(url+s.path), chromedp.Poll("window.usable", &ready, chromedp.WithPollingTimeout(30*time.Second)), chromedp.Sleep(1500*time.Millisecond))
	return int(total), time.Duration(ready * float64(time.Millisecond)), err
}

// click follows a link to a network and answers the milliseconds until the
// graphics card has drawn it, with what there is then, and until the script and
// the network were there.
const click = `(async href => {
	const link = document.createElement("a")
	link.href = href
	document.body.append(link)
	const begin = performance.now()
	link.click()
	for (;;) {
		await new Promise(done => setTimeout(done, 4))
		const mark = performance.getEntriesByName("jinqiao:drawn").find(m => m.detail > 1)
		if (!mark) continue
		const layer = document.querySelector(".sigma-nodes")
		layer.getContext("webgl2").readPixels(0, 0, 1, 1, 6408, 5121, new Uint8Array(4))
		const took = performance.now() - begin
		const files = performance.getEntriesByType("resource").filter(r => r.startTime >= begin)
		const last = part => Math.max(0, ...files.filter(r => r.name.includes(part)).map(r => r.responseEnd - begin))
		const [entities, links] = document.querySelector(".status-count").textContent.replaceAll(",", "").match(/\d+/g).map(Number)
		return {took, entities, links, script: last(".js"), network: last("/graphql")}
	}
})(%q)`

func drawn(ctx context.Context, url, seed string, s scene) error {
	times, scripts, networks := make([]time.Duration, windows), make([]time.Duration, windows), make([]time.Duration, windows)
	var entities, links int
	for i := range windows {
		window, cancel := chromedp.NewContext(ctx)
		var got struct{ Took, Entities, Links, Script, Network float64 }
		href := fmt.Sprintf("/canvas?seeds=%s&hops=%d&first=%d", seed, hops, s.entities)
		wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
		err := chromedp.Run(window, chromedp.Navigate(url+"/"), chromedp.WaitVisible(".questions a"), chromedp.Sleep(time.Second), chromedp.Evaluate(fmt.Sprintf(click, href), &got, wait))
		cancel()
		if err != nil {
			return err
		}
		times[i], scripts[i], networks[i] = milliseconds(got.Took), milliseconds(got.Script), milliseconds(got.Network)
		entities, links = int(got.Entities), int(got.Links)
	}
	took := median(times)
	of := fmt.Sprintf("%d entities and %d links, from click to drawn (script there after %s, network after %s)", entities, links, median(scripts), median(networks))
	report(of, fmt.Sprint(took.Round(time.Millisecond)), "≤ "+s.atMost.String(), took <= s.atMost)
	return nil
}

func milliseconds(n float64) time.Duration { return time.Duration(n) * time.Millisecond }

func report(figure, measured, toReach string, reached bool) {
	said := "yes"
	if !reached {
		said = "**no**"
	}
	fmt.Printf("| %s | %s | %s | %s |\n", figure, measured, toReach, said)
}

func median[T int | time.Duration](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
