package sqlite

import (
	"database/sql/driver"
	"strings"

	"jinqiao"
	"jinqiao/search"
)

// A valueColumn holds the values of a property as numbers into a list of those
// that there are.
type valueColumn struct {
	distinct []any
	one      []uint32            // by ord; of properties with one value
	many     map[uint32][]uint32 // by ord; of lists
}

func (c *valueColumn) of(m member, into []uint32) []uint32 {
	if c.many != nil {
		return append(into, c.many[m.ord]...)
	}
	if int(m.ord) < len(c.one) && c.one[m.ord] > 0 {
		return append(into, c.one[m.ord])
	}
	return into
}

func (c *valueColumn) value(code uint32, _ map[int64]string) any { return c.distinct[code-1] }

// readProperty reads the values of a property from some entities.
func (r *reader) readProperty(by jinqiao.GroupBy, o operand, from, condition expr) (*valueColumn, error) {
	b := &valueBuilder{column: &valueColumn{}, by: by, codes: map[any]uint32{}}
	if by.Type == jinqiao.TypeList {
		b.column.many = map[uint32][]uint32{}
	}
	query := sql("SELECT e.ord, % FROM % WHERE % AND % IS NOT NULL", o.expr, from, condition, o.expr)
	err := r.c.each(r.ctx, query.text, query.args, func(row []driver.Value) error {
		b.add(uint32(row[0].(int64)), row[1])
		return nil
	})
	return b.column, err
}

// A valueBuilder fills a column.
type valueBuilder struct {
	column *valueColumn
	by     jinqiao.GroupBy
	codes  map[any]uint32 // by value, folded
	list   []uint32
}

func (b *valueBuilder) add(ord uint32, v driver.Value) {
	if b.by.Type == jinqiao.TypeList {
		b.list = b.list[:0]
		p := parser{}
		for _, s := range p.aliases(v) {
			if code := b.code(s); !contains(b.list, code) {
				b.list = append(b.list, code)
			}
		}
		if len(b.list) > 0 {
			b.column.many[ord] = append([]uint32{}, b.list...)
		}
		return
	}
	for int(ord) >= len(b.column.one) {
		b.column.one = append(b.column.one, make([]uint32, max(1024, len(b.column.one)))...)
	}
	b.column.one[ord] = b.code(b.typed(v))
}

func contains(list []uint32, code uint32) bool {
	for _, c := range list {
		if c == code {
			return true
		}
	}
	return false
}

// typed returns a value as it stands in a key.
func (b *valueBuilder) typed(v driver.Value) any {
	switch v := v.(type) {
	case int64:
		if b.by.Type == jinqiao.TypeBoolean {
			return v != 0
		}
		return float64(v)
	case string:
		switch {
		case b.by.Year && b.by.Type == jinqiao.TypePeriod:
			return jinqiao.Period(v).Years()
		case b.by.Year:
			return v[:min(len(v), 4)]
		}
	}
	return v
}

// code returns the number of a value. Of texts that are alike the least stands
// for all.
func (b *valueBuilder) code(v any) uint32 {
	key := v
	s, isText := v.(string)
	if isText && !b.by.Exact {
		key = search.Fold(s)
	}
	code := b.codes[key]
	if code == 0 {
		if isText { // the row's memory is not ours
			v = strings.Clone(s)
			key = cloned(key)
		}
		b.column.distinct = append(b.column.distinct, v)
		code = uint32(len(b.column.distinct))
		b.codes[key] = code
		return code
	}
	if isText && s < b.column.distinct[code-1].(string) {
		b.column.distinct[code-1] = strings.Clone(s)
	}
	return code
}

func cloned(key any) any {
	if s, ok := key.(string); ok {
		return strings.Clone(s)
	}
	return key
}
