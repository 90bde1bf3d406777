package jinqiao

// A Plan is all that one operation needs from a store: lists of entities and of
// links, of each the related ones, and so on. It is built before anything is
// read, and answered in one call.
type Plan struct {
	Entities []*EntityQuery
	Links    []*LinkQuery
}

// An EntityQuery asks for entities: those of IDs, or a page of a list.
type EntityQuery struct {
	IDs []string // if not nil: just these, in this order, whatever the rest says

	Filter Filter  // nil for all
	Order  []Order // empty: by name; ties by id
	Page   Page
	Total  bool   // count the whole list
	Tag    string // the caller's own; a store passes it over

	Select *EntitySelect
}

// A LinkQuery asks for links: those of IDs, a page of all links, or, as a part
// of an EntitySelect, a page of those at each of its entities.
type LinkQuery struct {
	IDs   []string // if not nil: just these, in this order, whatever the rest says
	Among []string // relationships of those of IDs; nil where the caller does not know. Links of others need not be found

	Key   any      // the caller's own, to find the answer by; a store passes it over
	On    []string // of a part: kinds of entities of which it is asked; nil for all
	Trail Trail    // of a part: the way from the entity
	Node  Filter   // of a part: condition on the far end; nil for all

	Filter Filter  // condition on the link; nil for all
	Order  []Order // of a part: by the far end; empty: by link id
	Page   Page
	Total  bool   // count the whole list
	Tag    string // the caller's own; a store passes it over

	Select *LinkSelect
}

// An EntitySelect says what is wanted of each entity at one place of a plan
// besides id, kind, name, cohort and hub. Sparse says that cohort and hub are not
// wanted: a store may leave them out where it need not read Properties.
type EntitySelect struct {
	Sparse     bool
	Properties bool // aliases and properties
	Evidence   bool
	Documents  *EntitySelect // of the evidence; nil if not wanted
	Degree     bool
	Counts     []*CountQuery
	Links      []*LinkQuery
}

// A LinkSelect says what is wanted of each link at one place of a plan besides
// id, relationship, ends, key, assertion, confidence, collective and scope. Sparse
// says that those after the ends are not wanted: a store may leave them out where it
// need not read Properties.
type LinkSelect struct {
	Sparse     bool
	Properties bool
	Evidence   bool
	Documents  *EntitySelect // of the evidence; nil if not wanted

	// Entities that the link names; nil if not wanted. Far is the other end,
	// seen from the entity of which the link is asked.
	From, To, Far, Scope, By *EntitySelect
}

// A CountQuery asks how many links there are at an entity, by relationship,
// direction and kind at the far end.
type CountQuery struct {
	Key    any      // the caller's own, to find the answer by; a store passes it over
	On     []string // kinds of entities of which it is asked; nil for all
	Filter Filter   // condition on the link; nil for all
}

// An Order is one level of sorting: by a property, or by a count.
type Order struct {
	Property string  // as in Test; "name" sorts by the key of search.SortKey
	Type     Type    // of the property
	Count    *Linked // if not nil: by how many such links there are; Min and Max are ignored
	Desc     bool    // what is not known comes last either way
}

// A Page is a part of a list: the first Limit after After, or with Backward the
// last Limit before Before. Either bound may be nil.
type Page struct {
	Limit         int
	Backward      bool
	After, Before Position
}

// A Position is a place in a sorted list: the value of each level of its order
// (string, float64, bool, or nil for what is not known), and the id. A name
// stands as its search.SortKey; other text sorts by code point, false before
// true. In a part of a selection that is sorted by the far end, the id of the far
// end and that of the link follow the values; sorted by link id it is that alone.
// A position of another shape is CodeInvalidCursor.
type Position []any

// An Answer answers a Plan, query by query.
type Answer struct {
	Entities []*EntityPage
	Links    []*LinkPage
}

// An EntityPage answers an EntityQuery. For a query by ids it has a row for each
// of them, nil where there is no such entity.
type EntityPage struct {
	Rows              []*EntityRow
	HasNext, HasPrior bool
	Total             int
}

// An EntityRow is an entity with what was selected of it.
type EntityRow struct {
	Entity    *Entity
	Position  Position              // in its list; nil outside a list
	Degree    int                   // a link from the entity to itself counts once
	Counts    [][]RelationCount     // as EntitySelect.Counts; nil where On leaves the kind out
	Links     []*LinkPage           // as EntitySelect.Links; nil where On leaves the kind out
	Documents map[string]*EntityRow // by id, those of the evidence
	Select    *EntitySelect         // what was asked
}

// A LinkPage answers a LinkQuery. For a query by ids it has a row for each of
// them, nil where there is no such link.
type LinkPage struct {
	Rows              []*LinkRow
	HasNext, HasPrior bool
	Total             int
}

// A LinkRow is a link with what was selected of it.
type LinkRow struct {
	Link                     *Link
	Position                 Position              // in its list; nil outside a list
	From, To, Far, Scope, By *EntityRow            // as LinkSelect; nil if not asked or not there
	Documents                map[string]*EntityRow // by id, those of the evidence
}

// A RelationCount says how many links of a relationship lead one way to a kind. A
// directed link from an entity to itself leads both ways. Counts come in the order
// of the ontology's relationships, then Out, In, Both, then of its kinds.
type RelationCount struct {
	Relationship string
	Direction    Direction // Both for a symmetric relationship
	Kind         string    // at the far end
	Count        int
}
