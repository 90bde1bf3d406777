package synthetic

import (
	"context"
	"iter"
	"maps"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"jinqiao"
)

// Parts says how an import divides entities: into how many parts, and which is
// that of an id.
type Parts struct {
	Count int
	Of    func(id string) int
}

// Sorted yields all entities and then all links in the order in which an import of
// the files hands them to a store: entities part by part, those of a part in the
// order of the file, then links by number. They are made ahead by other
// goroutines. Temporary files of 40 bytes a link go to a folder; other memory is
// some bytes an entity.
func (g *Graph) Sorted(parts Parts, folder string) iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) {
		ctx, cancel := context.WithCancel(context.Background())
		batches := make(chan made, 4)
		go g.makeSorted(ctx, parts, folder, batches)
		defer func() { // the goroutines end first
			cancel()
			for range batches {
			}
		}()
		for b := range batches {
			for _, c := range b.changes {
				if !yield(c, nil) {
					return
				}
			}
			if b.err != nil {
				yield(jinqiao.Change{}, b.err)
				return
			}
		}
	}
}

// made is a portion of what was made.
type made struct {
	changes []jinqiao.Change
	err     error
}

// portion is how many changes are handed over at once.
const portion = 256

// A maker hands over what it makes.
type maker struct {
	ctx     context.Context
	changes []jinqiao.Change
	out     chan<- made
}

func (m *maker) add(c jinqiao.Change) error {
	m.changes = append(m.changes, c)
	if len(m.changes) < portion {
		return nil
	}
	return m.send(nil)
}

func (m *maker) send(err error) error {
	select {
	case m.out <- made{m.changes, err}:
		m.changes = nil
		return nil
	case <-m.ctx.Done():
		return m.ctx.Err()
	}
}

func (g *Graph) makeSorted(ctx context.Context, parts Parts, folder string, out chan<- made) {
	defer close(out)
	m := &maker{ctx: ctx, out: out}
	err := g.entitiesByPart(m, parts)
	if err == nil {
		err = g.linksByNumber(m, folder)
	}
	_ = m.send(err) // fails only when nobody listens any more
}

// entitiesByPart makes the entities. What is kept of each is its population and
// its number.
func (g *Graph) entitiesByPart(m *maker, parts Parts) error {
	type member struct {
		place  uint32
		number uint32
	}
	divided := make([][]member, parts.Count)
	for p, number := range g.members() {
		part := parts.Of(p.id(number))
		divided[part] = append(divided[part], member{uint32(p.place), uint32(number)})
	}
	for _, part := range divided {
		for _, one := range part {
			e := g.entity(g.kinds[one.place], int(one.number))
			maps.DeleteFunc(e.Properties, nothing)
			if err := m.add(jinqiao.Change{Entity: e}); err != nil {
				return err
			}
		}
	}
	return nil
}

// AsImported yields entities as an import has them: a list of nothing is left out.
func AsImported(entities iter.Seq2[jinqiao.Change, error]) iter.Seq2[jinqiao.Change, error] {
	return func(yield func(jinqiao.Change, error) bool) {
		for c, err := range entities {
			if err == nil {
				maps.DeleteFunc(c.Entity.Properties, nothing)
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

func nothing(_ string, value any) bool {
	list, is := value.([]string)
	return is && len(list) == 0
}

func (g *Graph) linksByNumber(m *maker, folder string) error {
	n, err := newNursery(folder)
	if err != nil {
		return err
	}
	defer n.close()
	if err := g.sowAll(m.ctx, n); err != nil {
		return err
	}
	for bed := range beds {
		seedlings, err := n.bed(bed)
		if err != nil {
			return err
		}
		for i := range seedlings {
			l, err := g.grow(&seedlings[i])
			if err != nil {
				return err
			}
			if err := m.add(jinqiao.Change{Link: l}); err != nil {
				return err
			}
		}
	}
	return nil
}

// sowAll keeps a seedling of each link, bundle by bundle on all processors.
func (g *Graph) sowAll(ctx context.Context, n *nursery) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(g.bundles); i = int(next.Add(1)) - 1 {
				if err := g.sow(ctx, i, n); err != nil {
					cancel(err)
				}
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

func (g *Graph) sow(ctx context.Context, place int, n *nursery) error {
	b := &g.bundles[place]
	source := g.source(1000+place, 0)
	r := rand.New(source)
	for from, to := range b.ends(r) {
		s := seedling{bundle: uint32(place), from: uint32(from), to: uint32(to)}
		if _, err := source.AppendBinary(s.state[:0]); err != nil {
			return err
		}
		first, second := b.idsOf(from, to)
		s.number = jinqiao.LinkNumber(b.relationship.Name, first, second, "")
		g.link(r, b, from, to) // the stream goes on behind it
		if err := n.sow(&s); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return nil
}
