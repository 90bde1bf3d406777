package linkage

import (
	"fmt"
	"slices"

	"jinqiao"
)

// Options say which paths count and in which order. Defaults returns those of
// an ordinary question.
type Options struct {
	MaxLength     int                 // in steps, 1 to 12
	Relationships []string            // instead of the trails; nil for the trails
	Kinds         []string            // allowed between the ends; nil for all but context kinds
	Avoid         []string            // ids of entities on no path
	FromKinds     []string            // all entities of these are ends, too many to name by ids; nil for those that are named
	ToKinds       []string            // likewise
	Through       [][]string          // up to 8 sets of ids; every path has an inner entity of each
	Assertions    []string            // of links; nil for all
	MinConfidence string              // of inferred links; empty for any
	ValidOn       jinqiao.PartialDate // on a day of which links may hold; empty for any
	HubDegree     int                 // entities with more links are hubs
	Relax         []Rule
	Order         Order
	Budget        int  // links that may be looked at
	Excluded      bool // tell what the rules keep out
	Effort        bool // tell what was looked at (SkippedHubs, Expansions), the same in every graph; a search in a store may look at far less without it
	Count         bool // of Reach: tell how many can be reached in all
}

// An Order of paths.
type Order string

// The orders: by length first, or by the weakest link first.
const (
	Shortest  Order = "SHORTEST"
	Strongest Order = "STRONGEST"
)

// The limits. A path of twelve steps through a hundred neighbours each is
// beyond any budget; MaxFirst keeps the memory of a page below 1 MB.
const (
	MaxLength  = 12
	MaxThrough = 8
	MaxFirst   = 1000
)

// Defaults returns the options of an ordinary question. Their budget is some
// 25 ms of work in memory, and keeps a search below 32 MB: a link that is
// looked at leaves 56 bytes at most, an entity of the graph 32.
func Defaults() Options {
	return Options{MaxLength: 6, HubDegree: 1000, Order: Shortest, Budget: 500_000}
}

// check finds what is wrong with options by themselves.
func (o *Options) check() error {
	switch {
	case o.MaxLength < 1 || o.MaxLength > MaxLength:
		return bad("options.maxLength", "maxLength is the number of steps, 1 to %d, not %d", MaxLength, o.MaxLength)
	case o.HubDegree < 1:
		return bad("options.hubDegree", "hubDegree has to be at least 1, not %d; to pass through hubs, relax HUBS", o.HubDegree)
	case o.Order != Shortest && o.Order != Strongest:
		return bad("options.order", "order is SHORTEST or STRONGEST, not %q", o.Order)
	case o.Budget < 1:
		return bad("options.budget", "the budget has to be at least 1, not %d", o.Budget)
	case len(o.Through) > MaxThrough:
		return bad("options.through", "at most %d sets, not %d", MaxThrough, len(o.Through))
	case o.Kinds != nil && len(o.Kinds) == 0:
		return bad("options.kinds", "no kind is allowed between; leave kinds out, or ask for maxLength 1")
	case o.Relationships != nil && len(o.Relationships) == 0:
		return bad("options.relationships", "no relationship is allowed; leave relationships out to use the trails")
	case o.Assertions != nil && len(o.Assertions) == 0:
		return bad("options.assertion", "no assertion is allowed; leave assertion out to use all links")
	}
	return o.checkWords()
}

func (o *Options) checkWords() error {
	for _, r := range o.Relax {
		if !slices.Contains([]Rule{Hubs, Collective, Scope, Settled}, r) {
			return bad("options.relax", "%q is no rule: HUBS, COLLECTIVE, SCOPE or UNSETTLED", r)
		}
	}
	for _, a := range o.Assertions {
		if a != "STATED" && a != "INFERRED" {
			return bad("options.assertion", "%q is no assertion: STATED or INFERRED", a)
		}
	}
	if _, ok := RankOf("INFERRED", o.MinConfidence); !ok && o.MinConfidence != "" {
		return bad("options.minConfidence", "%q is no confidence: HIGH, MEDIUM or LOW", o.MinConfidence)
	}
	if o.ValidOn == "" {
		return nil
	}
	if _, ok := jinqiao.ParseDate(string(o.ValidOn)); !ok {
		return bad("options.validOn", "%q is no date: 2021, 2021-05 or 2021-05-30", o.ValidOn)
	}
	return nil
}

func bad(argument, format string, args ...any) error {
	return jinqiao.Errorf(jinqiao.CodeBadInput, format, args...).At(argument)
}

var confidences = []string{"", "HIGH", "MEDIUM", "LOW"} // by rank

// RankOf returns the rank of a link. One that is inferred without a known
// confidence has the lowest, and ok is false.
func RankOf(assertion, confidence string) (rank uint8, ok bool) {
	if assertion == "STATED" {
		return Stated, true
	}
	if i := slices.Index(confidences, confidence); i > 0 {
		return uint8(i), true
	}
	return Low, false
}

// SurenessOf returns an assertion and a confidence of a rank.
func SurenessOf(rank uint8) (assertion, confidence string) {
	if rank == Stated {
		return "STATED", ""
	}
	return "INFERRED", confidences[rank]
}

// ranks returns the ranks that the options allow, a bit for each.
func (o *Options) ranks() (bits uint8) {
	worst := Low
	if o.MinConfidence != "" {
		worst, _ = RankOf("INFERRED", o.MinConfidence)
	}
	if o.Assertions == nil || slices.Contains(o.Assertions, "STATED") {
		bits = 1 << Stated
	}
	if o.Assertions == nil || slices.Contains(o.Assertions, "INFERRED") {
		for rank := High; rank <= worst; rank++ {
			bits |= 1 << rank
		}
	}
	return bits
}

// ValidityOf returns the days of a partial date, or of two; an empty one is open.
func ValidityOf(since, until jinqiao.PartialDate) Validity {
	v := AnyDay
	if since != "" {
		v.Since = day(since.Start())
	}
	if until != "" {
		v.Until = day(until.End())
	}
	return v
}

// Dates returns the first and the last day; an open end has none.
func (v Validity) Dates() (since, until jinqiao.PartialDate) {
	if v.Since != AnyDay.Since {
		since = dateOf(v.Since)
	}
	if v.Until != AnyDay.Until {
		until = dateOf(v.Until)
	}
	return since, until
}

func dateOf(day int32) jinqiao.PartialDate {
	return jinqiao.PartialDate(fmt.Sprintf("%04d-%02d-%02d", day/10000, day/100%100, day%100))
}

func day(date string) (n int32) {
	for _, c := range date {
		if c >= '0' && c <= '9' {
			n = n*10 + c - '0'
		}
	}
	return n
}
