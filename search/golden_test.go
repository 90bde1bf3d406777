package search_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"jinqiao"
	"jinqiao/search"
)

var update = flag.Bool("update", false, "rewrite what is derived in testdata")

// The least that the golden set may come to.
const leastFirst, leastFive = 0.95, 0.99

// TestGolden asks the queries of testdata/golden.txt and testdata/fresh.txt, and
// compares how well they are answered with testdata/recall.txt.
func TestGolden(t *testing.T) {
	list, codes := golden(t)
	var all strings.Builder
	for _, file := range []string{"golden.txt", "fresh.txt"} {
		var r recall
		for _, line := range textLines(t, "testdata/"+file) {
			query, want, _ := strings.Cut(line, "\t")
			answer, err := search.Run(list, &jinqiao.TextQuery{Text: query, Limit: 10}, codes)
			if err != nil {
				t.Fatal(query, err)
			}
			r.add(query, want, answer)
		}
		if r.share(r.first) < leastFirst || r.share(r.five) < leastFive {
			t.Errorf("%s: recall is less than %v and %v", file, leastFirst, leastFive)
		}
		fmt.Fprintf(&all, "%s: %s\n", file, &r)
	}
	derived(t, "testdata/recall.txt", all.String())
}

// A recall tells how well queries are answered.
type recall struct {
	asked, first, five, empty, wrongly int
	reciprocal                         float64
	missed                             strings.Builder
}

func (r *recall) add(query, want string, answer *jinqiao.TextAnswer) {
	if want == "-" {
		if r.empty++; len(answer.Hits) > 0 {
			r.wrongly++
			fmt.Fprintf(&r.missed, "%s finds %s, and nothing is meant\n", query, answer.Hits[0].Entity.Name)
		}
		return
	}
	r.asked++
	place := placeOf(answer, want)
	if place == 1 {
		r.first++
	} else {
		fmt.Fprintf(&r.missed, "%s: %s comes %s\n", query, want, ordinal(place, answer))
	}
	if place > 0 {
		r.reciprocal += 1 / float64(place)
		if place <= 5 {
			r.five++
		}
	}
}

func (r *recall) share(n int) float64 { return float64(n) / float64(r.asked) }

func (r *recall) String() string {
	return fmt.Sprintf("queries %d\nrecall@1 %.3f\nrecall@5 %.3f\nMRR %.3f\nqueries that mean nothing %d, answered all the same %d\n\n%s",
		r.asked, r.share(r.first), r.share(r.five), r.reciprocal/float64(r.asked), r.empty, r.wrongly, r.missed.String())
}

// placeOf returns the place of a name among hits, from 1; 0 for none.
func placeOf(a *jinqiao.TextAnswer, name string) int {
	for i, h := range a.Hits {
		if h.Entity.Name == name {
			return i + 1
		}
	}
	return 0
}

func ordinal(place int, a *jinqiao.TextAnswer) string {
	if len(a.Hits) == 0 {
		return "not at all"
	}
	if place == 0 {
		return "not among the first ten, of which one is " + a.Hits[0].Entity.Name
	}
	return fmt.Sprintf("after %d, of which one is %s", place-1, a.Hits[0].Entity.Name)
}

// derived compares a file with what was made, or writes it.
func derived(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s differs (%v); got\n%s\nwant\n%s", file, err, got, want)
	}
}

// textLines returns the lines of a file but comments and empty ones.
func textLines(t testing.TB, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

// golden returns the entities of the example data and of testdata/names.txt.
func golden(t testing.TB) (*search.List, map[string][]string) {
	degrees := map[string]int{}
	eachJSON(t, "../data/shandong/links.jsonl", func(m map[string]any) {
		for _, end := range []string{"from", "to"} {
			id, _ := m[end].(string)
			degrees[id]++
		}
	})
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string][]string{}
	for _, k := range o.Kinds {
		for _, p := range k.Properties {
			if p.Code {
				codes[k.Name] = append(codes[k.Name], p.Name)
			}
		}
	}
	var entities []*jinqiao.Entity
	var counts []int
	eachJSON(t, "../data/shandong/entities.jsonl", func(m map[string]any) {
		e := &jinqiao.Entity{Properties: m}
		e.ID, _ = m["id"].(string)
		e.Kind, _ = m["kind"].(string)
		e.Name, _ = m["name"].(string)
		if list, ok := m["aliases"].([]any); ok {
			for _, alias := range list {
				e.Aliases = append(e.Aliases, fmt.Sprint(alias))
			}
		}
		if m["cohort"] != nil {
			e.Cohort = &jinqiao.Cohort{}
		}
		entities, counts = append(entities, e), append(counts, degrees[e.ID])
	})
	for i, line := range textLines(t, "testdata/names.txt") {
		fields := strings.Split(line, "\t")
		e := &jinqiao.Entity{ID: fmt.Sprintf("z%03d", i), Kind: fields[0], Name: fields[1], Properties: map[string]any{}}
		for _, f := range fields[2:] {
			if en, ok := strings.CutPrefix(f, "en:"); ok {
				e.Properties["nameEn"] = en
			} else if f[0] >= '0' && f[0] <= '9' && utf8.RuneCountInString(f) == 6 {
				e.Properties[codes[e.Kind][0]] = f
			} else {
				e.Aliases = append(e.Aliases, f)
			}
		}
		entities, counts = append(entities, e), append(counts, 0)
	}
	return search.NewList(entities, counts, codes), codes
}

func eachJSON(t testing.TB, file string, visit func(map[string]any)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		m := map[string]any{}
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		visit(m)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
