package linkage

import (
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// maxNamed is how many unknown ids of an argument a message has.
const maxNamed = 10

// longestNamed is how many bytes a message has of an id. An entity's has at most 128.
const longestNamed = 130

// unknownIDs gathers the ids that a graph does not hold, argument by argument, so
// that one error can name them all.
type unknownIDs []unknownIn

type unknownIn struct {
	argument string
	ids      []string
}

// of takes note of those ids for which there is no number.
func (u *unknownIDs) of(argument string, ids []string, numbers []uint32) {
	var unknown []string
	for i, n := range numbers {
		if n == None {
			unknown = append(unknown, ids[i])
		}
	}
	if unknown != nil {
		*u = append(*u, unknownIn{argument, unknown})
	}
}

// err returns the error that names them, nil for none. Its argument is the first
// that has any.
func (u unknownIDs) err() error {
	if u == nil {
		return nil
	}
	e := jinqiao.Errorf(jinqiao.CodeNotFound, "no entity has the id %s", u[0].list()).At(u[0].argument)
	for i, in := range u {
		if i > 0 {
			e.Message += fmt.Sprintf("; %s: no entity has the id %s", in.argument, in.list())
		}
		e.IDs = append(e.IDs, in.ids...)
	}
	slices.Sort(e.IDs)
	e.IDs = slices.Compact(e.IDs)
	return e
}

func (u unknownIn) list() string {
	u.ids = slices.Clone(u.ids)
	for i, id := range u.ids[:min(len(u.ids), maxNamed)] {
		if len(id) > longestNamed {
			u.ids[i] = strings.ToValidUTF8(id[:longestNamed], "") + "…" // not half a character
		}
	}
	if rest := len(u.ids) - maxNamed; rest > 0 {
		return fmt.Sprintf("%s, and %d more", strings.Join(u.ids[:maxNamed], ", "), rest)
	}
	return strings.Join(u.ids, ", ")
}
