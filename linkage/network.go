package linkage

import (
	"cmp"
	"context"
	"slices"

	"jinqiao"
)

// A Network is a set of entities with links among them, for a canvas.
type Network struct {
	Members      []Member
	Links        []NetworkLink // among the members, and between them and what is known; by id
	Changed      []Member      // known entities at which a new link ends
	Groups       [][]string    // of Connect: the seeds by what joins them
	Entities     int           // how many there are in all
	LinkCount    int           // among them; 0 unless it was asked for
	Counted      bool          // the two counts are exact, else there are more
	Completeness Completeness  // ProvenLength is the distance up to which nothing is missing
}

// A Member is an entity of a network.
type Member struct {
	ID     string
	Kind   int // index in Rules.Kinds
	Degree int // recorded links
	Hidden int // recorded links that lead to entities neither in the network nor known
	Seed   bool
}

// A NetworkLink is a link of a network.
type NetworkLink struct {
	ID           string
	From, To     string
	Relationship int   // index in Rules.Relationships
	Rank         uint8 // Stated or worse

	number    uint64
	from, to  uint32
	unsettled bool
}

// The limits of networks.
const (
	MaxHops         = 6
	MaxNetwork      = 20_000  // new entities
	MaxNetworkLinks = 100_000 // sent with them
	MaxConnect      = 50      // seeds to be joined
)

// The reasons for which a network is not whole, besides those of a search.
const (
	ReasonFirst = "FIRST"
	ReasonLinks = "LINKS"
)

// A drawing is a network being put together.
type drawing struct {
	ctx context.Context
	g   Graph

	members []uint32  // new, in order
	shown   entitySet // members and what is known
	seeds   entitySet
	keep    func(near uint32, h Hop) bool // which links are shown
	links   []NetworkLink                 // those that were kept
	trimmed bool                          // some were not, for want of room

	spent  int // links looked at
	budget int // of them; 0 for no limit
	reason string
	err    error
}

// visit looks at the hops of entities, some at a time, within the budget; it
// returns whether all were seen.
func (d *drawing) visit(entities []uint32, look func(i int, hops []Hop)) bool {
	share := shareOf(d.ctx)
	var stopped error
	err := d.g.Expand(d.ctx, entities, func(i int, hops []Hop) bool {
		for some := range slices.Chunk(hops, tick) {
			before := d.spent
			d.spent += len(some)
			if d.budget > 0 && d.spent > d.budget {
				d.spent, d.reason = d.budget, ReasonBudget
				return false
			}
			if before/tick != d.spent/tick {
				if stopped = share.spend(d.ctx, tick); stopped != nil {
					return false
				}
			}
			look(i, some)
		}
		return true
	})
	d.fail(cmp.Or(err, stopped, d.ctx.Err()))
	return d.err == nil && d.reason == ""
}

// fail takes note of an error. What was found by a deadline is still to be told.
func (d *drawing) fail(err error) {
	if d.err = err; err != nil && outOfTime(d.ctx, err) {
		d.err, d.reason = nil, ReasonDeadline
		d.ctx = late(d.ctx)
	}
}

// draw makes the network of the members.
func (d *drawing) draw(changed bool) (*Network, error) {
	n := &Network{Counted: true, Entities: len(d.members)}
	isMember, touched := setOf(d.members), map[uint32]bool{}
	hidden := make([]int, len(d.members))
	d.budget = 0
	cut := d.reason
	d.reason = ""
	d.visit(d.members, func(i int, hops []Hop) {
		near := d.members[i]
		for _, h := range hops {
			if !d.shown.has(h.To) {
				hidden[i]++
				continue
			}
			if isMember.has(h.To) && !h.forward() || !d.keep(near, h) {
				continue
			}
			if !isMember.has(h.To) {
				touched[h.To] = true
			}
			d.add(d.link(near, h))
		}
	})
	d.reason = cmp.Or(cut, d.reason)
	for i, e := range d.members {
		n.Members = append(n.Members, d.member(e, hidden[i]))
	}
	d.trim()
	n.Links = d.links
	slices.SortFunc(n.Links, func(a, b NetworkLink) int { return cmp.Compare(a.number, b.number) })
	d.name(n.Links)
	if changed && d.err == nil {
		d.change(n, touched)
	}
	return n, d.err
}

// add keeps a link, and of too many the best.
func (d *drawing) add(l NetworkLink) {
	if d.links = append(d.links, l); len(d.links) >= 2*MaxNetworkLinks {
		d.trim()
	}
}

// trim drops links where there are too many: inferred ones before stated ones,
// the less sure first, of those as sure the unsettled ones, then by id.
func (d *drawing) trim() {
	if len(d.links) <= MaxNetworkLinks {
		return
	}
	d.trimmed = true
	selectBest(d.links, MaxNetworkLinks, func(a, b *NetworkLink) int {
		switch {
		case a.Rank != b.Rank:
			return int(a.Rank) - int(b.Rank)
		case a.unsettled != b.unsettled:
			if b.unsettled {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.number, b.number)
	}, d.goesOn)
	d.links = d.links[:MaxNetworkLinks]
}

// goesOn reports whether there is still time.
func (d *drawing) goesOn() bool {
	if err := d.ctx.Err(); err != nil {
		d.fail(err)
	}
	return d.err == nil && d.reason != ReasonDeadline
}

func (d *drawing) link(near uint32, h Hop) NetworkLink {
	from, to := near, h.To
	if !h.forward() {
		from, to = to, from
	}
	return NetworkLink{Relationship: h.relationship(), Rank: h.rank(), number: d.g.LinkNumber(h.Link), from: from, to: to, unsettled: h.unsettled()}
}

// name gives links, which are by their numbers so far, their ids.
func (d *drawing) name(links []NetworkLink) {
	for i := range links {
		l := &links[i]
		l.ID, l.From, l.To = jinqiao.LinkID(l.number), d.g.ID(l.from), d.g.ID(l.to)
	}
}

func (d *drawing) member(e uint32, hidden int) Member {
	node := d.g.Node(e)
	return Member{d.g.ID(e), int(node.Kind), int(node.Degree), hidden, d.seeds.has(e)}
}

// change tells of known entities what is hidden of them now.
func (d *drawing) change(n *Network, touched map[uint32]bool) {
	entities := make([]uint32, 0, len(touched))
	for e := range touched {
		entities = append(entities, e)
	}
	slices.SortFunc(entities, d.g.Compare)
	hidden := make([]int, len(entities))
	d.visit(entities, func(i int, hops []Hop) {
		for _, h := range hops {
			if !d.shown.has(h.To) {
				hidden[i]++
			}
		}
	})
	for i, e := range entities {
		n.Changed = append(n.Changed, d.member(e, hidden[i]))
	}
}

// lookup numbers seeds and entities to avoid, each once. One error names all that
// are unknown.
func lookup(ctx context.Context, g Graph, seeds, avoid []string) (start, avoided []uint32, err error) {
	var unknown unknownIDs
	look := func(argument string, ids []string) (found []uint32, err error) {
		numbers, err := g.Lookup(ctx, ids)
		unknown.of(argument, ids, numbers)
		seen := make(map[uint32]bool, len(ids))
		for _, n := range numbers {
			if n != None && !seen[n] {
				seen[n] = true
				found = append(found, n)
			}
		}
		return found, err
	}
	err = each(
		func() (err error) { start, err = look("seeds", seeds); return },
		func() (err error) { avoided, err = look("options.avoid", avoid); return },
	)
	return start, avoided, cmp.Or(err, unknown.err())
}
