package ingest

import "context"

// mark notes that an entity is to be left out because of what it names.
func (j *job) mark(part, index int) error {
	if j.mode != skip {
		return nil
	}
	var r record
	r.num(index)
	return j.marks.add(part, r)
}

// leaveOut leaves out the marked entities, then those that name them in their
// turn, until there are no more.
func (j *job) leaveOut(ctx context.Context) error {
	for again := true; again; {
		again = false
		for p := range Parts {
			if j.marks.parts[p].records == 0 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			again = true
			if err := j.leaveOutPart(p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *job) leaveOutPart(p int) error {
	before, err := j.loadTargets(p)
	if err != nil {
		return err
	}
	if err := j.applyMarks(p); err != nil {
		return err
	}
	after, err := j.loadTargets(p)
	if err != nil {
		return err
	}
	fields := map[string]string{}
	for r, err := range j.entityRefs.records(p) {
		if err != nil {
			return err
		}
		ref := readRef(r, fields)
		t := after[string(ref.id)]
		if t == nil || t.stored || t.good || !before[string(ref.id)].good {
			continue // it is there still, or was not there before
		}
		j.fault(ref.file, ref.line, ref.subject, ref.field, "%s", j.leftOut(string(ref.id), t))
		if err := j.mark(ref.part, ref.index); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) applyMarks(p int) error {
	states, err := loadStates(j.entityStates, p)
	if err != nil {
		return err
	}
	for r, err := range j.marks.records(p) {
		if err != nil {
			return err
		}
		m := record(r)
		states[entityState*m.readNum()] = 1
	}
	j.marks.clear(p)
	return j.saveStates(j.entityStates, p, states)
}
