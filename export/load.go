package export

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// entity is what is asked of an entity.
type entity struct {
	ID, Kind, KindLabel, Label, Name string
	NameEn                           *string
	Aliases                          []string
	Hub                              bool
	Cohort                           *struct{ Text string }
	Properties                       []Property
	Evidence                         []evidence
}

// link is what is asked of a link.
type link struct {
	Text, Assertion string
	Confidence      *string
	Collective      bool
	Scope, By       struct{ ID, Label string }
	Evidence        []evidence

	recorded map[string]any // what else is known, of what the ontology says links may have
}

type evidence struct {
	Document      struct{ ID, Label string }
	Locator, AsOf *string
	Citation      string
}

const evidenceFields = "evidence { document { id label(language: $language) } locator asOf citation(language: $language) }"

const entityFields = `... on Entity {
  id kind kindLabel(language: $language) label(language: $language) name nameEn aliases hub
  cohort { text(language: $language) }
  properties(language: $language) { name label value text }
  ` + evidenceFields + "\n}"

// recordedPrefix stands before the names of what is recorded of links, so that
// they meet no other field of the answer.
const recordedPrefix = "p_"

// linkFields asks for all that is recorded of a link. What that may be is read
// from the ontology.
func linkFields(o *jinqiao.Ontology) string {
	fields := "... on Link { text(language: $language) assertion confidence collective scope { id label(language: $language) } by { id label(language: $language) } " + evidenceFields
	for _, p := range o.LinkProps {
		fields += fmt.Sprintf(" %s%s: %s", recordedPrefix, p.Name, p.Name)
		if p.Type == jinqiao.TypePeriod {
			fields += " { text }"
		}
	}
	return fields + " }"
}

// UnmarshalJSON reads the fields of every link and what else is recorded.
func (l *link) UnmarshalJSON(b []byte) error {
	type plain link
	if err := json.Unmarshal(b, (*plain)(l)); err != nil {
		return err
	}
	var all map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	for name, value := range all {
		if name, ok := strings.CutPrefix(name, recordedPrefix); ok && value != nil {
			if l.recorded == nil {
				l.recorded = map[string]any{}
			}
			l.recorded[name] = value
		}
	}
	return nil
}

// load fetches what is recorded of the entities and links of a scene.
func (s *Source) load(ctx context.Context, r *Request, of *scene) error {
	ids := make([]string, len(of.Nodes))
	for i, n := range of.Nodes {
		ids[i] = n.Key
	}
	entities, err := fetch[entity](ctx, s, r.Language, ids, entityFields)
	if err != nil {
		return err
	}
	for i := range of.Nodes {
		of.Nodes[i].entity = entities[i]
	}
	ids = make([]string, len(of.Edges))
	for i, e := range of.Edges {
		ids[i] = e.Key
	}
	links, err := fetch[link](ctx, s, r.Language, ids, linkFields(s.Ontology))
	for i := range links {
		of.Edges[i].link = links[i]
	}
	return err
}

const (
	batch   = 200 // ids that the API takes at once
	batches = 10  // of them in one operation: some 2,000 rows are well within its limits
)

// fetch asks for the nodes of ids, in their order, nil where there is none.
func fetch[T any](ctx context.Context, s *Source, language string, ids []string, fields string) ([]*T, error) {
	var rows []*T
	for part := range slices.Chunk(ids, batch*batches) {
		variables := map[string]any{}
		var declared, asked strings.Builder
		for ids := range slices.Chunk(part, batch) {
			name := fmt.Sprintf("b%d", len(variables))
			variables[name] = ids
			fmt.Fprintf(&declared, " $%s: [ID!]!", name)
			fmt.Fprintf(&asked, " %s: nodes(ids: $%s) { %s }", name, name, fields)
		}
		query := "query (" + declared.String() + ") {" + asked.String() + " }"
		if strings.Contains(fields, "$language") {
			query = "query ($language: Language!" + declared.String() + ") {" + asked.String() + " }"
			variables["language"] = language
		}
		raw, err := s.Ask(ctx, query, variables)
		if err != nil {
			return nil, err
		}
		data := map[string][]*T{}
		if err := json.Unmarshal(raw, &data); err != nil {
			return nil, err
		}
		for i := range len(data) {
			rows = append(rows, data[fmt.Sprintf("b%d", i)]...)
		}
	}
	return rows, nil
}
