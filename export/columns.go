package export

import "strconv"

// A column is one attribute of entities or links, as every format of a network
// has it.
type column struct {
	name, kind string // its name for programs, and its type as in Property
	label      label  // its name in words
}

// A label is a word in both languages.
type label struct{ zh, en string }

func (l label) in(language string) string {
	if language == "EN" {
		return l.en
	}
	return l.zh
}

// A cell is the value of a column: for programs, and in words. Empty is not known.
type cell struct{ value, text string }

func plain(s string) cell { return cell{s, s} }

func count(n int) cell { return plain(strconv.Itoa(n)) }

func real(f float64) cell { return plain(strconv.FormatFloat(f, 'f', -1, 64)) }

// truth is empty where false: a mark, not a statement.
func truth(b bool, language string) cell {
	if !b {
		return cell{"false", ""}
	}
	return cell{"true", label{"是", "yes"}.in(language)}
}

// A table is entities or links with a column for each attribute.
type table struct {
	columns []column
	rows    [][]cell
}

// fixed are columns that all entities, or all links, have.
type fixed[T any] struct {
	column
	of func(T, *Network) cell
}

var nodeColumns = []fixed[Node]{
	{column{"id", "string", label{"标识", "id"}}, func(n Node, _ *Network) cell { return plain(n.ID) }},
	{column{"label", "string", label{"显示名", "label"}}, func(n Node, _ *Network) cell { return plain(n.Label) }},
	{column{"kind", "string", label{"类型", "kind"}}, func(n Node, _ *Network) cell { return cell{n.Kind, n.KindLabel} }},
	{column{"kindLabel", "string", label{"类型名称", "kind in words"}}, func(n Node, _ *Network) cell { return plain(n.KindLabel) }},
	{column{"name", "string", label{"名称", "name"}}, func(n Node, _ *Network) cell { return plain(n.Name) }},
	{column{"nameEn", "string", label{"英文译名", "English name (a translation)"}}, func(n Node, _ *Network) cell { return plain(n.NameEn) }},
	{column{"aliases", "string", label{"别名", "aliases"}}, func(n Node, _ *Network) cell { return plain(join(n.Aliases, func(s string) string { return s })) }},
	{column{"cohort", "string", label{"群体规模", "size of the group"}}, func(n Node, _ *Network) cell { return plain(n.Cohort) }},
	{column{"hub", "boolean", label{"枢纽", "hub"}}, func(n Node, w *Network) cell { return truth(n.Hub, w.Language) }},
	{column{"degree", "integer", label{"关系总数", "links in all"}}, func(n Node, _ *Network) cell { return count(n.Degree) }},
	{column{"hidden", "integer", label{"通向未导出实体的关系", "links to what is not exported"}}, func(n Node, _ *Network) cell { return count(n.Hidden) }},
	{column{"documents", "string", label{"文献标识", "document ids"}}, func(n Node, _ *Network) cell { return plain(documents(n.Evidence)) }},
	{column{"evidence", "string", label{"出处", "evidence"}}, func(n Node, _ *Network) cell { return plain(citations(n.Evidence)) }},
}

var linkColumns = []fixed[Link]{
	{column{"id", "string", label{"标识", "id"}}, func(l Link, _ *Network) cell { return plain(l.ID) }},
	{column{"source", "string", label{"起点标识", "from (id)"}}, func(l Link, _ *Network) cell { return plain(l.Source) }},
	{column{"target", "string", label{"终点标识", "to (id)"}}, func(l Link, _ *Network) cell { return plain(l.Target) }},
	{column{"sourceLabel", "string", label{"起点", "from"}}, func(l Link, _ *Network) cell { return plain(l.SourceLabel) }},
	{column{"targetLabel", "string", label{"终点", "to"}}, func(l Link, _ *Network) cell { return plain(l.TargetLabel) }},
	{column{"relationship", "string", label{"关系", "relationship"}}, func(l Link, _ *Network) cell { return cell{l.Relationship, l.Label} }},
	{column{"label", "string", label{"关系名称", "relationship in words"}}, func(l Link, _ *Network) cell { return plain(l.Label) }},
	{column{"text", "string", label{"表述", "as a sentence"}}, func(l Link, _ *Network) cell { return plain(l.Text) }},
	{column{"assertion", "string", label{"来历", "assertion"}}, func(l Link, _ *Network) cell { return cell{l.Assertion, l.AssertionLabel} }},
	{column{"confidence", "string", label{"可信程度", "confidence"}}, func(l Link, _ *Network) cell { return cell{l.Confidence, l.ConfidenceLabel} }},
	{column{"collective", "boolean", label{"就群体整体而言", "of the group as a whole"}}, func(l Link, w *Network) cell { return truth(l.Collective, w.Language) }},
	{column{"symmetric", "boolean", label{"无方向", "without direction"}}, func(l Link, w *Network) cell { return truth(l.Symmetric, w.Language) }},
	{column{"scope", "string", label{"限于", "limited to"}}, func(l Link, _ *Network) cell { return cell{l.Scope, l.ScopeLabel} }},
	{column{"by", "string", label{"由谁所为", "by"}}, func(l Link, _ *Network) cell { return cell{l.By, l.ByLabel} }},
	{column{"weight", "double", label{"权重", "weight"}}, func(l Link, _ *Network) cell { return real(l.Weight) }},
	{column{"documents", "string", label{"文献标识", "document ids"}}, func(l Link, _ *Network) cell { return plain(documents(l.Evidence)) }},
	{column{"evidence", "string", label{"出处", "evidence"}}, func(l Link, _ *Network) cell { return plain(citations(l.Evidence)) }},
}

// nodes returns the entities as a table, a row each.
func (n *Network) nodes() table {
	return tabulate(n, n.Nodes, nodeColumns, func(x Node) []Property { return x.Properties })
}

// links returns the links as a table, a row each.
func (n *Network) links() table {
	return tabulate(n, n.Links, linkColumns, func(x Link) []Property { return x.Properties })
}

func tabulate[T any](n *Network, items []T, first []fixed[T], properties func(T) []Property) table {
	var t table
	taken := map[string]bool{}
	for _, f := range first {
		t.columns = append(t.columns, f.column)
		taken[f.name] = true
	}
	place := map[string]int{} // of the columns of properties
	for _, item := range items {
		for _, p := range properties(item) {
			if _, known := place[p.Name]; !known {
				place[p.Name] = len(t.columns)
				t.columns = append(t.columns, p.column(taken))
			}
		}
	}
	for _, item := range items {
		row := make([]cell, len(t.columns))
		for i, f := range first {
			row[i] = f.of(item, n)
		}
		for _, p := range properties(item) {
			row[place[p.Name]] = cell{p.Value, p.Text}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// column returns the column of a property. Where its name is taken by a column
// that all have, it is told apart.
func (p Property) column(taken map[string]bool) column {
	name := p.Name
	if taken[name] {
		name = "property." + name
	}
	return column{name, p.Type, label{p.Label, p.Label}}
}
