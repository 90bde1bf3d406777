package graph

import "jinqiao"

// order reads the argument orderBy; nil for none.
func (p *planner) order(v any, t typ, at pathway) ([]jinqiao.Order, error) {
	var levels []jinqiao.Order
	for i, item := range items(v) {
		m, at := object(item), at.item(i)
		key, err := single(m, at, "the properties, `links` or the relationship fields")
		if err != nil {
			return nil, err
		}
		level, err := p.level(key, m[key], t, at.in(key))
		if err != nil {
			return nil, err
		}
		levels = append(levels, level)
	}
	return levels, nil
}

func (p *planner) level(key string, v any, t typ, at pathway) (jinqiao.Order, error) {
	if sort, ok := v.(string); ok {
		return jinqiao.Order{Property: key, Type: sortedType(key, t), Desc: sort == "DESC"}, nil
	}
	m := object(v)
	trail, far := p.trail(m), p.typeOf("Entity")
	if field := t.field(key); field != nil {
		trail, far = field.Trail, p.typeOf(field.Far)
	}
	linked, err := p.match(m, trail, far, at)
	if err != nil {
		return jinqiao.Order{}, err
	}
	return jinqiao.Order{Count: &linked, Type: jinqiao.TypeInt, Desc: m["sort"] != "ASC"}, nil
}

func sortedType(key string, t typ) jinqiao.Type {
	if p := t.property(key); p != nil {
		return p.Type
	}
	return jinqiao.TypeString
}
