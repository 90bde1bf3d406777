package sqlite

import (
	"database/sql/driver"
	"fmt"
	"slices"

	"jinqiao"
)

// linkRecord is a link as it is stored.
type linkRecord struct {
	relationship          int64
	source, target        int64
	assertion, confidence any
	collective            bool
	scope, key            any
	props, evidence       any
}

func (w *batch) linkRecord(l *jinqiao.Link, relationship int64) (linkRecord, error) {
	r := linkRecord{
		relationship: relationship, assertion: orNull(l.Assertion), confidence: orNull(l.Confidence),
		collective: l.Collective, scope: orNull(l.Scope), key: orNull(l.Key),
	}
	var err error
	r.props, r.evidence, err = recorded(l.Properties, l.Evidence)
	return r, err
}

// link writes a link.
func (w *batch) link(l *jinqiao.Link, place jinqiao.Place) (jinqiao.Outcome, error) {
	relationship, ok := w.s.names.relationships[l.Relationship]
	if !ok {
		return jinqiao.RefuseRelationship(l, place), nil
	}
	number, ok := w.number(l)
	if !ok {
		return jinqiao.RefuseLinkID(l, place), nil
	}
	r, err := w.linkRecord(l, relationship)
	if err != nil {
		return jinqiao.RefuseLink(l, place, "", "%s", err), nil
	}
	if err := w.strip(linkIndexes); err != nil {
		return jinqiao.Outcome{}, err
	}
	source, err := w.end(l.From)
	if err != nil {
		return jinqiao.Outcome{}, err
	}
	target, err := w.end(l.To)
	if err != nil {
		return jinqiao.Outcome{}, err
	}
	switch {
	case source.ord == 0:
		return jinqiao.RefuseEnd(l, place, "from", l.From), nil
	case target.ord == 0:
		return jinqiao.RefuseEnd(l, place, "to", l.To), nil
	}
	r.source, r.target = source.ord, target.ord
	result, err := w.c.exec(background, `INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING`,
		number, r.relationship, source.ord, target.ord, source.kind, target.kind,
		r.assertion, r.confidence, r.collective, r.scope, r.key, r.props, r.evidence)
	if err != nil {
		return jinqiao.Outcome{}, fmt.Errorf("link %s: %w", l.String(), err)
	}
	if n, _ := result.RowsAffected(); n > 0 {
		w.tally.links[linkClass{r.relationship, l.Assertion}]++
		w.origins[origin{ofRelationship, r.relationship}] = true
		w.touched.linked(source.ord)
		if target.ord != source.ord {
			w.touched.linked(target.ord)
		}
		return jinqiao.Outcome{Result: jinqiao.Created}, nil
	}
	return w.replaceLink(number, l, r, place)
}

// number returns the number under which a link is stored: that of its id, or of
// what its id follows from.
func (w *batch) number(l *jinqiao.Link) (int64, bool) {
	if l.ID != "" {
		n, ok := jinqiao.ParseLinkID(l.ID)
		return int64(n), ok
	}
	from, to := l.From, l.To
	if from > to && slices.Contains(w.s.symmetric, l.Relationship) {
		from, to = to, from
	}
	return int64(jinqiao.LinkNumber(l.Relationship, from, to, l.Key)), true
}

// replaceLink writes a link whose number there is.
func (w *batch) replaceLink(number int64, l *jinqiao.Link, r linkRecord, place jinqiao.Place) (jinqiao.Outcome, error) {
	old, err := w.storedLink(number)
	if err != nil {
		return jinqiao.Outcome{}, err
	}
	if old.relationship != r.relationship || old.source != r.source || old.target != r.target || old.key != r.key {
		return jinqiao.RefuseTakenID(l, place, jinqiao.LinkID(uint64(number))), nil
	}
	if old == r {
		return jinqiao.Outcome{Result: jinqiao.Unchanged}, nil
	}
	_, err = w.c.exec(background, "UPDATE link SET assertion = ?, confidence = ?, collective = ?, scope = ?, props = ?, evidence = ? WHERE number = ?",
		r.assertion, r.confidence, r.collective, r.scope, r.props, r.evidence, number)
	if err != nil {
		return jinqiao.Outcome{}, fmt.Errorf("link %s: %w", l.String(), err)
	}
	w.tally.links[linkClass{old.relationship, text(old.assertion)}]--
	w.tally.links[linkClass{r.relationship, text(r.assertion)}]++
	return jinqiao.Outcome{Result: jinqiao.Updated}, nil
}

func (w *batch) storedLink(number int64) (r linkRecord, err error) {
	query := "SELECT relationship, source, target, assertion, confidence, collective, scope, key, props, evidence FROM link WHERE number = ?"
	err = w.c.each(background, query, []any{number}, func(row []driver.Value) error {
		r = linkRecord{
			relationship: row[0].(int64), source: row[1].(int64), target: row[2].(int64), assertion: row[3], confidence: row[4],
			collective: row[5] != int64(0), scope: row[6], key: row[7], props: row[8], evidence: row[9],
		}
		return nil
	})
	return r, err
}
