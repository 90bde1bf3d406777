package ingest_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/ingest"
	"jinqiao/store/storetest"
)

var update = flag.Bool("update", false, "write what scripts give into them")

// TestScripts runs the scripts of testdata. A script has cases:
//
//	case NAME
//	-- FILE        rows of a file; those of a file "store" are there before
//	---- import    what Import reports of the files; "skip" for SkipBad, "check" for Check
//
// In rows, ␀ to ␟ stand for bytes 0 to 31, ⍰ for the byte 0xff, ⎋ for a byte
// order mark, and ⏎ for an end of the file without a line break.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { runScript(t, name) })
	}
}

func runScript(t *testing.T, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut("\n"+string(text), "\ncase ")
	var out strings.Builder
	out.WriteString(strings.TrimPrefix(head+"\n", "\n"))
	for i, c := range strings.Split(rest, "\ncase ") {
		title, body, _ := strings.Cut(c, "\n")
		if i > 0 {
			out.WriteString("\n")
		}
		out.WriteString("case " + title + "\n")
		t.Run(title, func(t *testing.T) { out.WriteString(runCase(t, strings.TrimRight(body, "\n")+"\n")) })
	}
	if *update {
		if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// runCase returns the case with what it gives.
func runCase(t *testing.T, body string) string {
	files, runs, _ := strings.Cut("\n"+body, "\n---- ")
	var held string
	var sources []ingest.Source
	for _, f := range strings.Split(files, "\n-- ")[1:] {
		name, rows, _ := strings.Cut(f+"\n", "\n")
		if name == "store" {
			held = rows
			continue
		}
		sources = append(sources, ingest.Bytes(name, []byte(foreign(rows))))
	}
	out := strings.TrimPrefix(files, "\n") + "\n"
	for _, run := range strings.Split(runs, "\n---- ") {
		how, want, _ := strings.Cut(strings.TrimRight(run, "\n")+"\n", "\n")
		got := runOnce(t, how, held, sources)
		if got != want && !*update {
			t.Errorf("%s: got\n%swant\n%s", how, got, want)
		}
		out += "---- " + how + "\n" + got
	}
	return out
}

func runOnce(t *testing.T, how, held string, sources []ingest.Source) string {
	ctx, o := context.Background(), standard(t)
	store := storetest.NewModel(o)
	if _, err := ingest.Import(ctx, store, o, []ingest.Source{ingest.Bytes("store", []byte(held))}, ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	var r *ingest.Report
	var err error
	if how == "check" {
		r, err = ingest.Check(ctx, o, sources)
	} else {
		r, err = ingest.Import(ctx, store, o, sources, ingest.Options{SkipBad: how == "skip"})
	}
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	if _, err := r.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if how != "check" {
		mustHold(t, store, r)
	}
	return b.String()
}

// mustHold checks that a store has what a report says.
func mustHold(t *testing.T, store jinqiao.Store, r *ingest.Report) {
	rows := 0
	err := store.Scan(context.Background(), func(jinqiao.Change) error { rows++; return nil })
	if err != nil || rows < r.Entities+r.Links || rows < r.Created {
		t.Errorf("the store has %d rows (%v), the report says %s: %s", rows, err, r.Contents(), r.Counts)
	}
}

// foreign puts bytes into rows that a script cannot hold.
func foreign(rows string) string {
	var b strings.Builder
	for _, r := range rows {
		switch {
		case r >= '␀' && r <= '␟':
			b.WriteByte(byte(r - '␀'))
		case r == '⍰':
			b.WriteByte(0xff)
		case r == '⎋':
			b.WriteString("\ufeff")
		case r == '⏎':
			return b.String()
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
