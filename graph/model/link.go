package model

import (
	"fmt"
	"slices"
	"strings"

	"jinqiao"
)

// A Link is a link with what the plan fetched of it.
type Link struct{ row *jinqiao.LinkRow }

// OfLink returns a row as a Link, nil for nil.
func OfLink(row *jinqiao.LinkRow) *Link {
	if row == nil {
		return nil
	}
	return &Link{row}
}

// IsNode marks what has a global id.
func (*Link) IsNode() {}

// ID returns the id.
func (l *Link) ID() string { return l.row.Link.ID }

// Relationship returns the relationship.
func (l *Link) Relationship() string { return l.row.Link.Relationship }

// From returns where the link starts.
func (l *Link) From() Entity { return Of(l.row.From) }

// To returns where the link ends.
func (l *Link) To() Entity { return Of(l.row.To) }

// Key returns what tells parallel links apart.
func (l *Link) Key() *string { return orNil(l.row.Link.Key) }

// Reading returns the relationship in words, at the stage of the link. The plan
// fetches properties for it.
func (l *Link) Reading(language string, backwards bool) string {
	r, _ := l.reading()
	return readingIn(r, language, backwards)
}

// reading returns the readings of the link, and whether they say its stage.
func (l *Link) reading() (jinqiao.Reading, bool) {
	return ontology().Relationship(l.row.Link.Relationship).Reading(l.row.Link.Text("stage"))
}

func readingIn(r jinqiao.Reading, language string, backwards bool) string {
	if backwards {
		return r.Backward.In(language)
	}
	return r.Forward.In(language)
}

// Text returns the link as a sentence, with what keeps it from saying too much:
// stage, time, that it was concluded, that it holds for a group, the city for
// which it holds. The plan fetches ends, scope and properties for it.
func (l *Link) Text(language string) string {
	from, to := stated(l.row.From.Entity, language), stated(l.row.To.Entity, language)
	reading := l.Reading(language, false)
	if language == "EN" && severalIn(l.row.From.Entity) {
		reading = ofSeveral(reading)
	}
	return sentence(from, reading, to, language) + bracketed(l.qualifiers(language), language)
}

// stated returns a name, with the status of what is not there yet.
func stated(e *jinqiao.Entity, language string) string {
	name, status := nameIn(e, language), e.Text("status")
	if !slices.Contains(ontology().Kind(e.Kind).Unsettled, status) {
		return name
	}
	return name + bracketed([]string{ontology().Label("Status", status).In(language)}, language)
}

// maxBasis is how many characters of a basis a sentence tells.
const maxBasis = 120

// basisIn returns on what a conclusion rests.
func basisIn(basis, language string) string {
	if r := []rune(basis); len(r) > maxBasis {
		basis = string(r[:maxBasis]) + "…"
	}
	if language == "EN" {
		return "basis: " + basis
	}
	return "依据：" + basis
}

// qualifiers lists what limits the statement.
func (l *Link) qualifiers(language string) []string {
	words := map[bool][5]string{
		false: {"自%s起", "至%s", "推断，可信程度", "就群体整体而言", "限于"},
		true:  {"since %s", "until %s", "inferred, confidence ", "of the group as a whole", "limited to "},
	}[language == "EN"]
	var said []string
	link := l.row.Link
	_, saidByReading := l.reading()
	if stage := link.Text("stage"); stage != "" && !saidByReading {
		said = append(said, ontology().Label("Stage", stage).In(language))
	}
	if since := link.Text("since"); since != "" {
		said = append(said, fmt.Sprintf(words[0], dateIn(since, language)))
	}
	if until := link.Text("until"); until != "" {
		said = append(said, fmt.Sprintf(words[1], dateIn(until, language)))
	}
	if link.Confidence != "" {
		said = append(said, words[2]+ontology().Label("Confidence", link.Confidence).In(language))
	}
	if basis := link.Text("basis"); basis != "" {
		said = append(said, basisIn(basis, language))
	}
	if link.Collective {
		said = append(said, words[3])
	}
	// Where an end is the city itself, the sentence has said it.
	if scope := l.row.Scope; scope != nil && link.Scope != link.From && link.Scope != link.To {
		said = append(said, words[4]+nameIn(scope.Entity, language))
	}
	return said
}

// sentence puts the far end where the reading says.
func sentence(near, reading, far, language string) string {
	space := ""
	if language == "EN" {
		space = " "
	}
	if before, after, ok := strings.Cut(reading, "…"); ok {
		return near + space + before + far + after
	}
	return near + space + reading + space + far
}

// Assertion returns whether it was read or concluded.
func (l *Link) Assertion() string { return l.row.Link.Assertion }

// Confidence returns how sure a conclusion is; nil on what is stated.
func (l *Link) Confidence() *string { return orNil(l.row.Link.Confidence) }

// Collective reports whether it holds for the group as a whole.
func (l *Link) Collective() bool { return l.row.Link.Collective }

// By returns who did it; nil where not known.
func (l *Link) By() Entity { return Of(l.row.By) }

// Evidence returns where it was read.
func (l *Link) Evidence() []*Evidence { return evidence(l.row.Link.Evidence, l.row.Documents) }

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
