package graph

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"jinqiao"
)

// satisfies lists, for each kind, the type conditions that hold for it, its own
// name first.
func satisfies(o *jinqiao.Ontology) map[string][]string {
	all := map[string][]string{}
	for _, k := range o.Kinds {
		all[k.Name] = append([]string{k.Name, "Node"}, k.Groups...)
	}
	return all
}

// alike groups kinds of which a selection asks the same.
func (p *planner) alike(sel ast.SelectionSet, kinds []string) [][]string {
	if len(kinds) == 1 || !branches(sel) {
		return [][]string{kinds}
	}
	named := map[string]bool{}
	p.conditions(sel, named, map[string]bool{})
	var groups [][]string
	seen := map[string]int{} // by the groups whose condition a kind meets
	for _, name := range kinds {
		if named[name] {
			groups = append(groups, []string{name})
			continue
		}
		key := ""
		for _, s := range p.satisfies[name] {
			if named[s] {
				key += " " + s
			}
		}
		i, ok := seen[key]
		if !ok {
			i = len(groups)
			seen[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], name)
	}
	return groups
}

// branches reports whether a selection has fragments.
func branches(sel ast.SelectionSet) bool {
	return slices.ContainsFunc(sel, func(s ast.Selection) bool {
		_, plain := s.(*ast.Field)
		return !plain
	})
}

// conditions gathers the type conditions on this level of a selection.
func (p *planner) conditions(sel ast.SelectionSet, found, visited map[string]bool) {
	for _, s := range sel {
		switch s := s.(type) {
		case *ast.InlineFragment:
			found[s.TypeCondition] = true
			p.conditions(s.SelectionSet, found, visited)
		case *ast.FragmentSpread:
			if visited[s.Name] {
				continue
			}
			visited[s.Name] = true
			if d := p.op.Doc.Fragments.ForName(s.Name); d != nil {
				found[d.TypeCondition] = true
				p.conditions(d.SelectionSet, found, visited)
			}
		}
	}
}
