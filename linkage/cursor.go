package linkage

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// Cursor returns the cursor behind a path, in an answer of this order. It holds
// all by which the path is ordered, so that the next page does not depend on
// whether the path still exists.
func (p *Path) Cursor(o Order) string {
	text := fmt.Sprintf("%s.%d.%d.%d.%s", o, p.Inferred, slices.Index(confidences, p.Confidence), p.Degree, strings.Join(p.Entities, "."))
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

// resume reads a cursor.
func (q *query) resume(ctx context.Context, g Graph, cursor string) (*found, error) {
	invalid := jinqiao.Errorf(jinqiao.CodeInvalidCursor, "the cursor is none of this query; ask for the first page").At("after")
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	parts := strings.Split(string(text), ".")
	if err != nil || len(parts) < 6 || len(parts)-5 > q.length || parts[0] != string(q.order) {
		return nil, invalid
	}
	f := &found{length: len(parts) - 5}
	if _, err := fmt.Sscanf(strings.Join(parts[1:4], " "), "%d %d %d", &f.weight.inferred, &f.weight.weakest, &f.weight.degree); err != nil || f.weight.weakest > Low {
		return nil, invalid
	}
	entities, err := g.Lookup(ctx, parts[4:])
	if err != nil {
		return nil, err
	}
	if slices.Contains(entities, None) || !q.begins(g, entities[0]) || !q.finishes(g, entities[f.length]) {
		return nil, invalid
	}
	copy(f.entities[:], entities)
	f.rank = q.order.rank(f.length, f.weight)
	return f, nil
}

// begins reports whether a path may begin at an entity.
func (q *query) begins(g Graph, e uint32) bool {
	return q.pattern != nil && q.pattern.open[0] || among(g, q.from, e)
}

// finishes reports whether a path may end at an entity.
func (q *query) finishes(g Graph, e uint32) bool {
	return q.pattern != nil && q.pattern.open[1] || among(g, q.to, e)
}
