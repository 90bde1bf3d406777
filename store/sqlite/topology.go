package sqlite

import (
	"context"
	"database/sql/driver"
	"maps"
	"slices"
	"strings"

	"jinqiao"
)

const (
	topologyEntities = "SELECT e.ord, e.id, e.kind, e.hub, e.cohort, CASE WHEN instr(e.props, '\"status\":') THEN e.props ->> 'status' END FROM entity e"

	// A driver's value costs more than what SQLite does for it: what is small
	// comes in one number.
	topologyLinks = "SELECT l.number, l.source, l.target, (l.relationship << 4) | ((l.collective <> 0) << 3) | CASE WHEN l.assertion = 'STATED' THEN 0" +
		" WHEN l.confidence = 'HIGH' THEN 1 WHEN l.confidence = 'MEDIUM' THEN 2 WHEN l.confidence = 'LOW' THEN 3 ELSE 4 END, l.scope, l.props"
)

func (s *Store) topologyEntity(row []driver.Value) jinqiao.TopologyEntity {
	return jinqiao.TopologyEntity{
		Ref: row[0].(int64), ID: text(row[1]), Kind: s.names.kindNames[row[2].(int64)],
		Hub: row[3] != int64(0), Cohort: row[4] != int64(0), Status: text(row[5]),
	}
}

// surenesses are the assertion and confidence of each class of topologyLinks.
var surenesses = [8][2]string{{"STATED", ""}, {"INFERRED", "HIGH"}, {"INFERRED", "MEDIUM"}, {"INFERRED", "LOW"}, {"INFERRED", ""}}

func (s *Store) topologyLink(row []driver.Value) jinqiao.TopologyLink {
	facts, props := row[3].(int64), text(row[5])
	sure := surenesses[facts&7]
	return jinqiao.TopologyLink{
		Number: uint64(row[0].(int64)), From: row[1].(int64), To: row[2].(int64), Relationship: s.names.relationshipNames[facts>>4],
		Assertion: sure[0], Confidence: sure[1], Collective: facts>>3&1 != 0, Scope: text(row[4]),
		Stage: recordedText(props, "stage"),
		Since: jinqiao.PartialDate(recordedText(props, "since")), Until: jinqiao.PartialDate(recordedText(props, "until")),
	}
}

// recordedText returns the text of a property. It looks for the key: within a
// text, a quote would follow a backslash.
func recordedText(props, name string) string {
	for rest := props; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return ""
		}
		start := len(props) - len(rest) + i
		rest = rest[i+len(name):]
		value, is := strings.CutPrefix(rest, `":"`)
		if !is || props[start-1] != '"' {
			continue
		}
		if value, _, _ = strings.Cut(value, `"`); strings.IndexByte(value, '\\') < 0 {
			return value
		}
		p := parser{}
		value, _ = p.propertiesOf(props)[name].(string)
		return value
	}
}

// ExpandTopology returns the links at entities, and the entities at both ends.
func (s *Store) ExpandTopology(ctx context.Context, ids []string, links bool) (*jinqiao.Topology, error) {
	t := &jinqiao.Topology{}
	err := s.reading(ctx, true, func(c *conn) error {
		r := &reader{s, c, ctx, map[int64]string{}}
		return r.around(ids, links, t)
	})
	if err != nil {
		return nil, readable(ctx, "read links from the store", err)
	}
	return t, nil
}

func (r *reader) around(ids []string, links bool, t *jinqiao.Topology) error {
	ords, err := r.ords(ids)
	if err != nil || len(ords) == 0 {
		return err
	}
	asked, ends := map[int64]bool{}, map[int64]bool{}
	for _, ord := range ords {
		asked[ord], ends[ord] = true, true
	}
	for _, w := range []way{outwards, inwards} {
		if !links {
			break
		}
		query := topologyLinks + " FROM json_each(?) j CROSS JOIN link l INDEXED BY " + w.index + " ON l." + w.near + " = j.value"
		err := r.c.each(r.ctx, query, []any{jsonNumbers(ords)}, func(row []driver.Value) error {
			l := r.s.topologyLink(row)
			if w.near == "target" && asked[l.From] {
				return nil
			}
			ends[l.From], ends[l.To] = true, true
			t.Links = append(t.Links, l)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.topologyEnds(ends, t)
}

// topologyEnds reads entities with their degrees, each link to itself once.
func (r *reader) topologyEnds(ends map[int64]bool, t *jinqiao.Topology) error {
	var identity []int64
	for _, name := range r.s.identity {
		identity = append(identity, r.s.names.relationships[name])
	}
	query := "SELECT e.*, (SELECT count(*) FROM link l INDEXED BY link_out WHERE l.source = e.ord) + (SELECT count(*) FROM link l INDEXED BY link_in WHERE l.target = e.ord)" +
		" - (SELECT count(*) FROM link l INDEXED BY link_loop WHERE l.source = l.target AND l.source = e.ord)" +
		", EXISTS (SELECT 1 FROM json_each(?) i CROSS JOIN link l INDEXED BY link_out ON l.source = e.ord AND l.relationship = i.value)" +
		" OR EXISTS (SELECT 1 FROM json_each(?) i CROSS JOIN link l INDEXED BY link_in ON l.target = e.ord AND l.relationship = i.value) FROM json_each(?) j CROSS JOIN (" + topologyEntities + ") e ON e.ord = j.value"
	return r.c.each(r.ctx, query, []any{jsonNumbers(identity), jsonNumbers(identity), jsonNumbers(slices.Sorted(maps.Keys(ends)))}, func(row []driver.Value) error {
		e := r.s.topologyEntity(row)
		e.Degree, e.Twin = int(row[6].(int64)), row[7] != int64(0)
		t.Entities = append(t.Entities, e)
		return nil
	})
}

// ords returns the ords of those of the ids that there are.
func (r *reader) ords(ids []string) ([]int64, error) {
	var ords []int64
	query := "SELECT e.ord, e.id FROM json_each(?) j CROSS JOIN entity e ON e.id = j.value"
	err := r.c.brief(r.ctx, query, []any{jsonList(unique(ids))}, func(row []driver.Value) error {
		ords = append(ords, row[0].(int64))
		r.ids[row[0].(int64)] = text(row[1])
		return nil
	})
	return ords, err
}
