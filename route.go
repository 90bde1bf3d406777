package jinqiao

// A Route is what a pattern leads along from one end, a step for each link, as far
// as a store sees it: it may hold more than the pattern wants.
type Route struct {
	Steps     []RouteStep
	HubDegree int  // entities with more links, and hubs, are not passed; 0 to pass all
	Dates     bool // of links are wanted
	Most      int  // links of a step; 0 for no limit
}

// A RouteStep is one step of a Route. Without Out and In it leads nowhere.
type RouteStep struct {
	Out, In []string // relationships that may be followed from their from, and from their to
	Kinds   []string // of the far end; nil for any
}

// A RouteTopology is what lies along a Route. Each link comes once.
type RouteTopology struct {
	Topology

	// Passed has for each step the Refs of those entities of which all its links are
	// there: those asked for, then what the step before led to and may be passed.
	Passed [][]int64
}
