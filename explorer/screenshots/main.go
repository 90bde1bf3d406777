// Command screenshots makes pictures of every page on the example data, on a
// wide screen and a phone, light and dark, for people to look at.
//
//	go run ./explorer/screenshots OUT [PATTERN]
//
// Only pages whose name holds PATTERN are taken. It builds and starts a server
// of its own and needs Chromium.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"jinqiao/explorer/live"
)

// A view is a page in a state, and what must be there before it is taken.
type view struct {
	name, path, ready string
}

var views = []view{
	{"start", "/", ".counts, .picture, svg"},
	{"question", "/question/SocietiesOfCity", "main h1"},
	{"entity", "/entity/enterprise-libo", "main h1"},
	{"city", "/entity/city-heze", "main h1"},
	{"canvas", "/canvas?seeds=city-heze#s=city-juye", ".panel-card h2"},
	{"canvas-columns", "/canvas?seeds=city-taian#layout=columns", ".legend li"},
	{"canvas-table", "/canvas?seeds=city-heze#table=1", ".table-panel td"},
	{"paths", "/canvas?from=kind:ENTERPRISE&to=kind:EXPERT:academician:true", ".path .stop"},
	{"paths-none", "/canvas?from=id:enterprise-huitong-renhe&to=kind:EXPERT:academician:true", ".kept-out li"},
	{"embedded", "/canvas?seeds=city-heze&embed=1", ".status-count"},
	{"licences", "/licences", ".licences pre"},
	{"playground", "/playground", ".view-lines"},
}

type screen struct {
	name          string
	width, height int64
	scheme        string
}

var screens = []screen{
	{"desktop-light", 1440, 900, "light"}, {"desktop-dark", 1440, 900, "dark"},
	{"phone-light", 390, 844, "light"}, {"phone-dark", 390, 844, "dark"},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("say where the pictures go: go run ./explorer/screenshots OUT [PATTERN]")
	}
	pattern := strings.Join(args[1:], "")
	if err := os.MkdirAll(args[0], 0o755); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "jinqiao-screenshots-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary, err := live.Build(folder)
	if err != nil {
		return err
	}
	url, stop, err := live.Serve(binary, folder, "")
	if err != nil {
		return err
	}
	defer stop()
	ctx, end, err := live.Browser("zh-CN")
	if err != nil {
		return err
	}
	defer end()
	for _, s := range screens {
		for _, v := range views {
			if !strings.Contains(v.name, pattern) {
				continue
			}
			file := filepath.Join(args[0], v.name+"-"+s.name+".png")
			if err := take(ctx, url, v, s, file); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			fmt.Println(file)
		}
	}
	return nil
}

func take(ctx context.Context, url string, v view, s screen, file string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	var picture []byte
	err := chromedp.Run(ctx,
		chromedp.EmulateViewport(s.width, s.height),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.scheme}}),
		chromedp.Navigate("about:blank"), // the next may differ in what follows # only
		chromedp.Navigate(url+v.path),
		chromedp.WaitReady(v.ready, chromedp.ByQuery),
		chromedp.Sleep(1500*time.Millisecond), // animations end, fonts come
		chromedp.CaptureScreenshot(&picture),
	)
	if err != nil {
		return err
	}
	return os.WriteFile(file, picture, 0o644)
}
