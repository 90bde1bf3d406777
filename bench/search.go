package main

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"jinqiao"
	"jinqiao/search"
)

// commonCharacters stand in a large part of all names.
var commonCharacters = []string{"科", "业", "技", "学"}

// A searching is a way to search that is measured.
type searching struct {
	what   string
	typing bool
	texts  []string
	terms  func(text string) string // the query of raw FTS5
	limit  time.Duration
}

// searchFigure measures searches by names of the graph in the store, each beside
// raw FTS5 on the same index: the first ten rows of the same terms, unranked, and
// without what matched.
func (b *bench) searchFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	list, err := f.searchings()
	if err != nil {
		return err
	}
	for _, q := range list {
		if err := b.searchRow(f, q); err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
	}
	return nil
}

// searchings are searches for names of the graph.
func (f *fixture) searchings() ([]searching, error) {
	names, err := f.someNames()
	if err != nil {
		return nil, err
	}
	limits := searchLimits(f.size)
	return []searching{
		{"search, 2 to 6 Han characters", false, pieces(names), pairsOf, limits[0]},
		{"search, one common character", false, commonCharacters, pairsOf, limits[1]},
		{"suggest, each keystroke of Han characters", true, keystrokes(names, 6), pairsOf, limits[2]},
		{"suggest, each keystroke of pinyin", true, keystrokes(spoken(names), 10), begin, limits[2]},
		{"search, one slip in pinyin", false, slipped(spoken(names)), begin, 0},
	}, nil
}

// searchLimits are those for pieces of names, for one common character, and for
// what is typed.
func searchLimits(s size) [3]time.Duration {
	if s.large() {
		return [3]time.Duration{1500 * time.Microsecond, 20 * time.Millisecond, 2 * time.Millisecond}
	}
	return [3]time.Duration{time.Millisecond, 8 * time.Millisecond, 2 * time.Millisecond}
}

// searchSide asks the store.
func (f *fixture) searchSide(q searching) side {
	return side{name: q.what, op: func(_, i int) error {
		_, err := f.store.Search(f.ctx, &jinqiao.TextQuery{Text: q.texts[i%len(q.texts)], Typing: q.typing, Limit: 10})
		return err
	}}
}

func (b *bench) searchRow(f *fixture, q searching) error {
	const rawSearch = "SELECT e.id, e.name FROM term JOIN entity e ON e.ord = term.rowid & 1099511627775 WHERE term MATCH ? ORDER BY term.rowid LIMIT 10"
	statement, err := f.raw.Prepare(rawSearch)
	if err != nil {
		return err
	}
	defer statement.Close()
	beside := side{name: "FTS5", op: func(_, i int) error {
		rows, err := statement.Query(q.terms(q.texts[i%len(q.texts)]))
		if err != nil {
			return err
		}
		defer rows.Close()
		if err := readAll(rows); !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return nil
	}}
	results, err := b.compare(f.searchSide(q), beside)
	if err != nil {
		return err
	}
	r := slower(q.what, f.size.name, results[0], results[1], "FTS5", 0)
	if q.limit > 0 {
		r = within(q.what, f.size.name, results[0], results[1], "FTS5", q.limit)
	}
	b.report.add(r)
	return nil
}

// someNames returns names of entities of all kinds that have Han characters.
func (f *fixture) someNames() ([]string, error) {
	names, err := f.namesOf(f.mixedIDs()[:200])
	return inHan(names), err
}

// namesOf returns the names of entities.
func (f *fixture) namesOf(ids []string) ([]string, error) {
	answer, err := f.store.Store.Read(f.ctx, &jinqiao.Plan{Entities: []*jinqiao.EntityQuery{{IDs: ids}}})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, row := range answer.Entities[0].Rows {
		names = append(names, row.Entity.Name)
	}
	return names, nil
}

// inHan returns the first Han characters in a row of names that have three.
func inHan(names []string) (list []string) {
	for _, name := range names {
		if run := search.Runs(name); len(run) > 0 && len([]rune(run[0])) >= 3 {
			list = append(list, run[0])
		}
	}
	return list
}

// pieces returns two to six characters of each name, from its second on.
func pieces(names []string) []string {
	var list []string
	for i, name := range names {
		r := []rune(name)[1:]
		list = append(list, string(r[:min(len(r), 2+i%5)]))
	}
	return list
}

// keystrokes returns what stands in a field while each text is typed.
func keystrokes(texts []string, most int) []string {
	var list []string
	for _, text := range texts {
		r := []rune(text)
		for n := 1; n <= min(len(r), most); n++ {
			list = append(list, string(r[:n]))
		}
	}
	return list
}

// spoken returns the usual readings of names, of four syllables.
func spoken(names []string) []string {
	var list []string
	for _, name := range names {
		line, _, _ := strings.Cut(search.Spell(search.Text([]string{name})).Pinyin[1:], "\v")
		if syllables := strings.FieldsFunc(line, func(r rune) bool { return r == '\'' || r == ' ' }); len(syllables) > 1 {
			list = append(list, strings.Join(syllables[:min(len(syllables), 4)], ""))
		}
	}
	return list
}

// slipped returns texts with one letter wrong.
func slipped(texts []string) []string {
	list := make([]string, len(texts))
	for i, text := range texts {
		at := 1 + i%(len(text)-1)
		list[i] = text[:at] + string("aeionug"[i%7]) + text[at+1:]
	}
	return list
}

// pairsOf returns the query for all two characters in a row; for one, of that.
func pairsOf(text string) string {
	r := []rune(text)
	if len(r) == 1 {
		return `"` + text + `"`
	}
	var terms []string
	for i := range len(r) - 1 {
		terms = append(terms, `"`+string(r[i:i+2])+`"`)
	}
	return strings.Join(terms, " AND ")
}

// begin returns the query for what begins with a text.
func begin(text string) string { return `"` + text + `"*` }
