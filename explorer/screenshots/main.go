// Command screenshots makes pictures of every page on the example data, on a
// wide screen and a phone, light and dark, for people to look at.
//
//	go run ./explorer/screenshots OUT [PATTERN]
//
// Only pages whose name holds PATTERN are taken. It builds and starts a server
// of its own and needs Chromium.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
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
	url, stop, err := serve()
	if err != nil {
		return err
	}
	defer stop()
	ctx, cancel, err := browser()
	if err != nil {
		return err
	}
	defer cancel()
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

// browser starts it now: what is started within a picture's time limit would
// end with that picture.
func browser() (context.Context, context.CancelFunc, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("accept-lang", "zh-CN"))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	stop := func() { cancel(); cancelAllocator() }
	if err := chromedp.Run(ctx); err != nil {
		stop()
		return nil, nil, fmt.Errorf("chromium: %w", err)
	}
	return ctx, stop, nil
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

var address = regexp.MustCompile(`(http://\S+)/graphql`)

// serve builds and starts a server on a free port, in a folder of its own.
func serve() (url string, stop func(), err error) {
	dir, err := os.MkdirTemp("", "jinqiao-screenshots-")
	if err != nil {
		return "", nil, err
	}
	binary := filepath.Join(dir, "jinqiao")
	if out, err := exec.Command("go", "build", "-o", binary, "./server").CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("build: %w\n%s", err, out)
	}
	cmd := exec.Command(binary, "serve", "--addr", "127.0.0.1:0")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			return m[1], stop, nil
		}
	}
	stop()
	return "", nil, errors.New("the server ended without an address")
}
