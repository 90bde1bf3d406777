package export

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"jinqiao"
)

// Ask executes an operation of the API and returns its data. Its errors are of
// the type jinqiao.Error.
type Ask func(ctx context.Context, query string, variables map[string]any) (json.RawMessage, error)

// A Source answers requests by asking the API.
type Source struct {
	Ask      Ask
	Ontology *jinqiao.Ontology
	Now      func() time.Time
}

// Brief returns what a request asks as sentences with numbered sources.
func (s *Source) Brief(ctx context.Context, r *Request) (*Brief, error) {
	if !r.Paths() {
		n, err := s.Network(ctx, r)
		if err != nil {
			return nil, err
		}
		return n.Brief(nil), nil
	}
	found, err := s.paths(ctx, r, false)
	if err == nil && len(found.Nodes) == 0 {
		found, err = s.paths(ctx, r, true)
	}
	if err != nil {
		return nil, err
	}
	return s.pathBrief(ctx, r, found)
}

// found is an answer about paths.
type found struct {
	Nodes []struct {
		Text       string
		Length     int
		Inferred   int
		Confidence *string
		Nodes      []struct{ Label string }
		Steps      []struct {
			Link struct {
				Text       string
				Confidence *string
				Basis      *string
			}
		}
	}
	Sources  []struct{ Text string }
	PageInfo struct{ HasNextPage bool }
	worth    `json:"completeness"`
}

// worth is the completeness of an answer.
type worth struct {
	Status       string
	ProvenLength int
	Reasons      []string
	SkippedHubs  []struct {
		Entity struct{ Label string }
		Degree int
	}
	Excluded []struct {
		Rule    string
		Paths   int
		Exact   bool
		Example *struct{ Text string }
	}
}

const pathSelection = `{
    nodes {
      text(language: $language) length inferred confidence
      nodes { label(language: $language) }
      steps { link { text(language: $language) confidence basis } }
    }
    sources { text(language: $language) }
    pageInfo { hasNextPage }
    completeness {
      status provenLength reasons
      skippedHubs { entity { label(language: $language) } degree }
      excluded @include(if: $excluded) { rule paths exact example { text(language: $language) } }
    }
  }`

const pathsQuery = `query ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $first: Int, $language: Language!, $excluded: Boolean!) {
  found: paths(from: $from, to: $to, options: $options, first: $first) ` + pathSelection + `
}`

const followQuery = `query ($from: EntitySet!, $along: Pattern!, $to: EntitySet, $options: PathOptions, $first: Int, $language: Language!, $excluded: Boolean!) {
  found: follow(from: $from, along: $along, to: $to, options: $options, first: $first) ` + pathSelection + `
}`

func (s *Source) paths(ctx context.Context, r *Request, excluded bool) (*found, error) {
	query := pathsQuery
	if r.has("along") {
		query = followQuery
	}
	var data struct{ Found found }
	return &data.Found, s.into(ctx, &data, query, r, map[string]any{"excluded": excluded})
}

// into asks with the arguments of a request and decodes the data.
func (s *Source) into(ctx context.Context, data any, query string, r *Request, more map[string]any) error {
	variables := map[string]any{"language": r.Language}
	for _, from := range []map[string]any{r.Arguments, more} {
		for name, value := range from {
			variables[name] = value
		}
	}
	raw, err := s.Ask(ctx, query, variables)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, data)
}

func (s *Source) pathBrief(ctx context.Context, r *Request, found *found) (*Brief, error) {
	b := &Brief{Title: r.Title, Language: r.Language, Made: s.Now(), Worth: found.say(r.Language, len(found.Nodes), s.Ontology)}
	from, err := s.named(ctx, r, "from")
	if err != nil {
		return nil, err
	}
	to, err := s.named(ctx, r, "to")
	if err != nil {
		return nil, err
	}
	asked := pathWords.between.in(r.Language)
	if b.Title == "" {
		b.Title = fmt.Sprintf(asked, from, to)
	}
	b.Asked = s.asked(r, from, to)
	for i, path := range found.Nodes {
		var chain, remarks []string
		for _, node := range path.Nodes {
			chain = append(chain, node.Label)
		}
		remarks = append(remarks, s.sureness(r.Language, path.Length, path.Inferred, path.Confidence))
		for _, step := range path.Steps {
			if step.Link.Confidence != nil && step.Link.Basis != nil && !strings.Contains(path.Text, *step.Link.Basis) {
				remarks = append(remarks, fmt.Sprintf(pathWords.basis.in(r.Language), step.Link.Text, *step.Link.Basis))
			}
		}
		b.Findings = append(b.Findings, Finding{
			Title:     fmt.Sprintf(pathWords.path.in(r.Language), i+1, strings.Join(chain, " → ")),
			Sentences: []string{path.Text},
			Remark:    strings.Join(remarks, label{"", " "}.in(r.Language)),
		})
	}
	for _, source := range found.Sources {
		b.Sources = append(b.Sources, source.Text)
	}
	if found.PageInfo.HasNextPage {
		b.Worth = append(b.Worth, pathWords.more.in(r.Language))
	}
	return b, nil
}
