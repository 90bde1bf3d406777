package jinqiao

import (
	"fmt"
	"slices"
	"strings"
)

const (
	// mostListed is how many words of a list a message has.
	mostListed = 10
	// longestListed is how many bytes of a word. The id of an entity has at most 128.
	longestListed = 130
)

// Listed shows words in a message, each by a verb of package fmt: the first ten,
// shortened where they are long, and how many more there are.
func Listed(words []string, verb string) string {
	shown := make([]string, min(len(words), mostListed))
	for i := range shown {
		shown[i] = listed(words[i], verb)
	}
	list := strings.Join(shown, ", ")
	if rest := len(words) - mostListed; rest > 0 {
		return fmt.Sprintf("%s, and %d more", list, rest)
	}
	return list
}

func listed(word, verb string) string {
	switch {
	case word == "":
		return `""`
	case len(word) > longestListed:
		word = strings.ToValidUTF8(word[:longestListed], "") // not half a character
		return fmt.Sprintf(verb, word) + "…"
	}
	return fmt.Sprintf(verb, word)
}

// UnknownIDs returns the error of an argument that names ids which no entity has.
func UnknownIDs(argument string, ids []string) *Error {
	e := Errorf(CodeNotFound, "%s: no entity has the id %s", argument, Listed(ids, "%s")).At(argument)
	e.IDs = ids
	return e
}

// Merge makes one of several errors: with code and argument of the first, and all
// messages, suggestions and ids, each id once. It returns nil for none.
func Merge(errs []*Error) *Error {
	if len(errs) == 0 {
		return nil
	}
	all := *errs[0]
	all.IDs, all.Suggestions = slices.Clone(all.IDs), slices.Clone(all.Suggestions)
	for _, e := range errs[1:] {
		all.Message += "; " + e.Message
		all.IDs = append(all.IDs, e.IDs...)
		all.Suggestions = append(all.Suggestions, e.Suggestions...)
	}
	slices.Sort(all.IDs)
	all.IDs = slices.Compact(all.IDs)
	return &all
}
