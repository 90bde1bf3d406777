// Package live starts what the commands beside it look at: a server on a free
// port, and Chromium.
package live

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"github.com/chromedp/chromedp"
)

// Build builds the server into a folder and returns its path.
func Build(folder string) (string, error) {
	binary := filepath.Join(folder, "jinqiao")
	if out, err := exec.Command("go", "build", "-o", binary, "jinqiao/server").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return binary, nil
}

var address = regexp.MustCompile(`(http://\S+)/graphql`)

// Serve starts a server on a store, or on the example data where that is "". It
// works in the folder and returns its address; stop ends it.
func Serve(binary, folder, store string) (base string, stop func(), err error) {
	args := []string{"serve", "--addr", "127.0.0.1:0"}
	if store != "" {
		args = append(args, "--store", store)
	}
	cmd := exec.Command(binary, args...)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
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
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return m[1], stop, nil
		}
	}
	stop()
	return "", nil, errors.New("the server ended without an address")
}

// Browser starts Chromium, with an empty profile and for a reader of a language
// such as zh-CN. What it returns is for chromedp; stop ends it.
func Browser(language string) (ctx context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WindowSize(1440, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("accept-lang", language))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	stop = func() { cancel(); cancelAllocator() }
	// Now: what is started within a time limit would end with that.
	if err := chromedp.Run(ctx); err != nil {
		stop()
		return nil, nil, fmt.Errorf("chromium: %w", err)
	}
	return ctx, stop, nil
}
