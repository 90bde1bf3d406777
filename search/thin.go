package search

import (
	"cmp"
	"slices"
)

// Frequencies tells in how many entities terms occur, about; of one that occurs
// in Common or more, some number from that on.
type Frequencies interface {
	Frequencies(terms []string) ([]int, error)
}

// Common is in how many entities a term occurs whose frequency is not told apart.
const Common = 2000

const (
	// worth is how many occurrences an index passes in the time in which one
	// candidate is read and looked at: measured at 40 to 80 in SQLite.
	worth = 50
	// selected is how much one more term narrows down, as a rule.
	selected = 8
	// commonly stands for the frequency of a common term.
	commonly = 10 * Common
)

// Thin returns a need that asks for less, where to pass over all occurrences of
// frequent terms would cost more than to look at some more candidates. Whoever has
// the need still has it. It serves an index that reads all terms of a need from
// begin to end.
func Thin(n Need, f Frequencies) (Need, error) {
	switch n := n.(type) {
	case AllOf:
		return thinAll(n, f)
	case AnyOf:
		thin := make(AnyOf, len(n))
		for i, part := range n {
			var err error
			if thin[i], err = Thin(part, f); err != nil {
				return nil, err
			}
		}
		return thin, nil
	}
	return n, nil
}

// thinAll takes terms, the rarest first, as long as they are worth it. What is no
// plain term stays.
func thinAll(all AllOf, f Frequencies) (Need, error) {
	var rest AllOf
	var terms []string
	for _, n := range all {
		if t, ok := n.(Term); ok && !t.Prefix {
			terms = append(terms, t.Text)
			continue
		}
		thin, err := Thin(n, f)
		if err != nil {
			return nil, err
		}
		rest = append(rest, thin)
	}
	if len(terms) < 2 {
		return all, nil
	}
	counts, err := f.Frequencies(terms)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(terms))
	for i, n := range counts {
		order[i] = i
		if n >= Common {
			counts[i] = commonly
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(counts[a], counts[b]) })
	kept, candidates := make([]Need, 0, len(all)), counts[order[0]]
	for i, at := range order {
		if i > 0 && counts[at] > worth*candidates {
			break
		}
		if i > 0 {
			candidates /= selected
		}
		kept = append(kept, Term{Text: terms[at]})
	}
	return allOf(append(kept, rest...)...), nil
}
