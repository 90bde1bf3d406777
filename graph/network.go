package graph

import (
	"math"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
	"jinqiao/layout"
	"jinqiao/linkage"
)

const (
	// defaultNetwork is how many entities are as many as a person takes in.
	defaultNetwork = 300
	// edgesPerNode is an estimate of the links for each entity of a network.
	edgesPerNode = 3
	// maxPlace is how far from the origin a canvas reaches, in pixels.
	maxPlace = 1_000_000_000
)

// A networkField is what the root field `subgraph` asks. Its ends and pattern
// are not set: seeds stand in from.
type networkField struct {
	*pathField
	growth  linkage.Growth
	connect bool
	known   []string
	at      []layout.Point // of known
	first   int
	rows    bool // entities are to be read
	links   bool // and links
}

// network plans the field `subgraph`.
func (p *planner) network(field *rootField, f graphql.CollectedField, args map[string]any) error {
	if p.searches++; p.searches > MaxSearches {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "an operation may search for paths and networks %d times at most", MaxSearches)
	}
	w := &networkField{pathField: newPathField(field.at), first: defaultNetwork}
	var err error
	if w.from, err = p.ends(object(args["seeds"]), field.at.in("seeds")); err != nil {
		return err
	}
	if err := p.pathOptions(w.pathField, object(args["options"]), field.at.in("options")); err != nil {
		return err
	}
	w.connect, _ = args["connect"].(bool)
	w.from.listed = w.connect // as groups
	if err := p.growth(w, args, field.at); err != nil {
		return err
	}
	if err := w.canvas(args, field.at); err != nil {
		return err
	}
	rows, err := p.charge(w.first, 1)
	if err != nil {
		return err
	}
	field.network = w
	return p.sceneSelection(w, f.Selections, rows)
}

// growth reads how a network grows.
func (p *planner) growth(w *networkField, args map[string]any, at pathway) error {
	w.growth.Hops = 1
	if n, ok := whole(args["hops"]); ok {
		w.growth.Hops = n
	}
	if w.growth.Hops < 0 || w.growth.Hops > linkage.MaxHops {
		return at.in("hops").bad("a network reaches 0 to %d links from its seeds, not %d", linkage.MaxHops, w.growth.Hops)
	}
	if n, ok := whole(args["first"]); ok {
		w.first = n
	}
	if w.first < 0 || w.first > linkage.MaxNetwork {
		return at.in("first").bad("%d is out of range; a network has 0 to %d entities", w.first, linkage.MaxNetwork)
	}
	if args["expand"] == nil {
		return nil
	}
	if w.connect {
		return at.in("expand").bad("it says how a network grows around its seeds; what joins them is said by options.relationships and options.kinds")
	}
	t := p.trail(object(args["expand"]))
	w.growth.Relationships, w.growth.Direction, w.growth.Kinds = t.Relationships, t.Direction, t.Kinds
	return nil
}

// canvas reads what the canvas has.
func (w *networkField) canvas(args map[string]any, at pathway) error {
	w.known = texts(items(args["known"]))
	if len(w.known) > linkage.MaxNetwork {
		return at.in("known").bad("%d ids; a canvas has %d entities at most", len(w.known), linkage.MaxNetwork)
	}
	if args["knownAt"] == nil {
		return nil
	}
	numbers := items(args["knownAt"])
	if len(numbers) != 2*len(w.known) {
		return at.in("knownAt").bad("%d numbers for %d known entities: give x and y of each", len(numbers), len(w.known))
	}
	for i := 0; i < len(numbers); i += 2 {
		x, _ := number(numbers[i]) // coerced before
		y, _ := number(numbers[i+1])
		if max(math.Abs(x), math.Abs(y)) > maxPlace {
			return at.in("knownAt").item(i).bad("%v, %v is no place on a canvas; one reaches to %d pixels", x, y, maxPlace)
		}
		w.at = append(w.at, layout.Point{X: x, Y: y})
	}
	return nil
}

// sceneSelection gathers what is asked of the network.
func (p *planner) sceneSelection(w *networkField, sel ast.SelectionSet, rows int) error {
	fields := p.collect(sel, []string{"Subgraph"})
	for _, f := range fields {
		times := 1
		switch f.Name {
		case "nodes":
			times = rows
		case "edges":
			times = rows * edgesPerNode
		case "changed":
			w.growth.Changed = true
		case "totals":
			w.growth.Count = w.growth.Count || selects(p.collect(f.Selections, []string{"SceneTotals"}), "edges", "exact")
		}
		if err := p.sceneRows(w, f.Selections, f.Definition.Type.Name(), times); err != nil {
			return err
		}
	}
	return nil
}

func selects(fields []graphql.CollectedField, names ...string) bool {
	for _, f := range fields {
		for _, name := range names {
			if f.Name == name {
				return true
			}
		}
	}
	return false
}

// sceneRows gathers what is asked of entities and links.
func (p *planner) sceneRows(w *networkField, sel ast.SelectionSet, typeName string, rows int) error {
	fields := p.collect(sel, []string{typeName})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, f := range fields {
		next := f.Definition.Type.Name()
		var err error
		if f.Name == "skippedHubs" || f.Name == "expansions" {
			w.options.Effort = true
		}
		switch {
		case next == "Entity":
			w.rows = true
			err = p.entity(w.entity, f.Selections, p.typeOf(next).kinds, rows)
		case next == "Link":
			w.links = true
			err = p.link(w.link, f.Selections, rows)
		case f.Name == "excluded":
			err = w.pathField.at.bad("`excluded` tells of paths; ask it of `paths`")
		case f.Name == "label" && typeName != "SceneEdge" && typeName != "SceneEdgeData":
			w.rows, w.entity.Properties = true, true
		case len(f.Selections) > 0:
			err = p.sceneRows(w, f.Selections, next, rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
