package linkage

import "context"

// None is the number of an entity that a graph does not hold.
const None = ^uint32(0)

// A Graph is what a search sees of a graph: entities and links by numbers that
// mean something only within it, and of each no more than the rules need. It
// does not change; what is written later shows in another Graph. Its methods
// may be called at once unless it says otherwise.
type Graph interface {
	// Rules returns the rules by which its kinds and relationships are numbered.
	Rules() *Rules

	// Lookup returns the numbers of entities, None for those it does not hold.
	Lookup(ctx context.Context, ids []string) ([]uint32, error)

	// All returns all entities of some kinds: a bit for each index in Rules.Kinds.
	All(ctx context.Context, kinds uint64) ([]uint32, error)

	// Len returns how many entities are known so far: their numbers are smaller.
	// They are those looked up, and both ends of all hops given. It may grow with
	// Lookup, All and Expand.
	Len() int

	// Node returns the facts of an entity that is known.
	Node(entity uint32) Node

	// Compare orders entities by id.
	Compare(a, b uint32) int

	// Expand calls visit for every one of entities, in their order, with its
	// index and its hops. Hops are sorted by the id of their far end and then by
	// that of the link, so that a search takes the same steps in any Graph; they
	// may be read until visit returns. A false return ends it. A link from an
	// entity to itself comes once.
	Expand(ctx context.Context, entities []uint32, visit func(i int, hops []Hop) bool) error

	// Validity returns when a dated link holds.
	Validity(link uint32) Validity

	// ID returns the id of an entity.
	ID(entity uint32) string

	// LinkNumber returns the number behind the id of a link (jinqiao.LinkID).
	LinkNumber(link uint32) uint64
}

// A Successor is a Graph that was made of an earlier one, and numbers what both
// hold alike.
type Successor interface {
	Graph

	// Since returns the entities whose facts differ from those in an earlier
	// graph, apart from the new ones; ok is false where that is not known.
	Since(earlier Graph) (changed []uint32, ok bool)
}

// A Node is what rules ask of an entity.
type Node struct {
	Degree uint32 // number of recorded links, of any relationship
	Kind   uint8  // index in Rules.Kinds
	Flags  NodeFlags

	stamp uint16 // of the search that has taken note of it; see search.know
}

// NodeFlags are facts of an entity.
type NodeFlags uint8

// The facts.
const (
	Hub       NodeFlags = 1 << iota // a curator's word
	Cohort                          // an anonymous group
	Unsettled                       // of a status at which it does not link yet
	Twin                            // has an identity link
)

// A Hop is a link as seen from one of its ends, in twelve bytes: adjacency
// holds two for each link.
type Hop struct {
	To   uint32 // the far end
	Link uint32
	bits uint32
}

// HopFacts are what a Hop tells besides its ends.
type HopFacts struct {
	Relationship int    // index in Rules.Relationships, at most 255
	Scope        uint32 // number of the scope, at most MaxScope; 0 for none
	Rank         uint8  // Stated and worse
	Forward      bool   // the near end is the link's from
	Collective   bool
	Unsettled    bool // of a stage at which it does not link yet
	Dated        bool // Graph.Validity has to be asked
}

// MaxScope is the largest number of a scope.
const MaxScope = 1<<18 - 1

// The ranks of links, from the strongest.
const (
	Stated uint8 = iota
	High
	Medium
	Low
)

const (
	hopForward = 1 << (8 + iota)
	hopCollective
	hopUnsettled
	hopDated
	hopRank  = 12
	hopScope = 14
)

// NewHop packs a hop.
func NewHop(to, link uint32, f HopFacts) Hop {
	bits := uint32(f.Relationship) | uint32(f.Rank)<<hopRank | f.Scope<<hopScope
	bits |= bit(f.Forward, hopForward) | bit(f.Collective, hopCollective) | bit(f.Unsettled, hopUnsettled) | bit(f.Dated, hopDated)
	return Hop{to, link, bits}
}

func bit(is bool, mask uint32) uint32 {
	if is {
		return mask
	}
	return 0
}

// Back returns the same link seen from its far end.
func (h Hop) Back(near uint32) Hop { return Hop{near, h.Link, h.bits ^ hopForward} }

// Forward reports whether the near end is the link's from.
func (h Hop) Forward() bool { return h.forward() }

// Facts returns what a hop tells besides its ends.
func (h Hop) Facts() HopFacts {
	return HopFacts{
		Relationship: h.relationship(), Scope: h.scope(), Rank: h.rank(), Forward: h.forward(),
		Collective: h.collective(), Unsettled: h.unsettled(), Dated: h.dated(),
	}
}

func (h Hop) relationship() int { return int(h.bits & 0xff) }
func (h Hop) rank() uint8       { return uint8(h.bits>>hopRank) & 3 }
func (h Hop) scope() uint32     { return h.bits >> hopScope }
func (h Hop) forward() bool     { return h.bits&hopForward != 0 }
func (h Hop) collective() bool  { return h.bits&hopCollective != 0 }
func (h Hop) unsettled() bool   { return h.bits&hopUnsettled != 0 }
func (h Hop) dated() bool       { return h.bits&hopDated != 0 }

// A Validity is a span of days, each written as a number: 20210530.
type Validity struct{ Since, Until int32 }

// AnyDay is the validity of what has no dates.
var AnyDay = Validity{0, 99999999}

func (v Validity) meets(w Validity) bool { return v.Since <= w.Until && w.Since <= v.Until }
