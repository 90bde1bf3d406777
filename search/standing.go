package search

import (
	"cmp"
	"math/bits"

	"jinqiao"
)

// A Standing says how high an entity comes among hits of one tier, whatever the
// text: lower is higher. Named things come before cohorts; then who has more
// links, in powers of two; then who has the shorter name.
type Standing int64

const (
	degreeBits = 5
	lengthBits = 6
	// StandingBits is how many bits a standing has at most.
	StandingBits = 1 + degreeBits + lengthBits

	// LastStanding comes after all others.
	LastStanding = Standing(1<<StandingBits - 1)

	longestName = 1<<lengthBits - 1
	mostDegree  = 1<<degreeBits - 1
)

// StandingOf returns the standing of an entity of this Text with so many links.
func StandingOf(text string, cohort bool, degree int) Standing {
	s := Standing(mostDegree - connected(degree))
	if cohort {
		s += mostDegree + 1
	}
	return s<<lengthBits + Standing(min(Length(text), longestName))
}

// WithDegree returns the standing of the same entity with so many links.
func (s Standing) WithDegree(degree int) Standing {
	return s&^(mostDegree<<lengthBits) | Standing(mostDegree-connected(degree))<<lengthBits
}

// connected returns how well an entity with so many links is connected: 0 for
// none, and one more for each doubling.
func connected(degree int) int { return min(bits.Len(uint(max(degree, 0))), mostDegree) }

// Points of a score. Their distances keep the order: whatever counts less cannot
// make up for what counts more.
const (
	tierPoints  = 100.0 // for each tier above Slip
	namedPoints = 50.0  // no cohort
	linkPoints  = 1.0   // for each doubling of the number of links
	shortPoints = 1.0 / (longestName + 1)
)

// factors returns the points of a hit: by the place of its tier in the order of
// the query, and by its standing.
func (q *Query) factors(place int, s Standing) []jinqiao.Factor {
	length := int(s & longestName)
	degree := mostDegree - int(s>>lengthBits)&mostDegree
	factors := []jinqiao.Factor{{Name: q.Order()[place].String(), Points: tierPoints * float64(len(q.Order())-place)}}
	if s>>(lengthBits+degreeBits) == 0 {
		factors = append(factors, jinqiao.Factor{Name: "NAMED", Points: namedPoints})
	}
	return append(factors,
		jinqiao.Factor{Name: "CONNECTED", Points: linkPoints * float64(degree)},
		jinqiao.Factor{Name: "SHORT", Points: shortPoints * float64(longestName-length)})
}

// A Rank is where a hit comes: by tier, standing and id.
type Rank struct {
	Place    int // of its tier in the order of the query
	Standing Standing
	ID       string
}

func (r Rank) compare(o Rank) int {
	return cmp.Or(cmp.Compare(r.Place, o.Place), cmp.Compare(r.Standing, o.Standing), cmp.Compare(r.ID, o.ID))
}

func (r Rank) position() jinqiao.Position {
	return jinqiao.Position{float64(r.Place), float64(r.Standing), r.ID}
}

// rankOf returns the rank of a position; ok is false if it is none.
func rankOf(p jinqiao.Position) (r Rank, ok bool) {
	if len(p) != 3 {
		return r, false
	}
	place, a := p[0].(float64)
	standing, b := p[1].(float64)
	id, c := p[2].(string)
	return Rank{int(place), Standing(standing), id}, a && b && c && place >= 0 && int(place) < len(searching)
}
