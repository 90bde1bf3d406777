package graph

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
	"jinqiao/graph/model"
)

const (
	// DefaultPage is how many rows a page has when the client does not say.
	DefaultPage = 20
	// MaxPage is how many rows a page may have.
	MaxPage = 200
	// MaxCost is how many entities and links one operation may come to at most,
	// by the sizes of its pages. Four nested lists of the default size come to
	// 168,420, twice that with their evidence: a walk from enterprises to experts
	// that cites its sources fits.
	MaxCost = 400_000
	// MaxValues is how many values those may show, sentences counted tenfold: some
	// 30 MB.
	MaxValues = 4_000_000
	// MaxParts is how many lists one operation may ask for, fragments spread out,
	// whatever their sizes. Planning one takes some 50 µs.
	MaxParts = 1000
)

// page reads the arguments of a connection.
func page(args map[string]any, tag string, at pathway) (jinqiao.Page, error) {
	first, hasFirst, err := size(args, "first", at)
	if err != nil {
		return jinqiao.Page{}, err
	}
	last, hasLast, err := size(args, "last", at)
	if err != nil {
		return jinqiao.Page{}, err
	}
	p := jinqiao.Page{Limit: DefaultPage}
	switch {
	case hasFirst && hasLast:
		return p, at.in("last").bad("give `first` or `last`, not both")
	case hasFirst:
		p.Limit = first
	case hasLast:
		p.Limit, p.Backward = last, true
	}
	if p.After, err = position(args, "after", tag, at); err != nil {
		return p, err
	}
	p.Before, err = position(args, "before", tag, at)
	return p, err
}

func size(args map[string]any, name string, at pathway) (n int, given bool, err error) {
	v, ok := args[name]
	if !ok || v == nil {
		return 0, false, nil
	}
	n, ok = whole(v)
	if !ok || n < 0 || n > MaxPage {
		return 0, false, at.in(name).bad("%v is out of range; a page has 0 to %d rows", v, MaxPage)
	}
	return n, true, nil
}

func position(args map[string]any, name, tag string, at pathway) (jinqiao.Position, error) {
	cursor, ok := args[name].(string)
	if !ok {
		return nil, nil
	}
	p, ok := model.DecodeCursor(tag, cursor)
	if !ok {
		return nil, jinqiao.Errorf(jinqiao.CodeInvalidCursor,
			"%s: this is no cursor of this list; use one that came with it, under the same order and filter", at.in(name)).At(string(at.in(name)))
	}
	return p, nil
}

// tag returns what tells a list, under an order and filter, from others. It goes
// into the list's cursors.
func (p *planner) tag(list string, args map[string]any) string {
	asked := map[string]any{}
	for name, v := range args {
		switch name {
		case "first", "after", "last", "before":
		default:
			if !empty(v) {
				asked[name] = v
			}
		}
	}
	b, err := json.Marshal([]any{p.ontology.Version, list, asked})
	if err != nil {
		b = []byte(list)
	}
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// empty reports whether an argument asks for nothing: null, no condition, no order.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case []any:
		return len(v) == 0
	case map[string]any:
		for _, part := range v {
			if !empty(part) {
				return false
			}
		}
		return true
	}
	return false
}

// chargeFields counts the values that the fields of so many rows show.
func (p *planner) chargeFields(fields []graphql.CollectedField, rows int) error {
	each := len(fields)
	for _, f := range fields {
		switch f.Name {
		case "text", "citation", "properties", "note":
			each += 9
		}
	}
	p.values += each * rows
	if p.values > MaxValues {
		return jinqiao.Errorf(jinqiao.CodeTooComplex, "the query may come to more than %d values; ask for smaller pages (first) or fewer fields", MaxValues)
	}
	return nil
}

// charge counts what up to limit rows at each of the given number of places
// cost, and returns how many there may be.
func (p *planner) charge(places, limit int) (int, error) {
	rows := places * limit
	p.cost += rows
	p.parts++
	if p.parts > MaxParts {
		return 0, jinqiao.Errorf(jinqiao.CodeTooComplex, "the query comes to more than %d lists; ask for less at once", MaxParts)
	}
	if p.cost > MaxCost || rows < 0 {
		return 0, jinqiao.Errorf(jinqiao.CodeTooComplex,
			"the query may come to more than %d entities and links; ask for smaller pages (first) or fewer levels", MaxCost)
	}
	return rows, nil
}
