package graph

import (
	"context"
	"slices"
	"time"

	"jinqiao"
	"jinqiao/graph/model"
	"jinqiao/linkage"
)

// searchTime bounds a search for paths; what was found by then is answered.
const searchTime = 10 * time.Second

// inTurn runs a search, which takes turns with those of other operations.
func inTurn[T any](ctx context.Context, q *query, search func(context.Context) (T, error)) (T, error) {
	limited, cancel := context.WithTimeout(ctx, searchTime)
	defer cancel()
	limited, leave := q.pool.Enter(limited)
	defer leave()
	return search(limited)
}

// Paths returns the best paths between two sets.
func (q *query) Paths(ctx context.Context, _, _ map[string]any, _ map[string]any, _ *int, _ *string) (*model.PathConnection, error) {
	found, err := q.search(ctx, linkage.Paths)
	if err != nil {
		return nil, err
	}
	return &model.PathConnection{Found: found}, nil
}

// Reach returns which of a set can be reached, each with its best path.
func (q *query) Reach(ctx context.Context, _, _ map[string]any, _ map[string]any, _ *int, _ *string) (*model.ReachConnection, error) {
	found, err := q.search(ctx, linkage.Reach)
	if err != nil {
		return nil, err
	}
	return &model.ReachConnection{Found: found}, nil
}

// Follow returns all paths that fit a pattern.
func (q *query) Follow(ctx context.Context, _, _ map[string]any, _, _ map[string]any, _ *int, _ *string) (*model.PathConnection, error) {
	_, f, err := current(ctx)
	if err != nil {
		return nil, err
	}
	found, err := q.search(ctx, func(ctx context.Context, g linkage.Graph, from, to []string, o linkage.Options, first int, after string) (*linkage.Result, error) {
		allowed, err := q.allowed(ctx, f.paths)
		if err != nil {
			return nil, err
		}
		return linkage.Follow(ctx, g, f.paths.pattern, from, to, allowed, o, first, after)
	})
	if err != nil {
		return nil, err
	}
	return &model.PathConnection{Found: found}, nil
}

// allowed looks up what the conditions of a pattern hold for, in one plan.
func (q *query) allowed(ctx context.Context, w *pathField) (linkage.Allowed, error) {
	a := linkage.Allowed{Entities: map[int][]string{}, Links: map[int][]string{}}
	places, steps := w.pattern.Conditions(), w.pattern.LinkConditions()
	if len(places)+len(steps) == 0 {
		return a, nil
	}
	plan := &jinqiao.Plan{}
	for _, c := range places {
		plan.Entities = append(plan.Entities, &jinqiao.EntityQuery{Filter: c.Filter, Page: jinqiao.Page{Limit: maxSet + 1}, Select: &jinqiao.EntitySelect{}})
	}
	for _, c := range steps {
		plan.Links = append(plan.Links, &jinqiao.LinkQuery{Filter: c.Filter, Page: jinqiao.Page{Limit: maxSet + 1}, Select: &jinqiao.LinkSelect{}})
	}
	answer, err := q.store.Read(ctx, plan)
	if err != nil {
		return a, err
	}
	for i, c := range places {
		a.Entities[c.Place] = []string{}
		for _, row := range answer.Entities[i].Rows {
			a.Entities[c.Place] = append(a.Entities[c.Place], row.Entity.ID)
		}
	}
	for i, c := range steps {
		a.Links[c.Place] = []string{}
		for _, row := range answer.Links[i].Rows {
			a.Links[c.Place] = append(a.Links[c.Place], row.Link.ID)
		}
	}
	return a, w.tooMany(a)
}

// tooMany fails where a condition holds for more than can be looked up.
func (w *pathField) tooMany(a linkage.Allowed) error {
	for _, sets := range []map[int][]string{a.Entities, a.Links} {
		for _, ids := range sets {
			if len(ids) > maxSet {
				return jinqiao.Errorf(jinqiao.CodeTooLarge, "%s: a condition of the pattern holds for more than %d; narrow it", w.along, maxSet).At(string(w.along))
			}
		}
	}
	return nil
}

