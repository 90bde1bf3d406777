package linkage

import (
	"context"
	"errors"

	"jinqiao"
)

// spend counts links looked at, and now and then looks whether the search is to
// stop, or waits for its turn. It returns
// false when the search has to stop.
func (s *search) spend(links int) bool {
	before := s.expansions
	s.expansions += links
	if s.expansions > s.q.budget {
		s.expansions, s.reason = s.q.budget, ReasonBudget
		return false
	}
	if before/tick != s.expansions/tick {
		s.fail(s.share.spend(s.ctx, (s.expansions/tick-before/tick)*tick))
	}
	return !s.stopped()
}

// tick is after how many links a search looks whether it is to stop, some 50 µs.
const tick = 1 << 10

// goesOn looks now and then whether a search is to stop where it looks at no
// links; i counts what it does.
func (s *search) goesOn(i int) bool {
	if i%(8*tick) == 0 {
		s.fail(s.ctx.Err())
	}
	return !s.stopped()
}

func (s *search) fail(err error) {
	switch {
	case err == nil:
	case outOfTime(s.ctx, err):
		s.reason = ReasonDeadline
	default:
		s.err = err
	}
}

// outOfTime reports whether an error says that the time of a search is over. A
// graph that asks a store may be told so by the store first.
func outOfTime(ctx context.Context, err error) bool {
	if errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	return jinqiao.CodeOf(err) == jinqiao.CodeTimeout && !errors.Is(ctx.Err(), context.Canceled)
}

func (s *search) stopped() bool { return s.reason != "" || s.err != nil }
