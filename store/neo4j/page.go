package neo4j

import (
	"strings"

	"jinqiao"
)

// A rowList is what a page is taken from: the rows that a clause gives under a
// condition, sorted by levels.
type rowList struct {
	source    string   // clauses that bind the row, up to where a condition can follow
	parts     []string // if not nil: instead, each of a part that an index gives in order
	row       string   // variables that they bind
	size      string   // how long the list is, if that is known without reading it
	indexed   bool     // an index has the order if its property is asked for
	condition string
	levels    []level
}

// A listing says how the columns that answer a query for a page are read: the
// rows, each with its position before it, whether something lies before the begin,
// beyond the end, beyond the begin if the page is empty, and the total.
type listing struct {
	page   jinqiao.Page
	levels []level
	bare   bool      // there are the rows only
	kind   string    // of entities, if all have one
	shape  linkShape // of links
}

// columns returns the expression for the columns.
func (l *listing) columns(rows, rest string) string {
	if l.bare {
		return rows
	}
	return "[" + rows + rest + "]"
}

// byLink reports whether a list is sorted by the link's id alone, which is also
// the position of a row.
func byLink(levels []level) bool { return len(levels) == 1 && levels[0].form == asLinkID }

// listing returns the columns for a page of a list, of which cells are those of
// a row: the first, and the rest.
func (b *builder) listing(l rowList, p jinqiao.Page, total bool, cells func() *cellList) (of *listing, rows, rest string) {
	begin, end := p.After, p.Before
	if p.Backward {
		begin, end = p.Before, p.After
	}
	rows = b.rows(l, p, cells)
	before, after, beyond, count := no, no, no, "0"
	if begin != nil {
		before = b.exists(l, begin, p.Backward, true)
	}
	if end != nil {
		after = b.exists(l, end, !p.Backward, true)
	}
	if end != nil || p.Limit <= 0 {
		beyond = b.exists(l, begin, p.Backward, false)
	}
	switch {
	case !total || l.condition == no:
	case l.size != "":
		count = l.size
	default:
		count = "COUNT { " + l.source + where(l.condition) + " RETURN " + l.row + " }"
	}
	bare := before == no && after == no && beyond == no && count == "0"
	return &listing{page: p, levels: l.levels, bare: bare}, rows, ", " + before + ", " + after + ", " + beyond + ", " + count
}

// rows returns the list of up to one row more than the page's limit.
func (b *builder) rows(l rowList, p jinqiao.Page, cells func() *cellList) string {
	if l.condition == no {
		return "[]"
	}
	terms, levels := b.aliased(l.levels)
	conditions := []string{l.condition}
	var late []string
	for _, side := range []struct {
		place jinqiao.Position
		back  bool
	}{{p.After, false}, {p.Before, true}} {
		if side.place == nil {
			continue
		}
		beyond := b.beyond(levels, side.place, side.back, false)
		if terms == "" {
			conditions = append(conditions, beyond)
		} else {
			late = append(late, beyond)
		}
	}
	if levels[0].form == asKey {
		conditions = append(conditions, indexable(levels))
	} else if l.indexed && len(conditions) == 1 {
		conditions = append(conditions, levels[0].x+" IS NOT NULL")
	}
	order := orderBy(levels, p.Backward) + " LIMIT " + b.param(max(p.Limit, 0)+1)
	text := "COLLECT { " + l.source + where(and(conditions...)) + " WITH " + l.row + terms
	if len(l.parts) > 0 {
		text = "COLLECT { CALL () { " + merged(l, where(and(conditions...)), order) + " } WITH " + l.row
	}
	if len(late) > 0 {
		text += where(and(late...)) + " WITH *"
	}
	text += order
	list := cells()
	if byLink(l.levels) {
		return text + list.returned() + " }"
	}
	keys := ""
	for i, level := range levels {
		if i > 0 {
			keys += ", "
		}
		keys += level.x
	}
	return text + list.clauses + " RETURN [[" + keys + "], " + list.list() + "] }"
}

// indexable always holds. The index of an order by key is used only where all its
// properties are asked for.
func indexable(levels []level) string {
	return and(levels[0].x+" IS NOT NULL", levels[len(levels)-1].x+" IS NOT NULL")
}

// merged returns the begins of the parts of a list.
func merged(l rowList, condition, order string) string {
	parts := make([]string, len(l.parts))
	for i, source := range l.parts {
		parts[i] = source + condition + " WITH " + l.row + order + " RETURN " + l.row
	}
	return strings.Join(parts, " UNION ALL ")
}

// exists holds where a row lies beyond a place, in the direction of reading or,
// with outside, at the place or on its other side. No place is the begin.
func (b *builder) exists(l rowList, p jinqiao.Position, backward, outside bool) string {
	if l.condition == no {
		return no
	}
	terms, levels := b.aliased(l.levels)
	condition := yes
	if p != nil {
		condition = b.beyond(levels, p, backward, outside)
	}
	if terms == "" {
		if levels[0].form == asKey {
			condition = and(condition, indexable(levels))
		}
		return "EXISTS { " + l.source + where(and(l.condition, condition)) + " RETURN " + l.row + " }"
	}
	return "EXISTS { " + l.source + where(l.condition) + " WITH " + l.row + terms + where(condition) + " RETURN " + levels[0].x + " }"
}

// beyond is the condition that a row lies after a place, or with back before it;
// with outside, that it does not. Where the first level is always known, it is
// said in a form that an index can follow: an OR would make the planner look up
// both sides, and sort.
func (b *builder) beyond(levels []level, p jinqiao.Position, back, outside bool) string {
	place, err := bounds(levels, p)
	if err != nil {
		b.err = err
		return no
	}
	first := levels[0]
	if first.nullable || first.counted {
		return negatedIf(outside, b.beyondFrom(levels, place, back))
	}
	bound := b.param(place[0])
	if len(levels) == 1 && !outside {
		return first.x + " " + sign(first, back) + " " + bound
	}
	near := first.x + " " + sign(first, back != outside) + "= " + bound
	if len(levels) == 1 {
		return near
	}
	rest := negatedIf(outside, b.beyondFrom(levels[1:], place[1:], back))
	return and(near, "CASE WHEN "+first.x+" = "+bound+" THEN "+rest+" ELSE true END")
}

func negatedIf(negated bool, condition string) string {
	if negated {
		return not(condition)
	}
	return condition
}

func (b *builder) beyondFrom(levels []level, place []any, back bool) string {
	l, value, last := levels[0], place[0], len(levels) == 1
	if value == nil {
		return b.beyondNull(levels, place, back)
	}
	bound := b.param(value)
	parts := []string{l.x + " " + sign(l, back) + " " + bound}
	if !last {
		parts = append(parts, "("+l.x+" = "+bound+" AND "+b.beyondFrom(levels[1:], place[1:], back)+")")
	}
	if !l.nullable {
		return or(parts...)
	}
	if !back {
		parts = append(parts, l.x+" IS NULL")
	}
	return known(or(parts...))
}

// beyondNull is beyondFrom for a place where nothing is known: the last one.
func (b *builder) beyondNull(levels []level, place []any, back bool) string {
	l, among := levels[0], no
	if len(levels) > 1 {
		among = "(" + l.x + " IS NULL AND " + b.beyondFrom(levels[1:], place[1:], back) + ")"
	}
	if !back {
		return among
	}
	return or(l.x+" IS NOT NULL", among)
}

func sign(l level, back bool) string {
	if l.desc != back {
		return "<"
	}
	return ">"
}
