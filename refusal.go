package jinqiao

import "fmt"

// Refusals are what Apply tells of refused changes. The zero value has none.
type Refusals struct {
	count int
	first string
	ids   []string
}

// mostIDs is how many ids of refused changes an error names; OnOutcome is told
// of all.
const mostIDs = 100

// Add counts the outcome of a change, if that was refused.
func (r *Refusals) Add(o Outcome, c Change) {
	if o.Problem == nil {
		return
	}
	r.count++
	if r.count == 1 {
		r.first = o.Problem.String()
	}
	if len(r.ids) == mostIDs {
		return
	}
	if c.Entity != nil {
		r.ids = append(r.ids, c.Entity.ID)
		return
	}
	r.ids = append(r.ids, c.Link.ID)
}

// Any reports whether a change was refused.
func (r *Refusals) Any() bool { return r.count > 0 }

// Conflict returns the error of a batch of which nothing was written because
// changes were refused.
func (r *Refusals) Conflict() error {
	message := fmt.Sprintf("nothing was written: one change was refused: %s", r.first)
	if r.count > 1 {
		message = fmt.Sprintf("nothing was written: %d changes were refused; the first: %s", r.count, r.first)
	}
	return &Error{Code: CodeConflict, Message: message, IDs: r.ids}
}

// Refuse returns the outcome of a change that cannot be written as it is.
func Refuse(place Place, subject, field, format string, args ...any) Outcome {
	return Outcome{Result: Refused, Problem: &Problem{Place: place, Subject: subject, Field: field, Message: fmt.Sprintf(format, args...)}}
}

// RefuseKind refuses an entity whose kind the store does not know.
func RefuseKind(e *Entity, place Place) Outcome {
	return Refuse(place, e.ID, "kind", "%s is no kind of this store", e.Kind)
}

// RefuseOtherKind refuses an entity that is of another kind in the store.
func RefuseOtherKind(e *Entity, place Place, stored string) Outcome {
	return Refuse(place, e.ID, "kind", "is %s in the store already and cannot become %s", stored, e.Kind)
}

// RefuseLink refuses a link for what is wrong with a field of it.
func RefuseLink(l *Link, place Place, field, format string, args ...any) Outcome {
	return Refuse(place, l.String(), field, format, args...)
}

// RefuseRelationship refuses a link whose relationship the store does not know.
func RefuseRelationship(l *Link, place Place) Outcome {
	return RefuseLink(l, place, "relationship", "%s is no relationship of this store", l.Relationship)
}

// RefuseLinkID refuses a link whose id is none.
func RefuseLinkID(l *Link, place Place) Outcome {
	return RefuseLink(l, place, "id", "%s is no id of a link", l.ID)
}

// RefuseEnd refuses a link an end of which, from or to, is not in the store.
func RefuseEnd(l *Link, place Place, field, id string) Outcome {
	return RefuseLink(l, place, field, "there is no entity %s", id)
}

// RefuseTakenID refuses a link whose id another link has.
func RefuseTakenID(l *Link, place Place, id string) Outcome {
	return RefuseLink(l, place, "id", "%s is the id of another link already", id)
}
