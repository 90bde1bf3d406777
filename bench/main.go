// Command bench measures Jinqiao on synthetic graphs. Each figure is taken beside
// its limit, in the same run, in turns. See README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// A size is how large a graph is.
type size struct {
	name            string
	entities, links int
}

// large reports whether a size is one that has limits of its own.
func (s size) large() bool { return s.entities >= 1_000_000 }

// allowance is how many times as long a search in memory may take as in the smaller
// graphs.
func (s size) allowance() time.Duration {
	if s.large() {
		return 2
	}
	return 1
}

var sizes = []size{{"20k", 20_000, 100_000}, {"200k", 200_000, 1_000_000}, {"2m", 2_000_000, 10_000_000}}

// A bench is one run of the command.
type bench struct {
	ctx     context.Context
	round   time.Duration // of one side in one round
	rounds  int
	folder  string  // where graphs and stores are kept
	minutes float64 // of mixed load
	profile string  // file for a CPU profile; "" for none
	neo4j   string  // address of the Neo4j to ask; "" for one of our own
	report  report
	open    map[string]*fixture
	servers map[string]*graphServer
}

// A figure is something that is measured. One that compares sizes is measured
// once, with all of them. One that needs a Neo4j or Python is measured only when it
// is named.
type figure struct {
	name    string
	asked   bool
	measure func(*bench, size) error
	across  func(*bench, []size) error
}

var figures = []figure{
	{name: "node", measure: (*bench).nodeFigure},
	{name: "three-levels", measure: (*bench).threeLevelFigure},
	{name: "entity", measure: (*bench).entityFigure},
	{name: "page", measure: (*bench).pageFigure},
	{name: "filters", measure: (*bench).filtersFigure},
	{name: "aggregate", measure: (*bench).aggregateFigure},
	{name: "search", measure: (*bench).searchFigure},
	{name: "growth", across: (*bench).growthFigure},
	{name: "import", measure: (*bench).importFigure},
	{name: "import-index", asked: true, measure: (*bench).importIndexFigure},
	{name: "server", measure: (*bench).serverFigure},
	{name: "small", measure: (*bench).smallFigure},
	{name: "mixed", measure: (*bench).mixedFigure},
	{name: "paths", measure: (*bench).pathsFigure},
	{name: "paths-http", measure: (*bench).pathsHTTPFigure},
	{name: "paths-pool", measure: (*bench).pathsPoolFigure},
	{name: "paths-memory", measure: (*bench).pathsMemoryFigure},
	{name: "peers", asked: true, measure: (*bench).peersFigure},
	{name: "neo4j-read", asked: true, measure: (*bench).neo4jReadFigure},
	{name: "neo4j-links", asked: true, measure: (*bench).neo4jLinksFigure},
	{name: "neo4j-paths", asked: true, measure: (*bench).neo4jPathsFigure},
	{name: "neo4j-search", asked: true, measure: (*bench).neo4jSearchFigure},
	{name: "neo4j-import", asked: true, measure: (*bench).neo4jImportFigure},
	{name: "neo4j-writers", asked: true, measure: (*bench).neo4jWritersFigure},
	{name: "neo4j-peer", asked: true, measure: (*bench).neo4jPeerFigure},
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "child" {
		exit(child(context.Background(), os.Args[2:]))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // as the server does
	}
	exit(run())
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func run() (err error) {
	which := flag.String("size", "20k", "size of the graph: 20k, 200k, 2m, several with commas, which also tells how figures grow, or all for the first two")
	only := flag.String("only", "", "measure just one of "+strings.Join(figureNames(), ", ")+"; neo4j for all of those")
	seconds := flag.Float64("seconds", 1, "how long each side runs in each round")
	rounds := flag.Int("rounds", 5, "how many rounds; medians count")
	minutes := flag.Float64("minutes", 0, "how long the mixed load runs; it is left out by default")
	profile := flag.String("cpuprofile", "", "write a CPU profile to this file, and those of other processes beside it")
	address := flag.String("neo4j", "", "address of a Neo4j without authentication that is empty or holds the graph; by default one is started")
	folder := flag.String("folder", "", "where graphs and stores are kept; by default in the user's cache")
	flag.Parse()
	chosen, err := choose(*which)
	if err != nil {
		return err
	}
	if *only != "" && !slices.ContainsFunc(figures, func(f figure) bool { return f.chosen(*only) }) {
		return fmt.Errorf("no figure is called %q; there are %s", *only, strings.Join(figureNames(), ", "))
	}
	b := &bench{ctx: context.Background(), round: time.Duration(*seconds * float64(time.Second)), rounds: max(1, *rounds),
		folder: *folder, minutes: *minutes, profile: *profile, neo4j: *address, open: map[string]*fixture{}, servers: map[string]*graphServer{}}
	defer b.close()
	defer b.endServers()
	if slices.ContainsFunc(figures, func(f figure) bool { return f.chosen(*only) && !strings.HasPrefix(f.name, "neo4j-") }) {
		err = b.prepare(chosen)
	} else {
		_, err = b.place()
	}
	if err != nil {
		return err
	}
	defer func() { b.report.write(os.Stdout) }()
	return profiled(*profile, func() error { return b.measure(chosen, *only) })
}

// profileOf returns the file for the profile of another process, "" for none.
func (b *bench) profileOf(work string) string {
	if b.profile == "" {
		return ""
	}
	return b.profile + "." + work
}

// profiled does work, and writes a CPU profile of it if a file is named.
func profiled(name string, work func() error) error {
	if name == "" {
		return work()
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return work()
}

// chosen reports whether a figure is to be measured, if a name was given or "".
func (f figure) chosen(only string) bool {
	if only == "" {
		return !f.asked
	}
	return f.name == only || strings.HasPrefix(f.name, only+"-")
}

func figureNames() []string {
	var names []string
	for _, f := range figures {
		names = append(names, f.name)
	}
	return names
}

// choose returns the sizes of these names, from small to large.
func choose(names string) (chosen []size, err error) {
	if names == "all" {
		names = "20k,200k"
	}
	wanted := strings.Split(names, ",")
	for _, s := range sizes {
		if slices.Contains(wanted, s.name) {
			chosen = append(chosen, s)
		}
	}
	if len(chosen) < len(wanted) {
		return nil, fmt.Errorf("-size %s: the sizes are 20k, 200k, 2m and all, each once", names)
	}
	return chosen, nil
}

// measure takes the figures. Those of one process come first, because the rest
// need its stores closed.
func (b *bench) measure(chosen []size, only string) error {
	for _, f := range figures {
		if !f.chosen(only) {
			continue
		}
		if f.across != nil {
			if len(chosen) < 2 {
				continue
			}
			fmt.Fprintf(os.Stderr, "%s\n", f.name)
			if err := f.across(b, chosen); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
			continue
		}
		for _, s := range chosen {
			fmt.Fprintf(os.Stderr, "%s %s\n", f.name, s.name)
			if err := f.measure(b, s); err != nil {
				return fmt.Errorf("%s %s: %w", f.name, s.name, err)
			}
		}
	}
	return nil
}
