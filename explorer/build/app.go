package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/evanw/esbuild/pkg/api"
)

// The explorer: sources, result, and where it is served.
const (
	appSource = "../app"
	appOutput = "../static/app"
	appPath   = "/app"
)

// bundleApp checks the types of the explorer, which include those of the API,
// writes its bundle and returns the files that went in.
func bundleApp() (map[string]bool, error) {
	if err := checkTypes(); err != nil {
		return nil, err
	}
	o, err := options(appOutput, appPath)
	if err != nil {
		return nil, err
	}
	o.EntryPoints = []string{appSource + "/main.tsx", appSource + "/canvas/forceWorker.ts"}
	o.Format = api.FormatESModule
	o.Splitting = true
	// Browsers of some years ago: nested styles are written out for them.
	o.Engines = []api.Engine{{Name: api.EngineChrome, Version: "100"}, {Name: api.EngineFirefox, Version: "100"}, {Name: api.EngineSafari, Version: "15.4"}}
	o.JSXImportSource = "preact"
	o.Define = map[string]string{"process.env.NODE_ENV": `"production"`}
	o.Tsconfig = appSource + "/tsconfig.json"
	used := map[string]bool{}
	if err := build(o, used); err != nil {
		return nil, err
	}
	return used, dropStyles(appOutput)
}

func checkTypes() error {
	cmd := exec.Command("node_modules/.bin/tsc", "--project", appSource)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return errors.New("types: see the messages above")
	}
	if err != nil {
		return fmt.Errorf("check types: %w", err)
	}
	return nil
}
