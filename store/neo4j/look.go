package neo4j

import (
	"strings"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// look reads what the store holds of the pending changes.
func (w *batch) look() error {
	if err := w.survey(); err != nil {
		return err
	}
	var ids []string
	byType := map[string][]string{}
	for _, c := range w.pending {
		switch {
		case c.Entity != nil:
			ids = w.unknown(ids, c.Entity.ID)
		case c.Link != nil:
			ids = w.unknown(w.unknown(ids, c.Link.From), c.Link.To)
			id, own := w.s.linkID(c.Link)
			w.foreign = w.foreign || !own
			if _, met := w.links[id]; met || id == "" || w.s.ontology.Relationship(c.Link.Relationship) == nil {
				continue
			}
			w.links[id] = &edge{}
			byType[c.Link.Relationship] = append(byType[c.Link.Relationship], id)
		}
	}
	if err := w.lookForEntities(ids); err != nil {
		return err
	}
	return w.lookForLinks(byType)
}

// survey finds out of which relationships a store has no links, and whether it has no
// entities, before a large batch: what is not there need not be looked up. The
// store's own counts are believed if they come to what the database counts.
func (w *batch) survey() error {
	if w.absent != nil || len(w.pending) < tried {
		return nil
	}
	record, err := w.s.write(w.ctx, "MATCH (m:"+metaLabel+") CALL () { MATCH (e:"+entityLabel+") RETURN count(e) AS entities } CALL () { MATCH ()-[l]->() RETURN count(l) AS links }"+
		" RETURN properties(m), entities, links", nil)
	if err != nil {
		return err
	}
	var counted jinqiao.Statistics
	meta, _ := record[0].(map[string]any)
	w.s.readTally(meta, &counted)
	w.absent = map[string]bool{entityLabel: record[1] == int64(0)}
	there, links := map[string]bool{}, 0
	for _, c := range counted.Links {
		there[c.Relationship] = true
		links += c.Count
	}
	for _, name := range w.s.relationships {
		w.absent[linksCount+name] = record[2] == int64(links) && !there[name]
	}
	return nil
}

// unknown appends an id of which nothing is known yet.
func (w *batch) unknown(ids []string, id string) []string {
	if _, met := w.entities[id]; met {
		return ids
	}
	w.entities[id] = &node{}
	return append(ids, id)
}

func (w *batch) lookForEntities(ids []string) error {
	if len(ids) == 0 || w.absent[entityLabel] {
		return nil
	}
	text := "UNWIND $ids AS id MATCH (e:" + entityLabel + " {id: id}) RETURN collect([e.id, labels(e), e." + revisionField + ", e.cohort])"
	record, err := w.s.run(w.ctx, neo4j.AccessModeWrite, text, map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	for _, item := range (&cells{record}).list() {
		c := cellsOf(item)
		n := w.entities[c.text()]
		n.kind, n.hash, n.cohort = w.s.kindOf(c.next()), c.text(), c.flag()
		was := *n
		n.was = &was
	}
	return nil
}

// lookForLinks reads links by id. One whose id is its own can be of its own
// relationship only.
func (w *batch) lookForLinks(byType map[string][]string) error {
	if w.s.foreign || w.foreign {
		var ids, parts []string
		for _, of := range byType {
			ids = append(ids, of...)
		}
		for _, name := range w.s.relationships {
			if !w.absent[linksCount+name] {
				parts = append(parts, linkLookup(name))
			}
		}
		if len(parts) == 0 {
			return nil
		}
		return w.lookFor("CALL () { "+strings.Join(parts, " UNION ALL ")+" } RETURN collect(r)", ids)
	}
	for name, ids := range byType {
		if w.absent[linksCount+name] {
			continue
		}
		if err := w.lookFor("CALL () { "+linkLookup(name)+" } RETURN collect(r)", ids); err != nil {
			return err
		}
	}
	return nil
}

func linkLookup(name string) string {
	return "MATCH (a)-[l:" + quoted(name) + "]->(b) WHERE l.id IN $ids RETURN [l.id, type(l), a.id, b.id, l.key, l." + revisionField + ", l.assertion] AS r"
}

func (w *batch) lookFor(text string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	record, err := w.s.run(w.ctx, neo4j.AccessModeWrite, text, map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	for _, item := range (&cells{record}).list() {
		c := cellsOf(item)
		g := w.links[c.text()]
		g.relationship, g.from, g.to, g.key, g.hash, g.assertion = c.text(), c.text(), c.text(), c.text(), c.text(), c.text()
		was := *g
		g.was = &was
	}
	return nil
}
