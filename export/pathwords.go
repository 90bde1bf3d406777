package export

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"jinqiao"
)

// pathWords are what a brief says about paths.
var pathWords = struct {
	between, path, basis, more, exact, none, truncated, hubs, hub, excluded, atLeast, example, budget, deadline, anything label
}{
	between:   label{"%s与%s之间的联系", "Links between %s and %s"},
	path:      label{"路径 %d：%s", "Path %d: %s"},
	basis:     label{"“%s”的推断依据：%s。", "Why “%s” was concluded: %s."},
	more:      label{"还有更多路径，此处未列出。", "There are more paths, not listed here."},
	exact:     label{"%d 步以内的路径已全部考虑。", "Every path of up to %d steps was considered."},
	none:      label{"按路径规则，%d 步以内没有记录在案的路径。", "By the rules for paths, none of up to %d steps is recorded."},
	truncated: label{"%d 步以内的路径已全部考虑；更长的搜索因%s提前停止。", "Every path of up to %d steps was considered; beyond, the search was stopped by %s."},
	hubs:      label{"未经过的枢纽：%s。", "Hubs that were not passed: %s."},
	hub:       label{"%s（%d 条关系）", "%s (%d links)"},
	excluded:  label{"规则“%s”排除的路径：%s %d 条%s。", "Paths kept out by the rule %s: %s%d%s."},
	atLeast:   label{"至少", "at least "},
	example:   label{"，例如：%s", ", for instance: %s"},
	budget:    label{"计算预算", "its budget"},
	deadline:  label{"时限", "the time allowed"},
	anything:  label{"所查实体", "what was asked for"},
}

// maxHubs are named in a brief.
const maxHubs = 10

// say tells in words how complete an answer about paths is.
func (w *worth) say(language string, paths int, o *jinqiao.Ontology) []string {
	words := pathWords
	var said []string
	switch {
	case w.Status != "EXACT":
		why := words.budget
		if strings.Contains(strings.Join(w.Reasons, ","), "DEADLINE") {
			why = words.deadline
		}
		said = append(said, fmt.Sprintf(words.truncated.in(language), w.ProvenLength, why.in(language)))
	case paths == 0:
		said = append(said, fmt.Sprintf(words.none.in(language), w.ProvenLength))
	default:
		said = append(said, fmt.Sprintf(words.exact.in(language), w.ProvenLength))
	}
	if len(w.SkippedHubs) > 0 {
		var hubs []string
		for _, h := range w.SkippedHubs[:min(maxHubs, len(w.SkippedHubs))] {
			hubs = append(hubs, fmt.Sprintf(words.hub.in(language), h.Entity.Label, h.Degree))
		}
		said = append(said, fmt.Sprintf(words.hubs.in(language), strings.Join(hubs, label{"、", ", "}.in(language))))
	}
	return append(said, w.keptOut(language, o)...)
}

// keptOut tells what each rule kept out.
func (w *worth) keptOut(language string, o *jinqiao.Ontology) []string {
	var said []string
	for _, x := range w.Excluded {
		if x.Paths == 0 {
			continue
		}
		atLeast, example := "", ""
		if !x.Exact {
			atLeast = pathWords.atLeast.in(language)
		}
		if x.Example != nil {
			example = fmt.Sprintf(pathWords.example.in(language), strings.TrimRight(x.Example.Text, "。."))
		}
		rule := o.Label("Rule", x.Rule).In(language)
		said = append(said, fmt.Sprintf(pathWords.excluded.in(language), rule, atLeast, x.Paths, example))
	}
	return said
}

// sureness says how long a path is and how much of it is inferred.
func (s *Source) sureness(language string, length, inferred int, confidence *string) string {
	if inferred == 0 || confidence == nil {
		return fmt.Sprintf(label{"%d 步，均为来源所述。", "%d steps, all stated in sources."}.in(language), length)
	}
	weakest := s.Ontology.Label("Confidence", *confidence).In(language)
	return fmt.Sprintf(label{"%d 步，其中推断 %d 步，最弱一步的可信程度为%s。", "%d steps, %d of them inferred; the confidence of the weakest is %s."}.in(language), length, inferred, weakest)
}

// asked says in words what was asked.
func (s *Source) asked(r *Request, from, to string) []string {
	said := []string{fmt.Sprintf(label{"从：%s；到：%s。", "From: %s; to: %s."}.in(r.Language), from, to)}
	for _, name := range []string{"along", "options"} {
		if r.has(name) {
			text, _ := json.Marshal(r.Arguments[name])
			word := map[string]label{"along": {"模式", "Pattern"}, "options": {"选项", "Options"}}[name]
			said = append(said, word.in(r.Language)+label{"：", ": "}.in(r.Language)+string(text))
		}
	}
	return said
}

// maxNamed entities are named where a set is told.
const maxNamed = 3

const labelsQuery = `query ($ids: [ID!]!, $language: Language!) { nodes(ids: $ids) { ... on Entity { label(language: $language) } } }`

// named tells a set of entities in words: the names of a few, or its condition.
func (s *Source) named(ctx context.Context, r *Request, argument string) (string, error) {
	set, ok := r.Arguments[argument].(map[string]any)
	if !ok {
		return pathWords.anything.in(r.Language), nil
	}
	if names, err := texts(argument, set["names"]); err == nil && len(names) > 0 {
		return few(names, len(names), r.Language), nil
	}
	ids, err := texts(argument, set["ids"])
	if err != nil || len(ids) == 0 {
		return s.described(set, r.Language), nil
	}
	var data struct{ Nodes []struct{ Label string } }
	ask := &Request{Language: r.Language}
	if err := s.into(ctx, &data, labelsQuery, ask, map[string]any{"ids": ids[:min(maxNamed, len(ids))]}); err != nil {
		return "", err
	}
	var names []string
	for _, n := range data.Nodes {
		names = append(names, n.Label)
	}
	return few(names, len(ids), r.Language), nil
}

// described tells a set that a condition makes in words: its kind, and the
// condition as it was asked.
func (s *Source) described(set map[string]any, language string) string {
	for _, k := range s.Ontology.Kinds {
		filter, ok := set[k.Plural]
		if !ok {
			continue
		}
		name := label{k.Label.Zh, k.Plural}.in(language)
		text, _ := json.Marshal(filter)
		if string(text) == "{}" {
			return label{"全部", "all "}.in(language) + name
		}
		return name + label{"（", " ("}.in(language) + string(text) + label{"）", ")"}.in(language)
	}
	text, _ := json.Marshal(set)
	return string(text)
}

// few lists the first of some names and says how many there are.
func few(names []string, all int, language string) string {
	text := strings.Join(names[:min(maxNamed, len(names))], label{"、", ", "}.in(language))
	if all > maxNamed {
		text += fmt.Sprintf(label{"等 %d 个实体", " and others (%d entities)"}.in(language), all)
	}
	return text
}
