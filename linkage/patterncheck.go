package linkage

import (
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// possible finds out whether anything can fit the pattern by the ontology, and
// if not, why.
func (p *Pattern) possible(o *jinqiao.Ontology, d *draft) error {
	if len(o.Kinds) > maxKinds {
		return jinqiao.Errorf(jinqiao.CodeTooLarge, "%d kinds: a pattern can tell %d apart", len(o.Kinds), maxKinds)
	}
	so := p.kindsAt(o, 0)
	for i := range p.Steps {
		joins := p.Steps[i].joins(o)
		before, after := p.kindsAt(o, i), p.kindsAt(o, i+1)
		part, column := fmt.Sprintf("step %d", i+1), d.steps[i].column
		if p.through(o, i, joins, before)&after == 0 {
			return refuse(column, part, "%s", p.why(o, i))
		}
		fits := so
		if so = p.through(o, i, joins, so) & after; so == 0 {
			return refuse(column, part, "what stands before can only end at %s, and this step does not lead from there to %s", fitting(o, fits), p.Places[i+1].told())
		}
	}
	return nil
}

// Ends returns the kinds at which a path that fits may begin, and those at which
// it may end, in the order of the ontology.
func (p *Pattern) Ends(o *jinqiao.Ontology) (first, last []string) {
	return p.reversed().lastKinds(o), p.lastKinds(o)
}

func (p *Pattern) lastKinds(o *jinqiao.Ontology) (kinds []string) {
	bits := p.kindsAt(o, 0)
	for i := range p.Steps {
		bits = p.through(o, i, p.Steps[i].joins(o), bits) & p.kindsAt(o, i+1)
	}
	for i, k := range o.Kinds {
		if bits>>i&1 != 0 {
			kinds = append(kinds, k.Name)
		}
	}
	return kinds
}

// reversed returns the pattern as it reads from its end.
func (p *Pattern) reversed() *Pattern {
	r := &Pattern{Places: slices.Clone(p.Places), Steps: slices.Clone(p.Steps)}
	slices.Reverse(r.Places)
	slices.Reverse(r.Steps)
	for i, s := range r.Steps {
		switch s.Direction {
		case jinqiao.Out:
			r.Steps[i].Direction = jinqiao.In
		case jinqiao.In:
			r.Steps[i].Direction = jinqiao.Out
		}
	}
	return r
}

// kindsAt returns the kinds that may stand at a place, a bit for each.
func (p *Pattern) kindsAt(o *jinqiao.Ontology, place int) uint64 {
	if p.Places[place].Kinds == nil {
		return 1<<len(o.Kinds) - 1
	}
	return kindsFor(o, func(k string) bool { return slices.Contains(p.Places[place].Kinds, k) })
}

// kindsBetween returns the kinds that may stand between two links of a repeated
// step: all but context kinds, and what the places at its ends name.
func (p *Pattern) kindsBetween(kinds []*jinqiao.Kind, step int) (bits uint64) {
	for i, k := range kinds {
		if !k.Context || slices.Contains(p.Places[step].Kinds, k.Name) || slices.Contains(p.Places[step+1].Kinds, k.Name) {
			bits |= 1 << i
		}
	}
	return bits
}

// through returns the kinds to which a step may lead from some.
func (p *Pattern) through(o *jinqiao.Ontology, step int, joins []uint64, from uint64) (reached uint64) {
	between := p.kindsBetween(o.Kinds, step)
	for n := 1; n <= p.Steps[step].Max; n++ {
		next := uint64(0)
		for i, to := range joins {
			if from>>i&1 != 0 {
				next |= to
			}
		}
		if n >= p.Steps[step].Min {
			reached |= next
		}
		from = next & between
	}
	return reached
}

// joins returns for each kind those to which one link of the step may lead.
func (s *PatternStep) joins(o *jinqiao.Ontology) []uint64 {
	index := make(map[string]int, len(o.Kinds))
	for i, k := range o.Kinds {
		index[k.Name] = i
	}
	to := make([]uint64, len(o.Kinds))
	for _, r := range o.Relationships {
		ends := r.Ends
		if s.Relationships == nil {
			ends = r.Trail
		} else if !slices.Contains(s.Relationships, r.Name) {
			continue
		}
		for _, e := range ends {
			if s.Direction != jinqiao.In || r.Symmetric {
				to[index[e.From]] |= 1 << index[e.To]
			}
			if s.Direction != jinqiao.Out || r.Symmetric {
				to[index[e.To]] |= 1 << index[e.From]
			}
		}
	}
	return to
}

// why says why a step joins nothing.
func (p *Pattern) why(o *jinqiao.Ontology, step int) string {
	s := p.Steps[step]
	a, b := p.Places[step].told(), p.Places[step+1].told()
	turned := s
	switch s.Direction {
	case jinqiao.Out:
		turned.Direction = jinqiao.In
	case jinqiao.In:
		turned.Direction, a, b = jinqiao.Out, b, a
	}
	hint := ""
	if p.through(o, step, turned.joins(o), p.kindsAt(o, step))&p.kindsAt(o, step+1) != 0 {
		hint = "; turn the arrow round"
	}
	if s.Relationships == nil {
		return p.whyNoTrail(o, step, a, b, hint)
	}
	var reasons []string
	for _, name := range s.Relationships {
		r := o.Relationship(name)
		var from, to []string
		for _, e := range r.Ends {
			from, to = append(from, e.From), append(to, e.To)
		}
		reasons = append(reasons, fmt.Sprintf("%s leads from %s to %s", name, list(o, from), list(o, to)))
		if len(reasons) == 4 {
			break
		}
	}
	if s.Max > 1 {
		b += fmt.Sprintf(" in %d to %d links", s.Min, s.Max)
	}
	return fmt.Sprintf("%s, not from %s to %s%s", strings.Join(reasons, "; "), a, b, hint)
}

func (p *Pattern) whyNoTrail(o *jinqiao.Ontology, step int, a, b, hint string) string {
	var names []string
	for _, r := range o.Relationships {
		named := p.Steps[step]
		named.Relationships = []string{r.Name}
		if p.through(o, step, named.joins(o), p.kindsAt(o, step))&p.kindsAt(o, step+1) != 0 {
			names = append(names, r.Name)
		}
	}
	text := fmt.Sprintf("by default no path goes from %s to %s", a, b)
	switch {
	case hint != "":
		return text + hint
	case names == nil:
		return text + "; no relationship joins them, go over another kind"
	}
	return text + "; name the relationship: " + strings.Join(names, " or ")
}

// told names what may stand at a place.
func (p Place) told() string {
	if p.Kinds == nil {
		return "anything"
	}
	return strings.Join(p.Kinds, " or ")
}

// fitting names the kinds of which the bits are set.
func fitting(o *jinqiao.Ontology, bits uint64) string {
	var names []string
	for i, k := range o.Kinds {
		if bits>>i&1 != 0 {
			names = append(names, k.Name)
		}
	}
	return list(o, names)
}

// list names kinds in the order of the ontology, each once.
func list(o *jinqiao.Ontology, kinds []string) string {
	const most = 6 // more say nothing
	var names []string
	for _, k := range o.Kinds {
		if slices.Contains(kinds, k.Name) {
			names = append(names, k.Name)
		}
	}
	switch {
	case len(names) == len(o.Kinds):
		return "any kind"
	case len(names) > most:
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}
