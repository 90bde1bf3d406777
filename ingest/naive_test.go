package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/ingest"
)

// A sink is a store that only takes what it is given, as fast as it can.
type sink struct {
	jinqiao.Store
	rows  map[string]string // by id, as Encode writes them
	order []string
}

func (s *sink) Count(context.Context) (*jinqiao.Statistics, error) {
	return &jinqiao.Statistics{Entities: []jinqiao.KindCount{{Kind: "any", Count: len(s.rows)}}}, nil
}

// Read answers queries by ids, which are all that an import asks.
func (s *sink) Read(_ context.Context, plan *jinqiao.Plan) (*jinqiao.Answer, error) {
	page := &jinqiao.EntityPage{}
	for _, id := range plan.Entities[0].IDs {
		kind, _, _ := strings.Cut(strings.TrimPrefix(s.rows[id], `{"kind":"`), `"`)
		if kind == "" {
			page.Rows = append(page.Rows, nil)
			continue
		}
		page.Rows = append(page.Rows, &jinqiao.EntityRow{Entity: &jinqiao.Entity{ID: id, Kind: kind}})
	}
	return &jinqiao.Answer{Entities: []*jinqiao.EntityPage{page}}, nil
}

func (s *sink) Apply(_ context.Context, b jinqiao.Batch) error {
	for c, err := range b.Changes {
		if err != nil {
			return err
		}
		id := idOf(c)
		result := jinqiao.Created
		if s.rows[id] != "" {
			result = jinqiao.Unchanged
		}
		s.rows[id] = string(ingest.Encode(c))
		s.order = append(s.order, id)
		b.OnOutcome(c, jinqiao.Outcome{Result: result})
	}
	return nil
}

func idOf(c jinqiao.Change) string {
	if c.Entity != nil {
		return c.Entity.ID
	}
	return c.Link.ID
}

// generated returns files of entities and links, some of them bad, some twice.
func generated(r *rand.Rand, entities, links int) map[string][]byte {
	files := map[string]*bytes.Buffer{}
	write := func(file, format string, args ...any) {
		if files[file] == nil {
			files[file] = &bytes.Buffer{}
		}
		fmt.Fprintf(files[file], format+"\n", args...)
	}
	kinds := []string{"City", "Industry", "Document", "Enterprise"}
	for i := range entities {
		kind := kinds[i%len(kinds)]
		doc := r.IntN(entities)/len(kinds)*len(kinds) + 2
		if r.IntN(100) == 0 {
			doc++ // of the wrong kind, or missing at the end
		}
		for range 1 + r.IntN(50)/49 {
			write(fmt.Sprintf("entities/%d", r.IntN(3)), `{"kind":%q,"id":"e%d","name":"名%d","note":"n%d","evidence":[{"document":"e%d"}]}`, kind, i, i, r.IntN(40)/39, doc)
		}
	}
	for range links {
		from, to := r.IntN(entities)/4*4, r.IntN(entities)/4*4+1
		if r.IntN(100) == 0 {
			to = r.IntN(2 * entities)
		}
		write(fmt.Sprintf("links/%d", r.IntN(3)), `{"relationship":"HAS_INDUSTRY","from":"e%d","to":"e%d","assertion":"STATED","scope":"e%d"}`, from, to, r.IntN(entities)/4*4)
	}
	all := map[string][]byte{}
	for name, b := range files {
		all[name] = b.Bytes()
	}
	return all
}

// naive imports with SkipBad as simply as can be: all in maps.
func naive(t *testing.T, o *jinqiao.Ontology, names []string, files map[string][]byte) map[string]string {
	t.Helper()
	entities, links := map[string]*jinqiao.Entity{}, map[string]*jinqiao.Link{}
	var read []jinqiao.Change
	for _, name := range names {
		changes, problems := rows(t, files[name])
		if len(problems) > 0 {
			t.Fatal(problems[0])
		}
		read = append(read, changes...)
	}
	for _, c := range read {
		if c.Entity != nil && entities[c.Entity.ID] == nil {
			entities[c.Entity.ID] = c.Entity
		}
	}
	good := func(named []jinqiao.Mention) bool {
		return !slices.ContainsFunc(named, func(m jinqiao.Mention) bool {
			e := entities[m.ID]
			return e == nil || m.Kinds != nil && !slices.Contains(m.Kinds, e.Kind)
		})
	}
	for again := true; again; {
		again = false
		for id, e := range entities {
			if !good(o.EntityReferences(e)) {
				delete(entities, id)
				again = true
			}
		}
	}
	for _, c := range read {
		l := c.Link
		if l == nil || links[l.ID] != nil || !good(o.LinkReferences(l)) {
			continue
		}
		if len(o.CheckLink(l, entities[l.From].Kind, entities[l.To].Kind)) == 0 {
			links[l.ID] = l
		}
	}
	all := map[string]string{}
	for id, e := range entities {
		all[id] = string(ingest.Encode(jinqiao.Change{Entity: e}))
	}
	for id, l := range links {
		all[id] = string(ingest.Encode(jinqiao.Change{Link: l}))
	}
	return all
}

// TestAsNaive compares an import with one that keeps everything in maps.
func TestAsNaive(t *testing.T) {
	o, ctx := standard(t), context.Background()
	size := 20_000
	if testing.Short() {
		size = 1000
	}
	const seed = 1
	files := generated(rand.New(rand.NewPCG(seed, 0)), size, 5*size)
	names := slices.Sorted(maps.Keys(files))
	var sources []ingest.Source
	for _, name := range names {
		sources = append(sources, ingest.Bytes(name, files[name]))
	}
	store := &sink{rows: map[string]string{}}
	first, err := ingest.Import(ctx, store, o, sources, ingest.Options{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	want := naive(t, o, names, files)
	compareMaps(t, store.rows, want)
	if first.Created != len(want) || first.Entities+first.Links != len(want) || first.Updated != 0 || first.Refused == 0 || first.Unchanged == 0 {
		t.Errorf("%s (%s), want %d created", first.Counts, first.Contents(), len(want))
	}
	inOrder(t, store.order, first.Entities)
	second, err := ingest.Import(ctx, store, o, sources, ingest.Options{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	compareMaps(t, store.rows, want)
	if again := (ingest.Counts{Unchanged: first.Created + first.Unchanged, Refused: first.Refused}); second.Counts != again {
		t.Errorf("the second time %s, want %s", second.Counts, again)
	}
}

func compareMaps(t *testing.T, got, want map[string]string) {
	t.Helper()
	wrong := 0
	for id := range maps.Keys(want) {
		if got[id] != want[id] && wrong < 5 {
			t.Errorf("%s: got %swant %s", id, got[id], want[id])
			wrong++
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows, want %d", len(got), len(want))
	}
}

// inOrder checks that entities came first, and links sorted.
func inOrder(t *testing.T, ids []string, entities int) {
	t.Helper()
	if slices.ContainsFunc(ids[:entities], jinqiao.IsLinkID) || !slices.IsSorted(ids[entities:]) {
		t.Error("entities have to come first, then links in the order of ids")
	}
}
