package main

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// usual describes arguments and fields of inputs that mean the same everywhere.
var usual = map[string]string{
	"first":             "How many, from the start of the list; 200 at most. 从头取多少条，最多 200。",
	"after":             "Only what comes after this cursor. 从该游标之后开始。",
	"last":              "How many, from the end of the list; 200 at most. 从尾取多少条，最多 200。",
	"before":            "Only what comes before this cursor. 到该游标之前为止。",
	"text":              "What to look for; 1000 characters at most. 要找的文本，最多 1000 字。",
	"filter":            "Conditions that all have to hold. 过滤条件，须同时成立。",
	"link":              "Conditions on the link. 关系的条件。",
	"node":              "Conditions on the far end. 对端的条件。",
	"orderBy":           "Levels of sorting, the first first. 排序条件，依次适用。",
	"language":          "Language of the text. 语言。",
	"backwards":         "Read from its end to its start. 反向读。",
	"id":                "The id. 标识。",
	"ids":               "The ids. 标识。",
	"name":              "The name. 名称。",
	"names":             "The names. 名称。",
	"kinds":             "Kinds of the far end; without it all. 对端类型；不填为全部。",
	"kind":              "The kind. 类型。",
	"relationships":     "Relationships; without it all. 关系类型；不填为全部。",
	"direction":         "Which way, seen from the entity. 方向（从该实体看）。",
	"from":              "Where to start. 起点。",
	"to":                "Where to end. 终点。",
	"options":           "Which paths count. 路径选项。",
	"along":             "The pattern. 模式。",
	"and":               "All of these hold. 同时成立。",
	"or":                "At least one of these holds; none of an empty list does. 至少一项成立。",
	"not":               "This does not hold. 不成立。",
	"eq":                "Is this. 等于。",
	"ne":                "Is known and not this. 已知且不等于。",
	"in":                "Is one of these. 属于其中之一。",
	"notIn":             "Is known and none of these. 已知且不属于其中任何一个。",
	"lt":                "Is less than this. 小于。",
	"lte":               "Is at most this. 不大于。",
	"gt":                "Is more than this. 大于。",
	"gte":               "Is at least this. 不小于。",
	"contains":          "Contains this. 包含。",
	"startsWith":        "Begins with this. 以此开头。",
	"endsWith":          "Ends with this. 以此结尾。",
	"isNull":            "Is not known, or is. 是否未知。",
	"has":               "Has this. 含有。",
	"hasAny":            "Has one of these. 含有其中之一。",
	"hasAll":            "Has all of these. 含有全部。",
	"isEmpty":           "Has nothing, or something. 是否为空。",
	"during":            "Certainly within this. 确定在此期间。",
	"overlaps":          "Possibly at the same time as this. 可能与此重叠。",
	"sort":              "Ascending or descending. 升序或降序。",
	"size":              "How many the group has. 群体数量。",
	"qualifier":         "How the number is meant. 数字的含义。",
	"aliases":           "Other names in use. 别名。",
	"hub":               "A curator's word that it joins everything. 枢纽。",
	"cohort":            "The group that it stands for. 群体。",
	"assertion":         "Stated or inferred. 来历。",
	"confidence":        "How sure the conclusion is. 可信程度。",
	"collective":        "Holds for the group as a whole. 仅对群体整体成立。",
	"stage":             "State of the matter. 阶段。",
	"role":              "In what role. 角色。",
	"mode":              "In what way. 方式。",
	"since":             "From when it holds. 起始时间。",
	"until":             "Until when it holds. 截止时间。",
	"includeDeprecated": "With what is deprecated. 含已弃用者。",
	"order":             "Which path is better. 路径排序。",
}

// describe gives a description to arguments, fields of inputs and values of
// enums that have none of their own: the usual one, or the label of the value.
func describe(d *ast.Definition) {
	for _, f := range d.Fields {
		for _, a := range f.Arguments {
			if a.Description == "" {
				a.Description = usual[a.Name]
			}
		}
		if d.Kind == ast.InputObject && f.Description == "" {
			f.Description = usual[f.Name]
		}
	}
	for _, v := range d.EnumValues {
		if label := v.Directives.ForName("label"); v.Description == "" && label != nil {
			v.Description = labelled(v.Name, label)
		}
	}
}

// labelled makes a description of a label: English, then Chinese.
func labelled(name string, label *ast.Directive) string {
	english := strings.ToLower(strings.ReplaceAll(name, "_", " "))
	if en := label.Arguments.ForName("en"); en != nil {
		english = en.Value.Raw
	}
	return strings.ToUpper(english[:1]) + english[1:] + ". " + label.Arguments.ForName("zh").Value.Raw + "。"
}