type searchFunc func(ctx context.Context, g linkage.Graph, from, to []string, o linkage.Options, first int, after string) (*linkage.Result, error)

// search finds the paths of the root field being resolved, and loads their
// entities and links in one plan.
func (q *query) search(ctx context.Context, find searchFunc) (*model.Found, error) {
	_, f, err := current(ctx)
	if err != nil {
		return nil, err
	}
	w := f.paths
	topology, from, to, err := q.ground(ctx, w)
	if err != nil {
		return nil, err
	}
	if empty := w.provenEmpty(from, to); empty != nil {
		return q.load(ctx, w, empty, &linkage.Network{Counted: true})
	}
	result, err := inTurn(ctx, q, func(ctx context.Context) (*linkage.Result, error) {
		return find(ctx, topology, from, to, w.options, w.first, w.after)
	})
	if err != nil {
		return nil, w.placed(err)
	}
	var network *linkage.Network
	if w.scene {
		if network, err = linkage.Along(ctx, topology, result.Paths, nil, nil, false); err != nil {
			return nil, err
		}
	}
	return q.load(ctx, w, result, network)
}

// provenEmpty returns the answer that needs no search: from nothing, to nothing
// or through nothing there is no path. It is nil where there is one to search.
func (w *pathField) provenEmpty(from, to []string) *linkage.Result {
	o := w.options
	nothing := len(from) == 0 && o.FromKinds == nil || w.to.filter != nil && len(to) == 0 && o.ToKinds == nil
	for _, set := range w.options.Through {
		nothing = nothing || len(set) == 0
	}
	if !nothing {
		return nil
	}
	return &linkage.Result{Counted: true, Completeness: linkage.Completeness{Exact: true, ProvenLength: w.length()}}
}

// length is how long a path may be.
func (w *pathField) length() int {
	if w.options.MaxLength == 0 {
		return w.pattern.MaxLength()
	}
	return w.options.MaxLength
}

// ground looks up the ids of the ends, and of what the options name, and takes the
// topology to search in, which is not older. An end that was left out is nil, and so
// is one of all entities of some kinds, if the topology is in memory: the options
// name the kinds then, and it tells which entities these are.
func (q *query) ground(ctx context.Context, w *pathField) (g linkage.Graph, from, to []string, err error) {
	sets := w.sets()
	named, whole := slices.Clone(sets), make([]endSet, 2)
	kinds := [2][]string{w.from.kinds(), w.to.kinds()}
	for i := range kinds {
		if kinds[i] != nil {
			named[i], whole[i] = endSet{}, sets[i]
		}
	}
	ids, err := q.idsOf(ctx, named)
	if err != nil {
		return nil, nil, nil, err
	}
	if g, err = q.topology(ctx); err != nil {
		return nil, nil, nil, err
	}
	if _, stored := g.(*linkage.Stored); !stored {
		w.options.FromKinds, w.options.ToKinds = kinds[0], kinds[1]
	} else if err := q.addIDs(ctx, ids, whole); err != nil {
		return nil, nil, nil, err
	}
	from, to = w.take(ids)
	return g, from, to, q.known(ctx, sets, ids)
}

// addIDs looks up the ids of sets that were not looked up before.
func (q *query) addIDs(ctx context.Context, ids [][]string, sets []endSet) error {
	more, err := q.idsOf(ctx, sets)
	for i := range more {
		if sets[i].filter != nil {
			ids[i] = more[i]
		}
	}
	return err
}

// sets returns the ends, and what the options name, for take.
func (w *pathField) sets() []endSet { return append([]endSet{w.from, w.to, w.avoid}, w.through...) }

// take returns the ids of the ends, and gives the others to the options.
func (w *pathField) take(ids [][]string) (from, to []string) {
	w.options.Avoid, w.options.Through = ids[2], ids[3:]
	return ids[0], ids[1]
}

