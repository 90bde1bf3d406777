package jinqiao

import (
	"fmt"
	"strings"
)

// A Place is where something was read.
type Place struct {
	File string // may be empty
	Line int    // from 1; 0 for none
}

// String returns file:line, or what there is of it.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// A Problem says what is wrong with an entity or link, where, and what would
// be right.
type Problem struct {
	Place   Place
	Subject string // id of the entity, or "RELATIONSHIP from → to"
	Field   string // may be empty
	Message string
}

// String returns the problem on one line: place, subject, field, message.
func (p Problem) String() string {
	var parts []string
	for _, part := range []string{p.Place.String(), p.Subject, p.Field, p.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}
