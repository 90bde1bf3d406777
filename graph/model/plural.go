package model

import (
	"slices"
	"strings"

	"jinqiao"
)

// severalIn reports whether an English sentence speaks of an entity in the plural:
// it is a group of more than one, and its English name, if it has one, names
// several ("Experts of the society") and not a whole ("Batch of agreements").
func severalIn(e *jinqiao.Entity) bool {
	if e.Cohort == nil || e.Cohort.Size != nil && *e.Cohort.Size == 1 {
		return false
	}
	name := e.Text("nameEn")
	return name == "" || slices.ContainsFunc(head(name), isPlural)
}

var prepositions = []string{"as", "at", "by", "for", "from", "in", "of", "on", "that", "to", "under", "whose", "with"}

// head returns the words up to the first preposition.
func head(phrase string) []string {
	words := strings.Fields(phrase)
	if at := slices.IndexFunc(words, isPreposition); at >= 0 {
		return words[:at]
	}
	return words
}

func isPreposition(word string) bool { return slices.Contains(prepositions, word) }

func isPlural(word string) bool {
	word = strings.Trim(word, `,.;:()"`)
	singular := slices.ContainsFunc([]string{"ss", "us", "is", "'s", "’s"}, func(end string) bool { return strings.HasSuffix(word, end) })
	return strings.HasSuffix(word, "s") && !singular || strings.EqualFold(word, "people")
}

// ofSeveral turns an English reading of one, "is a member of", into that of
// several, "are members of". What is past, "founded", stays.
func ofSeveral(reading string) string {
	verb, rest, _ := strings.Cut(reading, " ")
	switch verb {
	case "is":
		return strings.TrimSpace("are " + nounOfSeveral(rest))
	case "was":
		return strings.TrimSpace("were " + nounOfSeveral(rest))
	}
	return strings.TrimSpace(verbOfSeveral(verb) + " " + rest)
}

// nounOfSeveral turns what someone is, "a leading industry of", into what several are.
func nounOfSeveral(phrase string) string {
	words := strings.Fields(phrase)
	if len(words) < 2 || words[0] != "a" && words[0] != "an" {
		return phrase
	}
	words = words[1:]
	last := len(words) - 1
	if at := slices.IndexFunc(words, isPreposition); at > 0 {
		last = at - 1
	}
	words[last] = nounsOf(words[last])
	return strings.Join(words, " ")
}

func nounsOf(noun string) string {
	switch {
	case endsInConsonantY(noun):
		return strings.TrimSuffix(noun, "y") + "ies"
	case hisses(noun):
		return noun + "es"
	}
	return noun + "s"
}

func endsInConsonantY(word string) bool {
	return len(word) > 1 && strings.HasSuffix(word, "y") && !strings.ContainsRune("aeiou", rune(word[len(word)-2]))
}

func hisses(word string) bool {
	return slices.ContainsFunc([]string{"s", "x", "z", "ch", "sh"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

// verbOfSeveral takes the s from a verb of the present.
func verbOfSeveral(verb string) string {
	stem, found := strings.CutSuffix(verb, "es")
	switch {
	case verb == "has":
		return "have"
	case found && strings.HasSuffix(stem, "i"):
		return strings.TrimSuffix(stem, "i") + "y"
	case found && (hisses(stem) && !strings.HasSuffix(stem, "s") || strings.HasSuffix(stem, "ss") || strings.HasSuffix(stem, "o")):
		return stem
	case strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ss"):
		return strings.TrimSuffix(verb, "s")
	}
	return verb
}
