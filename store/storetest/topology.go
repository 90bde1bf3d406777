package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jinqiao"
)

// printTopology returns the text of a topology, with ids for references.
func printTopology(t *jinqiao.Topology) string {
	ids := map[int64]string{}
	var lines []string
	for _, e := range t.Entities {
		ids[e.Ref] = e.ID
		lines = append(lines, fmt.Sprintf("%s %s degree %d%s%s", e.ID, e.Kind, e.Degree, when(e.Status != "", e.Status),
			when(e.Hub, "hub")+when(e.Cohort, "cohort")+when(e.Twin, "twin")))
	}
	for _, l := range t.Links {
		lines = append(lines, fmt.Sprintf("%s %s %s → %s %s%s%s", jinqiao.LinkID(l.Number), l.Relationship, ids[l.From], ids[l.To], l.Assertion,
			when(l.Confidence != "", l.Confidence)+when(l.Collective, "collective")+when(l.Scope != "", "in "+l.Scope)+when(l.Stage != "", l.Stage),
			when(l.Since != "", "since "+string(l.Since))+when(l.Until != "", "until "+string(l.Until))))
	}
	slices.Sort(lines)
	p := &printer{}
	for _, line := range lines {
		p.line("%s", line)
	}
	return p.String()
}

// scanTopology returns all of a store's topology.
func scanTopology(ctx context.Context, store jinqiao.Store) (*jinqiao.Topology, int64, error) {
	all := &jinqiao.Topology{}
	version, err := store.ScanTopology(ctx, func(t *jinqiao.Topology) error {
		if len(t.Entities) > 0 && len(all.Links) > 0 {
			return errors.New("entities come after links")
		}
		all.Entities = append(all.Entities, t.Entities...)
		all.Links = append(all.Links, t.Links...)
		return nil
	})
	return all, version, err
}

func printWholeTopology(store jinqiao.Store) (string, error) {
	t, _, err := scanTopology(context.Background(), store)
	return printTopology(t), err
}

func topology(_ *jinqiao.Ontology, store jinqiao.Store) error {
	ctx := context.Background()
	var changes []jinqiao.Change
	for i := range 3000 {
		id := fmt.Sprintf("f%d", i)
		changes = append(changes, firm(id, "商号", i), craft("c"+id), makes(id, "c"+id, i), makes(id, "cf0", i))
	}
	if err := write(store, changes...); err != nil {
		return err
	}
	t, before, err := scanTopology(ctx, store)
	if err != nil || len(t.Entities) != 6000 || len(t.Links) != 5999 {
		return fmt.Errorf("%d entities, %d links, %v", len(t.Entities), len(t.Links), err)
	}
	mine := errors.New("enough")
	if _, err := store.ScanTopology(ctx, func(*jinqiao.Topology) error { return mine }); !errors.Is(err, mine) {
		return fmt.Errorf("ScanTopology returned %v, want the error of visit", err)
	}
	if err := write(store, firm("new", "新", 1)); err != nil {
		return err
	}
	if _, after, err := scanTopology(ctx, store); err != nil || after <= before {
		return fmt.Errorf("version %d after version %d (%v)", after, before, err)
	}
	around, err := store.ExpandTopology(ctx, []string{"cf0", "none", "f1"}, true)
	if err != nil || len(around.Entities) != 3002 || len(around.Links) != 3001 {
		return fmt.Errorf("about two entities: %d entities, %d links, %v", len(around.Entities), len(around.Links), err)
	}
	return nil
}

// watch checks what is told of commits: what was created and updated, in order,
// before Apply returns.
func watch(_ *jinqiao.Ontology, store jinqiao.Store) error {
	var told []string
	version := int64(-1)
	var wrong error
	stop := store.Watch(func(c jinqiao.Commit) {
		if c.Version <= version {
			wrong = fmt.Errorf("version %d after %d", c.Version, version)
		}
		version = c.Version
		for _, change := range c.Changes {
			told = append(told, idOfChange(change))
		}
	})
	made := makes("a", "c", 1)
	err := errors.Join(
		write(store, firm("a", "甲", 1), craft("c"), made),
		write(store, firm("a", "甲", 1), firm("b", "乙", 1), makes("a", "c", 2)),
		write(store, craft("c")),
	)
	refused := store.Apply(context.Background(), jinqiao.Batch{Changes: each([]jinqiao.Change{firm("d", "丁", 1), makes("d", "none", 1)})})
	kept := store.Apply(context.Background(), jinqiao.Batch{SkipRefused: true, Changes: each([]jinqiao.Change{makes("d", "none", 1), firm("e", "戊", 1)})})
	stop()
	err = errors.Join(err, kept, wrong, write(store, firm("f", "己", 1)))
	want := []string{"a", "c", made.Link.ID, "b", made.Link.ID, "e"}
	if err == nil && (refused == nil || !slices.Equal(told, want)) {
		return fmt.Errorf("told of %q, want %q; %v", told, want, refused)
	}
	return err
}

func idOfChange(c jinqiao.Change) string {
	if c.Entity != nil {
		return c.Entity.ID
	}
	return c.Link.ID
}
