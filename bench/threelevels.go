package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"jinqiao"
)

const threeLevelQuery = `query($after: String) { enterprises(first: 20, after: $after) { nodes { id name
	industries(first: 5) { nodes { id name societies(first: 5) { nodes { id name } } } } } } }`

// scoutQuery counts what a page of the query above would hold.
const scoutQuery = `query($after: String) { enterprises(first: 20, after: $after) { pageInfo { endCursor }
	nodes { industries(first: 5) { nodes { societies(first: 5) { nodes { id } } } } } } }`

const (
	pagesScouted = 200
	pagesKept    = 8
	pageRows     = 300 // entities of a page; those that come nearest are kept, at any size
)

// A threeLevelPage is one page of the query, with the plan for the store.
type threeLevelPage struct {
	after string
	rows  int
	plan  *jinqiao.Plan
}

// off is how far the page is from the size that is wanted.
func (p threeLevelPage) off() int { return max(p.rows-pageRows, pageRows-p.rows) }

// threeLevelFigure compares the query, over HTTP and without a network, with
// what the store needs for the plan that the query makes.
func (b *bench) threeLevelFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	pages, err := f.threeLevelPages()
	if err != nil {
		return err
	}
	ours := serve(f.handler)
	defer ours.close()
	overHTTP, err := threeLevelsOverHTTP(ours, pages)
	if err != nil {
		return err
	}
	got, err := b.compare(f.plansInStore(pages), threeLevelsInProcess(f, pages), overHTTP)
	if err != nil {
		return err
	}
	rows := 0
	for _, p := range pages {
		rows += p.rows
	}
	what := fmt.Sprintf("three levels (%d entities)", rows/len(pages))
	b.report.add(
		slower(what+" by HTTP", s.name, got[2], got[0], "the store's answer", 2),
		slower(what+" in process", s.name, got[1], got[0], "the store's answer", 2))
	return nil
}

// threeLevelPages returns pages near the start of the list, all about as full.
func (f *fixture) threeLevelPages() ([]threeLevelPage, error) {
	var pages []threeLevelPage
	after := ""
	for range pagesScouted {
		next, rows, err := f.scout(after)
		if err != nil {
			return nil, err
		}
		if next == "" {
			break // behind the last page
		}
		if after != "" {
			pages = append(pages, threeLevelPage{after: after, rows: rows})
		}
		after = next
	}
	slices.SortStableFunc(pages, func(a, b threeLevelPage) int { return cmp.Compare(a.off(), b.off()) })
	pages = pages[:min(len(pages), pagesKept)]
	for i := range pages {
		if _, err := ask(f.handler, threeLevelQuery, map[string]any{"after": pages[i].after}); err != nil {
			return nil, err
		}
		pages[i].plan = f.store.plan.Load()
	}
	return pages, nil
}

// scout returns the cursor at the end of a page and how many entities it holds.
func (f *fixture) scout(after string) (end string, rows int, err error) {
	variables := map[string]any{}
	if after != "" {
		variables["after"] = after
	}
	answer, err := ask(f.handler, scoutQuery, variables)
	if err != nil {
		return "", 0, err
	}
	type list[T any] struct{ Nodes []T }
	var page struct {
		Data struct {
			Enterprises struct {
				PageInfo struct{ EndCursor string }
				Nodes    []struct {
					Industries list[struct{ Societies list[struct{}] }]
				}
			}
		}
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil {
		return "", 0, err
	}
	for _, enterprise := range page.Data.Enterprises.Nodes {
		rows++
		for _, industry := range enterprise.Industries.Nodes {
			rows += 1 + len(industry.Societies.Nodes)
		}
	}
	return page.Data.Enterprises.PageInfo.EndCursor, rows, nil
}

func threeLevelsOverHTTP(s *server, pages []threeLevelPage) (side, error) {
	var requests [][]byte
	for _, p := range pages {
		requests = append(requests, request(threeLevelQuery, map[string]any{"after": p.after}))
	}
	return over("three levels by HTTP", s.addr, 1, requests)
}

func threeLevelsInProcess(f *fixture, pages []threeLevelPage) side {
	var bodies [][]byte
	for _, p := range pages {
		bodies = append(bodies, payload(threeLevelQuery, map[string]any{"after": p.after}))
	}
	return side{name: "three levels in process", op: func(_, i int) error {
		r, err := http.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(bodies[i%len(bodies)]))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json")
		w := &quiet{head: http.Header{}}
		f.handler.ServeHTTP(w, r)
		if w.status != http.StatusOK || w.size < 1000 {
			return fmt.Errorf("answered %d with %d bytes", w.status, w.size)
		}
		return nil
	}}
}

func (f *fixture) plansInStore(pages []threeLevelPage) side {
	return side{name: "the store's answer", op: func(_, i int) error {
		_, err := f.store.Store.Read(f.ctx, pages[i%len(pages)].plan)
		return err
	}}
}
