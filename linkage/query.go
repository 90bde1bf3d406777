package linkage

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"jinqiao"
)

// A query is a question made ready: names turned into tables.
type query struct {
	rules                              *Rules
	hubs, collective, scope, unsettled bool // rules that are on
	joins                              bool // identity links may be used

	from, to  []uint32   // by id
	avoid     []uint32   // by number
	through   [][]uint32 // likewise
	trail     trails
	inner     []bool // by kind
	ranks     uint8  // allowed, a bit for each
	allRanks  uint8  // those that would be if inferred links, which are not, were; 0 if they are
	hubDegree uint32
	dated     bool // links have to hold on one of days
	days      Validity
	length    int
	order     Order
	budget    int
	effort    bool

	pattern *automaton // nil for any path
	least   int        // length of the shortest that fits
}

// prepare checks a question and turns it into a query.
func prepare(ctx context.Context, g Graph, from, to []string, o Options) (*query, error) {
	q, err := newQuery(g, &o)
	if err != nil {
		return nil, err
	}
	if err := q.surround(ctx, g, from, to); err != nil {
		return nil, err
	}
	if err := q.find(ctx, g, from, to, &o); err != nil {
		return nil, err
	}
	return q, q.contradiction(g)
}

// newQuery makes a query of options alone.
func newQuery(g Graph, o *Options) (*query, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	q := &query{
		rules: g.Rules(), hubs: true, collective: true, scope: true, unsettled: true,
		ranks: o.ranks(), hubDegree: uint32(min(o.HubDegree, 1<<31)), length: o.MaxLength, order: o.Order, budget: o.Budget, effort: o.Effort,
		dated: o.ValidOn != "", days: ValidityOf(o.ValidOn, o.ValidOn),
	}
	if !slices.Contains(o.Assertions, "INFERRED") && o.Assertions != nil {
		wider := *o
		wider.Assertions = nil
		q.allRanks = wider.ranks()
	}
	for _, r := range o.Relax {
		q.relax(r)
	}
	return q, q.name(o)
}

func (q *query) relax(r Rule) {
	switch r {
	case Hubs:
		q.hubs = false
	case Collective:
		q.collective = false
	case Scope:
		q.scope = false
	case Settled:
		q.unsettled = false
	case Inferred:
		q.ranks = q.allRanks
	}
}

// name finds relationships and kinds.
func (q *query) name(o *Options) error {
	q.trail, q.inner = q.rules.trail, q.rules.inner
	named := make([]bool, len(q.rules.Relationships))
	for _, name := range o.Relationships {
		i := slices.IndexFunc(q.rules.Relationships, func(r *jinqiao.Relationship) bool { return r.Name == name })
		if i < 0 {
			return bad("options.relationships", "%q is no relationship", name)
		}
		named[i] = true
	}
	if o.Relationships != nil {
		q.trail = q.rules.naming(named)
	}
	for i, identity := range q.rules.identity {
		q.joins = q.joins || identity && (named[i] || o.Relationships == nil)
	}
	if o.Kinds == nil {
		return nil
	}
	q.inner = make([]bool, len(q.rules.Kinds))
	for _, name := range o.Kinds {
		i := slices.IndexFunc(q.rules.Kinds, func(k *jinqiao.Kind) bool { return k.Name == name })
		if i < 0 {
			return bad("options.kinds", "%q is no kind", name)
		}
		q.inner[i] = true
	}
	return nil
}

