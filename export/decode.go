package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// network turns an answer of the API into what the formats write.
func (s *Source) network(r *Request, from *scene) *Network {
	n := &Network{Title: r.Title, Language: r.Language, Made: s.Now()}
	names := map[string]string{}
	var seeds []string
	for _, node := range from.Nodes {
		if node.entity == nil {
			continue // removed since
		}
		n.Nodes = append(n.Nodes, s.node(node))
		names[node.Key] = node.entity.Label
		if node.Seed {
			seeds = append(seeds, node.entity.Label)
		}
	}
	for _, edge := range from.Edges {
		if edge.link == nil || names[edge.Source] == "" || names[edge.Target] == "" {
			continue
		}
		l := s.link(edge, r.Language)
		l.SourceLabel, l.TargetLabel = names[l.Source], names[l.Target]
		n.Links = append(n.Links, l)
	}
	slices.SortStableFunc(n.Links, func(a, b Link) int {
		return cmp.Compare(s.place(a.Relationship), s.place(b.Relationship))
	})
	if n.Title == "" {
		n.Title = few(seeds, len(seeds), r.Language)
	}
	if from.Completeness.Status != "EXACT" {
		n.Note = from.missing(r.Language)
	}
	return n
}

// missing says how much of a network there is.
func (from *scene) missing(language string) string {
	atLeast := ""
	if !from.Totals.Exact {
		atLeast = label{"至少 ", "at least "}.in(language)
	}
	form := label{"不完整（%s）：共有 %s%d 个实体、%s%d 条关系，此处为 %d 个、%d 条。", "Not complete (%s): there are %s%d entities and %s%d links; here are %d and %d."}
	return fmt.Sprintf(form.in(language), strings.Join(from.Completeness.Reasons, ", "),
		atLeast, from.Totals.Nodes, atLeast, from.Totals.Edges, len(from.Nodes), len(from.Edges))
}

func (s *Source) node(from sceneNode) Node {
	e := from.entity
	n := Node{
		ID: e.ID, Kind: e.Kind, KindLabel: e.KindLabel, Label: e.Label, Name: e.Name, Aliases: e.Aliases, Hub: e.Hub,
		Degree: from.Degree, Hidden: from.Hidden, Color: from.Color, X: from.X, Y: from.Y, Size: from.Size,
		NameEn: known(e.NameEn), Evidence: pieced(e.Evidence),
	}
	if e.Cohort != nil {
		n.Cohort = e.Cohort.Text
	}
	kind := s.kind(e.Kind)
	for _, p := range e.Properties {
		if p.Name == "nameEn" {
			continue // every entity has a column for it
		}
		p.Type = "string"
		if known := kind.Property(p.Name); known != nil {
			p.Type = valueType(known.Type)
		}
		n.Properties = append(n.Properties, p)
	}
	return n
}

// valueType returns the type of a column for a property.
func valueType(t jinqiao.Type) string {
	switch t {
	case jinqiao.TypeInt:
		return "integer"
	case jinqiao.TypeFloat:
		return "double"
	case jinqiao.TypeBoolean:
		return "boolean"
	}
	return "string"
}

func (s *Source) link(from sceneEdge, language string) Link {
	in := from.link
	l := Link{
		ID: from.Key, Source: from.Source, Target: from.Target, Relationship: from.Relationship, Label: from.Label,
		Text: in.Text, Assertion: in.Assertion, Confidence: known(in.Confidence), Collective: in.Collective, Weight: from.Weight,
		Scope: in.Scope.ID, ScopeLabel: in.Scope.Label, By: in.By.ID, ByLabel: in.By.Label,
		Evidence: pieced(in.Evidence),
	}
	l.AssertionLabel = s.Ontology.Label("Assertion", l.Assertion).In(language)
	l.ConfidenceLabel = s.Ontology.Label("Confidence", l.Confidence).In(language)
	l.Symmetric = s.Ontology.Relationship(l.Relationship).Symmetric
	for _, p := range s.Ontology.LinkProps {
		if value := literal(in.recorded[p.Name]); value != "" {
			l.Properties = append(l.Properties, Property{p.Name, p.Label.In(language), valueType(p.Type), value, s.words(p, value, language)})
		}
	}
	return l
}

// place is where a relationship stands in the ontology.
func (s *Source) place(relationship string) int {
	return slices.IndexFunc(s.Ontology.Relationships, func(r *jinqiao.Relationship) bool { return r.Name == relationship })
}

// kind returns the kind of an enum value of the API.
func (s *Source) kind(enum string) *jinqiao.Kind {
	i := slices.IndexFunc(s.Ontology.Kinds, func(k *jinqiao.Kind) bool { return k.Enum == enum })
	return s.Ontology.Kinds[i]
}

func pieced(list []evidence) []Evidence {
	var pieces []Evidence
	for _, e := range list {
		pieces = append(pieces, Evidence{e.Document.ID, e.Document.Label, known(e.Locator), known(e.AsOf), e.Citation})
	}
	return pieces
}

// words returns a value of a property of links in words.
func (s *Source) words(p *jinqiao.Property, value, language string) string {
	switch {
	case p.Enum != "":
		return s.Ontology.Label(p.Enum, value).In(language)
	case p.Type == jinqiao.TypeBoolean:
		return map[string]label{"true": {"是", "yes"}, "false": {"否", "no"}}[value].in(language)
	}
	return value
}

// literal returns a value of JSON as text, "" for null.
func literal(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case map[string]any: // a period
		return literal(v["text"])
	}
	return ""
}

func known(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
