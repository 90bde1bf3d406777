package linkage

import (
	"math"
	"slices"
	"strconv"

	"jinqiao"
)

func propertyNamed(properties []*jinqiao.Property, name string) *jinqiao.Property {
	i := slices.IndexFunc(properties, func(p *jinqiao.Property) bool { return p.Name == name || p.Label.Zh == name })
	if i < 0 {
		return nil
	}
	return properties[i]
}

// resolve reads a condition on one of properties, which are of one name; all
// are those there are. fits reports whether a property may have the value.
func (c *draftCondition) resolve(o *jinqiao.Ontology, part string, properties, all []*jinqiao.Property) (condition Condition, fits func(*jinqiao.Property) bool, err error) {
	if len(properties) == 0 {
		var names []string
		for _, p := range all {
			if name := like(c.name.text, p.Name, p.Label.Zh); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if names == nil {
			return condition, nil, refuse(c.name.column, part, "there are no properties here to ask for, not %q", shorten(c.name.text))
		}
		return condition, nil, unknown(c.name, part, "a property", names)
	}
	p := properties[0]
	if p.Values == nil && p.Type != jinqiao.TypeEnum {
		value, err := c.value.as(p, part)
		return Condition{p.Name, p.Type, value}, func(*jinqiao.Property) bool { return true }, err
	}
	var allowed, names []string
	for _, p := range properties {
		for _, v := range p.Values {
			if !slices.Contains(allowed, v) {
				allowed, names = append(allowed, v), append(names, like(c.value.text, v, o.Label(p.Enum, v).Zh))
			}
		}
		if p.Values == nil && o.Enums[p.Enum] != nil {
			for _, v := range o.Enums[p.Enum].Values {
				allowed, names = append(allowed, v.Name), append(names, like(c.value.text, v.Name, v.Label.Zh))
			}
		}
	}
	i := slices.IndexFunc(allowed, func(v string) bool { return v == c.value.text || o.Label(p.Enum, v).Zh == c.value.text })
	if i < 0 {
		if allowed == nil {
			return condition, nil, refuse(c.name.column, part, "%s has no values here", p.Name)
		}
		return condition, nil, unknown(c.value, part, "a value of "+p.Name, names)
	}
	value := allowed[i]
	return Condition{p.Name, p.Type, value}, func(p *jinqiao.Property) bool { return p.Values == nil || slices.Contains(p.Values, value) }, nil
}

// isText reports whether a word is text and nothing else.
func (w word) isText() bool { return w.quoted && !w.loose }

// as reads a value of a property.
func (w word) as(p *jinqiao.Property, part string) (any, error) {
	wrong := func(what string) error {
		return refuse(w.column, part, "expected %s for %s, not %q", what, p.Name, shorten(w.text))
	}
	switch p.Type {
	case jinqiao.TypeInt:
		n, err := strconv.Atoi(w.text)
		if err != nil || w.isText() {
			return nil, wrong("a whole number")
		}
		return n, nil
	case jinqiao.TypeFloat:
		x, err := strconv.ParseFloat(w.text, 64)
		if err != nil || w.isText() || math.IsInf(x, 0) || math.IsNaN(x) {
			return nil, wrong("a number")
		}
		return x, nil
	case jinqiao.TypeBoolean:
		if is, ok := truth[w.text]; ok && !w.isText() {
			return is, nil
		}
		return nil, wrong("true or false")
	case jinqiao.TypeDate, jinqiao.TypePeriod:
		if _, ok := jinqiao.ParseDate(w.text); !ok {
			return nil, wrong("a date, such as 2021, 2021-05 or 2021-05-30,")
		}
		return w.text, nil
	}
	if !w.quoted {
		return nil, wrong("text in quotes")
	}
	return w.text, nil
}

var truth = map[string]bool{"true": true, "是": true, "false": false, "否": false}
