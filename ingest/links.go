package ingest

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"jinqiao"
)

// checkLinks gives the links of a part the answers to what they name, and finds
// those whose ends their relationship does not join, and those that differ from
// an earlier one of the same number.
func (j *job) checkLinks(_ context.Context, p int) error {
	rows, err := j.loadLinks(p)
	if err != nil {
		return err
	}
	d := newDecoder(j.o)
	if err := j.hear(d, p, rows); err != nil {
		return err
	}
	for i := range rows {
		j.checkEnds(d, &rows[i])
	}
	j.checkTwice(d, rows)
	states := make([]byte, len(rows))
	for i := range rows {
		states[i] = byte(flag(rows[i].bad))
	}
	return j.saveStates(j.linkStates, p, states)
}

// hear takes in the answers to the links of a part.
func (j *job) hear(d *decoder, p int, rows []linkRow) error {
	for r, err := range j.answers.records(p) {
		if err != nil {
			return err
		}
		a := record(r)
		row := &rows[a.readNum()]
		switch a.readNum() {
		case answerEnd:
			if isTo := a.readNum() == 1; isTo {
				row.to = a.readNum()
			} else {
				row.from = a.readNum()
			}
		case answerFault:
			row.bad = true
			field := a.readStr()
			j.fault(row.file, row.line, j.subjectOf(d, row), field, "%s", string(a))
		case answerEdge:
			j.edges[a.readNum()].problem.Subject = j.subjectOf(d, row)
		}
	}
	return nil
}

// subjectOf returns what problems call a row of links.
func (j *job) subjectOf(d *decoder, r *linkRow) string {
	c := d.restore(jinqiao.Place{}, r.body)
	return c.Link.String()
}

func (j *job) checkEnds(d *decoder, r *linkRow) {
	if r.from == 0 || r.to == 0 {
		return // said already
	}
	from, to := j.o.Kinds[r.from-1].Name, j.o.Kinds[r.to-1].Name
	if j.o.Relationship(r.relationship).Joins(from, to) {
		return
	}
	r.bad = true
	link := d.restore(jinqiao.Place{}, r.body).Link
	for _, p := range j.o.CheckLink(link, from, to) {
		j.fault(r.file, r.line, p.Subject, p.Field, "%s", p.Message)
	}
}

func (j *job) checkTwice(d *decoder, rows []linkRow) {
	order := byNumber(rows)
	for i := 0; i < len(order); {
		first := &rows[order[i]]
		for i++; i < len(order) && rows[order[i]].number == first.number; i++ {
			r := &rows[order[i]]
			if first.bad {
				first = r
				continue
			}
			if !r.bad && !bytes.Equal(first.body, r.body) {
				j.differ(d, first, r)
			}
		}
		if !first.bad {
			j.linkCount++
			j.inferred += flag(first.inferred)
		}
	}
}

// differ reports a link that has the number of another, but is not the same.
func (j *job) differ(d *decoder, first, r *linkRow) {
	r.bad = true
	link := *d.restore(jinqiao.Place{}, r.body).Link
	other := d.restore(jinqiao.Place{}, first.body).Link
	where := j.place(first.file, first.line)
	if link.From != other.From || link.To != other.To || link.Key != other.Key || link.Relationship != other.Relationship {
		j.fault(r.file, r.line, link.String(), "id", "has by chance the same id as %s (%s); give it a key", other, where)
		return
	}
	j.fault(r.file, r.line, link.String(), "key", "stands at %s already, with other content; give each link once, or each a key if they are two facts", where)
}

func (j *job) loadLinks(p int) ([]linkRow, error) {
	rows := make([]linkRow, 0, j.links.parts[p].records)
	for r, err := range j.links.kept(p) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, readLink(r))
	}
	return rows, nil
}

// byNumber returns the places of rows in the order of their numbers, of equal
// ones in that of reading.
func byNumber(rows []linkRow) []int32 {
	order := make([]int32, len(rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(rows[a].number, rows[b].number), cmp.Compare(a, b))
	})
	return order
}
