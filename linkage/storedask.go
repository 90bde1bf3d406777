package linkage

import (
	"context"

	"jinqiao"
)

// asksAtOnce is how many entities a server is asked for by one statement; more are
// asked for by two at once.
const asksAtOnce = 32

// ask expands entities and takes the answers, each with those it is for. A server
// works on two parts at once; take is called for one after the other.
func (g *Stored) ask(ctx context.Context, ids []string, links bool, take func(ids []string, t *jinqiao.Topology) error) error {
	if g.joins == nil || len(ids) <= asksAtOnce {
		t, err := g.store.ExpandTopology(ctx, ids, links)
		if err != nil {
			return err
		}
		return take(ids, t)
	}
	first, second := ids[:len(ids)/2], ids[len(ids)/2:]
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type answer struct {
		t   *jinqiao.Topology
		err error
	}
	other := make(chan answer, 1)
	go func() {
		t, err := g.store.ExpandTopology(ctx, second, links)
		other <- answer{t, err}
	}()
	t, err := g.store.ExpandTopology(ctx, first, links)
	if err == nil {
		err = take(first, t)
	}
	if err != nil {
		cancel()
		<-other
		return err
	}
	a := <-other
	if a.err != nil {
		return a.err
	}
	return take(second, a.t)
}
