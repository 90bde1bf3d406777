package linkage

import (
	"context"
	"time"
)

// A Pool lets searches take turns, so that a light one stays quick beside any
// number of heavy ones. What looks at few links starts at once and never waits.
// What goes on needs one of as many turns as there are processors, and leaves it
// to the next now and then. How many do so at once is bounded, too, since each
// keeps what it has found: the others wait while they are small.
type Pool struct {
	heavy chan struct{}
	turns chan struct{}
}

const (
	lightShare = 1 << 15 // links that a search may look at before it needs a turn
	turnShare  = 1 << 15 // links in one turn: some 2 ms
	heavyTimes = 4       // how many searches take turns for each turn

	// breath is how long a search that has got its turn leaves the processor free.
	// Without it, it would begin where the last one stopped, and a request that
	// has just come in would not be looked at.
	breath = 20 * time.Microsecond
)

// NewPool returns a pool of so many turns, at least one.
func NewPool(turns int) *Pool {
	turns = max(1, turns)
	return &Pool{make(chan struct{}, heavyTimes*turns), make(chan struct{}, turns)}
}

// Enter returns a context under which all searches, one after another, take their
// turns as one. They may not be called at once. leave has to be called when they
// are done.
func (p *Pool) Enter(ctx context.Context) (within context.Context, leave func()) {
	s := &share{pool: p, next: lightShare}
	return context.WithValue(ctx, shareKey{}, s), s.leave
}

type shareKey struct{}

func shareOf(ctx context.Context) *share {
	s, _ := ctx.Value(shareKey{}).(*share)
	return s
}

// late returns a context for what is still to be told when time is over.
func late(ctx context.Context) context.Context {
	return context.WithValue(context.WithoutCancel(ctx), shareKey{}, (*share)(nil))
}

// A share is what one question has of a pool; nil takes no turns.
type share struct {
	pool        *Pool
	spent, next int
	heavy, turn bool // held
}

// spend counts links that were looked at, and waits for a turn where one is due.
func (s *share) spend(ctx context.Context, links int) error {
	if err := ctx.Err(); s == nil || err != nil {
		return err
	}
	if s.spent += links; s.spent < s.next {
		return nil
	}
	s.next = s.spent + turnShare
	if s.turn {
		s.turn = false
		<-s.pool.turns
	}
	if err := take(ctx, s.pool.heavy, &s.heavy); err != nil {
		return err
	}
	if err := take(ctx, s.pool.turns, &s.turn); err != nil {
		return err
	}
	time.Sleep(breath)
	return nil
}

// take waits for a place, unless it is held.
func take(ctx context.Context, places chan struct{}, held *bool) error {
	if *held {
		return nil
	}
	select {
	case places <- struct{}{}:
		*held = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *share) leave() {
	if s.turn {
		<-s.pool.turns
	}
	if s.heavy {
		<-s.pool.heavy
	}
	s.turn, s.heavy = false, false
}
