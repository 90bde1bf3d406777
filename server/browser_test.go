package main_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	cdp "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser returns a context of headless Chromium. Without a browser the test
// passes, unless JINQIAO_TEST_BROWSER=required.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("JINQIAO_TEST_BROWSER") == "required" {
			t.Fatal("no Chromium on the path")
		}
		t.Skip("no Chromium on the path")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(profile(t)), chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// profile returns an empty folder for a browser, whose last processes may still
// write into it when it is to go.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "jinqiao-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for try := 0; os.RemoveAll(dir) != nil && try < 20; try++ {
			time.Sleep(50 * time.Millisecond)
		}
	})
	return dir
}

// TestPlayground opens the playground as a person does: the examples are there,
// one of them runs, nothing is asked of another host, and nothing is violated.
func TestPlayground(t *testing.T) {
	s := serve(t, t.TempDir())
	ctx := browser(t)
	var mu sync.Mutex
	var foreign, complaints []string
	chromedp.ListenTarget(ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, s.url) && !strings.HasPrefix(e.Request.URL, "data:") {
				foreign = append(foreign, e.Request.URL)
			}
		case *cdp.EventExceptionThrown:
			complaints = append(complaints, e.ExceptionDetails.Error())
		case *cdp.EventConsoleAPICalled:
			if e.Type == cdp.APITypeError {
				for _, a := range e.Args {
					complaints = append(complaints, string(a.Value))
				}
			}
		}
	})
	var editor, result string
	err := chromedp.Run(ctx,
		network.Enable(),
		chromedp.Navigate(s.url+"/playground#query="+"%7Bcity(id%3A%22city-heze%22)%7Bname%20industries(first%3A3)%7Bnodes%7Bname%7D%7D%7D%7D"),
		chromedp.WaitVisible(".graphiql-execute-button", chromedp.ByQuery),
		chromedp.WaitVisible(".graphiql-query-editor .view-lines", chromedp.ByQuery),
		chromedp.Sleep(time.Second),
		chromedp.Text("body", &editor, chromedp.ByQuery),
		chromedp.Click(".graphiql-execute-button", chromedp.ByQuery),
		chromedp.Poll(`document.querySelector(".result-window") && document.querySelector(".result-window").textContent.includes("菏泽市")`, nil, chromedp.WithPollingTimeout(30*time.Second)),
		chromedp.Text(".result-window", &result, chromedp.ByQuery),
	)
	if err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if !strings.Contains(editor, "示例") {
		t.Errorf("no examples on the page: %.300s", editor)
	}
	if !strings.Contains(result, "菏泽市") {
		t.Errorf("the result is %q", result)
	}
	if foreign != nil || complaints != nil {
		t.Errorf("requests to elsewhere: %v; complaints: %v", foreign, complaints)
	}
}
