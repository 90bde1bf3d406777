package jinqiao

import "sync"

// A Topology is a graph, or a portion of one, with what the rules for paths ask
// of it and no more.
type Topology struct {
	Entities []TopologyEntity
	Links    []TopologyLink

	// AllEntities and AllLinks say how many there are in the whole graph, where the
	// store knows, so that arrays can be made of the right size; else 0.
	AllEntities, AllLinks int
}

// A TopologyEntity is an entity as the rules for paths see it.
type TopologyEntity struct {
	Ref    int64 // by which links name it; beyond one answer of a store it may come to mean another
	ID     string
	Kind   string
	Status string // empty where it is not known
	Hub    bool
	Cohort bool
	Degree int  // number of its links, one to itself counts once; of ExpandTopology only
	Twin   bool // it has an identity link; of ExpandTopology only
}

// A TopologyLink is a link as the rules for paths see it.
type TopologyLink struct {
	Number       uint64 // see LinkNumber
	From, To     int64  // Ref of both ends
	Relationship string
	Assertion    string // STATED, or INFERRED for any other
	Confidence   string // of an inferred one: HIGH, MEDIUM, LOW or empty for any other
	Collective   bool
	Scope        string
	Stage        string
	Since, Until PartialDate
}

// A Commit is what one Apply has changed.
type Commit struct {
	// Version is that of the store with these changes, as ScanTopology counts it.
	Version int64

	// Changes are the entities and links that were created or updated, in order;
	// links have their ids. They are the caller's of Apply: whoever is told of a
	// commit keeps none of them. Nil where there were too many to be listed.
	Changes []Change
}

// MostChanges is how many changes a Commit lists at most.
const MostChanges = 50_000

// Watchers are those who are told of commits. The zero value has none.
type Watchers struct {
	mu  sync.Mutex
	all map[*func(Commit)]bool
}

// Watch adds one, until stop is called.
func (w *Watchers) Watch(told func(Commit)) (stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.all == nil {
		w.all = map[*func(Commit)]bool{}
	}
	w.all[&told] = true
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.all, &told)
	}
}

// Any reports whether somebody is to be told.
func (w *Watchers) Any() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.all) > 0
}

// Tell tells all.
func (w *Watchers) Tell(c Commit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for told := range w.all {
		(*told)(c)
	}
}

// A ChangeLog gathers the changes of a Commit, as long as they are not too many.
type ChangeLog struct {
	changes []Change
	lost    bool
}

// Add adds a change that was made; the id of its link is given, where it is one.
func (l *ChangeLog) Add(c Change, linkID string) {
	if l.lost || len(l.changes) == MostChanges {
		l.changes, l.lost = nil, true
		return
	}
	if c.Link != nil && c.Link.ID != linkID {
		own := *c.Link
		own.ID = linkID
		c.Link = &own
	}
	l.changes = append(l.changes, c)
}

// Changes returns them; nil where there were too many, or there is no log.
func (l *ChangeLog) Changes() []Change {
	if l == nil {
		return nil
	}
	return l.changes
}

// Topology returns what the rules for paths see of an entity.
func (e *Entity) Topology(ref int64) TopologyEntity {
	return TopologyEntity{Ref: ref, ID: e.ID, Kind: e.Kind, Status: e.Text("status"), Hub: e.Hub, Cohort: e.Cohort != nil}
}

// Topology returns what the rules for paths see of a link that has its id.
func (l *Link) Topology(from, to int64) TopologyLink {
	number, ok := ParseLinkID(l.ID)
	if !ok {
		number = LinkNumber(l.Relationship, l.From, l.To, l.Key)
	}
	assertion, confidence := Sureness(l.Assertion, l.Confidence)
	return TopologyLink{
		Number: number, From: from, To: to, Relationship: l.Relationship, Assertion: assertion, Confidence: confidence,
		Collective: l.Collective, Scope: l.Scope, Stage: l.Text("stage"), Since: PartialDate(l.Text("since")), Until: PartialDate(l.Text("until")),
	}
}

// Sureness returns assertion and confidence as a TopologyLink has them.
func Sureness(assertion, confidence string) (string, string) {
	if assertion == "STATED" {
		return assertion, ""
	}
	switch confidence {
	case "HIGH", "MEDIUM", "LOW":
		return "INFERRED", confidence
	}
	return "INFERRED", ""
}
