package linkage

// A turn is how an entity was reached, as far as the next link of a path asks:
// what is known of the links that meet at it, where it stands for all records
// that identity links have joined to it so far. A turn whose bits are among
// those of another is freer.
type turn uint32

const (
	turnCollective turn = 1 << iota // a collective link is among them
	turnMember                      // a membership in it is among them
	turnClash                       // two of them would not follow each other at a cohort
	turnCohort                      // it is a cohort
	turnMask       = 4              // sets of Options.Through passed so far, a bit for each
	turnScope      = 12             // the scope of one of them, 0 for none
)

const (
	turnFlags  = turnCollective | turnMember | turnClash | turnCohort
	turnPassed = turn(0xff) << turnMask
)

func (t turn) scope() turn  { return t >> turnScope << turnScope }
func (t turn) passed() turn { return t & turnPassed }

// with adds the facts of one more link or of one more record; ok is false if a
// rule forbids it.
func (t turn) with(u turn) (sum turn, ok bool) {
	sum = t | u
	if t&turnCollective != 0 && u&turnMember != 0 || t&turnMember != 0 && u&turnCollective != 0 {
		sum |= turnClash
	}
	if sum&turnClash != 0 && sum&turnCohort != 0 {
		return 0, false
	}
	a, b := t.scope(), u.scope()
	return sum, a == b || a == 0 || b == 0
}

// covers reports whether whatever may follow u may follow t.
func (t turn) covers(u turn) bool { return t&u == t && (t.scope() == 0 || t.scope() == u.scope()) }

// start is the turn at the start of a path.
func (q *query) start(n Node) turn {
	if q.collective && n.Flags&Cohort != 0 {
		return turnCohort
	}
	return 0
}

// step follows a hop from near, reached by t, to far. It is the same seen from
// either end of a path, since what may meet at an entity has no order.
func (q *query) step(t turn, near Node, h Hop, far Node) (turn, bool) {
	atNear := q.facts(near, h, !h.forward())
	sum, ok := t.with(atNear)
	if !ok {
		return 0, false
	}
	next := q.start(far) | t.passed()
	if q.rules.identity[h.relationship()] {
		next, ok = next.with(sum)
	} else {
		next |= q.facts(far, h, h.forward())
	}
	return q.forget(next, far), ok
}

// facts is what a link adds to the turn at one of its ends; isTo tells that the
// link leads to that end.
func (q *query) facts(at Node, h Hop, isTo bool) (t turn) {
	if q.collective {
		if h.collective() {
			t |= turnCollective
		}
		if isTo && q.rules.member[h.relationship()] {
			t |= turnMember
		}
	}
	if q.scope && q.rules.scoped[at.Kind] {
		t |= turn(h.scope()) << turnScope
	}
	return t
}

// forget drops what cannot matter any more at an entity, so that fewer turns
// have to be told apart.
func (q *query) forget(t turn, at Node) turn {
	if t&turnCohort == 0 && (at.Flags&Twin == 0 || !q.joins) {
		return t &^ turnFlags
	}
	return t
}
