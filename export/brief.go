package export

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// A Brief is an answer to hand on: what was asked, what was found as sentences
// with the numbers of their sources, what the answer is worth, and the sources.
type Brief struct {
	Title    string
	Language string // "ZH" or "EN"
	Made     time.Time
	Asked    []string // in words
	Findings []Finding
	Worth    []string // how complete the answer is, in words
	Sources  []string // in the order of their numbers, from 1
}

// A Finding is one path, or the links of one relationship.
type Finding struct {
	Title     string // may be empty
	Sentences []string
	Remark    string // how sure it is; may be empty
}

// Markdown writes a brief as CommonMark.
func (b *Brief) Markdown(w io.Writer) error { return b.page().markdown(w) }

// DOCX writes a brief as a WordprocessingML document (ISO/IEC 29500).
func (b *Brief) DOCX(w io.Writer) error { return b.page().docx(w) }

func (b *Brief) page() *page {
	p := &page{title: oneLine(b.Title), language: b.Language, made: b.Made}
	say := func(l label) string { return l.in(b.Language) }
	p.add(paragraph, fmt.Sprintf(say(label{"由金桥知识图谱生成，%s。", "Made from the knowledge graph Jinqiao, %s."}), b.Made.Format("2006-01-02")))
	p.section(say(label{"问题", "Question"}), paragraph, b.Asked)
	p.add(heading, say(label{"发现", "Findings"}))
	if len(b.Findings) == 0 {
		p.add(paragraph, say(label{"没有记录。没有记录不等于没有。", "None is recorded. That is not a “no”."}))
	}
	for _, f := range b.Findings {
		if f.Title != "" {
			p.add(subheading, f.Title)
		}
		p.add(bullet, f.Sentences...)
		if f.Remark != "" {
			p.add(paragraph, f.Remark)
		}
	}
	p.section(say(label{"完整性", "What the answer is worth"}), paragraph, b.Worth)
	p.section(say(label{"出处", "Sources"}), paragraph, citationsNumbered(b.Sources, b.Language))
	return p
}

// section adds a heading with what stands under it, and nothing for nothing.
func (p *page) section(title string, s style, texts []string) {
	if len(texts) > 0 {
		p.add(heading, title)
		p.add(s, texts...)
	}
}

func citationsNumbered(sources []string, language string) []string {
	list := make([]string, len(sources))
	for i, s := range sources {
		list[i] = strings.TrimSpace(mark(i+1, language)) + " " + s
	}
	return list
}

// mark is the number of a source, as sentences carry it.
func mark(n int, language string) string {
	if language == "EN" {
		return fmt.Sprintf(" [%d]", n)
	}
	return fmt.Sprintf("〔%d〕", n)
}

// Brief returns a network as a brief: its links as sentences, by relationship in
// the order in which they come, and the entities without a link.
func (n *Network) Brief(asked []string) *Brief {
	b := &Brief{Title: n.Title, Language: n.Language, Made: n.Made, Asked: asked, Worth: n.worth()}
	marks := b.numbering()
	linked := map[string]bool{}
	for _, links := range n.byRelationship() {
		f := Finding{Title: links[0].Label}
		for _, l := range links {
			f.Sentences = append(f.Sentences, ended(l.Text+marks(l.Evidence), n.Language)+l.basis(n.Language))
			linked[l.Source], linked[l.Target] = true, true
		}
		b.Findings = append(b.Findings, f)
	}
	b.addAlone(n, linked, marks)
	return b
}

// numbering returns what adds evidence to the sources of the brief and gives the
// marks that refer to it.
func (b *Brief) numbering() func([]Evidence) string {
	number := map[string]int{} // of sources, by citation
	return func(evidence []Evidence) (text string) {
		for _, e := range evidence {
			if number[e.Citation] == 0 {
				b.Sources = append(b.Sources, e.Citation)
				number[e.Citation] = len(b.Sources)
			}
			if m := mark(number[e.Citation], b.Language); !strings.Contains(text, m) {
				text += m
			}
		}
		return text
	}
}

// byRelationship groups the links, the groups in the order in which they come.
func (n *Network) byRelationship() [][]Link {
	place := map[string]int{}
	var groups [][]Link
	for _, l := range n.Links {
		at, known := place[l.Relationship]
		if !known {
			at = len(groups)
			place[l.Relationship] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], l)
	}
	return groups
}

// basis says why a link was concluded, where that is recorded and not said yet.
func (l Link) basis(language string) string {
	for _, p := range l.Properties {
		if p.Name == "basis" && !strings.Contains(l.Text, p.Text) {
			return fmt.Sprintf(label{"依据：%s。", " Why: %s."}.in(language), strings.TrimRight(p.Text, "。."))
		}
	}
	return ""
}

// addAlone adds the entities that no link of the network names.
func (b *Brief) addAlone(n *Network, linked map[string]bool, marks func([]Evidence) string) {
	f := Finding{Title: label{"没有列出关系的实体", "Entities without a link here"}.in(n.Language)}
	for _, node := range n.Nodes {
		if !linked[node.ID] {
			f.Sentences = append(f.Sentences, node.described(n.Language)+marks(node.Evidence))
		}
	}
	if len(f.Sentences) > 0 {
		b.Findings = append(b.Findings, f)
	}
}

func (n Node) described(language string) string {
	said := []string{n.KindLabel}
	if n.Cohort != "" {
		said = append(said, n.Cohort)
	}
	if language == "EN" {
		return n.Label + " (" + strings.Join(said, "; ") + ")"
	}
	return n.Label + "（" + strings.Join(said, "；") + "）"
}

// worth says how many entities and links there are, how many links are inferred,
// and what is missing.
func (n *Network) worth() []string {
	inferred := 0
	for _, l := range n.Links {
		if l.Confidence != "" {
			inferred++
		}
	}
	form := label{"%d 个实体，%d 条关系，其中推断 %d 条。", "%d entities and %d links, of them %d inferred."}
	said := []string{fmt.Sprintf(form.in(n.Language), len(n.Nodes), len(n.Links), inferred)}
	if n.Note != "" {
		said = append(said, n.Note)
	}
	return said
}

// ended returns a sentence with its stop.
func ended(s, language string) string {
	if language == "EN" {
		return s + "."
	}
	return s + "。"
}
