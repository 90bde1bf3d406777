package model

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"jinqiao"
)

// A GroupedBy is one of the things by which entities were grouped.
type GroupedBy struct {
	Name     string
	Property *jinqiao.Property // nil where it is no property of the ontology
	Kinds    bool              // the values are kinds
	Entities bool              // the values are ids
}

// Counting is what all groups of an answer share.
type Counting struct {
	By       []GroupedBy
	Entities map[string]*jinqiao.EntityRow // that keys and what is left out name
	Total    int                           // number of groups
}

// Group is what entities with something in common come to.
type Group struct {
	Counting *Counting
	Count    jinqiao.GroupCount
	Bounds   jinqiao.Bounds
	Rest     *int           // of the group that sums up others: how many
	Where    map[string]any // a filter for its entities; nil for none
}

// Key tells the group from others in its answer.
func (g *Group) Key() string {
	if g.Rest != nil {
		return "others"
	}
	b, err := json.Marshal(g.Count.Keys)
	if err != nil {
		return fmt.Sprint(g.Count.Keys)
	}
	return string(b)
}

// Label returns what the entities have in common, in words.
func (g *Group) Label(language string, by *int) string {
	if g.Rest != nil {
		return inLanguage(language, "其他", "others")
	}
	var labels []string
	for i, k := range g.Keys() {
		if by == nil || *by == i {
			labels = append(labels, k.Label(language))
		}
	}
	if len(g.Count.Keys) == 0 {
		return inLanguage(language, "合计", "total")
	}
	return strings.Join(labels, " · ")
}

// Keys returns what the entities have in common.
func (g *Group) Keys() []*GroupKey {
	keys := []*GroupKey{}
	if g.Rest != nil {
		return keys
	}
	for i, v := range g.Count.Keys {
		keys = append(keys, &GroupKey{g.Counting, g.Counting.By[i], v})
	}
	return keys
}

// Entities returns how many entities there are.
func (g *Group) Entities() int { return g.Named() + g.Cohorts() }

// Named returns how many of them are single things.
func (g *Group) Named() int { return g.Count.Named }

// Cohorts returns how many of them are groups that a source only counts.
func (g *Group) Cohorts() int { return len(g.Count.Cohorts) }

// Lower returns how many things there are at least.
func (g *Group) Lower() int { return g.Bounds.Lower }

// Upper returns how many things there are at most; nil for open.
func (g *Group) Upper() *int { return g.Bounds.Upper }

// LowerIfApart returns how many things there are at least if nothing overlaps
// that no record joins.
func (g *Group) LowerIfApart() int { return g.Bounds.LowerIfApart }

// Text returns the bounds in words.
func (g *Group) Text(language string) string {
	low, high := g.Bounds.Lower, g.Bounds.Upper
	switch {
	case high == nil && low == 0:
		return inLanguage(language, "数量不详", "not known")
	case high == nil:
		return inLanguage(language, "至少 ", "at least ") + strconv.Itoa(low)
	case low == *high:
		return strconv.Itoa(low)
	case low == 0:
		return inLanguage(language, "至多 ", "at most ") + strconv.Itoa(*high)
	}
	return strconv.Itoa(low) + inLanguage(language, " 至 ", " to ") + strconv.Itoa(*high)
}

func inLanguage(language, zh, en string) string { return jinqiao.Label{Zh: zh, En: en}.In(language) }

// LeftOut returns what the bounds do not add, by reason.
func (g *Group) LeftOut() []*LeftOut {
	list := []*LeftOut{}
	for _, item := range g.Bounds.LeftOut {
		if n := len(list); n == 0 || list[n-1].Reason != string(item.Reason) {
			list = append(list, &LeftOut{counting: g.Counting, Reason: string(item.Reason)})
		}
		last := list[len(list)-1]
		last.ids = append(last.ids, item.ID)
	}
	return list
}

// Others returns how many groups this one sums up; nil for one.
func (g *Group) Others() *int { return g.Rest }

// GroupCount returns how many groups there are in all.
func (g *Group) GroupCount() int { return g.Counting.Total }

// Filter returns a filter for its entities; nil where there is none.
func (g *Group) Filter() map[string]any { return g.Where }

// GroupKey is one part of what entities have in common.
type GroupKey struct {
	counting *Counting
	by       GroupedBy
	value    any
}

// By returns by what was grouped.
func (k *GroupKey) By() string { return k.by.Name }

// Label returns the value in words.
func (k *GroupKey) Label(language string) string {
	switch v := k.value.(type) {
	case nil:
		return inLanguage(language, "未记录", "not recorded")
	case bool:
		return yesNo(v, language)
	case string:
		switch {
		case k.by.Entities && k.counting.Entities[v] != nil:
			return nameIn(k.counting.Entities[v].Entity, language)
		case k.by.Kinds:
			return ontology().Kind(v).Label.In(language)
		case k.by.Property != nil && k.by.Property.Type == jinqiao.TypeEnum:
			return ontology().Label(k.by.Property.Enum, v).In(language)
		}
	}
	return plain(k.value)
}

// Value returns the value as a program reads it; nil where none is recorded.
func (k *GroupKey) Value() *string {
	if k.value == nil {
		return nil
	}
	text := plain(k.value)
	if k.by.Kinds {
		text = kindEnum(text)
	}
	return &text
}

// Number returns the value where it is a number.
func (k *GroupKey) Number() *float64 {
	if n, ok := k.value.(float64); ok {
		return &n
	}
	return nil
}

// Entity returns the entity whose id the value is; nil for other values.
func (k *GroupKey) Entity() Entity {
	if id, ok := k.value.(string); ok && k.by.Entities {
		return Of(k.counting.Entities[id])
	}
	return nil
}

// MostLeftOut is how many entities a reason names at most.
const MostLeftOut = 20

// LeftOut is what one reason keeps out of the bounds.
type LeftOut struct {
	counting *Counting
	Reason   string
	ids      []string
}

// Count returns how many entities.
func (l *LeftOut) Count() int { return len(l.ids) }

// Entities returns the first of them.
func (l *LeftOut) Entities() []Entity {
	all := []Entity{}
	for _, id := range l.ids[:min(len(l.ids), MostLeftOut)] {
		if row := l.counting.Entities[id]; row != nil {
			all = append(all, Of(row))
		}
	}
	return all
}

// Text returns the reason and the count in words.
func (l *LeftOut) Text(language string) string {
	return ontology().Label("LeftOutReason", l.Reason).In(language) + inLanguage(language, "：", ": ") + strconv.Itoa(len(l.ids))
}
