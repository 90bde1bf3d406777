package jinqiao

import (
	"fmt"
	"slices"
	"strings"
)

// Nearest returns the name among known that is most likely meant by a misspelt
// one, or "" if none is near: case aside, one letter may differ, and one more for
// every four that it has.
func Nearest(name string, known []string) string {
	best, least := "", len([]rune(name))/4+2
	for _, k := range known {
		d := distance([]rune(strings.ToLower(name)), []rune(strings.ToLower(k)))
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is that of Levenshtein: insertions, deletions and replacements.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

func didYouMean(name string, known []string) string {
	if near := Nearest(name, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return "; it may have " + strings.Join(known, ", ")
}

// quote shows foreign text in a message, shortened where it is long.
func quote(s string) string {
	const most = 40 // characters, enough to find it again
	if r := []rune(s); len(r) > most {
		return fmt.Sprintf("%q…", string(r[:most]))
	}
	return fmt.Sprintf("%q", s)
}

func verb(subjects []string, one, many string) string {
	if len(subjects) == 1 {
		return one
	}
	return many
}

func names[T any](items []T, name func(T) string) []string {
	var all []string
	for _, item := range items {
		all = append(all, name(item))
	}
	return all
}

func filter(items []string, keep func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(items), func(s string) bool { return !keep(s) })
}
