package graph

import (
	"errors"

	"jinqiao"
	"jinqiao/linkage"
)

// maxSet is how many entities a set of ends may have.
const maxSet = 100_000

// An endSet is a set of entities of a search, as a client wrote it.
type endSet struct {
	filter jinqiao.Filter // nil where it was left out
	at     pathway        // the argument
	key    pathway        // what in it says which: ids, names …
	limit  int            // of entities that the caller can use, 0 for maxSet
	listed bool           // the answer shows it in the order of the store
}

func endsOf(filter jinqiao.Filter, m map[string]any, at pathway) endSet {
	return endSet{filter: filter, at: at, key: at.in(keys(m)[0])}
}

// most is how many entities are looked up, and one more to tell that there are more.
func (e endSet) most() int {
	if e.limit > 0 {
		return e.limit
	}
	return maxSet
}

// ends reads an EntitySet, but for ids, which the search looks up itself: it tells
// those that it does not know.
func (p *planner) ends(m map[string]any, at pathway) (endSet, error) {
	if len(m) != 1 || m["ids"] == nil {
		return p.readEnds(m, at)
	}
	ids, key := texts(items(m["ids"])), at.in("ids")
	switch {
	case len(ids) == 0:
		return endSet{}, emptyList(key)
	case len(ids) > maxSet:
		return endSet{}, tooManyEnds(key)
	}
	p.sets.left = append(p.sets.left, leftSet{key, ids})
	return endsOf(idsAre(ids), m, at), nil
}

// readEnds reads an EntitySet, ids too.
func (p *planner) readEnds(m map[string]any, at pathway) (endSet, error) {
	filter, err := p.set(m, at)
	if err != nil {
		return endSet{}, err
	}
	return endsOf(filter, m, at), nil
}

func tooManyEnds(at pathway) error {
	return jinqiao.Errorf(jinqiao.CodeTooLarge, "%s: a set of ends may have %d entities at most; narrow it by a filter", at, maxSet).At(string(at))
}

// kinds returns the kinds of which a set has all, in any order; nil for any other set.
func (e endSet) kinds() []string {
	f := e.filter
	for {
		all, ok := f.(jinqiao.All)
		if !ok || len(all) != 1 {
			break
		}
		f = all[0]
	}
	if kinds, ok := f.(jinqiao.OfKind); ok && !e.listed {
		return kinds
	}
	return nil
}

// set returns the set behind an argument of package linkage, nil if it is none.
func (w *pathField) set(argument string) *endSet {
	switch argument {
	case "from", "seeds":
		return &w.from
	case "to":
		return &w.to
	case "options.avoid":
		return &w.avoid
	}
	for i := range w.through {
		if pathway("options.through").item(i) == pathway(argument) {
			return &w.through[i]
		}
	}
	return nil
}

// placed says of an error of package linkage which argument of the query it is about.
func (w *pathField) placed(err error) error {
	if unknown, ok := errors.AsType[*linkage.UnknownError](err); ok {
		var missing []*jinqiao.Error
		for _, in := range unknown.Sets {
			missing = append(missing, jinqiao.UnknownIDs(string(w.set(in.Argument).key), in.IDs))
		}
		return jinqiao.Merge(missing)
	}
	e, ok := errors.AsType[*jinqiao.Error](err)
	if !ok || e.Argument == "" {
		return err
	}
	if set := w.set(e.Argument); set != nil {
		return placedAt(e, set.at)
	}
	if e.Argument == "along" {
		return placedAt(e, w.along)
	}
	return placed(err, w.at)
}

// placed adds the place of the field to the argument that an error names.
func placed(err error, field pathway) error {
	e, ok := errors.AsType[*jinqiao.Error](err)
	if !ok || e.Argument == "" {
		return err
	}
	return placedAt(e, field.in(e.Argument))
}

// placedAt says where an error arose.
func placedAt(e *jinqiao.Error, place pathway) error {
	c := e.At(string(place))
	c.Message = c.Argument + ": " + e.Message
	return c
}
