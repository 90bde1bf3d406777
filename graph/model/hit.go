package model

import (
	"fmt"

	"jinqiao"
)

// Hits are what a search found, with the entities as they were asked for.
type Hits struct {
	Answer *jinqiao.TextAnswer
	Rows   []*jinqiao.EntityRow // one for each hit
	Tag    string               // which list it is, for its cursors
	Later  bool                 // the page comes after a cursor
}

func (h *Hits) cursor(i int) string { return EncodeCursor(h.Tag, h.Answer.Hits[i].Position) }

// Nodes returns the hits.
func (h *Hits) Nodes() []*SearchHit {
	nodes := make([]*SearchHit, len(h.Rows))
	for i, row := range h.Rows {
		nodes[i] = &SearchHit{h.Answer.Hits[i], row}
	}
	return nodes
}

// SearchConnection is a page of hits.
type SearchConnection struct{ *Hits }

// Edges returns the hits with their cursors.
func (c *SearchConnection) Edges() []*SearchEdge {
	edges := make([]*SearchEdge, len(c.Rows))
	for i, node := range c.Nodes() {
		edges[i] = &SearchEdge{c.cursor(i), node}
	}
	return edges
}

// PageInfo returns where the page lies in its list.
func (c *SearchConnection) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: c.Answer.HasNext, HasPreviousPage: c.Later}
	if n := len(c.Rows); n > 0 {
		first, last := c.cursor(0), c.cursor(n-1)
		info.StartCursor, info.EndCursor = &first, &last
	}
	return info
}

// TotalCount returns how many there are in all, where the plan asked.
func (c *SearchConnection) TotalCount() int { return c.Answer.Total }

// SearchEdge is a hit in a list.
type SearchEdge struct {
	Cursor string
	Node   *SearchHit
}

// SearchHit is an entity that a text finds.
type SearchHit struct {
	hit *jinqiao.Hit
	row *jinqiao.EntityRow
}

// Entity returns the entity.
func (h *SearchHit) Entity() Entity { return Of(h.row) }

// Score returns the sum of the points.
func (h *SearchHit) Score() float64 { return h.hit.Score }

// Matches returns where the text was found.
func (h *SearchHit) Matches() []*SearchMatch {
	return convert(h.hit.Matches, func(m jinqiao.TextMatch) *SearchMatch {
		return &SearchMatch{m.Property, m.Value, convert(m.Ranges, func(r jinqiao.Range) *TextRange { return &TextRange{r.Start, r.End} }), m.Via}
	})
}

// Explanation returns what the score is made of.
func (h *SearchHit) Explanation() []*ScorePart {
	return convert(h.hit.Factors, func(f jinqiao.Factor) *ScorePart { return &ScorePart{f.Name, f.Points, h.hit.Degree} })
}

// SearchMatch is a name in which a text was found.
type SearchMatch struct {
	Property, Value string
	Ranges          []*TextRange
	Via             string
}

// TextRange is a part of a text.
type TextRange struct{ Start, End int }

// ScorePart is a part of a score.
type ScorePart struct {
	Factor string
	Points float64
	degree int
}

// Text says it in words.
func (p *ScorePart) Text(language string) string {
	label := ontology().Label("ScoreFactor", p.Factor).In(language)
	if p.Factor == "CONNECTED" {
		return fmt.Sprintf("%s %d", label, p.degree)
	}
	return label
}
