package linkage

import (
	"context"

	"jinqiao"
)

// asksAtOnce is how many entities a server is asked for by one statement; more are
// asked for by two at once.
const asksAtOnce = 32

// ask expands entities and takes the answers, each with those it is for.
func (g *Stored) ask(ctx context.Context, ids []string, links bool, take func(ids []string, t *jinqiao.Topology) error) error {
	return halved(ctx, ids, g.joins != nil, func(ctx context.Context, ids []string) (*jinqiao.Topology, error) {
		return g.store.ExpandTopology(ctx, ids, links)
	}, take)
}

// halved asks about ids and takes the answers, each with those it is for. A server
// works on two parts of many at once; take is called for one after the other.
func halved[T any](ctx context.Context, ids []string, server bool, ask func(ctx context.Context, ids []string) (T, error), take func(ids []string, answer T) error) error {
	if !server || len(ids) <= asksAtOnce {
		t, err := ask(ctx, ids)
		if err != nil {
			return err
		}
		return take(ids, t)
	}
	first, second := ids[:len(ids)/2], ids[len(ids)/2:]
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type answer struct {
		t   T
		err error
	}
	other := make(chan answer, 1)
	go func() {
		t, err := ask(ctx, second)
		other <- answer{t, err}
	}()
	t, err := ask(ctx, first)
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
