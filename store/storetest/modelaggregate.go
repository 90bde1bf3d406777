package storetest

import (
	"context"
	"fmt"
	"slices"

	"jinqiao"
	"jinqiao/search"
)

// Aggregate counts entities in groups: it looks at each entity, and for each at
// every cohort.
func (m *Model) Aggregate(ctx context.Context, q *jinqiao.AggregateQuery) (*jinqiao.Aggregation, error) {
	if err := expired(ctx); err != nil {
		return nil, err
	}
	s := m.now.Load()
	var of []*jinqiao.Entity
	for _, e := range s.entities {
		if s.entityFits(e, q.Filter) {
			of = append(of, e)
		}
	}
	a := &jinqiao.Aggregation{Cohorts: map[string]jinqiao.Cohort{}, Within: map[string][]string{}, Same: s.same(of)}
	for _, e := range of {
		if e.Cohort != nil {
			a.Cohorts[e.ID] = *e.Cohort
		}
	}
	for _, e := range of {
		for _, whole := range of {
			if whole.Cohort != nil && s.liesIn(e.ID, whole.ID, map[string]bool{}) {
				a.Within[e.ID] = append(a.Within[e.ID], whole.ID)
			}
		}
	}
	return a, s.group(a, q, of)
}

// same returns the pairs that identity links join.
func (s *state) same(of []*jinqiao.Entity) (pairs [][2]string) {
	for i, a := range of {
		for _, b := range of[i+1:] {
			joined := func(l *jinqiao.Link) bool {
				return s.ontology.Relationship(l.Relationship).Identity && s.far(l, a.ID).ID == b.ID
			}
			if slices.ContainsFunc(s.at[a.ID], joined) {
				pairs = append(pairs, [2]string{a.ID, b.ID})
			}
		}
	}
	return pairs
}

// liesIn reports whether links of an inclusion lead from a part to a whole, over
// nothing but cohorts.
func (s *state) liesIn(part, whole string, seen map[string]bool) bool {
	for _, l := range s.at[part] {
		to := s.byID[l.To]
		if l.From != part || !s.ontology.Relationship(l.Relationship).Inclusion || to.Cohort == nil || seen[to.ID] {
			continue
		}
		seen[to.ID] = true
		if to.ID == whole || s.liesIn(to.ID, whole, seen) {
			return true
		}
	}
	return false
}

func (s *state) group(a *jinqiao.Aggregation, q *jinqiao.AggregateQuery, of []*jinqiao.Entity) error {
	groups := map[string]*jinqiao.GroupCount{}
	if len(q.By) == 0 {
		groups[""] = &jinqiao.GroupCount{Keys: []any{}}
	}
	least := map[[2]string]string{} // by part of the key and folded text
	for _, e := range of {
		for _, keys := range s.combinations(e, q.By) {
			name := ""
			for i, k := range keys {
				if text, is := k.(string); is && folds(q.By[i]) {
					k = search.Fold(text)
					part := [2]string{fmt.Sprint(i), search.Fold(text)}
					if old, met := least[part]; !met || text < old {
						least[part] = text
					}
				}
				name += fmt.Sprintf("%T %q;", k, fmt.Sprint(k))
			}
			if groups[name] == nil {
				groups[name] = &jinqiao.GroupCount{Keys: keys}
			}
			put(groups[name], a, e)
		}
	}
	if len(groups) > q.Limit {
		return jinqiao.Errorf(jinqiao.CodeTooLarge, "more than %d groups", q.Limit).At("by")
	}
	for _, g := range groups {
		for i, k := range g.Keys {
			if text, is := k.(string); is && folds(q.By[i]) {
				g.Keys[i] = least[[2]string{fmt.Sprint(i), search.Fold(text)}]
			}
		}
		a.Groups = append(a.Groups, *g)
	}
	return nil
}

func put(g *jinqiao.GroupCount, a *jinqiao.Aggregation, e *jinqiao.Entity) {
	switch {
	case e.Cohort != nil:
		g.Cohorts = append(g.Cohorts, e.ID)
		return
	case a.Within[e.ID] != nil || slices.ContainsFunc(a.Same, func(p [2]string) bool { return p[0] == e.ID || p[1] == e.ID }):
		g.Noted = append(g.Noted, e.ID)
	}
	g.Named++
}

// folds reports whether text goes by what it folds to.
func folds(by jinqiao.GroupBy) bool {
	return by.Ways == nil && !by.Exact && !by.Year && (by.Type == jinqiao.TypeString || by.Type == jinqiao.TypeList)
}

// combinations returns the keys of all groups in which an entity is.
func (s *state) combinations(e *jinqiao.Entity, by []jinqiao.GroupBy) [][]any {
	if len(by) == 0 {
		return [][]any{{}}
	}
	var all [][]any
	for _, rest := range s.combinations(e, by[1:]) {
		for _, v := range s.keysOf(e, by[0]) {
			all = append(all, append([]any{v}, rest...))
		}
	}
	return all
}

// keysOf returns the values of an entity, each once: nil alone if there is none.
func (s *state) keysOf(e *jinqiao.Entity, by jinqiao.GroupBy) []any {
	var values []any
	add := func(v any) {
		alike := func(w any) bool {
			a, aText := v.(string)
			b, bText := w.(string)
			return v == w || aText && bText && folds(by) && search.Fold(a) == search.Fold(b)
		}
		if v != nil && !slices.ContainsFunc(values, alike) {
			values = append(values, v)
		}
	}
	for _, w := range by.Ways {
		if !among(w.On, e.Kind) {
			continue
		}
		for _, l := range s.along(e, w.Trail) {
			add(s.far(l, e.ID).ID)
		}
	}
	if by.Ways == nil {
		s.propertyKeys(e, by, add)
	}
	if values == nil {
		return []any{nil}
	}
	return values
}

func (s *state) propertyKeys(e *jinqiao.Entity, by jinqiao.GroupBy, add func(any)) {
	if by.Property == "kind" {
		add(e.Kind)
		return
	}
	switch v := entityValue(e, by.Property).(type) {
	case []string:
		for _, item := range slices.Sorted(slices.Values(v)) { // of those alike the least
			add(item)
		}
	case int:
		add(float64(v))
	case string:
		switch {
		case by.Year && by.Type == jinqiao.TypePeriod:
			add(jinqiao.Period(v).Years())
		case by.Year:
			add(v[:4])
		default:
			add(v)
		}
	default:
		add(v)
	}
}
