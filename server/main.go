// Command server (jinqiao) serves the graph, imports data into it and checks it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// cli is the command line. Every flag has an environment variable beside it.
type cli struct {
	storeFlags `embed:""`
	Log        string `help:"What to log: debug, info, warn or error." enum:"debug,info,warn,error" default:"info" env:"JINQIAO_LOG"`

	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve the API and the playground (the default)."`
	Import  importCommand  `cmd:"" help:"Import JSONL files, or folders with entities.jsonl and links.jsonl."`
	Check   checkCommand   `cmd:"" help:"Check files, or the store, against the ontology."`
	Export  exportCommand  `cmd:"" help:"Write the whole store as JSONL that import reads, or a selection as a file or a brief."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run executes one command line and returns the exit code: 0 for success, 1 for
// a failure, which stderr names in one line, 2 for a command line that is wrong.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("jinqiao"),
		kong.Description("A knowledge graph of regional innovation behind one GraphQL API. The flags of a command: jinqiao serve --help."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.UsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(stderr, "jinqiao:", err)
		return 1
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "jinqiao: %v (jinqiao --help lists commands and flags)\n", err)
		return 2
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level(c.Log)}))
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(&environment{storeFlags: c.storeFlags, log: log, stdout: stdout, stderr: stderr}); err != nil {
		switch {
		case errors.Is(err, errReported):
		case ctx.Err() != nil:
			fmt.Fprintln(stderr, "jinqiao:", stopped(c.embedded(), command.Command()))
		default:
			fmt.Fprintln(stderr, "jinqiao:", err)
		}
		return 1
	}
	return 0
}

// stopped says what a command leaves behind that was told to stop.
func stopped(embedded bool, command string) string {
	switch {
	case !strings.HasPrefix(command, "import"):
		return "stopped before it was done"
	case embedded:
		return "stopped before it was done; nothing was written"
	}
	return "stopped before it was done; what may have been begun is finished when the store is opened or written the next time"
}

// environment is what every command is given.
type environment struct {
	storeFlags
	log            *slog.Logger
	stdout, stderr io.Writer
}

// errReported ends a command that has said on stdout what was wrong.
var errReported = errors.New("reported")

func level(name string) slog.Level {
	var l slog.Level
	if err := l.UnmarshalText([]byte(name)); err != nil {
		return slog.LevelInfo
	}
	return l
}

type versionCommand struct{}

// Run prints the version of the module, or the revision it was built from.
func (versionCommand) Run(e *environment) error {
	_, err := fmt.Fprintln(e.stdout, "jinqiao", version())
	return err
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = " " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " (modified)"
		}
	}
	return info.Main.Version + revision + modified + " " + info.GoVersion
}
