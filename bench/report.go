package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// A row is one figure of the report, beside its limit.
type row struct {
	what, size string
	got        string // as measured
	beside     string // what it is compared with, as measured
	ratio      string
	reach      string // what is to be reached; "" for a figure that is only recorded
	missed     bool
}

type report struct{ rows []row }

func (r *report) add(rows ...row) { r.rows = append(r.rows, rows...) }

// write prints the report as Markdown.
func (r *report) write(w io.Writer) {
	fmt.Fprintf(w, "%s, %s/%s, %d processors, %s, load %s\n\n", time.Now().Format("2006-01-02 15:04"), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), load())
	fmt.Fprintln(w, "| figure | size | measured | beside it | ratio | to reach | reached |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|")
	for _, row := range r.rows {
		reached := "yes"
		switch {
		case row.reach == "":
			reached = ""
		case row.missed:
			reached = "**no**"
		}
		cells := []string{row.what, row.size, row.got, row.beside, row.ratio, row.reach, reached}
		fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
	}
}

// load is how busy the machine was in the last 1, 5 and 15 minutes, this program
// included; figures of a busy one are worth less.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "not known"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

// String shows what counts, the median and the rate, and what is recorded
// besides: the 99th percentile and the computing for one operation.
func (s sample) String() string {
	return fmt.Sprintf("p50 %s, %s/s (p99 %s, CPU %s)", short(s.p50), count(s.rate), short(s.p99), short(s.cpu))
}

// short prints a duration in milliseconds with three digits that matter.
func short(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	switch {
	case ms < 1:
		return fmt.Sprintf("%.4f ms", ms)
	case ms < 100:
		return fmt.Sprintf("%.2f ms", ms)
	}
	return fmt.Sprintf("%.0f ms", ms)
}

func count(n float64) string {
	if n < 100 {
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

// times is the ratio of two medians.
func times(a, b sample) float64 { return float64(a.p50) / float64(b.p50) }

// slower makes a row of which the ratio of medians has a limit; 0 for none.
func slower(what, size string, got, beside sample, name string, limit float64) row {
	r := row{what: what, size: size, got: got.String(), beside: name + ": " + beside.String()}
	ratio := times(got, beside)
	r.ratio = fmt.Sprintf("%.2f ×", ratio)
	if limit > 0 {
		r.reach = fmt.Sprintf("≤ %.3g ×", limit)
		r.missed = ratio > limit
	}
	return r
}

// shareOf makes a row of which the ratio of rates has a limit; 0 for none.
func shareOf(what, size string, got, beside sample, name string, least float64) row {
	r := row{what: what, size: size, got: got.String(), beside: name + ": " + beside.String()}
	ratio := got.rate / beside.rate
	r.ratio = fmt.Sprintf("%.2f of the rate", ratio)
	if least > 0 {
		r.reach = fmt.Sprintf("≥ %.3g of the rate", least)
		r.missed = ratio < least
	}
	return r
}

// timesRate makes a row of which the ratio of rates is to be so many times.
func timesRate(what, size string, got, beside sample, name string, least float64) row {
	r := shareOf(what, size, got, beside, name, 0)
	ratio := got.rate / beside.rate
	r.ratio, r.reach, r.missed = fmt.Sprintf("%.1f × the rate", ratio), fmt.Sprintf("≥ %g × the rate", least), ratio < least
	return r
}

// within makes a row of which the median has a limit.
func within(what, size string, got, beside sample, name string, limit time.Duration) row {
	r := slower(what, size, got, beside, name, 0)
	r.reach = fmt.Sprintf("p50 ≤ %g ms", float64(limit)/float64(time.Millisecond))
	r.missed = got.p50 > limit
	return r
}
