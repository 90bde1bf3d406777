package storetest

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"jinqiao"
)

// A draft is a batch in the making: a copy of what the model holds.
type draft struct {
	entities map[string]*jinqiao.Entity
	links    map[string]*jinqiao.Link
	refused  int
	changed  bool
	log      jinqiao.ChangeLog
}

// Apply writes a batch. Each change is judged by what the model would hold after
// those before it.
func (m *Model) Apply(ctx context.Context, batch jinqiao.Batch) error {
	m.writer.Lock()
	defer m.writer.Unlock()
	old := m.now.Load()
	d := &draft{entities: map[string]*jinqiao.Entity{}, links: map[string]*jinqiao.Link{}}
	maps.Copy(d.entities, old.byID)
	maps.Copy(d.links, old.byLID)
	if err := d.applyAll(ctx, batch); err != nil {
		return err
	}
	if d.refused > 0 && !batch.SkipRefused {
		return jinqiao.Errorf(jinqiao.CodeConflict, "%d changes were refused", d.refused)
	}
	if !d.changed {
		return nil
	}
	s := newState(m.ontology, d.entities, d.links)
	s.revision, s.changedAt = old.revision+1, time.Now()
	m.now.Store(s)
	m.Tell(jinqiao.Commit{Version: s.revision, Changes: d.log.Changes()})
	return nil
}

func (d *draft) applyAll(ctx context.Context, batch jinqiao.Batch) error {
	for c, err := range batch.Changes {
		if err != nil {
			return err
		}
		if err := expired(ctx); err != nil {
			return err
		}
		o := d.apply(c)
		d.refused += count(o.Result == jinqiao.Refused)
		if o.Result == jinqiao.Created || o.Result == jinqiao.Updated {
			d.changed = true
			d.log.Add(c, idOf(c.Link))
		}
		if batch.OnOutcome != nil {
			batch.OnOutcome(c, o)
		}
	}
	return expired(ctx)
}

func idOf(l *jinqiao.Link) string {
	if l == nil {
		return ""
	}
	return l.ID
}

func (d *draft) apply(c jinqiao.Change) jinqiao.Outcome {
	if c.Entity != nil {
		return d.entity(c)
	}
	return d.link(c)
}

func (d *draft) entity(c jinqiao.Change) jinqiao.Outcome {
	e := cloneEntity(c.Entity)
	old := d.entities[e.ID]
	if old != nil && old.Kind != e.Kind {
		return refuse(c, e.ID, "is of the kind "+old.Kind+" already")
	}
	d.entities[e.ID] = e
	return outcome(old == nil, old != nil && reflect.DeepEqual(old, e))
}

func (d *draft) link(c jinqiao.Change) jinqiao.Outcome {
	l := cloneLink(c.Link)
	subject := l.Relationship + " " + l.From + " → " + l.To
	if d.entities[l.From] == nil || d.entities[l.To] == nil {
		return refuse(c, subject, "one of its ends is missing")
	}
	old := d.links[l.ID]
	if old != nil && (old.Relationship != l.Relationship || old.From != l.From || old.To != l.To || old.Key != l.Key) {
		return refuse(c, subject, "its id belongs to another link")
	}
	d.links[l.ID] = l
	return outcome(old == nil, old != nil && reflect.DeepEqual(old, l))
}

func refuse(c jinqiao.Change, subject, message string) jinqiao.Outcome {
	return jinqiao.Outcome{
		Result:  jinqiao.Refused,
		Problem: &jinqiao.Problem{Place: c.Place, Subject: subject, Message: message},
	}
}

func outcome(isNew, same bool) jinqiao.Outcome {
	switch {
	case isNew:
		return jinqiao.Outcome{Result: jinqiao.Created}
	case same:
		return jinqiao.Outcome{Result: jinqiao.Unchanged}
	}
	return jinqiao.Outcome{Result: jinqiao.Updated}
}

// cloneEntity returns a copy that shares nothing. Aliases and evidence that are
// nil and those that are empty are the same; an empty list among the properties
// stays, since an absent one is not known.
func cloneEntity(e *jinqiao.Entity) *jinqiao.Entity {
	c := *e
	c.Aliases = append([]string{}, e.Aliases...)
	c.Evidence = append([]jinqiao.Evidence{}, e.Evidence...)
	c.Properties = cloneProperties(e.Properties)
	if e.Cohort != nil {
		cohort := *e.Cohort
		c.Cohort = &cohort
		if cohort.Size != nil {
			size := *cohort.Size
			c.Cohort.Size = &size
		}
	}
	return &c
}

func cloneLink(l *jinqiao.Link) *jinqiao.Link {
	c := *l
	c.Evidence = append([]jinqiao.Evidence{}, l.Evidence...)
	c.Properties = cloneProperties(l.Properties)
	return &c
}

func cloneProperties(from map[string]any) map[string]any {
	to := map[string]any{}
	for name, v := range from {
		if list, ok := v.([]string); ok {
			v = append([]string{}, slices.Clone(list)...)
		}
		to[name] = v
	}
	return to
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
