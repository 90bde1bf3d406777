package main

import (
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// A member is a kind or group as something that a field can lead to.
type member struct {
	name       string
	label      jinqiao.Label
	properties []*jinqiao.Property
	fields     []*jinqiao.Field
	kinds      []string // of a group; nil for a kind
}

func members(o *jinqiao.Ontology) []member {
	var all []member
	for _, g := range o.Groups {
		all = append(all, member{g.Name, g.Label, g.Properties, g.Fields, g.Kinds})
	}
	for _, k := range o.Kinds {
		all = append(all, member{k.Name, k.Label, k.Properties, k.Fields, nil})
	}
	return all
}

// derive writes what follows from the ontology: the kinds as an enum, filters of
// enums, and for each kind and group its connection, filter and order.
func derive(b *strings.Builder, o *jinqiao.Ontology) {
	kindEnum(b, o)
	for _, name := range filteredEnums(o) {
		fmt.Fprintf(b, "\n\"Values of %s; null matches only `isNull`. 枚举条件。\"\ninput %sFilter { eq: %s, ne: %s, in: [%s!], notIn: [%s!], isNull: Boolean }\n", name, name, name, name, name, name)
	}
	entitySet(b, o)
	for _, m := range members(o) {
		connection(b, m)
		filter(b, o, m)
		relationFilters(b, m)
		order(b, m)
	}
}

func kindEnum(b *strings.Builder, o *jinqiao.Ontology) {
	b.WriteString("\n\"Kinds of entities. 实体类型。\"\nenum Kind {\n")
	for _, k := range o.Kinds {
		fmt.Fprintf(b, "  %s\n  %s\n", quote(k.Description), k.Enum)
	}
	b.WriteString("}\n")
}

// filteredEnums are those by which entities or links can be filtered.
func filteredEnums(o *jinqiao.Ontology) []string {
	names := []string{"Kind", "Assertion", "Confidence"}
	add := func(list []*jinqiao.Property) {
		for _, p := range list {
			if p.Type == jinqiao.TypeEnum && !slices.Contains(names, p.Enum) {
				names = append(names, p.Enum)
			}
		}
	}
	for _, k := range o.Kinds {
		add(k.Properties)
	}
	add(o.LinkProps)
	if !slices.Contains(names, "Qualifier") {
		names = append(names, "Qualifier")
	}
	return names
}

func entitySet(b *strings.Builder, o *jinqiao.Ontology) {
	b.WriteString(`
"""
A set of entities, told in one way: by ids, by names, by a condition on entities of any kind, or by one on a kind (` + "`{}`" + ` is all of it).

实体集合：以标识、名称或条件之一给出。
"""
input EntitySet @oneOf {
  "These ids; an unknown one is an error that names it. 标识。"
  ids: [ID!]
  "Exact names, aliases or codes; several that fit are an error with candidates. 确切的名称、别名或代码。"
  names: [String!]
  "Entities of any kind. 任意类型的实体。"
  any: EntityFilter
`)
	for _, k := range o.Kinds {
		fmt.Fprintf(b, "  \"Of the kind %s, and so. 满足条件的%s。\"\n  %s: %sFilter\n", k.Name, k.Label.Zh, k.Plural, k.Name)
	}
	b.WriteString("}\n")
}

func connection(b *strings.Builder, m member) {
	fmt.Fprintf(b, `
"A page of a list of the kind or group %[1]s. 一页%[2]s。"
type %[1]sConnection {
  "With cursors and links. 含游标与关系。"
  edges: [%[1]sEdge!]!
  "Without cursors. 不含游标。"
  nodes: [%[1]s!]!
  "Where the page lies. 分页信息。"
  pageInfo: PageInfo!
  "How many there are in all; counted only when asked. 总数；仅在请求时计算。"
  totalCount: Int!
}

"One in a list of the kind or group %[1]s. 列表中的一项。"
type %[1]sEdge {
  "Where it stands; opaque. 游标。"
  cursor: String!
  "The entity. 实体。"
  node: %[1]s!
  "The link that leads to it; null in a list at the root. 通向它的关系；根列表中为空。"
  link: Link
}
`, m.name, m.label.Zh)
}

func filter(b *strings.Builder, o *jinqiao.Ontology, m member) {
	fmt.Fprintf(b, "\n\"Conditions on the kind or group %s; those given together all hold. %s的条件；同时给出则同时成立。\"\ninput %sFilter {\n", m.name, m.label.Zh, m.name)
	fmt.Fprintf(b, "  and: [%[1]sFilter!]\n  or: [%[1]sFilter!]\n  not: %[1]sFilter\n", m.name)
	b.WriteString("  id: IDFilter\n  name: StringFilter\n  aliases: ListFilter\n  hub: BooleanFilter\n  cohort: CohortFilter\n")
	b.WriteString("  \"What the search index finds by this text. 全文检索。\"\n  text: String\n")
	b.WriteString("  \"With evidence from one of these documents. 出自其中一份文献。\"\n  document: [ID!]\n")
	b.WriteString("  \"Links of any relationship. 任意关系。\"\n  links: LinksFilter\n")
	for _, p := range m.properties {
		fmt.Fprintf(b, "  %s\n  %s: %s\n", quote(p.Description), p.Name, filterType(p))
	}
	for _, f := range m.fields {
		fmt.Fprintf(b, "  %s\n  %s: %sRelationFilter\n", quote(f.Description), f.Name, f.Far)
	}
	if m.kinds != nil {
		b.WriteString("  kind: KindFilter\n")
	}
	for _, name := range m.kinds {
		k := o.Kind(name)
		fmt.Fprintf(b, "  \"Of the kind %s, and so. 类型为%s且满足条件。\"\n  %s: %sFilter\n", k.Name, k.Label.Zh, k.Plural, k.Name)
	}
	b.WriteString("}\n")
}

func filterType(p *jinqiao.Property) string {
	switch p.Type {
	case jinqiao.TypeEnum:
		return p.Enum + "Filter"
	case jinqiao.TypeDate:
		return "DateFilter"
	case jinqiao.TypeList:
		return "ListFilter"
	}
	return string(p.Type) + "Filter"
}

func relationFilters(b *strings.Builder, m member) {
	fmt.Fprintf(b, `
"Conditions on what a field leads to. 对端条件。"
input %[1]sRelationFilter {
  "At least one such. 至少有一个。"
  some: %[1]sRelationMatch
  "None such is recorded. 没有记录这样的对端。"
  none: %[1]sRelationMatch
  "How many such. 数量。"
  count: %[1]sRelationCount
}

"Which: conditions on the far end and on the link. 哪些：对端与关系的条件。"
input %[1]sRelationMatch { node: %[1]sFilter, link: LinkFilter }

"Which, and how many. 哪些及其数量。"
input %[1]sRelationCount { node: %[1]sFilter, link: LinkFilter, eq: Int, gt: Int, gte: Int, lt: Int, lte: Int }

"Sorting by how many a field leads to. 按数量排序。"
input %[1]sCountOrder { sort: Sort! = DESC, node: %[1]sFilter, link: LinkFilter }
`, m.name)
}

func order(b *strings.Builder, m member) {
	fmt.Fprintf(b, "\n\"One level of sorting the kind or group %s; what is not known comes last, ties go by id. 排序条件。\"\ninput %sOrder @oneOf {\n", m.name, m.name)
	b.WriteString("  \"By the reading of the name (pinyin). 按名称读音。\"\n  name: Sort\n  id: Sort\n  \"By the number of links. 按关系数。\"\n  links: LinksOrder\n")
	for _, p := range m.properties {
		if p.Type != jinqiao.TypeList && p.Type != jinqiao.TypePeriod {
			fmt.Fprintf(b, "  \"By it. 按此属性。\"\n  %s: Sort\n", p.Name)
		}
	}
	for _, f := range m.fields {
		fmt.Fprintf(b, "  \"By how many. 按数量。\"\n  %s: %sCountOrder\n", f.Name, f.Far)
	}
	b.WriteString("}\n")
}

// quote returns a description as a GraphQL string.
func quote(s string) string {
	if strings.ContainsAny(s, "\n\"") {
		return `"""` + "\n" + strings.ReplaceAll(s, `"""`, `\"""`) + "\n" + `"""`
	}
	return `"` + s + `"`
}