// idsOf looks up the ids of sets in one plan, but for those that were named by them.
func (q *query) idsOf(ctx context.Context, sets []endSet) ([][]string, error) {
	ids := make([][]string, len(sets))
	plan, asked := &jinqiao.Plan{}, []int{}
	for i, set := range sets {
		if ids[i] = idsIn(set.filter); ids[i] != nil || set.filter == nil {
			continue
		}
		ids[i] = []string{}
		plan.Entities = append(plan.Entities, &jinqiao.EntityQuery{Filter: set.filter, Page: jinqiao.Page{Limit: set.most() + 1}, Select: &jinqiao.EntitySelect{}})
		asked = append(asked, i)
	}
	if len(asked) == 0 {
		return ids, nil
	}
	answer, err := q.store.Read(ctx, plan)
	if err != nil {
		return nil, err
	}
	for i, page := range answer.Entities {
		if len(page.Rows) > maxSet {
			return nil, tooManyEnds(sets[asked[i]].key)
		}
		for _, row := range page.Rows {
			ids[asked[i]] = append(ids[asked[i]], row.Entity.ID)
		}
	}
	return ids, nil
}

// known fails where a set names an id that nothing has, if another set is empty:
// there is nothing to search then that would tell it.
func (q *query) known(ctx context.Context, sets []endSet, ids [][]string) error {
	if !slices.ContainsFunc(ids, func(set []string) bool { return set != nil && len(set) == 0 }) {
		return nil
	}
	s := newSets(ctx, q.store)
	for _, set := range sets {
		named := idsIn(set.filter)
		if named == nil {
			continue
		}
		if _, err := s.byIDs(named, set.key); err != nil {
			return err
		}
	}
	return s.settle(nil)
}

// load fetches what was asked of the entities and links of a result.
func (q *query) load(ctx context.Context, w *pathField, r *linkage.Result, network *linkage.Network) (*model.Found, error) {
	entities, links := mentioned(r)
	rows, linkRows, err := q.rows(ctx, w, entities, links, relationships(r))
	if err != nil {
		return nil, err
	}
	found := &model.Found{Result: r, Tag: w.tag, Order: w.options.Order, Later: w.after != "", Network: network,
		Entities: rows, Links: linkRows}
	return found, nil
}

// rows fetches entities and links of some relationships, and returns them by id.
func (q *query) rows(ctx context.Context, w *pathField, entities, links, among []string) (map[string]*jinqiao.EntityRow, map[string]*jinqiao.LinkRow, error) {
	plan := &jinqiao.Plan{
		Entities: []*jinqiao.EntityQuery{{IDs: entities, Select: w.entity}},
		Links:    []*jinqiao.LinkQuery{{IDs: links, Among: among, Select: w.link}},
	}
	answer, err := q.store.Read(ctx, plan)
	if err != nil {
		return nil, nil, err
	}
	rows, linkRows := make(map[string]*jinqiao.EntityRow, len(entities)), make(map[string]*jinqiao.LinkRow, len(links))
	for i, row := range answer.Entities[0].Rows {
		rows[entities[i]] = row
	}
	for i, row := range answer.Links[0].Rows {
		linkRows[links[i]] = row
	}
	return rows, linkRows, nil
}

// pathsOf returns the paths of a result, examples too.
func pathsOf(r *linkage.Result) []*linkage.Path {
	paths := append([]*linkage.Path{}, r.Paths...)
	for _, x := range r.Completeness.Excluded {
		if x.Example != nil {
			paths = append(paths, x.Example)
		}
	}
	return paths
}

// relationships lists those of the links of a result, each once.
func relationships(r *linkage.Result) []string {
	among := []string{} // not nil: none, not all
	for _, p := range pathsOf(r) {
		among = append(among, p.Relationships...)
	}
	slices.Sort(among)
	return slices.Compact(among)
}

// mentioned lists the entities and links of a result, each once.
func mentioned(r *linkage.Result) (entities, links []string) {
	seen := map[string]bool{}
	add := func(into *[]string, ids ...string) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				*into = append(*into, id)
			}
		}
	}
	entities, links = []string{}, []string{} // not nil: nothing, not all
	for _, p := range pathsOf(r) {
		add(&entities, p.Entities...)
		for _, s := range p.Steps {
			add(&links, s.Link)
			add(&links, s.Parallel...)
		}
	}
	for _, h := range r.Completeness.SkippedHubs {
		add(&entities, h.Entity)
	}
	return entities, links
}
