package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
	"jinqiao/linkage"
)

// MaxSearches is how many searches for paths one operation may ask for: each may
// take a second of computing.
const MaxSearches = 10

// A pathField is what a root field about paths asks: sets, options, and what is
// wanted of the entities and links of the answer.
type pathField struct {
	from, to endSet           // to may be left out for anything that fits a pattern
	pattern  *linkage.Pattern // of follow, else nil
	along    pathway          // where that was written
	avoid    endSet
	through  []endSet
	options  linkage.Options
	first    int
	after    string
	entity   *jinqiao.EntitySelect
	link     *jinqiao.LinkSelect
	at       pathway
	tag      string
	scene    bool // the paths are asked for as one network
}

// paths plans the fields `paths` and `reach`. What they read of the store is
// known when the search has been done; what is wanted of it is planned here.
func (p *planner) paths(field *rootField, f graphql.CollectedField, args map[string]any) error {
	if p.searches++; p.searches > MaxSearches {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "an operation may search for paths %d times at most", MaxSearches)
	}
	at := field.at
	w := newPathField(at)
	w.tag = p.tag(f.Name, args)
	var err error
	if w.from, err = p.ends(object(args["from"]), at.in("from")); err != nil {
		return err
	}
	if args["to"] != nil {
		if w.to, err = p.ends(object(args["to"]), at.in("to")); err != nil {
			return err
		}
	}
	if args["along"] != nil {
		if err := p.pattern(w, object(args["along"]), at.in("along")); err != nil {
			return err
		}
	}
	if err := p.pathOptions(w, object(args["options"]), at.in("options")); err != nil {
		return err
	}
	page, err := page(args, w.tag, at)
	if err != nil {
		return err
	}
	w.first = page.Limit
	if len(page.After) == 1 {
		w.after, _ = page.After[0].(string)
	}
	steps := w.options.MaxLength
	if w.pattern != nil {
		steps = w.pattern.MaxLength()
	}
	rows, err := p.charge(w.first, 2*steps+1)
	if err != nil {
		return err
	}
	field.paths = w
	return p.pathSelection(w, f.Selections, f.Definition.Type.Name(), rows)
}

func newPathField(at pathway) *pathField {
	return &pathField{options: linkage.Defaults(), entity: &jinqiao.EntitySelect{}, link: &jinqiao.LinkSelect{}, at: at}
}

// pathSelection gathers what is asked of entities and links anywhere in the
// answer. They are few kinds of objects in many places; all are loaded alike.
func (p *planner) pathSelection(w *pathField, sel ast.SelectionSet, typeName string, rows int) error {
	fields := p.collect(sel, []string{typeName})
	if err := p.chargeFields(fields, rows); err != nil {
		return err
	}
	for _, f := range fields {
		next := f.Definition.Type.Name()
		switch next {
		case "Entity":
			if err := p.entity(w.entity, f.Selections, p.typeOf(next).kinds, rows); err != nil {
				return err
			}
			continue
		case "Link":
			if err := p.link(w.link, f.Selections, rows); err != nil {
				return err
			}
			continue
		}
		switch f.Name {
		case "text":
			p.wantSentences(w)
		case "subgraph":
			w.scene = true
		case "label":
			w.entity.Properties = true
		case "sources":
			w.link.Evidence = true
			want(&w.link.Documents).Properties = true
		case "skippedHubs", "expansions":
			w.options.Effort = true
		case "excluded":
			w.options.Excluded = true
		case "totalCount":
			w.options.Count = w.options.Count || typeName == "ReachConnection"
		case "document":
			if err := p.entity(want(&w.link.Documents), f.Selections, p.ontology.EvidenceKinds, rows); err != nil {
				return err
			}
			continue
		}
		if err := p.pathSelection(w, f.Selections, next, rows); err != nil {
			return err
		}
	}
	return nil
}

// wantSentences asks for what the sentences of a path say.
func (p *planner) wantSentences(w *pathField) {
	w.entity.Properties = true
	w.link.Properties, w.link.Evidence = true, true
	want(&w.link.Scope).Properties = true
	want(&w.link.From).Properties = true
	want(&w.link.To).Properties = true
	want(&w.link.Documents).Properties = true
}

func (p *planner) pathOptions(w *pathField, m map[string]any, at pathway) error {
	o := &w.options
	for name, into := range map[string]*int{"maxLength": &o.MaxLength, "hubDegree": &o.HubDegree} {
		if n, ok := whole(m[name]); ok { // coerced before
			*into = n
		}
	}
	if w.pattern != nil && m["maxLength"] == nil {
		o.MaxLength = 0 // what the pattern needs
		return p.otherOptions(w, m, at)
	}
	if o.MaxLength < 1 || o.MaxLength > linkage.MaxLength {
		return at.in("maxLength").bad("a path has 1 to %d steps, not %d", linkage.MaxLength, o.MaxLength)
	}
	return p.otherOptions(w, m, at)
}

func (p *planner) otherOptions(w *pathField, m map[string]any, at pathway) error {
	o := &w.options
	o.Relationships = list(m["relationships"])
	o.Assertions = list(m["assertion"])
	if m["kinds"] != nil {
		o.Kinds = append([]string{}, p.kindNames(items(m["kinds"]))...)
	}
	o.MinConfidence, _ = m["minConfidence"].(string)
	if m["validOn"] != nil {
		d, err := date(m["validOn"], at.in("validOn"))
		if err != nil {
			return err
		}
		o.ValidOn = jinqiao.PartialDate(d.(string))
	}
	if order, ok := m["order"].(string); ok {
		o.Order = linkage.Order(order)
	}
	for _, rule := range texts(items(m["relax"])) {
		o.Relax = append(o.Relax, linkage.Rule(rule))
	}
	return p.pathSets(w, m, at)
}

// pattern reads what follow goes along.
func (p *planner) pattern(w *pathField, m map[string]any, at pathway) error {
	key, err := single(m, at, "kinds, text or steps")
	if err != nil {
		return err
	}
	w.along = at.in(key)
	switch key {
	case "kinds":
		w.pattern, err = linkage.PatternOfKinds(p.ontology, texts(items(m[key])))
	case "text":
		w.pattern, err = linkage.ParsePattern(p.ontology, m[key].(string))
	case "steps":
		w.pattern, err = patternOfSteps(p.ontology, items(m[key]), w.along)
		return err
	}
	return w.placed(err)
}

func (p *planner) pathSets(w *pathField, m map[string]any, at pathway) (err error) {
	if m["avoid"] != nil {
		if w.avoid, err = p.ends(object(m["avoid"]), at.in("avoid")); err != nil {
			return err
		}
	}
	for i, item := range items(m["through"]) {
		set, err := p.ends(object(item), at.in("through").item(i))
		if err != nil {
			return err
		}
		w.through = append(w.through, set)
	}
	return nil
}

// list returns the texts of a list, nil where it was not given.
func list(v any) []string {
	if v == nil {
		return nil
	}
	return append([]string{}, texts(items(v))...)
}
