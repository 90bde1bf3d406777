package jinqiao

// A Filter is a condition on an entity or on a link. It is true or false,
// never unknown: a comparison with what is not known is false, and Not turns
// that into true.
type Filter interface{ filter() }

type (
	// All holds when all its parts hold; an empty one always does.
	All []Filter

	// Any holds when one of its parts does; an empty one never does.
	Any []Filter

	// Not holds when Filter does not.
	Not struct{ Filter Filter }

	// Test compares a property. Of an entity these are its own and the common
	// ones, and besides "id", "name", "aliases", "hub", "cohort" (only OpIsNull),
	// "cohort.size" and "cohort.qualifier"; of a link its own, and "id",
	// "assertion", "confidence", "collective", "scope", "key" and "asOf", which
	// holds when it does for some piece of evidence.
	Test struct {
		Property string
		Type     Type
		Exact    bool // text is compared as it is, not folded
		Op       Op
		Values   []any // one for most operators; of the Go types that Type names
	}

	// OfKind holds for an entity of one of these kinds.
	OfKind []string

	// OfRelationship holds for a link of one of these relationships.
	OfRelationship []string

	// Named holds for an entity one of whose names (name, English name, alias)
	// or codes is one of these: width, case, accents, punctuation, spaces and
	// traditional characters do not matter (see search.Label).
	Named []string

	// Matches holds for an entity that this text finds, slips left aside.
	Matches struct{ Text string }

	// EvidencedBy holds for what has evidence from one of these documents.
	EvidencedBy []string

	// ValidOn holds for a link that is possibly valid on a day of the date.
	ValidOn struct{ Date PartialDate }

	// FromIs holds for a link that starts at an entity for which Filter holds.
	FromIs struct{ Filter Filter }

	// ToIs holds for a link that ends at an entity for which Filter holds.
	ToIs struct{ Filter Filter }

	// Linked holds for an entity with at least Min and, where Max is not
	// negative, at most Max links along Trail for which Link holds and whose
	// far end satisfies Node. Nil filters always hold.
	Linked struct {
		Trail
		Node, Link Filter
		Min, Max   int
	}
)

func (All) filter()            {}
func (Any) filter()            {}
func (Not) filter()            {}
func (Test) filter()           {}
func (OfKind) filter()         {}
func (OfRelationship) filter() {}
func (Named) filter()          {}
func (Matches) filter()        {}
func (EvidencedBy) filter()    {}
func (ValidOn) filter()        {}
func (FromIs) filter()         {}
func (ToIs) filter()           {}
func (Linked) filter()         {}

// A Trail is a way from an entity over links to others.
type Trail struct {
	Relationships []string // nil for all
	Direction     Direction
	Kinds         []string // at the far end; nil for all
}

// A Direction is a way along a link, seen from an entity.
type Direction string

// The directions.
const (
	Out  Direction = "OUT"
	In   Direction = "IN"
	Both Direction = "ANY"
)

// An Op compares a property with values.
type Op string

// The operators. A comparison with what is not known is false, OpNe and OpNotIn
// included; only OpIsNull asks for it. Dates compare as intervals of days, certainly: OpLt when all
// days lie before the value, OpLte when none lies after it, OpEq when all lie
// within it, OpNe when none does; OpIn and OpNotIn likewise for any and all of
// the values. OpDuring and OpOverlaps are for periods: certainly within, and
// possibly at the same time as, the date that is their value. The operators on
// lists are OpHas, OpHasAll, OpHasAny and OpIsEmpty.
const (
	OpEq         Op = "eq"
	OpNe         Op = "ne"
	OpIn         Op = "in"
	OpNotIn      Op = "notIn"
	OpLt         Op = "lt"
	OpLte        Op = "lte"
	OpGt         Op = "gt"
	OpGte        Op = "gte"
	OpContains   Op = "contains"
	OpStartsWith Op = "startsWith"
	OpEndsWith   Op = "endsWith"
	OpIsNull     Op = "isNull" // value true or false
	OpHas        Op = "has"
	OpHasAny     Op = "hasAny"
	OpHasAll     Op = "hasAll"
	OpIsEmpty    Op = "isEmpty" // value true or false
	OpDuring     Op = "during"
	OpOverlaps   Op = "overlaps"
)
