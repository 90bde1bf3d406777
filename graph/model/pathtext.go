package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
	"jinqiao/linkage"
)

// numbers gives every place where a link of the page was read a number, in the
// order in which the paths come to it.
func (f *Found) numbers() map[string]int {
	numbers := map[string]int{}
	f.eachSource(func(e jinqiao.Evidence, _ *jinqiao.EntityRow) {
		if numbers[sourceKey(e)] == 0 {
			numbers[sourceKey(e)] = len(numbers) + 1
		}
	})
	return numbers
}

func sourceKey(e jinqiao.Evidence) string {
	return e.Document + "\x00" + e.Locator + "\x00" + string(e.AsOf)
}

func (f *Found) eachSource(visit func(jinqiao.Evidence, *jinqiao.EntityRow)) {
	for _, p := range f.Result.Paths {
		for _, s := range p.Steps {
			row := f.Links[s.Link]
			for _, e := range row.Link.Evidence {
				visit(e, row.Documents[e.Document])
			}
		}
	}
}

// Sources returns where the links of the page were read.
func (f *Found) Sources() []*PathSource {
	numbers, seen := f.numbers(), map[int]bool{}
	sources := []*PathSource{}
	f.eachSource(func(e jinqiao.Evidence, document *jinqiao.EntityRow) {
		n := numbers[sourceKey(e)]
		if !seen[n] {
			seen[n] = true
			sources = append(sources, &PathSource{Evidence{e, document}, n})
		}
	})
	return sources
}

// PathSource is a place where a link was read, with its number.
type PathSource struct {
	Evidence
	Number int
}

// Text returns it as a citation.
func (s *PathSource) Text(language string) string { return s.Citation(language) }

// Text returns the path as sentences, a step each or two that read as one, with
// the numbers of sources.
func (p *Path) Text(language string) string {
	var sentences []string
	for steps := p.p.Steps; len(steps) > 0; {
		link := &Link{p.found.Links[steps[0].Link]}
		text, evidence, said := link.Text(language), link.row.Link.Evidence, 1
		if len(steps) > 1 {
			next := &Link{p.found.Links[steps[1].Link]}
			if joint := both(link, next, language); joint != "" {
				text, evidence, said = joint, append(slices.Clip(evidence), next.row.Link.Evidence...), 2
			}
		}
		sentences = append(sentences, text+p.marks(evidence, language))
		steps = steps[said:]
	}
	if language == "EN" {
		return strings.Join(sentences, "; ") + "."
	}
	return strings.Join(sentences, "；") + "。"
}

// marks returns the numbers of the sources as a report sets them.
func (p *Path) marks(evidence []jinqiao.Evidence, language string) string {
	form := "〔%s〕"
	if language == "EN" {
		form = " [%s]"
	}
	text := ""
	for _, e := range evidence {
		n := p.numbers[sourceKey(e)]
		mark := fmt.Sprintf(form, strconv.Itoa(n))
		if n > 0 && !strings.Contains(text, mark) {
			text += mark
		}
	}
	return text
}

// Completeness says what an answer is worth.
type Completeness struct {
	of       linkage.Completeness
	entities map[string]*jinqiao.EntityRow
	found    *Found // of paths, else nil
}

// Status returns whether it is complete.
func (c *Completeness) Status() string {
	if c.of.Exact {
		return "EXACT"
	}
	return "TRUNCATED"
}

// ProvenLength returns up to which length every path was considered.
func (c *Completeness) ProvenLength() int { return c.of.ProvenLength }

// Reasons returns why the search stopped early.
func (c *Completeness) Reasons() []string { return orEmpty(c.of.Reasons) }

// Expansions returns how many links were looked at.
func (c *Completeness) Expansions() int { return c.of.Expansions }

// SkippedHubs returns the hubs at which the search turned back.
func (c *Completeness) SkippedHubs() []*SkippedHub {
	return convert(c.of.SkippedHubs, func(h linkage.SkippedHub) *SkippedHub {
		return &SkippedHub{Of(c.entities[h.Entity]), h.Degree}
	})
}

// SkippedHub is a hub that was not passed through.
type SkippedHub struct {
	Entity Entity
	Degree int
}

// Excluded returns what each rule kept out.
func (c *Completeness) Excluded() []*Exclusion {
	return convert(c.of.Excluded, func(x linkage.Exclusion) *Exclusion {
		e := &Exclusion{Rule: string(x.Rule), Paths: x.Paths, Exact: x.Exact}
		if x.Example != nil {
			e.Example = &Path{c.found, x.Example, nil}
		}
		return e
	})
}

// Exclusion is what one rule kept out.
type Exclusion struct {
	Rule    string
	Paths   int
	Exact   bool
	Example *Path
}