// find looks all entities up, so that one error can name all unknown ones.
func (q *query) find(ctx context.Context, g Graph, from, to []string, o *Options) error {
	open := func(ids, kinds []string) bool { return kinds != nil || q.pattern != nil && ids == nil }
	if len(from) == 0 && !open(from, o.FromKinds) {
		return bad("from", "no entity to start from")
	}
	if len(to) == 0 && !open(to, o.ToKinds) {
		return bad("to", "no entity to go to")
	}
	if j, asks := g.(joiner); asks { // a store, for all at once
		if _, err := j.Lookup(ctx, slices.Concat(append([][]string{from, to, o.Avoid}, o.Through...)...)); err != nil {
			return err
		}
	}
	var unknown unknownIDs
	look := func(name string, ids []string) (found []uint32, err error) {
		numbers, err := g.Lookup(ctx, ids)
		unknown.of(name, ids, numbers)
		slices.Sort(numbers)
		return slices.Compact(numbers), err
	}
	ends := func(name string, ids, kinds []string) (found []uint32, err error) {
		if kinds != nil {
			found, err = g.All(ctx, q.rules.kindsOf(kinds, 0))
		} else {
			found, err = look(name, ids)
		}
		if err == nil && unknown == nil {
			slices.SortFunc(found, g.Compare)
		}
		return found, err
	}
	err := each(
		func() (err error) { q.from, err = ends("from", from, o.FromKinds); return },
		func() (err error) { q.to, err = ends("to", to, o.ToKinds); return },
		func() (err error) { q.avoid, err = look("options.avoid", o.Avoid); return },
		func() (err error) {
			for i, set := range o.Through {
				found, err := look(throughSet(i), set)
				if err != nil {
					return err
				}
				q.through = append(q.through, found)
			}
			return nil
		},
	)
	return cmp.Or(err, unknown.err())
}

func throughSet(i int) string { return fmt.Sprintf("options.through[%d]", i) }

// each calls one after another until one fails.
func each(calls ...func() error) error {
	for _, call := range calls {
		if err := call(); err != nil {
			return err
		}
	}
	return nil
}

// contradiction finds what can have no answer by the question alone.
func (q *query) contradiction(g Graph) error {
	if len(q.from) == 1 && slices.Equal(q.from, q.to) {
		return bad("to", "both ends are the same entity, %s: a path joins two", g.ID(q.from[0]))
	}
	for _, e := range q.avoid {
		if q.isEnd(g, e) {
			return bad("options.avoid", "%s is to be avoided and is an end", g.ID(e))
		}
	}
	if most := q.length - 1; len(q.through) > most && (most == 0 || !q.shared()) {
		return bad("options.through", "%d sets cannot be passed within %d steps", len(q.through), q.length)
	}
	for i, set := range q.through {
		if !slices.ContainsFunc(set, func(e uint32) bool { return q.mayPass(g, e) }) {
			return bad(throughSet(i), "no entity of it may be between the ends: each is an end, avoided, or of a kind that is not allowed")
		}
	}
	return nil
}

func (q *query) isEnd(g Graph, e uint32) bool { return among(g, q.from, e) || among(g, q.to, e) }

// among reports whether an entity is in a set that is sorted by id.
func among(g Graph, set []uint32, e uint32) bool {
	_, is := slices.BinarySearchFunc(set, e, g.Compare)
	return is
}

func (q *query) mayPass(g Graph, e uint32) bool {
	return q.inner[g.Node(e).Kind] && !q.avoided(e) && !q.isEnd(g, e)
}

func (q *query) avoided(e uint32) bool {
	_, is := slices.BinarySearch(q.avoid, e)
	return is
}

// shared reports whether some entity is in several sets of through.
func (q *query) shared() bool {
	seen := map[uint32]bool{}
	for _, set := range q.through {
		for _, e := range set {
			if seen[e] {
				return true
			}
			seen[e] = true
		}
	}
	return false
}

// usable reports whether a path may use a link by what it is. The near end has
// to be settled by itself (ready).
func (q *query) usable(g Graph, near Node, h Hop, far Node) bool {
	return q.kindsBeyond(near, h)>>far.Kind&1 != 0 && q.valid(g, h, far)
}

// kindsBeyond returns the kinds to which a hop may lead, a bit for each.
func (q *query) kindsBeyond(near Node, h Hop) uint64 {
	if q.ranks>>h.rank()&1 == 0 || q.unsettled && h.unsettled() {
		return 0
	}
	i := h.relationship()*len(q.rules.Kinds) + int(near.Kind)
	if h.forward() {
		return q.trail.to[i]
	}
	return q.trail.from[i]
}

// valid reports whether the far end is settled, and the link holds on the day asked for.
func (q *query) valid(g Graph, h Hop, far Node) bool {
	return q.ready(far) && !(q.dated && h.dated() && !g.Validity(h.Link).meets(q.days))
}

// ready reports whether links at an entity may be used at all.
func (q *query) ready(n Node) bool { return !q.unsettled || n.Flags&Unsettled == 0 }

func (q *query) isHub(n Node) bool { return n.Flags&Hub != 0 || n.Degree > q.hubDegree }
