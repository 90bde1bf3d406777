package neo4j

import "jinqiao"

// entity finds out what becomes of an entity.
func (w *batch) entity(e *jinqiao.Entity, place jinqiao.Place) jinqiao.Outcome {
	if w.s.ontology.Kind(e.Kind) == nil {
		return jinqiao.RefuseKind(e, place)
	}
	row, err := w.s.entityProperties(e)
	if err != nil {
		return jinqiao.Refuse(place, e.ID, "", "%s", err)
	}
	n := w.entities[e.ID]
	if n.kind != "" && n.kind != e.Kind {
		return jinqiao.RefuseOtherKind(e, place, n.kind)
	}
	hash, _ := row[revisionField].(string)
	if n.kind != "" && n.hash == hash {
		return jinqiao.Outcome{Result: jinqiao.Unchanged}
	}
	result := jinqiao.Updated
	if n.kind == "" {
		result = jinqiao.Created
	}
	n.kind, n.hash, n.cohort, n.row = e.Kind, hash, e.Cohort != nil, row
	return jinqiao.Outcome{Result: result}
}

// link finds out what becomes of a link.
func (w *batch) link(l *jinqiao.Link, place jinqiao.Place) jinqiao.Outcome {
	if w.s.ontology.Relationship(l.Relationship) == nil {
		return jinqiao.RefuseRelationship(l, place)
	}
	id, _ := w.s.linkID(l)
	if id == "" {
		return jinqiao.RefuseLinkID(l, place)
	}
	row, err := w.s.linkProperties(l, id)
	switch {
	case err != nil:
		return jinqiao.RefuseLink(l, place, "", "%s", err)
	case w.entities[l.From].kind == "":
		return jinqiao.RefuseEnd(l, place, "from", l.From)
	case w.entities[l.To].kind == "":
		return jinqiao.RefuseEnd(l, place, "to", l.To)
	}
	g := w.links[id]
	isNew := g.relationship == ""
	if !isNew && (g.relationship != l.Relationship || g.from != l.From || g.to != l.To || g.key != l.Key) {
		return jinqiao.RefuseTakenID(l, place, id)
	}
	hash, _ := row[revisionField].(string)
	if !isNew && g.hash == hash {
		return jinqiao.Outcome{Result: jinqiao.Unchanged}
	}
	g.relationship, g.from, g.to, g.key = l.Relationship, l.From, l.To, l.Key
	g.assertion, g.hash, g.row = l.Assertion, hash, row
	if isNew {
		return jinqiao.Outcome{Result: jinqiao.Created}
	}
	return jinqiao.Outcome{Result: jinqiao.Updated}
}

// linkID returns the id under which a link is stored, "" for none: that which it
// has, or what its id follows from. own reports whether these are the same.
func (s *schema) linkID(l *jinqiao.Link) (id string, own bool) {
	from, to := l.From, l.To
	if r := s.ontology.Relationship(l.Relationship); r != nil {
		from, to = r.Sorted(from, to)
	}
	follows := jinqiao.LinkID(jinqiao.LinkNumber(l.Relationship, from, to, l.Key))
	if l.ID == "" || l.ID == follows {
		return follows, true
	}
	if _, ok := jinqiao.ParseLinkID(l.ID); !ok {
		return "", false
	}
	return l.ID, false
}
