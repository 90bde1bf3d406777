package linkage_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/linkage"
)

// shandong is the example data, read without package ingest so that a fault
// there does not hide one here.
var shandong = sync.OnceValues(func() ([]*jinqiao.Entity, []*jinqiao.Link) {
	var entities []*jinqiao.Entity
	lines("shandong/entities.jsonl", func(p map[string]any) {
		e := &jinqiao.Entity{ID: p["id"].(string), Kind: p["kind"].(string), Properties: p, Hub: p["hub"] == true}
		if p["cohort"] != nil {
			e.Cohort = &jinqiao.Cohort{}
		}
		entities = append(entities, e)
	})
	var links []*jinqiao.Link
	lines("shandong/links.jsonl", func(p map[string]any) {
		text := func(name string) string { s, _ := p[name].(string); return s }
		l := &jinqiao.Link{
			Relationship: text("relationship"), From: text("from"), To: text("to"), Key: text("key"),
			Assertion: text("assertion"), Confidence: text("confidence"), Collective: p["collective"] == true,
			Scope: text("scope"), Properties: p,
		}
		l.ID = jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, l.From, l.To, l.Key))
		links = append(links, l)
	})
	return entities, links
})

func lines(name string, each func(map[string]any)) {
	text, err := data.Shandong.ReadFile(name)
	if err != nil {
		panic(err)
	}
	for s := bufio.NewScanner(bytes.NewReader(text)); s.Scan(); {
		var p map[string]any
		if err := json.Unmarshal(s.Bytes(), &p); err != nil {
			panic(err)
		}
		each(p)
	}
}

func shandongGraph(t testing.TB) linkage.Graph {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := linkage.NewRules(o, o.ScopedKinds())
	if err != nil {
		t.Fatal(err)
	}
	entities, links := shandong()
	return build(rules, entities, links)
}

func idsWhere(is func(*jinqiao.Entity) bool) (ids []string) {
	entities, _ := shandong()
	for _, e := range entities {
		if is(e) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func ofKind(kind string) []string {
	return idsWhere(func(e *jinqiao.Entity) bool { return e.Kind == kind })
}

func academicians() []string {
	return idsWhere(func(e *jinqiao.Entity) bool { return e.Properties["academician"] == true })
}

// TestEnterprisesToAcademicians has the answers that the README of the data gives.
func TestEnterprisesToAcademicians(t *testing.T) {
	two := []string{"enterprise-heze-talent", "enterprise-taian-matchmaking"}
	stated, relaxed := linkage.Defaults(), linkage.Defaults()
	stated.Assertions = []string{"STATED"}
	relaxed.Assertions, relaxed.Relax = stated.Assertions, []linkage.Rule{linkage.Collective, linkage.Hubs}
	for _, c := range []struct {
		name    string
		options linkage.Options
		want    []string
	}{
		{"by default", linkage.Defaults(), two},
		{"stated links only", stated, two},
		{"stated, COLLECTIVE and HUBS relaxed", relaxed, append(slices.Clone(two), "enterprise-taian-partners")},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := linkage.Paths(context.Background(), shandongGraph(t), ofKind("Enterprise"), academicians(), c.options, 1000, "")
			if err != nil {
				t.Fatal(err)
			}
			var starts []string
			for _, p := range r.Paths {
				starts = append(starts, p.Entities[0])
			}
			slices.Sort(starts)
			if got := slices.Compact(starts); !slices.Equal(got, c.want) || !r.Completeness.Exact || r.Completeness.ProvenLength != 6 || r.More {
				t.Errorf("from %v, %+v; want %v, exact", got, r.Completeness, c.want)
			}
		})
	}
}

// TestHuitongRenhe is question H1 of the data: none, and what COLLECTIVE keeps out.
func TestHuitongRenhe(t *testing.T) {
	o := linkage.Defaults()
	o.Excluded = true
	r, err := linkage.Paths(context.Background(), shandongGraph(t), []string{"enterprise-huitong-renhe"}, academicians(), o, 5, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Paths) > 0 || !r.Completeness.Exact {
		t.Errorf("%d paths, exact %v; want proof of none", len(r.Paths), r.Completeness.Exact)
	}
	i := slices.IndexFunc(r.Completeness.Excluded, func(e linkage.Exclusion) bool { return e.Rule == linkage.Collective })
	e := r.Completeness.Excluded[i]
	want := "enterprise-huitong-renhe industry-biomedicine society-sd-pharma-biotech society-heze-40 society-heze-talent expert-chen-feiyong"
	if e.Paths != 1 || !e.Exact || strings.Join(e.Example.Entities, " ") != want || e.Example.Inferred != 4 {
		t.Errorf("COLLECTIVE keeps out %+v, %+v", e, e.Example)
	}
}

// TestLibo is question H5.
func TestLibo(t *testing.T) {
	g, libo := shandongGraph(t), []string{"enterprise-libo"}
	stated := linkage.Defaults()
	stated.Assertions = []string{"STATED"}
	for _, c := range []struct {
		name    string
		to      []string
		options linkage.Options
		want    int // length, 0 for none
	}{
		{"expert", ofKind("Expert"), linkage.Defaults(), 1},
		{"society", ofKind("Society"), linkage.Defaults(), 1},
		{"society by stated links", ofKind("Society"), stated, 2},
		{"academician", academicians(), linkage.Defaults(), 0},
	} {
		r, err := linkage.Reach(context.Background(), g, libo, c.to, c.options, 1, "")
		if err != nil {
			t.Fatal(err)
		}
		length := 0
		if len(r.Paths) > 0 {
			length = len(r.Paths[0].Steps)
		}
		if length != c.want || !r.Completeness.Exact {
			t.Errorf("nearest %s: %d steps, exact %v; want %d", c.name, length, r.Completeness.Exact, c.want)
		}
	}
}
