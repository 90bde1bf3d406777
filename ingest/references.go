package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// A verdict is what the naming of an entity comes to.
type verdict struct {
	kind  string // of the entity; "" if not known
	fault string // what is wrong; "" for nothing
	needs []int  // files of which one has to be accepted; nil if it is there anyway
}

// checkEntityRefs judges what the entities name in a part.
func (j *job) checkEntityRefs(ctx context.Context, p int) error {
	return j.judgeAll(ctx, p, j.entityRefs, func(ref refRow, v verdict) error {
		if v.needs != nil {
			j.depend(ref, v.needs)
		}
		if v.fault == "" {
			return nil
		}
		j.fault(ref.file, ref.line, ref.subject, ref.field, "%s", v.fault)
		return j.mark(ref.part, ref.index)
	})
}

// The kinds of answers to links: an end that is there, a fault, an edge.
const (
	answerEnd = iota
	answerFault
	answerEdge
)

// checkLinkRefs judges what the links name in a part, and answers them.
func (j *job) checkLinkRefs(ctx context.Context, p int) error {
	return j.judgeAll(ctx, p, j.linkRefs, func(ref refRow, v verdict) error {
		var room [256]byte
		a := record(room[:0])
		a.num(ref.index)
		if v.fault != "" {
			a.num(answerFault)
			a.str(ref.field)
			return j.answers.add(ref.part, append(a, v.fault...))
		}
		if v.needs != nil {
			if edge, isNew := j.depend(ref, v.needs); isNew {
				b := slices.Clone(a)
				b.num(answerEdge)
				b.num(edge)
				if err := j.answers.add(ref.part, b); err != nil {
					return err
				}
			}
		}
		if ref.field != "from" && ref.field != "to" {
			return nil
		}
		a.num(answerEnd)
		a.num(flag(ref.field == "to"))
		a.num(j.kinds[v.kind])
		return j.answers.add(ref.part, a)
	})
}

// judgeAll judges the references of a part.
func (j *job) judgeAll(ctx context.Context, p int, refs *spool, tell func(refRow, verdict) error) error {
	targets, err := j.loadTargets(p)
	if err != nil {
		return err
	}
	elsewhere, err := j.elsewhere(ctx, p, refs, targets)
	if err != nil {
		return err
	}
	fields := map[string]string{}
	for r, err := range refs.records(p) {
		if err != nil {
			return err
		}
		ref := readRef(r, fields)
		if err := tell(ref, j.judge(ref, targets[string(ref.id)], elsewhere)); err != nil {
			return err
		}
	}
	return nil
}

// elsewhere returns the kinds of entities that are named and in no source, but
// in the store.
func (j *job) elsewhere(ctx context.Context, p int, refs *spool, targets map[string]*target) (map[string]string, error) {
	if j.empty {
		return nil, nil
	}
	asked := map[string]bool{}
	var ids []string
	fields := map[string]string{}
	for r, err := range refs.records(p) {
		if err != nil {
			return nil, err
		}
		ref := readRef(r, fields)
		if targets[string(ref.id)] == nil && !asked[string(ref.id)] {
			asked[string(ref.id)] = true
			ids = append(ids, string(ref.id))
		}
	}
	return j.stored(ctx, ids)
}

func (j *job) judge(ref refRow, t *target, elsewhere map[string]string) verdict {
	if t == nil {
		kind := elsewhere[string(ref.id)]
		if kind == "" {
			return verdict{fault: j.nowhere(string(ref.id))}
		}
		t = &target{kind: kind, stored: true}
	}
	if may := j.rules[ref.rule]; may != nil && j.kinds[t.kind] > 0 && !slices.Contains(may, t.kind) {
		return verdict{fault: fmt.Sprintf("%s is %s; it has to be %s", ref.id, t.kind, strings.Join(may, " or "))}
	}
	v := verdict{kind: t.kind}
	if t.stored || j.mode == checkOnly {
		return v
	}
	if j.mode == skip {
		if !t.good {
			v.fault = j.leftOut(string(ref.id), t)
		}
		return v
	}
	if !slices.Contains(t.files, ref.file) {
		v.needs = t.files
	}
	return v
}

func (j *job) nowhere(id string) string {
	if j.store == nil {
		return "there is no " + id + " in what was checked"
	}
	return "there is no " + id + ", neither in these files nor in the store"
}

func (j *job) leftOut(id string, t *target) string {
	return fmt.Sprintf("%s (%s) was left out", id, j.place(t.files[0], t.line))
}

// An edge says that a file needs one of others, with the first row that shows it.
type edge struct {
	file    int
	needs   []int
	problem jinqiao.Problem
}

// depend notes that the file of a row needs one of others. It returns the number
// of the edge, and whether it is new.
func (j *job) depend(ref refRow, needs []int) (number int, isNew bool) {
	key := record(make([]byte, 0, 16))
	key.num(ref.file)
	for _, f := range needs {
		key.num(f)
	}
	if number, known := j.needs[string(key)]; known {
		return number, false
	}
	number = len(j.edges)
	j.needs[string(key)] = number
	j.edges = append(j.edges, edge{ref.file, slices.Clone(needs), jinqiao.Problem{
		Place: j.place(ref.file, ref.line), Subject: ref.subject, Field: ref.field, Message: string(ref.id),
	}})
	return number, true
}

// refuse decides which files are refused: those with problems, and those that
// need a refused one, and so on.
func (j *job) refuse() {
	if j.mode != whole {
		return
	}
	for _, f := range j.files {
		f.refused = f.found > 0
	}
	for again := true; again; {
		again = false
		for _, e := range j.edges {
			if !j.files[e.file].refused && j.allRefused(e.needs) {
				j.files[e.file].refused = true
				again = true
			}
		}
	}
	own := make([]bool, len(j.files))
	for i, f := range j.files {
		own[i] = f.found > 0
	}
	for _, e := range j.edges {
		if !own[e.file] && j.allRefused(e.needs) {
			e.problem.Message = fmt.Sprintf("%s comes from %s, which is refused", e.problem.Message, j.names(e.needs))
			j.files[e.file].problem(e.problem)
		}
	}
}

func (j *job) allRefused(files []int) bool {
	return !slices.ContainsFunc(files, func(f int) bool { return !j.files[f].refused })
}

func (j *job) names(files []int) string {
	var names []string
	for _, f := range files {
		names = append(names, j.files[f].name)
	}
	return strings.Join(names, " and ")
}
