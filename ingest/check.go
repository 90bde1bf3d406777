package ingest

import (
	"context"

	"jinqiao"
)

// Check finds every problem of sources, by themselves: what their rows name has
// to be among them. Nothing is refused because of a problem elsewhere.
func Check(ctx context.Context, o *jinqiao.Ontology, sources []Source) (*Report, error) {
	return check(o, func(j *job) error {
		if err := j.read(ctx, sources); err != nil {
			return err
		}
		return j.check(ctx)
	})
}

// CheckStore finds every problem of what a store holds, which may have been
// written under an older ontology.
func CheckStore(ctx context.Context, o *jinqiao.Ontology, store jinqiao.Store) (*Report, error) {
	return check(o, func(j *job) error {
		j.files = []*file{{}}
		if err := store.Scan(ctx, j.takeStored); err != nil {
			return err
		}
		if err := j.check(ctx); err != nil {
			return err
		}
		j.files[0].name = "store" // problems have no place
		return nil
	})
}

func check(o *jinqiao.Ontology, run func(*job) error) (*Report, error) {
	j, err := newJob(o, nil, Options{})
	if err != nil {
		return nil, err
	}
	defer j.close()
	j.mode = checkOnly
	if err := run(j); err != nil {
		return nil, err
	}
	r := j.report()
	r.checked = true
	return r, nil
}

// takeStored takes in a row of a store.
func (j *job) takeStored(c jinqiao.Change) error {
	row := parsed{change: c}
	if c.Entity != nil {
		row.problems = j.o.CheckEntity(c.Entity)
	} else {
		row.problems = j.o.CheckLink(c.Link, "", "")
		row.number, _ = jinqiao.ParseLinkID(c.Link.ID)
	}
	if len(row.problems) == 0 {
		row.body = appendRow(nil, c)
	}
	row.change.Place = jinqiao.Place{}
	return j.take(0, row)
}
