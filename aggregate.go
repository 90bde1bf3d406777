package jinqiao

// An AggregateQuery asks how many entities there are in groups.
type AggregateQuery struct {
	Filter Filter    // which entities; nil for all
	By     []GroupBy // what a group has in common; none: one group of all
	Limit  int       // how many groups there may be
}

// A GroupBy is one part of the key of a group. An entity with several values is
// in the group of each; one without any is in the group whose key is nil.
type GroupBy struct {
	// Property is that of the entity, as in Test, or "kind". Text goes by what
	// search.Fold makes of it, the value of a list by each of its values.
	Property string
	Type     Type
	Exact    bool // text is taken as it is, not folded

	// Year takes of a date its year, of a period its years: 2021, or 2014/2017,
	// with .. for an end that is open.
	Year bool

	// Ways, if not nil, are how links lead to the entities whose ids are the
	// keys, instead of a property.
	Ways []Way
}

// A Way says how links lead on from the entities of some kinds.
type Way struct {
	On    []string // kinds; nil for all. No kind is in two Ways of one GroupBy
	Trail Trail
}

// An Aggregation says what there is in groups. Its numbers are of entities;
// Bounds says what they come to.
type Aggregation struct {
	Groups []GroupCount // in any order; one of them even for no entity if there is no key

	// Cohorts are all cohorts among the entities, by id.
	Cohorts map[string]Cohort

	// Within holds, by the id of an entity that lies in one or more of Cohorts,
	// the ids of these: over links of a relationship that is an inclusion, from
	// cohort to cohort. It may hold itself, if links lead in a circle.
	Within map[string][]string

	// Same are pairs of ids, the lesser first, of entities that a link of a
	// relationship that is an identity joins.
	Same [][2]string
}

// A GroupCount is what entities with one key come to.
type GroupCount struct {
	// Keys are as AggregateQuery.By: string, float64, bool or nil for nothing
	// recorded. Of texts that are alike when folded it is the least.
	Keys    []any
	Named   int      // entities that are no cohorts
	Cohorts []string // ids of those that are
	Noted   []string // ids of those named that are in Within or in Same
}
